#!/usr/bin/env python3
"""Does the catalogue of responsibilities say who takes what where, and does whoever dispatches see the unit most closely in charge? Only the
province's own administrator changes it."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import Account, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
admin, agent = sign_in(URL, find(PEOPLE, 'province_admin', '44')), sign_in(URL, find(PEOPLE, 'agent', '44'))
UNITS = [r[0] for r in sql("SELECT code FROM unit WHERE province = 440000 AND active = 1 ORDER BY code LIMIT 4")]
ABROAD = sql("SELECT code FROM unit WHERE province = 320000 LIMIT 1")[0][0]
WHOLE, DOMAIN, CITY, COUNTY = UNITS
sql('DELETE FROM unit_duty WHERE province = 440000')


def send(how, unit, item, region, who=None):
    who = who or admin
    page = who.get('/admin/duties')
    token = next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
    return who.post('/admin/duties', {'token': token, 'how': how, 'unit': unit, 'item': item, 'region': region})


def offered(number):
    """The units that the catalogue names at the dispatch of a ticket, and the one that is chosen beforehand."""
    body = agent.get(f'/admin/ticket/{number}').body.decode()
    select = re.search(r'<select[^>]*id="u-dispatched".*?</select>', body, re.S).group(0)
    chosen = re.findall(r'value="([^"]*)" selected', select)
    names = dict(sql("SELECT code, name FROM unit WHERE province = 440000"))
    said = re.search(r'职责目录：(.*?)</div>', body, re.S)
    told = re.findall(r'<strong>(.*?)</strong>', said.group(1)) if said else []
    return [next(c for c, n in names.items() if n == name) for name in told], chosen


ticket = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, region='440304', item='3101', kind='complaint')))
equal('an empty catalogue proposes nothing', offered(ticket)[0], [])
gaps = int(re.search(r'全省还没有单位负责的事项： (\d+)', admin.get('/admin/duties').text).group(1))
check('and every item is a gap', gaps > 50, gaps)
acts = int(sql("SELECT COUNT(*) FROM staff_act WHERE act LIKE 'duty_%'")[0][0])
for unit, item, region in ((WHOLE, '3100', '440000'), (DOMAIN, '3100', '440300'), (CITY, '3101', '440000'), (COUNTY, '3101', '440304')):
    equal(f'{item} in {region} is added', send('add', unit, item, region).status, 200)
equal('whoever dispatches sees the nearest first: the item before its domain, the county before the province', offered(ticket), ([COUNTY, CITY, DOMAIN, WHOLE], [COUNTY]))
left = int(re.search(r'全省还没有单位负责的事项： (\d+)', admin.get('/admin/duties').text).group(1))
equal('a domain fills the gaps of all its items', gaps - left, int(sql("SELECT COUNT(*) FROM item WHERE domain = 31 AND item % 100 > 0")[0][0]))
equal('sent twice it is one', (send('add', COUNTY, '3101', '440304').status, sql("SELECT COUNT(*) FROM unit_duty WHERE province = 440000")), (200, [['4']]))
equal('elsewhere the county has no say', offered(number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, region='440106', item='3101', kind='complaint'))))[0], [CITY, WHOLE])

# ---- proposed where a call is taken ----------------------------------------------------------------------------------
CALL = {'source': 'phone', 'phone': '13812340099', 'kind': 'complaint', 'content': '司机拒载，乘客在路边等了很久', 'next': 'dispatched'}


def chosen(page, select='f-unit'):
    return re.findall(r'value="([^"]*)"[^>]* selected', re.search(rf'<select[^>]*id="{select}".*?</select>', page.body.decode(), re.S).group(0))


def begin():
    return {n: v for f in agent.get('/admin/intake').forms if f.action == '/admin/intake' for n, kind, v, _ in f.fields if kind == 'hidden'}


def call(start=None, path='/admin/intake', **more):
    return agent.post(path, {**(start or begin()), **CALL, **more})


NAMES = dict(sql("SELECT code, name FROM unit WHERE province = 440000"))
start = begin()
for item, region, wanted in (('3101', '440304', COUNTY), ('3101', '440106', CITY), ('3105', '440304', DOMAIN), ('3301', '440304', None), ('', '440304', None), ('3101', '320102', None)):
    part = call(start, '/admin/intake/preview', item=item, region=region)
    equal(f'while a call is typed the unit in charge of {item or "nothing"} in {region} is said', (re.findall('data-unit="([^"]*)"', part.body.decode()), '职责目录' in part.text),
          ([wanted] if wanted else [], bool(wanted)))
refused = call(item='3101', region='440304', unit='')
equal('dispatched to nobody, the form comes back with that unit chosen and named', (refused.status, chosen(refused), f'职责目录： {NAMES[COUNTY]}' in refused.text), (422, [COUNTY], True))
refused = call(item='3101', region='440304', unit=WHOLE, kind='')
equal('the agent may choose another, which stays chosen', (refused.status, chosen(refused)), (422, [WHOLE]))
filed = call(item='3101', region='440304', unit=WHOLE)
equal('and goes there', sql(f"SELECT unit FROM ticket WHERE number = '{number_of(filed)}'"), [[WHOLE]])
call(start, '/admin/intake/draft', item='3101', region='440304')
equal('a draft that is taken up has it too', chosen(agent.get('/admin/intake?draft=' + start['intent'])), [COUNTY])
call(start, item='3101', region='440304', unit=COUNTY)


# ---- and where many are dispatched -----------------------------------------------------------------------------------
def waiting(item, region, kind='complaint'):
    return number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, region=region, item=item, kind=kind)))


def bulk(*numbers):
    page = agent.get('/admin/bulk?move=dispatched' + ''.join(f'&pick={n}' for n in numbers))
    form = next(f for f in page.forms if f.action == '/admin/bulk')
    fields = [(n, v) for n, _, v, on in form.fields if on and n not in ('unit', 'text')]
    return page, lambda unit: agent.post('/admin/bulk', fields + [('unit', unit), ('text', '请核实')])


def unit_of(*numbers):
    return [sql(f"SELECT IF(unit = '', '-', unit) FROM ticket WHERE number = '{n}'")[0][0] for n in numbers]


def told(page):
    return dict(re.findall(r'/admin/ticket/(JT[0-9X]+)">.*?<span class="hotline-tag[^"]*">([^<]*)</span>', page.body.decode(), re.S))


near, far, none = waiting('3101', '440304'), waiting('3101', '440106'), waiting('3301', '440304', 'suggestion')
page, post = bulk(none)
check('of what the catalogue does not know nothing is said and nothing chosen', chosen(page) == [] and '职责目录' not in page.text and 'value="*"' not in page.body.decode(), chosen(page))
page, post = bulk(near, far, none)
row = {n: re.search(rf'<tr(?:(?!</tr>).)*value="{n}.*?</tr>', page.body.decode(), re.S).group(0) for n in (near, far, none)}
check('each of many has its own unit beside it', NAMES[COUNTY] in row[near] and NAMES[CITY] in row[far] and '没有单位' in row[none], row)
equal('and where they differ it is proposed that each goes to its own', chosen(page), ['*'])
refused = post('')
equal('to which must be said', (refused.status, unit_of(near, far, none)), (422, ['-'] * 3))
send('drop', COUNTY, '3101', '440304')
sql(f"UPDATE unit SET active = 0 WHERE code = '{CITY}'")
said = told(post('*'))
equal('each goes where it was shown to go; to none that was stopped, and without one it stays', (unit_of(near, far, none), said[near], {said[far], said[none]}),
      ([COUNTY, '-', '-'], '已处理', {'未处理：职责目录里没有可以转给的单位'}))
sql(f"UPDATE unit SET active = 1 WHERE code = '{CITY}'")
send('add', COUNTY, '3101', '440304')
acts += 2
one, two = waiting('3101', '440304'), waiting('3101', '440304')
page, post = bulk(one, two)
equal('where all have the same one that is proposed', chosen(page), [COUNTY])
post(WHOLE)
equal('and another may be chosen', unit_of(one, two), [WHOLE, WHOLE])
page, post = bulk(waiting('3101', '440304'))
equal('no unit of another province', post(ABROAD).status, 422)

sql(f"UPDATE unit SET active = 0 WHERE code = '{COUNTY}'")
check('a unit that was stopped is not proposed, and marked in the catalogue', offered(ticket)[0] == [CITY, DOMAIN, WHOLE] and '停用' in admin.get('/admin/duties').text)
sql(f"UPDATE unit SET active = 1 WHERE code = '{COUNTY}'")
equal('what is taken out is gone', (send('drop', COUNTY, '3101', '440304').status, offered(ticket)[0]), (200, [CITY, DOMAIN, WHOLE]))
for what, unit, item, region in (('a unit of another province', ABROAD, '3101', '440000'), ('a place of another province', WHOLE, '3101', '320000'),
                                 ('no such unit', '440000-zz', '3101', '440000'), ('an item that is not ours', WHOLE, '7101', '440000'), ('no such item', WHOLE, '3199', '440000')):
    equal(f'{what} is refused', (send('add', unit, item, region).status, sql('SELECT COUNT(*) FROM unit_duty WHERE province = 440000')), (422, [['3']]))
# What is in nobody's tables any more.
sql(f"INSERT INTO unit_duty VALUES (440000, 3199, 440000, '{WHOLE}'), (440000, 7101, 440000, '{WHOLE}'), (440000, 3101, 440388, '{WHOLE}')")
shown = admin.get('/admin/duties')
forms = [dict((n, v) for n, _, v, _ in f.fields) for f in shown.forms if any(v == 'drop' for _, _, v, _ in f.fields)]
check('an item and a place that are no more are listed by their numbers', re.search(r'<td[^>]*>[^<]* 3199</td>', shown.body.decode()) and '<td class="govuk-table__cell">440388</td>' in shown.body.decode())
equal('and are taken out by the own form', ([admin.post('/admin/duties', f).status for f in forms if (f['item'], f['region']) in (('3199', '440000'), ('7101', '440000'), ('3101', '440388'))],
      sql('SELECT COUNT(*) FROM unit_duty WHERE province = 440000')), ([200] * 3, [['3']]))
equal('every change is in the trail', int(sql("SELECT COUNT(*) FROM staff_act WHERE act LIKE 'duty_%'")[0][0]), acts + 8)
# A long catalogue is gone through in pages, or by what is looked for.
sql("INSERT INTO unit_duty SELECT 440000, 1101, 440000 + n.seq, u.code FROM seq_1_to_999 n JOIN unit u WHERE u.province = 440000 ORDER BY u.code, n.seq LIMIT 3000")


def listed(query):
    """Rows of all pages behind a query, as (item, region, unit); and how many pages."""
    rows, pages, path = [], 0, '/admin/duties?' + query
    while path:
        page = admin.get(path)
        forms = [dict((n, v) for n, _, v, _ in f.fields) for f in page.forms]
        rows += [(f['item'], f['region'], f['unit']) for f in forms if f.get('how') == 'drop']
        path = next((h.replace('&amp;', '&') for h in re.findall(r'href="(/admin/duties[^"]*)" rel="next"', page.body.decode())), None)
        pages += 1
    return rows, pages


def there(condition):
    return [tuple(r) for r in sql(f'SELECT item, region, unit FROM unit_duty WHERE province = 440000 AND {condition} ORDER BY item, region, unit')]


rows, pages = listed('')
equal('a long catalogue is listed whole, fifty at a time, each row once', (rows, pages), (there('1'), -(-len(there('1')) // 50)))
for query, condition in ((f'look_unit={DOMAIN}', f"unit = '{DOMAIN}'"), ('look_item=3100', 'item BETWEEN 3100 AND 3199'), ('look_item=3101', 'item = 3101'),
                         ('look_region=440300', 'region BETWEEN 440300 AND 440399'), (f'look_unit={WHOLE}&look_item=1101&look_region=440304', f"unit = '{WHOLE}' AND item = 1101 AND region = 440304")):
    equal(f'just those: {query}', listed(query)[0], there(condition))
    check('some, and not all', 0 < len(there(condition)) < len(rows))
check('nothing of the kind is said to be so', '没有符合条件' in admin.get('/admin/duties?look_item=3105').text)
second = admin.get(re.search(r'href="([^"]*)" rel="next"', admin.get('/admin/duties?look_item=1101').body.decode()).group(1).replace('&amp;', '&'))
form = [f for f in second.forms if ('how', 'hidden', 'drop', True) in f.fields][7]
gone = tuple(dict((n, v) for n, _, v, _ in form.fields)[n] for n in ('item', 'region', 'unit'))
after = admin.post(form.action, [(n, v) for n, _, v, _ in form.fields])
equal('who takes one out goes on where it stood', (after.url.split('?')[1], gone in there('1')), (second.url.split('?')[1], False))
acts += 1
last = sql("SELECT MAX(item) FROM item WHERE domain < 70 AND item % 100 > 0 AND refer = ''")[0][0]


def gap_count():
    return int(re.search(r'全省还没有单位负责的事项： (\d+)', admin.get('/admin/duties').text).group(1))


before = gap_count()
send('add', WHOLE, last, '440000')
equal('what the page does not list any more is no gap', gap_count(), before - 1)
sql(f'DELETE FROM unit_duty WHERE province = 440000 AND item IN (1101, {last})')
equal('an agent does not see it', agent.get('/admin/duties').status, 403)
# A city's administrator has the city, and what the province says stays the province's.
of_city = find(PEOPLE, 'province_admin', '44')
sql(f"INSERT INTO staff (login, name, role, region, province, unit, pass_salt, pass_hash, totp_sealed) SELECT 'city{os.getpid()}', '市管理员', role, 440300, province, unit, "
    f"pass_salt, pass_hash, totp_sealed FROM staff WHERE login = '{of_city.login}'")
city = sign_in(URL, Account(f'city{os.getpid()}', of_city.passphrase, of_city.secret, of_city.role))
for region, wanted in (('440000', 422), ('440100', 422), ('440106', 422), ('440300', 200), ('440304', 200)):
    equal(f'a city\'s administrator on {region}', (send('add', WHOLE, '3102', region, city).status, sql(f'SELECT COUNT(*) FROM unit_duty WHERE item = 3102 AND region = {region}')),
          (wanted, [['1' if wanted == 200 else '0']]))
equal('does not take out what the province says', (send('drop', CITY, '3101', '440000', city).status, sql('SELECT COUNT(*) FROM unit_duty WHERE item = 3101 AND region = 440000')), (422, [['1']]))
dropped = [dict((n, v) for n, _, v, _ in f.fields) for f in city.get('/admin/duties').forms if any(v == 'drop' for _, _, v, _ in f.fields)]
equal('and is offered the own rows alone', sorted(f['region'] for f in dropped), ['440300', '440300', '440304'])
equal('which go', ([send('drop', WHOLE, '3102', r, city).status for r in ('440300', '440304')], sql('SELECT COUNT(*) FROM unit_duty WHERE item = 3102')), ([200, 200], [['0']]))
below, above = (sql(f"SELECT code, name, name_en, items, version FROM unit WHERE province = 440000 AND region {where} AND active = 1 ORDER BY code LIMIT 1")[0] for where in ('BETWEEN 440300 AND 440399', '= 440000'))
token = next(v for f in city.get('/admin/units').forms for n, _, v, _ in f.fields if n == 'token')
for (code, name, name_en, items, version), wanted in ((below, 200), (above, 404)):
    equal(f'the unit {code} is changed by a city\'s administrator: {wanted}', (city.post('/admin/units', {'token': token, 'code': code, 'version': version, 'unit_name': name,
          'unit_name_en': name_en, 'items': items, 'active': 'yes'}).status, int(sql(f"SELECT version FROM unit WHERE code = '{code}'")[0][0]) - int(version)), (wanted, wanted == 200))
for region, wanted in (('440000', 422), ('440100', 422), ('440304', 200)):
    code = f't{os.getpid()}-{region}'
    equal(f'and added in {region}: {wanted}', (city.post('/admin/units', {'token': token, 'code': code, 'unit_name': '新单位', 'unit_name_en': '', 'region': region, 'items': ''}).status,
          sql(f"SELECT COUNT(*) FROM unit WHERE code = '{code}'")), (wanted, [['1' if wanted == 200 else '0']]))
changed = re.findall(r'/admin/units\?change=([^#"]+)', city.get('/admin/units').body.decode())
equal('offered are those of the city', sorted(changed), sorted(r[0] for r in sql('SELECT code FROM unit WHERE region BETWEEN 440300 AND 440399')))
sql(f"DELETE FROM unit WHERE code = 't{os.getpid()}-440304'")
sql(f"UPDATE staff SET active = 0 WHERE login = 'city{os.getpid()}'")
page = admin.get(f'/admin/units?change={WHOLE}')
form = next(f for f in page.forms if any(n == 'unit_name' and kind == 'text' for n, kind, _, _ in f.fields))
fields = {n: v for n, _, v, _ in form.fields}
name = fields['unit_name']
equal('a unit is changed in its own form, and stays what it was otherwise', (admin.post('/admin/units', dict(fields, unit_name=name + '（改）')).status, sql(
    f"SELECT name, active, items FROM unit WHERE code = '{WHOLE}'")), (200, [[name + '（改）', '1', fields['items']]]))
stale = admin.post('/admin/units', dict(fields, unit_name='晚了一步'))
check('whoever comes too late is told so, and sees what stands', stale.status == 409 and sql(f"SELECT name FROM unit WHERE code = '{WHOLE}'") == [[name + '（改）']], stale.status)
sql(f"UPDATE unit SET name = '{name}' WHERE code = '{WHOLE}'")
sql('DELETE FROM unit_duty WHERE province = 440000')
done()
