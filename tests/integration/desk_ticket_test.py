#!/usr/bin/env python3
"""Does the ticket screen say who else is on it, keep what was typed when the ticket changed meanwhile and show the change,
offer words to reply with, name who did what, and make a sheet for the archive?"""
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
agents = [a for a in accounts(PEOPLE) if a.role == 'agent' and a.province == '440000']
first, second = sign_in(URL, agents[0]), sign_in(URL, agents[-1])
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
other_unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440100-02'))
supervisor = sign_in(URL, find(PEOPLE, 'supervisor', '44'))
stranger = sign_in(URL, find(PEOPLE, 'agent', '65'))
names = dict(sql("SELECT login, name FROM staff"))
number = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912350001', plate='粤B77001', content='司机中途甩客，要求道歉并退款')))


def form_of(page, move):
    return next((f for f in page.forms if (f.action or '').endswith('/' + move)), None)


def send(who, page, move, **values):
    form = form_of(page, move)
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


# ---- who else is on it ---------------------------------------------------------------------------------------------

mine = first.get('/admin/ticket/' + number)
check('alone on a ticket nobody is named', '也正在看这件工单' not in mine.text)
theirs = second.get('/admin/ticket/' + number)
check('the second one is told of the first, without scripts', '也正在看这件工单' in theirs.text and names[agents[0].login] in theirs.text, theirs.text[:400])
state = json.loads(first.get(f'/admin/ticket/{number}/presence').body)
equal('the first one\'s page hears of the second', state, {'version': 1, 'others': [names[agents[-1].login]]})
equal('out of reach there is nothing to hear', stranger.get(f'/admin/ticket/{number}/presence').status, 404)

# ---- changed meanwhile -----------------------------------------------------------------------------------------------

send(second, theirs, 'noted', text='已与平台电话核实过一次')
equal('the open page hears of the change', json.loads(first.get(f'/admin/ticket/{number}/presence').body)['version'], 2)
answer = send(first, mine, 'noted', text='我写了很久的备注')
check('a save on the stale page is refused', answer.status == 409, answer.status)
check('what came between is shown', '在您填写期间发生的事' in answer.text and answer.text.count('已与平台电话核实过一次') == 2, answer.text[:600])
check('what was typed is still there', '我写了很久的备注' in answer.body.decode())
answer = send(first, answer, 'noted', text='我写了很久的备注')
check('and can be sent at once', '我写了很久的备注' in answer.text and int(sql(f"SELECT last_seq FROM ticket WHERE number = '{number}'")[0][0]) == 3)
mine = first.get('/admin/ticket/' + number)
send(second, second.get('/admin/ticket/' + number), 'dispatched', unit='440300-02', text='请核实')
answer = send(first, mine, 'answered_at_once', text='一段无处可去的答复')
check('words for a step that is gone are given back', answer.status == 409 and '一段无处可去的答复' in answer.body.decode(), answer.status)
page = first.get('/admin/ticket/' + number)
check('the timeline names people and units', names[agents[-1].login] in page.text and '→ 440300-02' not in page.text, page.text[-900:])

# ---- words to reply with ---------------------------------------------------------------------------------------------

# Of this run alone: a title is taken once.
WIDE, OURS = f'退费致歉{time.time_ns() % 10**9}', f'现场整改{time.time_ns() % 10**9}'


def add(who, title, body):
    form = next(f for f in who.get('/admin/replies').forms if f.action == '/admin/replies')
    return who.post('/admin/replies', [(n, {'title': title, 'body': body}.get(n, v)) for n, _, v, _ in form.fields])


check('a text without words is asked for', add(supervisor, '甲', '').status == 422)
check('a supervisor writes one for the province', '已责令退还' in add(supervisor, WIDE, '经核实，已责令退还多收的车费并致歉。').text)
again = add(supervisor, WIDE, '又一段写好的话。')
check('a title is taken once, and what was typed is kept', again.status in (409, 422) and '已经有人用了' in again.text and '又一段写好的话。' in again.body.decode(), again.status)
add(unit, OURS, '我单位已到现场核查并责令整改。')
send(unit, unit.get('/admin/ticket/' + number), 'signed')
page = unit.get('/admin/ticket/' + number)
check('a unit may use both', WIDE in page.text and OURS in page.text)
check('another unit does not see them mixed up', OURS not in other_unit.get('/admin/replies').text and WIDE in other_unit.get('/admin/replies').text)
chosen = sql(f"SELECT id FROM reply_template WHERE title = '{OURS}' ORDER BY id DESC LIMIT 1")[0][0]
check('without scripts a link fills it in', '我单位已到现场核查' in next(
    v for n, _, v, _ in form_of(unit.get(f'/admin/ticket/{number}?reply={chosen}'), 'replied').fields if n == 'text'))
equal('a unit cannot change the province\'s', unit.get('/admin/replies/' + sql(
    f"SELECT id FROM reply_template WHERE title = '{WIDE}' ORDER BY id DESC LIMIT 1")[0][0]).status, 404)
equal('nor an agent keep any', first.get('/admin/replies').status, 403)
form = next(f for f in unit.get('/admin/replies/' + chosen).forms if f.action == '/admin/replies/' + chosen)
unit.post(form.action, [(n, v) for n, _, v, _ in form.fields if n != 'retired'] + [('retired', 'yes')])
check('a retired one is no longer offered', OURS not in unit.get('/admin/ticket/' + number).text)

# ---- beside it ---------------------------------------------------------------------------------------------------------

sibling = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912350001', plate='粤B77001', content='同一车又一次甩客，请处理')))
page = first.get('/admin/ticket/' + number)
check('other matters of the caller and of the vehicle stand beside it, and among what may be the same',
      page.body.decode().count(f'href="/admin/ticket/{sibling}"') == 3)
check('a unit is not told who else called', '该电话以前的工单' not in unit.get('/admin/ticket/' + number).text)
sheet = first.get(f'/admin/ticket/{number}/sheet')
check('the archive sheet has the matter, the steps and the last hash', sheet.status == 200 and '工单归档单' in sheet.text and '司机中途甩客' in sheet.text and
      sql(f"SELECT LOWER(HEX(last_hash)) FROM ticket WHERE number = '{number}'")[0][0] in sheet.text, sheet.text[:500])
check('with a mask where the number is', '139****0001' in sheet.text and '13912350001' not in sheet.body.decode())
equal('out of reach there is no sheet', stranger.get(f'/admin/ticket/{number}/sheet').status, 404)
done()
