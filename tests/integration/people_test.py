#!/usr/bin/env python3
"""Do administrators find people, see where they are signed in and lock, renew and sign out those they may, and nobody else, and
nobody the own account?"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
ME = os.getpid()


def id_of(login):
    return sql(f"SELECT id FROM staff WHERE login = '{login}'")[0][0]


def logins(page):
    return re.findall(r'href="/admin/people/\d+">([^<]+)</a>', page.body.decode())


def form_of(page, act):
    return next((f for f in page.forms if ('do', 'hidden', act, True) in f.fields), None)


def press(person, page, act):
    return person.post(form_of(page, act).action, [(n, v) for n, _, v, chosen in form_of(page, act).fields if chosen])


def forge(person, page, target, act):
    token = next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
    return person.post('/admin/people/' + target, [('token', token), ('do', act), ('version', sql(f'SELECT version FROM staff WHERE id = {target}')[0][0])]).status


security_account, admin_account = find(PEOPLE, 'security_admin'), find(PEOPLE, 'province_admin', '44')
security, admin = sign_in(URL, security_account, fresh=True), sign_in(URL, admin_account)
check('the security administrator arrives at the people', security.page.url == '/admin/people' and security.page.status == 200, security.page.url)

# ---- finding ---------------------------------------------------------------------------------------------------
sql(f"INSERT INTO staff (login, name, role, region, province, unit, pass_salt, pass_hash, totp_sealed) "
    f"SELECT CONCAT('p{ME}-', LPAD(seq, 3, '0')), CONCAT('查找{ME}', seq), 2, 440300, 440000, '', '', '', '' FROM seq_1_to_120")
page, seen = security.get(f'/admin/people?q=p{ME}'), []
while True:
    seen += logins(page)
    more = next((f for f in page.forms if any(n == 'after' for n, *_ in f.fields)), None)
    if not more:
        break
    page = security.get('/admin/people?' + '&'.join(f'{n}={v}' for n, _, v, _ in more.fields))
equal('page after page shows each once, in order', seen, [f'p{ME}-{i:03}' for i in range(1, 121)])
from urllib.parse import quote  # noqa: E402
equal('found by name', logins(security.get('/admin/people?q=' + quote(f'查找{ME}77'))), [f'p{ME}-077'])
check('what is a pattern elsewhere is text here', logins(security.get('/admin/people?q=%25')) == [])
equal('the provincial admin finds them too', logins(admin.get(f'/admin/people?q=p{ME}-001')), [f'p{ME}-001'])
equal('one of another province does not', logins(sign_in(URL, find(PEOPLE, 'province_admin', '65')).get(f'/admin/people?q=p{ME}')), [])

# ---- looking ---------------------------------------------------------------------------------------------------
agent_account = [a for a in accounts(PEOPLE) if a.role == 'agent' and a.province.startswith('44')][-1]
agent, agent_id = sign_in(URL, agent_account), id_of(agent_account.login)
sql(f"UPDATE session SET browser = 'Mozilla/5.0 <b>Ubuntu</b>' WHERE staff_id = {agent_id}")
page = admin.get('/admin/people/' + agent_id)
check('where somebody is signed in shows address and browser, as text', '127.0.0.1' in page.text and '<b>Ubuntu' not in page.body.decode() and '<b>Ubuntu</b>' in page.text, page.text[:600])
for name, login in (('somebody of another province', find(PEOPLE, 'agent', '65').login), ('the security administrator', security_account.login)):
    equal(f'a provincial admin does not see {name}', admin.get('/admin/people/' + id_of(login)).status, 404)
equal('nor anybody who does not exist', [security.get('/admin/people/' + x).status for x in ('99999999', 'x', '-1')], [404, 404, 404])

# ---- acting ----------------------------------------------------------------------------------------------------
press(admin, page, 'end')
check('signing out ends the sessions at once', agent.get('/admin/').url.startswith('/admin/login'))
page = admin.get('/admin/people/' + agent_id)
check('and the page says so', '现在没有登录' in page.text, page.text[:400])
stale = page
press(admin, page, 'lock')
equal('locking locks', sql(f'SELECT active FROM staff WHERE id = {agent_id}'), [['0']])
equal('a page from before is told', press(admin, stale, 'lock').status, 409)
press(security, security.get('/admin/people/' + agent_id), 'unlock')
equal('the security administrator unlocks', sql(f'SELECT active FROM staff WHERE id = {agent_id}'), [['1']])
equal('each stands in the trail', sql(f"SELECT act FROM staff_act WHERE object = '{agent_account.login}' ORDER BY id")[-3:], [['signed_out'], ['locked'], ['unlocked']])

own = security.get('/admin/people/' + id_of(security_account.login))
check('one sees the own account and no button', own.status == 200 and not any(form_of(own, act) for act in ('lock', 'renew', 'end')))
for act in ('lock', 'renew', 'end'):
    equal(f'and cannot {act} it by hand', forge(security, own, id_of(security_account.login), act), 403)
    equal(f'a provincial admin cannot {act} oneself', forge(admin, page, id_of(admin_account.login), act), 403)
    equal(f'nor {act} an auditor of the province', forge(admin, page, id_of(find(PEOPLE, 'auditor', '44').login), act), 403)

# ---- another role, and one session of several --------------------------------------------------------------------
agent, second = sign_in(URL, agent_account, fresh=True), sign_in(URL, find(PEOPLE, 'supervisor', '44'))
page = security.get('/admin/people/' + agent_id)


def move(page, **values):
    form = form_of(page, 'move')
    return security.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen and n != 'role'] + [('role', values['role'])])


def is_now():
    return sql(f'SELECT role, region, province, unit FROM staff WHERE id = {agent_id}')[0]


before = is_now()
for name, status, values in (('a unit without its code', 422, {'role': 'unit', 'unit': ''}), ('a unit that is none', 422, {'role': 'unit', 'unit': '99-nowhere'}),
                             ('a place that is none', 422, {'role': 'agent', 'region': '999999'}), ('no role', 422, {'role': ''}),
                             ('a unit of another province', 422, {'role': 'unit', 'region': '650100', 'unit': '440300-02'})):
    answer = move(page, **values)
    equal(f'{name} is refused', answer.status, status)
    typed = {n: v for f in answer.forms for n, _, v, _ in f.fields}
    check('and what was typed is kept', all(typed.get(n, v) == v for n, v in values.items() if n != 'role'), typed)
equal('which changes nothing', is_now(), before)
check('nor does it sign anybody out', agent.get('/admin/').url == '/admin/')
move(page, role='unit', region='440300', unit='440300-02')
equal('the security administrator makes an agent one of a unit', is_now(), ['4', '440300', '440000', '440300-02'])
check('whose sessions end', agent.get('/admin/').url.startswith('/admin/login'))
equal('the trail says from what to what', sql(f"SELECT act, detail FROM staff_act WHERE object = '{agent_account.login}' ORDER BY id DESC LIMIT 1"),
      [['person_moved', f'agent {int(before[1]):06d} → unit 440300 440300-02']])
equal('a page from before is told', move(page, role='agent').status, 409)
move(security.get('/admin/people/' + agent_id), role='agent', region=before[1].zfill(6), unit='')
equal('and back', is_now(), before)
own = security.get('/admin/people/' + id_of(security_account.login))
check('nobody is offered to change oneself', form_of(own, 'move') is None)
token = next(v for f in own.forms for n, _, v, _ in f.fields if n == 'token')
equal('nor can by hand', security.post('/admin/people/' + id_of(security_account.login), [('token', token), ('do', 'move'), ('role', 'ministry'),
                                       ('region', '000000'), ('version', '1')]).status, 403)
equal('a provincial admin moves nobody', forge(admin, admin.get('/admin/people/' + agent_id), agent_id, 'move'), 403)
equal('and is not offered it', form_of(admin.get('/admin/people/' + agent_id), 'move'), None)

supervisor_login = find(PEOPLE, 'supervisor', '44').login
supervisor_id = id_of(supervisor_login)
sql(f"INSERT INTO session (token_hash, staff_id, program, created_ms, seen_ms, address, browser) SELECT REPEAT('z', 32), id, 'audit', 1, "
    f"UNIX_TIMESTAMP() * 1000, '', '' FROM staff WHERE id = {supervisor_id}")
page = security.get('/admin/people/' + supervisor_id)
form = next(f for f in page.forms if ('key', 'hidden', '7a' * 32, True) in f.fields)
security.post(form.action, [(n, v) for n, _, v, _ in form.fields])
equal('one session is ended', sql("SELECT COUNT(*) FROM session WHERE token_hash = REPEAT('z', 32)"), [['0']])
check('the other goes on', second.get('/admin/').url == '/admin/')
equal('and that stands in the trail', sql(f"SELECT act FROM staff_act WHERE object = '{supervisor_login}' ORDER BY id DESC LIMIT 1"), [['session_cut']])
equal('ending it again changes nothing', security.post(form.action, [(n, v) for n, _, v, _ in form.fields]).status, 200)
equal('and writes nothing', sql(f"SELECT COUNT(*) FROM staff_act WHERE object = '{supervisor_login}' AND act = 'session_cut' AND at_ms > UNIX_TIMESTAMP() * 1000 - 60000"), [['1']])

# ---- letting in ------------------------------------------------------------------------------------------------
def add(person, **fields):
    page = person.get('/admin/people')
    filled = dict({'login': f'new{ME}', 'staff_name': '新人', 'region': '440300', 'unit': ''}, **fields)
    return person.press(page, filled)


page = add(admin, role='security_admin')
check('a provincial admin makes no administrator', page.status == 422 and f'new{ME}' in page.body.decode(), page.status)
check('nor anybody elsewhere', add(admin, role='agent', region='650100').status == 422)
check('nor anybody of the nation', add(admin, role='agent', region='000000').status == 422)
check('a unit that is none is refused beside the field', '承办单位' in add(admin, role='unit', unit='99-nowhere').text and add(admin, role='unit', unit='99-nowhere').status == 422)
equal('none of these left anything', sql(f"SELECT COUNT(*) FROM staff WHERE login = 'new{ME}'"), [['0']])
page = add(security, role='auditor', region='000000')
check('the security administrator lets in an auditor of the nation', page.status == 200 and '/admin/invitation?t=' in page.body.decode(), page.text[:400])
equal('the system administrator has no people', sign_in(URL, find(PEOPLE, 'system_admin')).get('/admin/people').status, 403)

# ---- no change without its line in the trail, and no line without its change ---------------------------------------
def add_unit():
    page = admin.get('/admin/units')
    form = next(f for f in page.forms if any(n == 'region' for n, *_ in f.fields))
    filled = {'code': f'T{ME}', 'unit_name': '试验单位', 'region': '440300', 'items': ''}
    return admin.post(form.action, [(n, filled.get(n, v)) for n, _, v, chosen in form.fields if chosen])


def unit_and_line():
    return [sql(f"SELECT COUNT(*) FROM {table} WHERE {column} = 'T{ME}'")[0][0] for table, column in (('unit', 'code'), ('staff_act', 'object'))]


sql(f"CREATE TRIGGER act_refused_{ME} BEFORE INSERT ON staff_act FOR EACH ROW "
    f"SET NEW.detail = IF(NEW.object = 'T{ME}', (SELECT 1 UNION SELECT 2), NEW.detail)")
try:
    check('a unit whose line cannot be written is not added', add_unit().status >= 500)
    equal('nor is there anything of it', unit_and_line(), ['0', '0'])
finally:
    sql(f'DROP TRIGGER act_refused_{ME}')
add_unit()
equal('both or neither', unit_and_line(), ['1', '1'])
equal('twice is told', add_unit().status, 409)
equal('and changes nothing', unit_and_line(), ['1', '1'])
sql(f"DELETE FROM unit WHERE code = 'T{ME}'")
sql(f"DELETE FROM staff WHERE login LIKE 'p{ME}-%'")
done()
