#!/usr/bin/env python3
"""Are those whom the rules chose called back with a script, does each call leave an event, is nobody given up before three
different half-days, and does nobody call about an answer they let out themselves?"""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
HALF_DAY = 12 * 3600 * 1000

agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
reviewer = sign_in(URL, find(PEOPLE, 'reviewer', '44'))
caller = sign_in(URL, find(PEOPLE, 'followup', '44'))
supervisor = sign_in(URL, find(PEOPLE, 'supervisor', '44'))
stranger = sign_in(URL, find(PEOPLE, 'followup', '65')) if any(a.role == 'followup' and a.province.startswith('65') for a in accounts(PEOPLE)) else None


def form_of(page, action):
    return next((f for f in page.forms if (f.action or '').endswith(action)), None)


def act(who, number, move, **values):
    form = form_of(who.get('/admin/ticket/' + number), '/' + move)
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen])


def call(who, number, result, page=None, **values):
    page = page or who.get('/admin/followup/' + number)
    form = form_of(page, '/admin/followup/' + number)
    hidden = [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden']
    return who.post(form.action, hidden + [('result', result)] + list(values.items()))


def answered(by=reviewer, **values):
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, content='司机绕道多收了六十元，要求退还多收的车费并道歉', **values))
    number = number_of(receipt)
    act(agent, number, 'dispatched', unit='440300-02', text='请核实')
    act(unit, number, 'signed')
    act(unit, number, 'replied', text='已退还六十元并由司机本人道歉')
    act(by, number, 'approved')
    return number, code_of(receipt)


def ticket(number, columns='state'):
    return sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def last_event(number):
    return sql(f"SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' ORDER BY e.seq DESC LIMIT 1")[0][0]


def events(number, word):
    return int(sql(f"SELECT COUNT(*) FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' AND e.canonical LIKE '%\"type\":\"{word}\"%'")[0][0])


# ---- the list and the script ------------------------------------------------------------------------------------------

number, code = answered()
sampled = {'1': '', '2': '?tab=others'}[ticket(number, 'sampled')[0]]
page = caller.get('/admin/followup' + sampled)
for _ in range(40):
    following = re.search(r'href="(/admin/followup\?tab=[^"]*)" rel="next"', page.body.decode())
    if number in page.body.decode() or not following:
        break
    page = caller.get(following.group(1).replace('&amp;', '&'))
check('who was chosen by the rules stands in the list', '/admin/followup/' + number in page.body.decode(), page.text[:500])
check('with a mask where the number is', '138****1234' in page.text and '13800001234' not in page.body.decode())
check('an agent has no such desk', agent.get('/admin/followup').status in (403, 404))
check('nor a unit', unit.get('/admin/followup/' + number).status in (403, 404))
page = caller.get('/admin/followup/' + number)
check('the call has its script by kind and domain, the matter and the answer', all(words in page.text for words in (
    '12328交通运输服务监督热线', '承办单位有没有联系您', '退还车费或赔礼道歉', '已退还六十元并由司机本人道歉')), page.text[:900])
check('and the mask', '138****1234' in page.text and '13800001234' not in page.body.decode())

# ---- results ------------------------------------------------------------------------------------------------------------

answer = caller.post('/admin/followup/' + number, [(n, v) for n, k, v, _ in form_of(page, number).fields if k == 'hidden'])
check('a result is asked for', answer.status == 422 and ticket(number) == ['6'])
answer = call(caller, number, 'dissatisfied')
check('dissatisfaction needs its reason', answer.status == 422 and '请写明不满意的原因' in answer.text and ticket(number) == ['6'])
answer = call(caller, number, 'failed', text='响了很久')
check('and a call in vain says why it was', answer.status == 422 and '响了很久' in answer.body.decode() and ticket(number) == ['6'])
due = ticket(number, 'due_ms')
call(caller, number, 'failed', why='no_answer')
equal('a call in vain stays in follow-up', ticket(number), ['7'])
equal('with its clock', ticket(number, 'due_ms'), due)
check('and is an event with its reason', '"type":"call_failed"' in last_event(number) and '"why":"no_answer"' in last_event(number), last_event(number))
who = Citizen(URL)
check('which the person is not shown', '未接通' not in who.press(who.get('/ticket/track'), {'number': number, 'code': code}).text)
check('it moves to those that were begun', number in caller.get('/admin/followup?tab=begun').body.decode())
page = caller.get('/admin/followup/' + number)
check('the attempt is shown, and that this half-day had one', '1 / 3' in page.text and '这半天已经打过' in page.text, page.text[:900])
check('to give up is not offered', 'unreachable' not in page.body.decode())
answer = call(caller, number, 'unreachable')
check('nor possible', answer.status == 409 and '三个不同的半天' in answer.text and ticket(number) == ['7'], (answer.status, answer.text[:300]))
call(caller, number, 'failed', why='busy')
call(caller, number, 'failed', why='off')
equal('three calls in one half-day are logged', events(number, 'call_failed'), 3)
answer = call(caller, number, 'unreachable')
noon_between = len({int((int(r[0]) + 8 * 3600000) // HALF_DAY) for r in sql(
    f"SELECT e.at_ms FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' AND e.canonical LIKE '%\"type\":\"call_failed\"%'")})
check('and are not three half-days', noon_between < 3 and answer.status == 409 and ticket(number) == ['7'], (noon_between, answer.status))
form = form_of(caller.get('/admin/ticket/' + number), '/not_reached')
check('the ticket screen offers it no more than the desk', form is None)

call(caller, number, 'basically', text='总体可以')
equal('basically satisfied closes', ticket(number, 'state, followed_up'), ['9', '1'])
check('and is told apart from satisfied', '"verdict":"basically"' in last_event(number), last_event(number))
check('once called it is not called again', caller.get('/admin/followup/' + number).url.endswith('/admin/ticket/' + number))
number, _ = answered()
page = caller.get('/admin/followup/' + number)
call(caller, number, 'satisfied', page)
equal('satisfied closes', ticket(number, 'state, followed_up'), ['9', '1'])
call(caller, number, 'satisfied', page)
equal('sent twice it is said once', events(number, 'satisfied'), 1)
number, _ = answered()
call(caller, number, 'dissatisfied', text='钱没有退到账')
equal('dissatisfied is handled again', ticket(number, 'state, followed_up'), ['8', '2'])
check('with the reason where the next one reads it', '钱没有退到账' in agent.get('/admin/ticket/' + number).text)

# ---- review and follow-up are two people ----------------------------------------------------------------------------------

number, _ = answered(by=supervisor)
page = supervisor.get('/admin/followup/' + number)
check('who let the answer out is told that another calls', '须由另一个人来做' in page.text and form_of(page, '/admin/followup/' + number) is None, page.text[:600])
form = form_of(caller.get('/admin/followup/' + number), '/admin/followup/' + number)
token = next(v for n, _, v, _ in next(f for f in supervisor.get('/admin/ticket/' + number).forms if f.method == 'post').fields if n == 'token')
answer = supervisor.post(form.action, [(n, token if n == 'token' else v) for n, k, v, _ in form.fields if k == 'hidden'] + [('result', 'satisfied')])
check('and cannot by any other way', answer.status == 403 and ticket(number) == ['6'], (answer.status, ticket(number)))
for move in ('followup_begun', 'satisfied', 'dissatisfied', 'call_failed'):
    check(f'not offered on the ticket screen either: {move}', form_of(supervisor.get('/admin/ticket/' + number), '/' + move) is None)
call(caller, number, 'satisfied')
equal('somebody else does', ticket(number), ['9'])

out = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', 'recompute', '--all'],
                     stdout=subprocess.PIPE, text=True)
check('every due time is what its events say', out.returncode == 0 and out.stdout.startswith('0 differ'), out.stdout)
until(lambda: sql('SELECT COUNT(*) FROM event_queue')[0][0] == '0')
out = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', 'doctor'], stdout=subprocess.PIPE, text=True)
check('chains and counts verify', out.returncode == 0, out.stdout)

done()
