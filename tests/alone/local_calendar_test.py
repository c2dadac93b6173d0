#!/usr/bin/env python3
"""Does a province's administrator see whose deadlines a day off of the own would move before it is made, and is that then what happens:
to tickets of that place alone, never to an earlier date, with a record in each?"""
import datetime
import os
import re
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from database import Database  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402
from staff import Account, accounts, find, sign_in  # noqa: E402

CHINA = datetime.timezone(datetime.timedelta(hours=8))


def file_in(region):
    return number_of(Citizen(stack.url).walk('/ticket/new', dict(MATTER, kind='suggestion', item='3309', region=region)))


def promise(number):
    ms = int(stack.sql(f"SELECT answer_due_ms FROM ticket WHERE number = '{number}'")[0][0])
    return datetime.datetime.fromtimestamp(ms / 1000, CHINA).date()


def propose(who, **fields):
    page = who.get('/admin/calendar')
    how = fields.pop('how', 'run')
    form = next(f for f in page.forms if any(n == 'how' and v == how for n, _, v, _ in f.fields))
    pairs = [(n, fields.pop(n, v)) for n, _, v, chosen in form.fields if chosen]
    return who.post('/admin/calendar', pairs + list(fields.items()))


def ask(who, page):
    form = next(f for f in page.forms if f.action and f.action.startswith('/admin/calendar/'))
    return re.search(r'/jobs/(\d+)', who.post(form.action, [(n, v) for n, _, v, _ in form.fields]).url).group(1)


def result(who, job):
    until(lambda: stack.sql(f'SELECT state FROM job WHERE id = {job}')[0][0] in ('3', '4'), 60)
    return stack.sql(f'SELECT state FROM job WHERE id = {job}')[0][0], who.get(f'/admin/jobs/{job}/file').body.decode('utf-8-sig')


def apply(who, page):
    return result(who, ask(who, page))


def kill_worker():
    for pid in stack.program('worker'):
        os.kill(pid, signal.SIGKILL)


def days_changed():
    return (stack.count("SELECT COUNT(*) FROM holiday WHERE scope = '4403'"), stack.count("SELECT COUNT(*) FROM staff_act WHERE act = 'calendar_changed'"))


def apply_cut_short(who, page):
    """Applied by a worker that is killed as it writes its act, then as it waits for the programs, and begins again each time."""
    held = Database(stack.env)
    held.rows('LOCK TABLES staff_act WRITE')
    job = ask(who, page)
    writing = "SELECT id FROM information_schema.processlist WHERE info LIKE 'INSERT INTO staff_act%'"
    check('the worker comes to write its act', until(lambda: stack.sql(writing), 30))
    connection = stack.sql(writing)[0][0]
    kill_worker()
    stack.sql(f'KILL {connection}')
    until(lambda: not stack.sql(writing))
    held.close()
    check('cut short there, begun again it changes the days and says so', until(lambda: days_changed() == (1, 1), 30), days_changed())
    kill_worker()
    again = result(who, job)
    equal('cut short behind it, the act is there once, and all programs were waited for', (days_changed(), stack.count(f'SELECT starts FROM job WHERE id = {job}'),
          stack.count(f'SELECT p.applied_ms - j.begun_ms >= 5000 FROM job j JOIN calendar_plan p ON j.parameters = CONCAT("plan=", p.id) WHERE j.id = {job}')), ((1, 1), 3, 1))
    return again


def do(who, number, move, **values):
    form = next(f for f in who.get('/admin/ticket/' + number).forms if (f.action or '').endswith('/' + move))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


def extended_in(region):
    """A ticket whose promise was extended: two clocks, of which the second begins where the first is due."""
    number = file_in(region)
    agent, reviewer = sign_in(stack.url, find(people, 'agent', '44')), sign_in(stack.url, find(people, 'reviewer', '44'))
    unit = sign_in(stack.url, next(a for a in accounts(people) if a.unit == '440300-02'))
    do(agent, number, 'dispatched', unit='440300-02', text='请办理')
    do(unit, number, 'signed')
    do(unit, number, 'extension_asked', days='5', text='需要实地勘察')
    do(reviewer, number, 'extended')
    return number


def working_day_before(day):
    """A plain one, on which a day off takes a working day away from whatever is due on `day`."""
    special = {int(r[0]) for r in stack.sql("SELECT day FROM holiday")}
    while day.weekday() > 4 or (day - datetime.date(1970, 1, 1)).days in special:
        day -= datetime.timedelta(1)
    return day


with Stack() as stack:
    people = os.path.join(stack.run, 'accounts.tsv')
    admin, other = sign_in(stack.url, find(people, 'province_admin', '44')), sign_in(stack.url, find(people, 'province_admin', '32'))
    here, there, abroad = file_in('440304'), file_in('440106'), file_in('320102')
    day = working_day_before(promise(here) - datetime.timedelta(2))
    extended = extended_in('440304')
    before = {n: promise(n) for n in (here, there, abroad, extended)}
    check('one promise was extended', before[extended] > before[here], before)
    refused = propose(admin, first_day=str(day), region='450000', worked='off', day_name='外省', day_source='某文〔2026〕1号')
    check('days of another province are not changed', refused.status == 422 and '本省' in refused.text or '管辖' in refused.text, (refused.status, refused.text[:400]))
    of_city = find(people, 'province_admin', '44')
    stack.sql(f"INSERT INTO staff (login, name, role, region, province, unit, pass_salt, pass_hash, totp_sealed) SELECT 'city', '市管理员', role, 440300, province, unit, "
              f"pass_salt, pass_hash, totp_sealed FROM staff WHERE login = '{of_city.login}'")
    city = sign_in(stack.url, Account('city', of_city.passphrase, of_city.secret, of_city.role))
    for region, wanted in (('440000', 422), ('440100', 422), ('440106', 422), ('440300', 200), ('440304', 200)):
        equal(f'a city\'s administrator proposes days of {region}', propose(city, first_day=str(day), region=region, worked='off', day_name='开市日', day_source='深府办〔2026〕1号').status, wanted)
    for scope, wanted in (('44', 422), ('4401', 422), ('4403', 200), ('440304', 200)):
        equal(f'and by a table of {scope}', propose(city, how='table', table=f'2027-04-17\t{scope}\toff\t三月三\n', day_source='深府办〔2027〕1号').status, wanted)
    whole = propose(admin, first_day=str(day), region='440000', worked='off', day_name='开市日', day_source='粤府办〔2026〕1号')
    token = next(v for f in city.get('/admin/calendar').forms for n, _, v, _ in f.fields if n == 'token')
    equal('what is proposed for the province is not theirs to see or apply', (city.get(whole.url).status, city.post(whole.url, {'token': token, 'apply': 'yes'}).status,
          stack.count("SELECT COUNT(*) FROM job WHERE kind = 'calendar'")), (404, 404, 0))
    refused = propose(admin, first_day=str(day), region='440300', worked='off', day_name='开市日', day_source='')
    equal('nor without a source', refused.status, 422)
    refused = propose(admin, first_day=str(day), last_day=str(day + datetime.timedelta(31)), region='440300', worked='off', day_name='开市日', day_source='某文〔2026〕1号')
    check('nor for longer than a month at once', refused.status == 422 and '31' in refused.text, refused.status)
    page = propose(admin, first_day=str(day), region='440300', worked='off', day_name='开市日', day_source='深府办〔2026〕1号')
    check('a proposal shows the day and its source', page.status == 200 and '开市日' in page.text and '深府办〔2026〕1号' in page.text, (page.status, page.text[:300]))
    links = re.findall(r'href="/admin/ticket/(\w+)"', page.body.decode())
    check('and whose deadline it would move: of that city alone', here in links and extended in links and there not in links and abroad not in links, links)
    equal('and nothing has moved', ({n: promise(n) for n in before}, stack.count("SELECT COUNT(*) FROM holiday WHERE scope = '4403'")), (before, 0))
    equal('another province sees nothing of it', other.get(page.url).status, 404)
    later = int(re.search(r'时限顺延 (\d+)', page.text).group(1))
    state, told = apply_cut_short(admin, page)
    equal('it is applied', (state, stack.sql("SELECT name, source FROM holiday WHERE scope = '4403'")), ('3', [['开市日', '深府办〔2026〕1号']]))
    check('what was shown has happened, and nothing else', promise(here) > before[here] and promise(extended) > before[extended] and promise(there) == before[there] and promise(abroad) == before[abroad],
          {n: (before[n], promise(n)) for n in before})
    equal('as many as were shown', int(re.search(r'顺延的时限,(\d+)', told).group(1)), later)
    equal('with a record in the ticket', stack.count(f"SELECT COUNT(*) FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{here}' AND e.type = 24"), 1)
    check('of the extended one both clocks', later >= 3, later)
    again = admin.get(page.url)
    check('the proposal says that it was applied', '已施行' in again.text and not any((f.action or '').startswith('/admin/calendar/') for f in again.forms))
    same = propose(admin, first_day=str(day), region='440300', worked='off', day_name='开市日', day_source='深府办〔2026〕1号')
    check('the same again is no change', same.status == 422 and '没有要改的' in same.text, same.status)
    moved = promise(here)
    page = propose(admin, first_day=str(day), region='440300', worked='plain', day_source='深府办〔2026〕2号')
    equal('taking the day away would move nothing earlier', re.search(r'时限顺延 (\d+)', page.text).group(1), '0')
    equal('and does not', (apply(admin, page)[0], promise(here), stack.count("SELECT COUNT(*) FROM holiday WHERE scope = '4403'")), ('3', moved, 0))
    wrong = propose(admin, how='table', table='2027-04-17\t44\toff\t三月三\nnonsense\n', day_source='粤府办〔2027〕1号')
    check('a table with a wrong line is refused by its number', wrong.status == 422 and '第 2 行' in wrong.text, wrong.status)
    wrong = propose(admin, how='table', table='2027-04-17\t45\toff\t三月三\n2027-04-18\t-\toff\t全国\n', day_source='粤府办〔2027〕1号')
    check('and one of other places', wrong.status == 422 and '不在您的管辖范围内' in wrong.text, wrong.status)
    page = propose(admin, how='table', table='2027-04-17..2027-04-18\t44\toff\t岭南节\n2027-04-25\t4401\twork\t补班\n', day_source='粤府办〔2027〕1号')
    equal('a year of days comes at once', (apply(admin, page)[0], stack.sql("SELECT scope, COUNT(*) FROM holiday WHERE scope LIKE '44%' GROUP BY scope ORDER BY scope")),
          ('3', [['44', '2'], ['4401', '1']]))
    listed = admin.get('/admin/calendar?year=2027').text
    check('and is listed with the nation’s', '岭南节' in listed and '补班' in listed and '全国' in listed)
    equal('every due time is what its rule comes to', stack.output('release/build/hotline', 'recompute', '--all').split(',')[0], '0 differ')
    check('doctor finds all well', 'BAD' not in stack.output('release/build/hotline', 'doctor'))
done()
