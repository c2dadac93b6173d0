#!/usr/bin/env python3
"""Can whoever administers a place say when its telephone line is answered, from which day, and on what ground; does the public read just that from
that day on; does what was said before stay; and can nobody speak for another place?"""
import datetime
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from cst import day, day_number, now, today  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
NOTICE = f'市交通运输局公告<{ME}>号'


def said(days):
    d = today() + datetime.timedelta(days)
    return f'{d.year}年{d.month}月{d.day}日 星期{"一二三四五六日"[d.weekday()]}:'


def text_of(html):
    return ' '.join(re.sub(r'<[^>]*>', ' ', html).split()).replace('&lt;', '<').replace('&gt;', '>')


def line_of(region, name, lang='zh-CN'):
    """What the status page tells of one line."""
    page = Citizen(URL, lang).get('/status/' + region).body.decode()
    rows = dict(re.findall(r'<dt class="govuk-summary-list__key">([^<]*)</dt><dd class="govuk-summary-list__value">(.*?)</dd>', page, re.S))
    return text_of(rows[name])


def section_of(path):
    found = re.search(r'<section class="hotline-office".*?</section>', Citizen(URL).get(path).body.decode(), re.S)
    return text_of(found.group(0)) if found else ''


def send(person, intent=None, **typed):
    page = person.get('/admin/hours')
    form = next(f for f in page.forms if f.action == '/admin/hours')
    fields = {n: v for n, _, v, _ in form.fields}
    fields.update(typed, **({'intent': intent} if intent else {}))
    return person.post('/admin/hours', fields, follow=False)


def rows_of(region):
    return sql(f'SELECT workdays, days_off, from_day FROM office_change WHERE region = {region} ORDER BY id')


def count():
    return int(sql('SELECT COUNT(*) FROM office_change')[0][0])


admin, other = sign_in(URL, find(PEOPLE, 'province_admin', '44')), sign_in(URL, find(PEOPLE, 'province_admin', '65'))
html = admin.get('/admin/hours').body.decode()
check('the page is in the navigation, and lists each city of the province and no other', 'href="/admin/hours"' in admin.get('/admin/settings').body.decode() and all(
    (f'region={c}"' in html) == (c.startswith('44')) for (c,) in sql('SELECT LPAD(region, 6, 0) FROM office')))

# ---- now -------------------------------------------------------------------------------------------------------
PARTS = {'region': '440300', 'from_day': day(0), 'workdays': '８:30至12:00、14:00-17:30', 'days_off': '', 'hours_source': NOTICE}
before, acts = count(), int(sql("SELECT COUNT(*) FROM staff_act WHERE act = 'hours_changed'")[0][0])
answer = send(admin, f'{ME:032x}', **PARTS)
again = send(admin, f'{ME:032x}', **PARTS)
equal('a form sent twice says it once', (answer.status, again.status, count(), rows_of(440300)[-1]), (303, 303, before + 1, [
    '08:30-12:00 14:00-17:30', '', str(day_number())]))
SHOWN = '工作日 08:30–12:00, 14:00–17:30 · 休息日 无人接听'
check('the public reads it, with its source', until(lambda: SHOWN in line_of('4403', '深圳市') and NOTICE in line_of('4403', '深圳市') and '未经核实' not in line_of('4403', '深圳市'), 10),
      line_of('4403', '深圳市'))
check('on the page of the province too, and of other cities nothing changed', SHOWN in line_of('44', '深圳市') and SHOWN not in line_of('44', '珠海市'))
check('in English', 'Working days 08:30–12:00, 14:00–17:30 · Days off not answered' in line_of('4403', 'Shenzhen', 'en'), line_of('4403', 'Shenzhen', 'en'))
check('the home page tells it beside the office', until(lambda: '12328 电话 ' + SHOWN in section_of('/?region=440304'), 65), section_of('/?region=440304'))
[[who, act, where, detail]] = sql("SELECT s.login, a.act, a.object, a.detail FROM staff_act a JOIN staff s ON s.id = a.staff_id WHERE a.act = 'hours_changed' ORDER BY a.id DESC LIMIT 1")
equal('who said it is in the trail, once', (who, where, detail, int(sql("SELECT COUNT(*) FROM staff_act WHERE act = 'hours_changed'")[0][0])), (
    find(PEOPLE, 'province_admin', '44').login, '440300', f'{day(0)}: 08:30-12:00 14:00-17:30 / - · {NOTICE}', acts + 1))

# ---- whether it is answered now ---------------------------------------------------------------------------------
scopes = sql(f"SELECT scope, worked FROM holiday WHERE day = {day_number()} AND '440300' LIKE CONCAT(scope, '%') ORDER BY LENGTH(scope) DESC")
works = scopes[0][1] == '1' if scopes else today().weekday() < 5
for name, hours in (('open', '0:00-24:00'), ('closed', '')):
    # The other kind of day says the opposite, so that the wrong one would show.
    opposite = '' if hours else '0:00-24:00'
    if works and not hours:
        hours = '0:00-0:01' if now().hour >= 1 else '23:00-23:01'
    days = (hours, opposite) if works else (opposite or '8:00-9:00', hours)
    send(admin, **dict(PARTS, workdays=days[0], days_off=days[1]))
    check(f'it is {name} by what is said of such a day', until(lambda: ('现在接听' if name == 'open' else '现在不接听') in line_of('4403', '深圳市'), 10), line_of('4403', '深圳市'))

# ---- from a day on ----------------------------------------------------------------------------------------------
send(admin, **dict(PARTS, workdays='9:00-18:00', days_off='9:00-18:00'))
equal('a change for a later day is taken', send(admin, **dict(PARTS, from_day=day(9), workdays='7:00-22:00', days_off='7:00-22:00')).status, 303)
check('today stays as it is, and the day of the change stands beside it', until(lambda: f'每天 09:00–18:00 自 {said(9)} 每天 07:00–22:00' in line_of('4403', '深圳市'), 10), line_of('4403', '深圳市'))
send(admin, **dict(PARTS, from_day=day(9), workdays='6:00-23:00', days_off='6:00-23:00'))
check('of two for the same day the later counts', until(lambda: f'自 {said(9)} 每天 06:00–23:00' in line_of('4403', '深圳市') and '07:00' not in line_of('4403', '深圳市'), 10), line_of('4403', '深圳市'))
send(admin, **dict(PARTS, from_day=day(9), workdays='9:00-18:00', days_off='9:00-18:00'))
check('what will be as it is now is not told twice', until(lambda: '自 ' not in line_of('4403', '深圳市'), 10), line_of('4403', '深圳市'))
history = text_of(admin.get('/admin/hours?region=440300').body.decode())
check('the desk keeps all of it, with who and why', all(w in history for w in (
    '07:00–22:00', '06:00–23:00', '同日另有修改', '08:30–12:00', NOTICE, sql("SELECT name FROM staff WHERE login = '%s'" % find(PEOPLE, 'province_admin', '44').login)[0][0])))
sql("INSERT INTO office_change (k, region, from_day, workdays, days_off, source, staff_id, made_ms) "
    f"VALUES (UNHEX(SHA2('{ME}', 256)), 330100, {day_number(-3)}, '05:00-06:00', '05:00-06:00', '早先', 1, 1), "
    f"(UNHEX(SHA2('{ME} b', 256)), 330100, {day_number(-5)}, '02:00-03:00', '02:00-03:00', '更早', 1, 2), "
    f"(UNHEX(SHA2('{ME} c', 256)), 330100, {day_number(1)}, '03:00-04:00', '03:00-04:00', '明天', 1, 3)")
check('what counts is what began last, whenever it was said', until(lambda: f'每天 05:00–06:00 自 {said(1)} 每天 03:00–04:00' in line_of('3301', '杭州市'), 10), line_of('3301', '杭州市'))
for name, statement in (('changed', "UPDATE office_change SET source = 'x' LIMIT 1"), ('taken away', 'DELETE FROM office_change LIMIT 1')):
    try:
        refused = sql(statement)
    except subprocess.CalledProcessError as why:
        refused = why.stderr
    check(f'what was said cannot be {name} in the database', 'append-only' in refused, refused)

# ---- what cannot be ---------------------------------------------------------------------------------------------
before = count()
for name, wrong in (('a place of another province', {'region': '650100'}), ('the nation', {'region': '000000'}), ('no such place', {'region': '449900'}), ('a county', {'region': '440304'}),
                    ('a day that was', {'from_day': day(-1)}), ('a day too far ahead', {'from_day': day(367)}), ('no day', {'from_day': ''}), ('no hours', {'workdays': ''}),
                    ('words', {'workdays': '全天'}), ('hours over each other', {'workdays': '8:00-12:00 11:00-13:00'}), ('four spans', {'days_off': '1:00-2:00 3:00-4:00 5:00-6:00 7:00-8:00'}),
                    ('no source', {'hours_source': ''})):
    answer = send(admin, **{**PARTS, **wrong})
    check(f'{name} is refused, at its field', answer.status == 422 and count() == before and re.findall('href="#f-([^"]*)"', answer.body.decode()) == [*wrong], answer.status)
check('with words that say how', '8:30-12:00, 14:00-17:30 的样子' in send(admin, **dict(PARTS, workdays='八点到五点')).body.decode())
equal('an agent does not see it', sign_in(URL, find(PEOPLE, 'agent', '44')).get('/admin/hours').status, 403)
check('of another province nothing is shown', NOTICE not in text_of(other.get('/admin/hours?region=440300').body.decode()))

# ---- a city's own, and a whole province -------------------------------------------------------------------------
login = find(PEOPLE, 'province_admin', '65').login
sql(f"UPDATE staff SET region = 650100 WHERE login = '{login}'")
try:
    html = other.get('/admin/hours').body.decode()
    equal("a city's administrator has the own city alone", sorted(set(re.findall(r'region=(\d+)', html))), ['650100'])
    equal('and speaks for it alone', [send(other, **dict(PARTS, region=r)).status for r in ('650000', '650200', '650100')], [422, 422, 303])
finally:
    sql(f"UPDATE staff SET region = 650000 WHERE login = '{login}'")
cities = int(sql('SELECT COUNT(*) FROM office WHERE region DIV 10000 = 44')[0][0])
before = count()
equal('a province is each of its cities', (send(admin, **dict(PARTS, region='440000', workdays='0:00-24:00', days_off='0:00-24:00')).status, count() - before), (303, cities))
check('and all read it', until(lambda: all(text in line_of('44', '珠海市') for text in ('全天', NOTICE)), 10), line_of('44', '珠海市'))
send(other, **dict(PARTS, region='650000', workdays='0:00-24:00', days_off='0:00-24:00'))
done()
