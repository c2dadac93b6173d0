#!/usr/bin/env python3
"""Can administrators tell the public of faults and planned work from the back office, look before they publish, put wordings right
with what stood before kept, and nobody speak for a place that is not theirs?"""
import datetime
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from cst import now  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
LATER = f'升级系统，期间请打 12328 或改日再来{ME}'
TITLE = f'网上提交<停>用{ME}'


def at(hours):
    return (now() + datetime.timedelta(hours=hours)).strftime('%Y-%m-%dT%H:%M')


def public(path, lang='zh-CN'):
    return Citizen(URL, lang).get(path).body.decode()


def send(person, page, path, do, **typed):
    """The form of the page that goes there, as a browser would send it, with what is typed or forged."""
    form = next(f for f in page.forms if f.action == path)
    pairs = {n: v for n, kind, v, chosen in form.fields if kind != 'radio' or chosen}
    return person.post(path, {**pairs, **typed, 'do': do}, follow=False)


def hidden(page):
    return {n: v for f in page.forms for n, _, v, _ in f.fields if n in ('token', 'intent')}


def told(page):
    return page.headers['location'].rsplit('/', 1)[1]


def count(table='incident_word'):
    return int(sql(f'SELECT COUNT(*) FROM {table}')[0][0])


system, admin = sign_in(URL, find(PEOPLE, 'system_admin')), sign_in(URL, find(PEOPLE, 'province_admin', '44'))
other = sign_in(URL, find(PEOPLE, 'province_admin', '65'))

# ---- looking first ----------------------------------------------------------------------------------------------
page = system.get('/admin/incidents')
check('the page is in the navigation', 'href="/admin/incidents"' in system.get('/admin/health').body.decode())
work = {'nature': 'planned', 'part': 'portal', 'region': '000000', 'begins': at(24), 'ends': at(26), 'title': TITLE, 'title_en': 'No <submitting> & tracking',
        'body': '升级系统，期间请打12328', 'body_en': 'An upgrade; please call 12328'}
before = count('incident')
seen = send(system, page, '/admin/incidents', 'preview', **work)
equal('looking publishes nothing', (seen.status, count('incident')), (200, before))
html = seen.body.decode()
check('it shows both languages', TITLE.replace('<', '&lt;').replace('>', '&gt;') in html and 'No &lt;submitting&gt; &amp; tracking' in html and '即将进行' in html)
form = next(f for f in seen.forms if f.action == '/admin/incidents')
equal('what was typed is still there', {n: v for n, k, v, _ in form.fields if n in work and k != 'radio'}, {n: v for n, v in work.items() if n != 'nature'})
check('and it can be published from there', ('govuk-button', 'do', 'publish') in form.buttons, form.buttons)

# ---- what cannot be ---------------------------------------------------------------------------------------------
for name, wrong in (('planned work has an end', {'ends': ''}), ('and a beginning', {'begins': ''}), ('which comes first', {'ends': at(23)}),
                    ('work that was is none', {'begins': at(-5), 'ends': at(-2)}), ('a fault is not to come', {'nature': 'fault', 'ends': ''}),
                    ('nobody knows its end', {'nature': 'fault', 'begins': ''}), ('a title is wanted', {'title': ''}), ('and words', {'body': ''}),
                    ('the part is one of ours', {'part': 'moon'}), ('the place too', {'region': '999900'}), ('a title has an end', {'title': '长' * 101})):
    equal(name, send(system, page, '/admin/incidents', 'publish', **{**work, **wrong}).status, 422)
for place in ('000000', '650000', '650100'):
    equal(f'a province does not speak for {place}', send(admin, admin.get('/admin/incidents'), '/admin/incidents', 'publish', **{**work, 'region': place}).status, 422)
equal('nothing of this was told', count('incident'), before)

# ---- planned work -----------------------------------------------------------------------------------------------
first = send(system, page, '/admin/incidents', 'publish', **work)
again = send(system, page, '/admin/incidents', 'publish', **work)
equal('a form sent twice tells it once', (first.status, again.status, told(first) == told(again), count('incident')), (303, 303, True, before + 1))
planned = told(first)
check('the public reads it', until(lambda: '即将进行' in public('/status/') and '升级系统' in public('/status/'), 10))
check('in English too', 'An upgrade; please call 12328' in public('/status/', 'en'))
check('work to come is no fault yet', until(lambda: 'hotline-state--up' in public('/status/'), 30))
entry = next(i for i in json.loads(public('/status.json'))['incidents'] if str(i['id']) == planned)
equal('machines read it', (entry['planned'], entry['phase'], entry['title'], entry['words'][0]['text_en']), (True, 'coming', TITLE, work['body_en']))
fields = public('/status/data')
check('each key is explained', all(f'<code>{k}</code>' in fields for k in {*entry, *entry['words'][0], *json.loads(public('/status.json'))['parts'][0]}))
equal('who told it is in the trail', sql(f"SELECT s.login, a.act, a.detail FROM staff_act a JOIN staff s ON s.id = a.staff_id WHERE a.act = 'incident_opened' "
                                          f"AND a.object = '{planned}'"), [[find(PEOPLE, 'system_admin').login, 'incident_opened', TITLE]])

# ---- its time, its wording --------------------------------------------------------------------------------------
path = '/admin/incidents/' + planned
equal('an end that is past is refused', send(system, system.get(path), path, 'publish', step='said', body='改期', ends=at(-1)).status, 422)
equal('and one before it begins', send(system, system.get(path), path, 'publish', step='said', body='改期', ends=at(20)).status, 422)
[[ends]] = sql(f'SELECT ends_ms FROM incident WHERE id = {planned}')
equal('an end that stays what it is may be typed again', send(system, system.get(path), path, 'publish', step='said', body='时间不变', ends=at(26)).status, 303)
equal('and stays', sql(f'SELECT ends_ms FROM incident WHERE id = {planned}'), [[ends]])
equal('it may take longer', send(system, system.get(path), path, 'publish', step='said', body='需要再加一小时', ends=at(27)).status, 303)
check('the new end is told', until(lambda: '需要再加一小时' in public('/status/incidents') and at(27)[11:] in public('/status/incidents'), 10))
[[word]] = sql(f"SELECT id FROM incident_word WHERE incident_id = {planned} ORDER BY id LIMIT 1")
right = system.get(f'{path}?word={word}')
equal('what is put right begins as it stands', next(v for f in right.forms if f.action == path for n, _, v, _ in f.fields if n == 'body'), work['body'])
seen = send(system, right, path, 'preview', body=LATER)
check('it can be looked at', seen.status == 200 and '升级前' not in seen.text and LATER in seen.body.decode(), seen.status)
check('and is not there yet', LATER not in public('/status/incidents'))
equal('a wording is put right', send(system, right, path, 'publish', body=LATER).status, 303)
check('people read the new one', until(lambda: LATER in public('/status/incidents'), 10))
check('and can read the old one', '更正前的内容' in public('/status/incidents') and work['body'] in public('/status/incidents'))
check('machines read the new one alone', until(lambda: [w['text'] for i in json.loads(public('/status.json'))['incidents'] if str(i['id']) == planned
                                                        for w in i['words']] == [LATER, '时间不变', '需要再加一小时'], 10))
equal('a title has one line', send(system, system.get(path + '?word=0'), path, 'publish', body='两\n行', body_en='').status, 422)
equal('a title is put right', send(system, system.get(path + '?word=0'), path, 'publish', body=f'提交停用{ME}', body_en='No submitting').status, 303)
check('the page says what it was', until(lambda: f'提交停用{ME}' in public('/status/incidents') and '网上提交&lt;停&gt;用' in public('/status/incidents'), 10))
feed = {e.find('{*}title').text: e for e in ET.fromstring(public('/status/feed.atom').encode()).iter('{http://www.w3.org/2005/Atom}entry')}
check('the feed has the new title, the words, and when it was last spoken of', LATER in feed[f'提交停用{ME}'].find('{*}content').text and
      feed[f'提交停用{ME}'].find('{*}updated').text[:10] == at(0)[:10], feed.keys())
equal('what is not there cannot be put right', system.get(path + '?word=4294967290').status, 404)
try:
    refused = sql(f"UPDATE incident_word SET body = '' WHERE id = {word}")
except subprocess.CalledProcessError as why:
    refused = why.stderr
check('what was said cannot be changed in the database', 'append-only' in refused, refused)
equal('it is still there', sql(f'SELECT body FROM incident_word WHERE id = {word}'), [[work['body']]])

# ---- cancelled --------------------------------------------------------------------------------------------------
equal('it is cancelled', send(system, system.get(path), path, 'publish', step='ended', body='这次升级取消').status, 303)
check('that is what people read', until(lambda: '已取消' in public('/status/incidents') and '这次升级取消' in public('/status/incidents'), 10))
check('and it is not announced any more', f'提交停用{ME}' not in public('/status/'))
equal('it is over only once', send(system, system.get(path), path, 'publish', step='ended', body='再取消一次').status, 409)

# ---- a fault in a province --------------------------------------------------------------------------------------
first = send(admin, admin.get('/admin/incidents'), '/admin/incidents', 'publish', nature='fault', part='phone', region='440300', title=f'深圳线路中断{ME}',
             body='正在抢修')
fault = told(first)
path = '/admin/incidents/' + fault
try:
    check('its page says so', until(lambda: f'深圳线路中断{ME}' in public('/status/4403') and 'hotline-state--down' in public('/status/4403'), 10))
    check('the province and the nation list it and work', until(lambda: all(
        f'深圳线路中断{ME}' in public(p) and 'hotline-state--up' in public(p) for p in ('/status/44', '/status/')), 10))
    check('other provinces do not', f'深圳线路中断{ME}' not in public('/status/65'))
    equal('another province cannot touch it', (other.get(path).status, f'深圳线路中断{ME}' in other.get('/admin/incidents').body.decode()), (404, False))
    equal('nor by writing', other.post(path, {**hidden(other.get('/admin/incidents')), 'step': 'said', 'body': '改一改', 'do': 'publish'}, follow=False).status, 404)
    equal('who runs the system can', system.get(path).status, 200)
    equal('a fault gets no end before it is over', send(admin, admin.get(path), path, 'publish', step='said', body='明天', ends=at(5)).status, 422)
finally:
    last = admin.get(path)
    ended = send(admin, last, path, 'publish', step='ended', body='线路恢复')
equal('it is over', ended.status, 303)
words = count()
again = send(admin, last, path, 'publish', step='ended', body='线路恢复')
equal('the form of that sent again has its first outcome', (again.status, again.headers['location'], count()), (303, ended.headers['location'], words))
equal('another one is told that it is over', send(admin, admin.get(path), path, 'publish', step='ended', body='又一次').status, 409)
equal('and looking at it too', send(admin, admin.get(path), path, 'preview', step='ended', body='又一次').status, 409)
check('and all is well', until(lambda: 'hotline-state--up' in public('/status/4403') and '线路恢复' in public('/status/incidents'), 10))
equal('something may be said of it later', send(admin, admin.get(path), path, 'publish', step='said', body='原因：施工挖断光缆').status, 303)
check('its history stays', until(lambda: all(w in public('/status/incidents') for w in ('正在抢修', '线路恢复', '施工挖断光缆')), 10))

# ---- very many elsewhere -----------------------------------------------------------------------------------------
first = send(admin, admin.get('/admin/incidents'), '/admin/incidents', 'publish', nature='fault', part='phone', region='440300', title=f'深圳线路又断{ME}', body='正在抢修')
standing = '/admin/incidents/' + told(first)
[[most]] = sql('SELECT MAX(id) FROM incident')
NOW = 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)'
try:
    for name, ends, begins in (('are over', f'{NOW} + 2', f'{NOW} + 1'), ('stand too', '0', f'{NOW} + 1'), ('are to come', f'{NOW} + 7200000', f'{NOW} + 3600000')):
        sql(f"INSERT INTO incident (part, region, planned, title, title_en, begins_ms, ends_ms) SELECT 'phone', 650100, 0, '别处{ME}', '', {begins}, {ends} FROM seq_1_to_51")
        check(f'however many elsewhere {name}, its city is told', until(lambda: f'深圳线路又断{ME}' in public('/status/4403') and 'hotline-state--down' in public('/status/4403'), 10))
        check('and shown nothing of those', f'别处{ME}' not in public('/status/4403'))
        check('its county and its province too', 'hotline-state--down' in public('/status/440304') and f'深圳线路又断{ME}' in public('/status/44'))
        if name == 'are over':
            check('it stands before them in the list and for machines', until(lambda: all(f'别处{ME}' in public(p) and f'深圳线路又断{ME}' in public(p)
                                                                                          for p in ('/status/incidents', '/status.json', '/status/feed.atom')), 20))
        sql(f'DELETE FROM incident WHERE id > {most} AND title = "别处{ME}"')
finally:
    sql(f'DELETE FROM incident WHERE title = "别处{ME}"')
    send(admin, admin.get(standing), standing, 'publish', step='ended', body='线路恢复')
security = sign_in(URL, find(PEOPLE, 'security_admin'))
check('the acts can be read', all(f'>{w}<' in security.get(f'/admin/acts?object={fault}').body.decode() for w in ('发布故障或计划维护', '通报故障或维护结束')))
done()
