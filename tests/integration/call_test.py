#!/usr/bin/env python3
"""Does what a telephone exchange tells reach the right desk once, in whatever order it comes; is who was missed called back by one
person; and does nobody else learn a number?"""
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], f'{os.getpid()}-{int(time.time())}'
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
AGENTS = [a for a in accounts(PEOPLE) if a.role == 'agent' and a.province == '440000']
AGENT, COLLEAGUE = AGENTS[0], AGENTS[-1]
SECURITY = find(PEOPLE, 'security_admin').login
PHONE = f'139{int(time.time()) % 10**8:08d}'  # nobody's before this run


def hotline(*words):
    out = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', *words],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return out.returncode, out.stdout


def make_key(name, province='44'):
    code, out = hotline('api', 'new', name, '--rights', 'call', '--province', province, '--by', SECURITY)
    assert code == 0, out
    return out.split()[0]


def tell(key, call, event, phone='', agent='', method='POST', **more):
    body = urllib.parse.urlencode(dict({'api_key': key, 'call': call, 'event': event, 'phone': phone, 'agent': agent}, **more)).encode()
    asked = urllib.request.Request(URL + '/api/call', data=body if method == 'POST' else None, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read() or '{}')


def state(*args, **more):
    return tell(*args, **more)[1].get('state')


# ---- keys ------------------------------------------------------------------------------------------------------------
key = make_key(f'话务 {ME}')
check('a key is 64 of hex', re.fullmatch('[0-9a-f]{64}', key))
check('it stands nowhere in the database', sql(f"SELECT COUNT(*) FROM api_key WHERE HEX(key_hash) = '{key.upper()}' OR name LIKE '%{key}%'") == [['0']])
check('who made it stands in the trail', sql(f"SELECT COUNT(*) FROM staff_act a JOIN staff s ON s.id = a.staff_id WHERE act = 'api_key_made' "
                                             f"AND object = '话务 {ME}' AND login = '{SECURITY}'") == [['1']])
equal('made by nobody it is refused', hotline('api', 'new', f'x {ME}', '--rights', 'call', '--province', '44')[0], 1)
equal('by who is no security administrator too', hotline('api', 'new', f'x {ME}', '--rights', 'call', '--province', '44', '--by', AGENT.login)[0], 1)
equal('for a right that there is not', hotline('api', 'new', f'x {ME}', '--rights', 'all', '--province', '44', '--by', SECURITY)[0], 1)
equal('twice under one name', hotline('api', 'new', f'话务 {ME}', '--rights', 'call', '--province', '44', '--by', SECURITY)[0], 1)
check('the list has no key', f'话务 {ME}' in hotline('api', 'list')[1] and key not in hotline('api', 'list')[1])
equal('a key of nobody', tell('0' * 64, 'a', 'ring')[0], 403)
equal('no key', tell('', 'a', 'ring')[0], 422)
equal('an address that is asked by GET says how', tell('', '', '', method='GET')[0], 405)
other = make_key(f'别处 {ME}')
hotline('api', 'revoke', f'别处 {ME}', '--by', SECURITY)
equal('a revoked key', tell(other, 'a', 'ring')[0], 403)
equal('cannot be revoked again', hotline('api', 'revoke', f'别处 {ME}', '--by', SECURITY)[0], 1)
equal('nor its name be used again', hotline('api', 'new', f'别处 {ME}', '--rights', 'call', '--province', '44', '--by', SECURITY)[0], 1)

sql(f"UPDATE call_in SET ended_ms = 1, answered_ms = 1 WHERE staff_id IN (SELECT id FROM staff WHERE login IN ('{AGENT.login}', '{COLLEAGUE.login}'))")  # another test's

# ---- what is told -------------------------------------------------------------------------------------------------------
call = f'{ME}.1'
equal('a call rings', tell(key, call, 'ring', '+86 ' + PHONE, AGENT.login), (200, {'call': call, 'state': 'ringing'}))
rang = sql(f"SELECT rang_ms, HEX(phone_index), HEX(sealed), phone_mask FROM call_in WHERE call_id = '{call}'")[0]
check('its number is sealed, with a mask', PHONE.encode().hex().upper() not in rang[2] and len(rang[2]) > 40 and rang[3] == f'{PHONE[:3]}****{PHONE[-4:]}', rang)
equal('told again it is the same', (state(key, call, 'ring', PHONE, AGENT.login), sql(f"SELECT COUNT(*), MIN(rang_ms) FROM call_in WHERE call_id = '{call}'")),
      ('ringing', [['1', rang[0]]]))
equal('it is answered', state(key, call, 'answer', '', AGENT.login), 'answered')
equal('a late ring at another desk changes nothing', (state(key, call, 'ring', '13800000000', COLLEAGUE.login), sql(
    f"SELECT s.login, HEX(phone_index) FROM call_in c JOIN staff s ON s.id = c.staff_id WHERE call_id = '{call}'")), ('answered', [[AGENT.login, rang[1]]]))
equal('nor who takes it over from there', (state(key, call, 'answer', '', COLLEAGUE.login), sql(
    f"SELECT s.login FROM call_in c JOIN staff s ON s.id = c.staff_id WHERE call_id = '{call}'")), ('answered', [[AGENT.login]]))
for wanted, args in (('call', (key, 'a b', 'ring')), ('call', (key, 'x' * 65, 'ring')), ('call', (key, '', 'ring')), ('event', (key, call, 'dial')),
                     ('agent', (key, call, 'ring', '', 'nobody')), ('agent', (key, call, 'ring', '', find(PEOPLE, 'agent', '65').login)),
                     ('agent', (key, call, 'ring', '', find(PEOPLE, 'reviewer', '44').login)), ('phone', (key, call, 'ring', '1' * 41))):
    code, answer = tell(*args)
    check(f'wrong: {args[1:]} is told by its field', code == 422 and answer['errors'][0]['field'] == wanted, (code, answer))
equal('an unknown field is no secret', tell(key, call, 'ring', secret='1')[0], 422)
equal('a number of no known form counts as withheld', (state(key, f'{ME}.w', 'ring', 'sip:anna@example.com', AGENT.login),
                                                       sql(f"SELECT LENGTH(phone_mask), LENGTH(phone_index), LENGTH(sealed) FROM call_in WHERE call_id = '{ME}.w'")), ('ringing', [['0', '0', '0']]))
tell(key, f'{ME}.w', 'hangup')
tell(key, f'{ME}.o', 'ring', '0' + PHONE)
equal('a mobile of another city, with the 0 that exchanges put before it, is the same number', sql(f"SELECT COUNT(*) FROM call_in WHERE call_id = '{ME}.o' "
                                                                                                   f"AND HEX(phone_index) = '{rang[1]}'"), [['1']])
tell(key, f'{ME}.o', 'answer', '', AGENT.login)
tell(key, f'{ME}.o', 'hangup')
sql(f"DELETE FROM call_in WHERE call_id = '{ME}.o'")

# ---- at the desk ---------------------------------------------------------------------------------------------------------
agent, colleague = sign_in(URL, AGENT), sign_in(URL, COLLEAGUE)


def now(who):
    return json.loads(who.get('/admin/calls/now').body)


mine = now(agent)
check('the agent sees number and state', mine.get('phone') == PHONE and mine['state'] == 'answered', mine)
equal('a colleague sees nothing', now(colleague), {})
check('the list says that it is there, with a mask', f'{PHONE[:3]}****{PHONE[-4:]}' in agent.get('/admin/calls').text and PHONE not in agent.get('/admin/calls').body.decode())
page = agent.get(f"/admin/intake?call={mine['id']}")
check('the number fills in without scripts', f'value="{PHONE}"' in page.body.decode())
page_of_other = colleague.get(f"/admin/intake?call={mine['id']}")
check('but not for a colleague', PHONE not in page_of_other.body.decode() and '不在您的座席上' in page_of_other.text)
form = next(f for f in page.forms if f.action == '/admin/intake')
typed = {n: v for n, kind, v, _ in form.fields if kind == 'hidden'} | {
    'source': 'phone', 'phone': PHONE, 'kind': 'inquiry', 'region': '440300', 'item': '3301', 'content': '公交线路几点收车，末班车常常不停', 'next': 'file'}
number = number_of(agent.post('/admin/intake', list(typed.items())))
equal('the call is the ticket it became', sql(f"SELECT number FROM call_in WHERE call_id = '{call}'"), [[number]])
equal('and is at the desk no longer', now(agent), {})
second = f'{ME}.2'
tell(key, second, 'ring', PHONE, AGENT.login)
part = agent.post('/admin/intake/preview', list({'token': typed['token'], 'phone': now(agent)['phone'], 'intent': 'a' * 32}.items()))
check('the same caller again: the earlier ticket is there', number in part.body.decode(), part.text[:300])
sql(f"DELETE FROM desk_draft WHERE id = '{'a' * 32}'")
ids = sql(f"SELECT id FROM call_in WHERE call_id = '{second}'")[0][0]
agent.post('/admin/intake/preview', list({'token': typed['token'], 'phone': PHONE, 'call': ids, 'intent': 'b' * 32}.items()))
equal('a number that a call filled in makes no draft', sql(f"SELECT COUNT(*) FROM desk_draft WHERE id = '{'b' * 32}'"), [['0']])
agent.post('/admin/intake/preview', list({'token': typed['token'], 'phone': PHONE, 'call': ids, 'content': '喂', 'intent': 'b' * 32}.items()))
equal('but with a word it does', sql(f"SELECT COUNT(*) FROM desk_draft WHERE id = '{'b' * 32}'"), [['1']])
sql(f"DELETE FROM desk_draft WHERE id = '{'b' * 32}'")
tell(key, second, 'answer', '', AGENT.login)
equal('over, and answered', state(key, second, 'hangup'), 'ended')
check('still there for a form opened a moment later', now(agent).get('state') == 'ended')
sql(f"UPDATE call_in SET ended_ms = ended_ms - 180000, answered_ms = answered_ms - 180000 WHERE call_id = '{second}'")
equal('but not for long', now(agent), {})
stale = f'{ME}.3'
tell(key, stale, 'ring', PHONE, AGENT.login)
sql(f"UPDATE call_in SET rang_ms = rang_ms - 7210000 WHERE call_id = '{stale}'")
equal('one whose end was never told leaves the desk', now(agent), {})



def seen():
    return int(sql(f"SELECT MAX(seen_ms) FROM session WHERE staff_id = (SELECT id FROM staff WHERE login = '{AGENT.login}') AND program = 'admin'")[0][0])


sql(f"UPDATE session SET seen_ms = {int(time.time() * 1000) - 600000} WHERE staff_id = (SELECT id FROM staff WHERE login = '{AGENT.login}')")
before = seen()
now(agent)
equal('a page that asks by itself keeps no session alive', seen(), before)
agent.get('/admin/calls')
check('a person does', seen() > before + 500000)

# ---- missed, and called back -----------------------------------------------------------------------------------------------
LOST = f'137{int(time.time()) % 10**8:08d}'
MASK = f'{LOST[:3]}****{LOST[-4:]}'
tell(key, f'{ME}.m1', 'ring', LOST, AGENT.login)
equal('nobody answered', state(key, f'{ME}.m1', 'hangup'), 'missed')
tell(key, f'{ME}.m2', 'ring', LOST)
tell(key, f'{ME}.m2', 'hangup')
rows = [r for r in re.findall(r'(?s)<tr>.*?</tr>', agent.get('/admin/calls').body.decode()) if MASK in r]
check('one line for both tries, masked', len(rows) == 1 and re.search(r'numeric">2<', rows[0]) and LOST not in rows[0], rows)
abroad = sign_in(URL, find(PEOPLE, 'agent', '65'))
check('another province does not see it', MASK not in abroad.get('/admin/calls').text)
late = f'{ME}.m3'
tell(key, late, 'ring', f'136{LOST[3:]}')
tell(key, late, 'hangup')
equal('an answer that comes after the end puts it right', state(key, late, 'answer', '', AGENT.login), 'ended')
check('so it is not missed', f'136****{LOST[-4:]}' not in colleague.get('/admin/calls').text)


def press(who, action, page=None):
    page = page or who.get('/admin/calls')
    form = next((f for f in page.forms if re.search(action, f.action or '')), None)
    return form and who.post(form.action, [(n, v) for n, _, v, _ in form.fields])


identity = sql(f"SELECT MAX(id) FROM call_in WHERE call_id LIKE '{ME}.m_' AND phone_mask = '{MASK}'")[0][0]
both = colleague.get('/admin/calls')
answer = press(agent, f'/calls/{identity}/back')
check('who takes it sees the number', f'value="{LOST}"' in answer.body.decode(), answer.text[:300])
answer = press(colleague, f'/calls/{identity}/back', both)
check('one person calls back: the other is told', answer.status == 409 and '已经有人领取' in answer.text, (answer.status, answer.text[:300]))
check('and sees nothing', LOST not in colleague.get(f'/admin/intake?call={identity}').body.decode())
equal('it stands in the trail by the number of the call', sql(f"SELECT COUNT(*) FROM staff_act WHERE act = 'call_taken' AND object = 'call-{identity}'"), [['1']])
equal('and not even the mask of the phone', sql(f"SELECT COUNT(*) FROM staff_act WHERE CONCAT(object, detail) LIKE '%{MASK}%'"), [['0']])
check('a stranger of another province gets nothing', abroad.post(f'/admin/calls/{identity}/back', [('token', next(
    v for f in abroad.get('/admin/sessions').forms for n, _, v, _ in f.fields if n == 'token'))]).status == 404)
press(agent, f'/calls/{identity}/again')
rows = [r for r in re.findall(r'(?s)<tr>.*?</tr>', colleague.get('/admin/calls').body.decode()) if MASK in r]
check('nobody took it: it stands there again, with one try', len(rows) == 1 and re.search(r'numeric">1<', rows[0]), rows)
check('and is the agent\'s no longer', LOST not in agent.get(f'/admin/intake?call={identity}').body.decode())
answer = press(colleague, f'/calls/{identity}/back')
form = next(f for f in answer.forms if f.action == '/admin/intake')
typed = {n: v for n, kind, v, _ in form.fields if kind == 'hidden'} | {
    'source': 'phone', 'phone': LOST, 'kind': 'inquiry', 'region': '440300', 'item': '3301', 'content': '回拨后得知乘客想问末班车时间', 'next': 'file'}
number = number_of(colleague.post('/admin/intake', list(typed.items())))
check('called back and filed: no line is left', number and MASK not in colleague.get('/admin/calls').text)
equal('both tries became the ticket', sql(f"SELECT DISTINCT number FROM call_in WHERE phone_mask = '{MASK}' AND call_id LIKE '{ME}.m_'"), [[number]])
tell(key, f'{ME}.m4', 'ring', LOST)
tell(key, f'{ME}.m4', 'hangup')
check('missed once more it is back', MASK in agent.get('/admin/calls').text)
tell(key, f'{ME}.m5', 'ring', LOST, AGENT.login)
tell(key, f'{ME}.m5', 'answer', '', AGENT.login)
check('and gone when the caller gets through', MASK not in re.sub(r'(?s)hotline-bar.*?</p>', '', agent.get('/admin/calls').body.decode()))
tell(key, f'{ME}.m5', 'hangup')

# ---- the other province's key ------------------------------------------------------------------------------------------------
far = make_key(f'远处 {ME}', '65')
equal('calls of two exchanges may have the same name', state(far, call, 'ring', PHONE), 'ringing')
equal('and are two', sql(f"SELECT COUNT(*) FROM call_in WHERE call_id = '{call}'"), [['2']])
equal('its agents are its province\'s', tell(far, call, 'ring', PHONE, AGENT.login)[0], 422)
check('not even the log has a number or a key', not any(x in open(os.path.realpath(os.environ['RUN'] + '/state') + '/log/api/current').read()
                                                        for x in (PHONE, LOST, key)))
sql(f"DELETE FROM call_in WHERE call_id LIKE '{ME}.%'")
for name in ('话务', '远处'):
    hotline('api', 'revoke', f'{name} {ME}', '--by', SECURITY)
done()
