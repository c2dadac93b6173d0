#!/usr/bin/env python3
"""May each demand (extension, wait for the person, urge, order of supervision, joint handling, designation) be made by just
those who may, once, within its limits; is it told to those it concerns; and do all clocks still agree with the events?"""
import datetime
import json
import os
import re
import secrets
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
LEAD, HELPER, OTHER = '440300-02', '440300-01', '440100-02'
SIGNED, WAITING, RETURNED, DISPATCHED = 3, 4, 13, 2


def unit_of(code):
    return sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == code))


who = {'agent': sign_in(URL, find(PEOPLE, 'agent', '44')), 'lead': unit_of(LEAD), 'helper': unit_of(HELPER), 'other': unit_of(OTHER),
       'reviewer': sign_in(URL, find(PEOPLE, 'reviewer', '44')), 'followup': sign_in(URL, find(PEOPLE, 'followup', '44')),
       'supervisor': sign_in(URL, find(PEOPLE, 'supervisor', '44')), 'admin': sign_in(URL, find(PEOPLE, 'province_admin', '44')),
       'ministry': sign_in(URL, find(PEOPLE, 'ministry')), 'stranger': sign_in(URL, find(PEOPLE, 'agent', '65'))}


def hotline(*words):
    ran = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', *words],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return ran.returncode, ran.stdout


def row(number, columns):
    return sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def demand(number, kind, columns='outcome'):
    """The newest demand of a kind; [] when there is none."""
    rows = sql(f"SELECT {columns} FROM demand d WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}') AND kind = {kind} "
               'ORDER BY seq DESC LIMIT 1')
    return rows[0] if rows else []


EXTENSION, WAIT, URGE, ORDER, JOINT, DESIGNATION = range(1, 7)
OPEN, GRANTED, REFUSED, MET, OVER, VOID = (str(n) for n in range(6))
tokens = {}


def token(name):
    """The session's own, found on any page of theirs that has a form to post."""
    if name not in tokens:
        for path in ('/admin/intake', '/admin/replies', '/admin/units', '/admin/'):
            found = [v for f in who[name].get(path).forms for n, _, v, _ in f.fields if n == 'token']
            if found:
                tokens[name] = found[0]
                break
        else:
            tokens[name] = 'none'
    return tokens[name]


def do(name, number, move, version=None, intent=None, **values):
    """By hand, without looking whether the page offers it."""
    page = who[name].get('/admin/ticket/' + number)
    mine = [v for f in page.forms for n, _, v, _ in f.fields if n == 'token']
    fields = {'token': mine[0] if mine else token(name), 'version': version or row(number, 'version')[0],
              'intent': intent or secrets.token_hex(16), **values}
    return who[name].post(f'/admin/ticket/{number}/{move}', list(fields.items()))


def offers(name, number, move):
    return any((f.action or '').endswith('/' + move) for f in who[name].get('/admin/ticket/' + number).forms)


def seen(number, code):
    person = Citizen(URL)
    return person, person.press(person.get('/ticket/track'), {'number': number, 'code': code})


def filed(phone):
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone=phone))
    return number_of(receipt), code_of(receipt)


def signed(phone):
    number, code = filed(phone)
    do('agent', number, 'dispatched', unit=LEAD, text='请核实')
    do('lead', number, 'signed')
    return number, code


def only(move, allowed, number, **values):
    """Of all people just these may do it: everybody else is refused, and nothing happens."""
    before = row(number, 'version, state')
    for name in who:
        if name in allowed:
            check(f'{move}: offered to {name}', offers(name, number, move))
            continue
        check(f'{move}: not offered to {name}', not offers(name, number, move))
        answer = do(name, number, move, **values)
        check(f'{move}: refused to {name}', answer.status in (403, 404, 409), f'{answer.status} {answer.text[:200]}')
    equal(f'{move}: nothing came of it', row(number, 'version, state'), before)


# ---- extension ------------------------------------------------------------------------------------------------------

number, code = filed('13912360008')
text = re.sub(r'\s+', ' ', who['agent'].get('/admin/ticket/' + number).text)
check('where a unit is chosen the rules say whose it is, and that nobody verified it', '规则建议 市级 · 广东省深圳市 44.route.reporting' in text and
      '未经核实' in text, text[-900:])
check('who chooses none reads nothing of it', '规则建议' not in who['ministry'].get('/admin/ticket/' + number).text)

number, code = signed('13912360001')
before = int(row(number, 'answer_due_ms')[0])
only('extension_asked', ['lead'], number, days='3', text='需要现场取证')
only('extended', [], number)
page = who['lead'].get('/admin/ticket/' + number)
check('the unit is told how much the rules allow', '按规则最多 10 个工作日' in re.sub(r'\s+', ' ', page.text), page.text[-1500:])
for days in ('0', '11', '', 'x', '-1', '99999999999'):
    answer = do('lead', number, 'extension_asked', days=days, text='理由')
    check(f'{days!r} days are refused beside the field, the reason kept', answer.status == 422 and '理由' in answer.body.decode() and '天数' in answer.text,
          f'{answer.status} {answer.text[:300]}')
equal('a reason must be given', do('lead', number, 'extension_asked', days='3').status, 422)
equal('and nothing of it happened', demand(number, EXTENSION), [])
intent = secrets.token_hex(16)
version = row(number, 'version')[0]
do('lead', number, 'extension_asked', version=version, intent=intent, days='3', text='需要调取视频')
equal('asked for, it stands open', demand(number, EXTENSION, 'outcome, days, number'), [OPEN, '3', '1'])
do('lead', number, 'extension_asked', version=version, intent=intent, days='3', text='需要调取视频')
equal('the same intent twice asks once', sql(f"SELECT COUNT(*) FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE t.number = '{number}'")[0][0], '1')
equal('another one has to wait', do('lead', number, 'extension_asked', days='2', text='再来').status, 409)
equal('while it is judged the clock runs', [row(number, 'paused_ms')[0], int(row(number, 'answer_due_ms')[0])], ['0', before])
check('until it is decided the person hears nothing', '延期' not in seen(number, code)[1].text and '调取视频' not in seen(number, code)[1].text)
only('extended', ['reviewer', 'supervisor'], number)
only('extension_refused', ['reviewer', 'supervisor'], number, text='不同意')
equal('a refusal needs its reason', do('reviewer', number, 'extension_refused').status, 422)
staff = sql(f"SELECT id FROM staff WHERE login = '{find(PEOPLE, 'reviewer', '44').login}'")[0][0]
asked_by = demand(number, EXTENSION, 'asked_by')[0]
sql(f'UPDATE demand SET asked_by = {staff} WHERE kind = 1 AND outcome = 0')
check('who asked does not judge, whatever role they have by now', not offers('reviewer', number, 'extended') and
      do('reviewer', number, 'extended').status == 403)
sql(f'UPDATE demand SET asked_by = {asked_by} WHERE kind = 1 AND outcome = 0')
do('reviewer', number, 'extension_refused', text='材料已经够了')
equal('refused', demand(number, EXTENSION), [REFUSED])
check('of a refusal the person hears nothing, the date stands', '材料已经够了' not in seen(number, code)[1].text and int(row(number, 'answer_due_ms')[0]) == before)
do('lead', number, 'extension_asked', days='4', text='须等鉴定结论')
do('supervisor', number, 'extended', text='内部意见')
after = int(row(number, 'answer_due_ms')[0])
clock = json.loads(bytes.fromhex(sql(f"SELECT HEX(e.canonical) FROM event e JOIN ticket t ON t.id = e.ticket_id AND e.seq = t.last_seq WHERE t.number = '{number}'")[0][0]))['clocks'][0]
equal('granted, the date moves by that many working days from where it was', [demand(number, EXTENSION), clock['stage'], clock['amount'], clock['from_ms'], clock['due_ms']],
      [[GRANTED], 'extend', 4, before, after])


def working_days_between(from_ms, until_ms):
    """By the days off that the database holds, in Python."""
    off = {int(d): int(w) for d, w in sql("SELECT day, worked FROM holiday WHERE scope = ''")}
    first, last = ((ms + 8 * 3600000) // 86400000 for ms in (from_ms, until_ms))
    return sum(off.get(d, (datetime.date(1970, 1, 1) + datetime.timedelta(d)).isoweekday() < 6) for d in range(first + 1, last + 1))


equal('counted by somebody else it is the same', working_days_between(before, after), 4)
equal('the date in the queue is that date', int(row(number, 'due_ms')[0]), after)
text = seen(number, code)[1].text
moved = [f'{d.year}年{d.month}月{d.day}日' for d in (datetime.datetime(1970, 1, 1, 8) + datetime.timedelta(milliseconds=ms) for ms in (before, after))]
check('the person is told, with both dates, the reason and the proof', re.search(f'{moved[0]} 23:59 →\\s*{moved[1]} 23:59', text) and '答复期限延长' in text and '须等鉴定结论' in text and 'cn.extend' in text, text)
check('and not what the judge thought', '内部意见' not in text)
equal('there is one extension by default', [do('lead', number, 'extension_asked', days='1', text='再延').status, offers('lead', number, 'extension_asked')], [422, False])
do('lead', number, 'asked', text='请问发票还在吗')
equal('asking the person stops the clock', row(number, 'state')[0], str(WAITING))
person, page = seen(number, code)
form = next(f for f in page.forms if (f.action or '').endswith('/supplement'))
person.post(form.action, [(n, {'supplement': '还在'}.get(n, v)) for n, _, v, _ in form.fields])
equal('answered at once, the extended date stands', [row(number, 'state')[0], int(row(number, 'answer_due_ms')[0])], [str(SIGNED), after])
said = hotline('deadline', number)
check('every clock of it counts to the same', said[0] == 0 and 'extend' in said[1], said[1])

# ---- waiting for the person ----------------------------------------------------------------------------------------

number, code = signed('13912360002')
do('lead', number, 'asked', text='请补充乘车时间')
due = demand(number, WAIT, 'outcome, due_ms')
check('the wait has an end by the rules', due[0] == OPEN and int(due[1]) > time.time() * 1000, due)
text = seen(number, code)[1].text
check('the person is told until when', '请在此之前补充' in text and '按已有情况继续办理' in text, text[:900])
time.sleep(1)
equal('nothing resumes before that', row(number, 'state')[0], str(WAITING))
sql(f"UPDATE demand SET due_ms = 1 WHERE kind = {WAIT} AND ticket_id = (SELECT id FROM ticket WHERE number = '{number}')")
check('when it is over the worker lets the work go on', until(lambda: row(number, 'state')[0] == str(SIGNED), 45), row(number, 'state'))
equal('the clock runs, the wait is noted as run out', [row(number, 'paused_ms')[0], demand(number, WAIT)[0]], ['0', OVER])
check('and the timeline says so to all', '补充期限已过' in seen(number, code)[1].text and '补充期限已过' in who['lead'].get('/admin/ticket/' + number).text)
person, page = seen(number, code)
check('the person may still add', any((f.action or '').endswith('/supplement') for f in page.forms))

# ---- urging ---------------------------------------------------------------------------------------------------------

number, code = signed('13912360003')
only('urged', ['agent', 'supervisor'], number, text='请抓紧')
only('urge_answered', [], number, text='正在办')
do('agent', number, 'urged', text='来电人很急')
equal('the first urge', demand(number, URGE, 'outcome, number, unit'), [OPEN, '1', LEAD])
equal('again only when its time is over', do('supervisor', number, 'urged').status, 409)
check('the unit sees it with its time', '催办 1' in who['lead'].get('/admin/ticket/' + number).text)
person, page = seen(number, code)
check('the person sees that somebody urged, not with what words', '已催促' in page.text and '来电人很急' not in page.text)
check('and need not urge at the same time', not any((f.action or '').endswith('/urge') for f in page.forms))
only('urge_answered', ['agent', 'lead', 'supervisor'], number, text='正在办')
do('lead', number, 'urge_answered', text='已约谈司机')
equal('answered', demand(number, URGE), [MET])
person, page = seen(number, code)
check('what the unit says to an urge is not yet an answer to the person', '已约谈司机' not in page.text)
form = next(f for f in page.forms if (f.action or '').endswith('/urge'))
pairs = [(n, {'urge_reason': '已经等了一周'}.get(n, v)) for n, _, v, _ in form.fields]
page = person.post(form.action, pairs)
check('the person can urge', '已催促承办方尽快办理' in page.text, page.text[:400])
person.post(form.action, pairs)
equal('once, though it is sent twice', demand(number, URGE, 'outcome, number, asked_by'), [OPEN, '2', '0'])
check('the unit reads the words', '已经等了一周' in who['lead'].get('/admin/ticket/' + number).text)
sql(f"UPDATE demand SET due_ms = 1 WHERE kind = {URGE} AND outcome = 0 AND ticket_id = (SELECT id FROM ticket WHERE number = '{number}')")
check('late, the unit is told that it is late', '已超时' in who['lead'].get('/admin/ticket/' + number).text)
do('supervisor', number, 'urged', text='第三次')
equal('one whose time is over can be followed by another', demand(number, URGE, 'outcome, number'), [OPEN, '3'])
do('lead', number, 'replied', text='答复内容')
equal('a reply answers all of them', sql(f"SELECT COUNT(*) FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE t.number = '{number}' AND outcome = {MET}")[0][0], '3')

# ---- orders of supervision -------------------------------------------------------------------------------------------

first, code = signed('13912360004')
only('ordered', ['supervisor'], first, text='限期查处')
equal('an order must say what it demands', do('supervisor', first, 'ordered').status, 422)
year = time.gmtime(time.time() + 8 * 3600).tm_year
last = int((sql(f'SELECT last FROM order_number WHERE province = 440000 AND year = {year}') or [['0']])[0][0])
do('supervisor', first, 'ordered', text='限期查处并书面回复')
equal('it has the next number of its province and year', demand(first, ORDER, 'outcome, year, number'), [OPEN, str(year), str(last + 1)])
check('the unit sees it', f'督办单 {year}-{last + 1:04d}' in who['lead'].get('/admin/ticket/' + first).text)
text = seen(first, code)[1].text
check('the person sees that there is one, not its words', '下发督办单' in text and '限期查处' not in text)
equal('one at a time', do('supervisor', first, 'ordered', text='再来一个').status, 409)
equal('without a reply it is not closed', do('supervisor', first, 'order_closed').status, 409)
only('order_replied', ['agent', 'lead'], first, text='已处理')
do('lead', first, 'order_replied', text='已查处，附笔录')
equal('replied to, it stays open for its giver', demand(first, ORDER, 'outcome, answered_ms > 0'), [OPEN, '1'])
only('order_sent_back', ['supervisor'], first, text='没有说到责任')
equal('sent back with a reason', do('supervisor', first, 'order_sent_back').status, 422)
old_due = demand(first, ORDER, 'due_ms')
do('supervisor', first, 'order_sent_back', text='没有说到责任单位')
equal('a reply that does not do is missing again', demand(first, ORDER, 'outcome, answered_ms, answered_by'), [OPEN, '0', '0'])
check('with a time of its own', int(demand(first, ORDER, 'due_ms')[0]) >= int(old_due[0]) and '没有说到责任单位' in who['lead'].get('/admin/ticket/' + first).text)
equal('and is not closed without one', do('supervisor', first, 'order_closed').status, 409)
check('of all this the person reads nothing', '没有说到责任单位' not in seen(first, code)[1].text and '退回重报' not in seen(first, code)[1].text)
do('lead', first, 'order_replied', text='责任单位已明确')
only('order_closed', ['supervisor'], first)
giver = demand(first, ORDER, 'asked_by')[0]
sql(f'UPDATE demand SET asked_by = asked_by + 1 WHERE kind = {ORDER} AND outcome = 0 AND asked_by = {giver}')
equal('nobody closes what another gave', [do('supervisor', first, 'order_closed').status, offers('supervisor', first, 'order_closed')], [403, False])
sql(f'UPDATE demand SET asked_by = {giver} WHERE kind = {ORDER} AND outcome = 0 AND asked_by = {giver} + 1')
do('supervisor', first, 'order_closed', text='同意销号')
equal('its giver does', demand(first, ORDER), [MET])

# Many at once: no number twice, none left out.
several = [signed('1391236%04d' % (100 + n))[0] for n in range(8)]
versions = {n: row(n, 'version')[0] for n in several}
givers = [who['supervisor']] + [Citizen(URL) for _ in several[1:]]
for giver in givers[1:]:
    giver.cookies = dict(who['supervisor'].cookies)
mark = token('supervisor')


def give(giver, n):
    giver.post(f'/admin/ticket/{n}/ordered', [('token', mark), ('version', versions[n]), ('intent', secrets.token_hex(16)), ('text', '同时下发')])


threads = [threading.Thread(target=give, args=pair) for pair in zip(givers, several)]
for t in threads:
    t.start()
for t in threads:
    t.join()
numbers = [int(r[0]) for r in sql(f'SELECT number FROM demand WHERE kind = {ORDER} AND province = 440000 AND year = {year} ORDER BY number')]
equal('eight at the same time: dense, and none twice', numbers, list(range(1, last + 10)))
intents = [secrets.token_hex(16) for _ in range(4)]
target, version = several[0], row(several[0], 'version')[0]
threads = [threading.Thread(target=lambda g=g, i=i: g.post(f'/admin/ticket/{target}/noted', [
    ('token', mark), ('version', version), ('intent', i), ('text', '同时')])) for g, i in zip(givers, intents)]
for t in threads:
    t.start()
for t in threads:
    t.join()
equal('of several who save the same page one is first', int(row(target, 'version')[0]), int(version) + 1)

# ---- joint handling --------------------------------------------------------------------------------------------------

number, code = signed('13912360005')
equal('a unit that nobody asked does not see it', who['helper'].get('/admin/ticket/' + number).status, 404)
only('joined', ['agent', 'supervisor'], number, unit=HELPER, text='请协查')
equal('the unit in charge does not assist itself', do('agent', number, 'joined', unit=LEAD, text='请协查').status, 409)
equal('a unit of another province is none', do('agent', number, 'joined', unit='650100-01', text='请协查').status, 422)
do('agent', number, 'joined', unit=HELPER, text='请协查车辆轨迹')
equal('asked to assist', demand(number, JOINT, 'outcome, unit'), [OPEN, HELPER])
equal('the lead stays the lead', row(number, 'unit')[0], LEAD)
equal('once', do('supervisor', number, 'joined', unit=HELPER, text='再请').status, 409)
do('agent', number, 'joined', unit=OTHER, text='请核对车籍')
check('the lead sees whose reply is missing', who['lead'].get('/admin/ticket/' + number).text.count('尚未回复') == 2)
only('joint_replied', ['helper', 'other'], number, text='意见')
for move, values in (('replied', {'text': '越权答复'}), ('returned', {'text': '越权退回'}), ('asked', {'text': '越权询问'}),
                     ('extension_asked', {'days': '1', 'text': '越权'}), ('order_replied', {'text': '越权'}), ('urge_answered', {'text': '越权'})):
    answer = do('helper', number, move, **values)
    check(f'who assists does not do the lead\'s work: {move}', answer.status in (403, 409, 422) and not offers('helper', number, move), answer.status)
do('helper', number, 'joint_replied', text='轨迹显示绕行八公里')
page = who['lead'].get('/admin/ticket/' + number)
check('the lead reads the reply and what is still missing', '绕行八公里' in page.text and page.text.count('尚未回复') == 1, page.text[-1200:])
equal('a second reply is one too many', do('helper', number, 'joint_replied', text='再说一次').status, 403)
check('who has replied can still look', who['helper'].get('/admin/ticket/' + number).status == 200)
check('the person hears of it, not of the words', '请另一单位会办' in seen(number, code)[1].text and '绕行八公里' not in seen(number, code)[1].text)
do('lead', number, 'returned', text='不归我管')
equal('when the lead gives it back the rest is void', demand(number, JOINT, 'outcome, unit'), [VOID, OTHER])
equal('and no longer theirs to see', who['other'].get('/admin/ticket/' + number).status, 404)

# ---- designation -----------------------------------------------------------------------------------------------------

only('designated', [], number, unit=OTHER, text='指定')
for _ in range(2):
    do('agent', number, 'dispatched', unit=OTHER, text='请办理')
    do('other', number, 'returned', text='不归我们管')
equal('returned three times', row(number, 'returns, state'), ['3', str(RETURNED)])
only('designated', ['supervisor'], number, unit=OTHER, text='指定你单位承办')
do('supervisor', number, 'designated', unit=OTHER, text='指定你单位承办')
equal('designated', row(number, 'state, unit') + demand(number, DESIGNATION), [str(DISPATCHED), OTHER, OPEN])
equal('it binds: no way back', [do('other', number, 'returned', text='还是不归我们管').status, offers('other', number, 'returned')], [409, False])
do('other', number, 'signed')
equal('nor after signing', do('other', number, 'returned', text='仍然不归').status, 409)

# Above all provinces somebody may name a unit of any.
number, code = filed('13912360007')
for _ in range(3):
    do('agent', number, 'dispatched', unit=OTHER, text='请办理')
    do('other', number, 'returned', text='不归我们管')
equal('a unit of another province is none for a provincial supervisor', do('supervisor', number, 'designated', unit='650100-01', text='指定').status, 422)
login = find(PEOPLE, 'supervisor', '65').login
who['nation'] = sign_in(URL, find(PEOPLE, 'supervisor', '65'))
sql(f"UPDATE staff SET region = 0, province = 0 WHERE login = '{login}'")
try:
    check('who supervises the nation types the unit', offers('nation', number, 'designated') and 'name="unit"' in who['nation'].get('/admin/ticket/' + number).body.decode())
    equal('one that is none is refused', do('nation', number, 'designated', unit='999999-01', text='指定').status, 422)
    do('nation', number, 'designated', unit='650100-01', text='跨省指定承办')
finally:
    sql(f"UPDATE staff SET region = 650000, province = 650000 WHERE login = '{login}'")
equal('and it is bound across provinces', row(number, 'state, unit') + demand(number, DESIGNATION), [str(DISPATCHED), '650100-01', OPEN])
who['there'] = unit_of('650100-01')
equal('the unit has it, and cannot send it back', [do('there', number, 'returned', text='不归我们').status, offers('there', number, 'signed')], [409, True])
del who['nation'], who['there']

# ---- handing over to another city or province ---------------------------------------------------------------------------

far_supervisor = find(PEOPLE, 'supervisor', '65')
who['far'] = sign_in(URL, far_supervisor)
number, code = filed('13912360006')
do('supervisor', number, 'ordered', text='全程督办')
promise = row(number, 'answer_due_ms')
only('transferred', ['agent', 'supervisor'], number, region='650000', text='车辆属新疆')
for region in ('440300', '440304', '440000', '123456', '', '650102'):
    answer = do('agent', number, 'transferred', region=region, text='移交原因')
    check(f'not to {region!r}: told beside the field, the reason kept', answer.status == 422 and '移交原因' in answer.body.decode(), answer.status)
do('agent', number, 'transferred', region='440100', text='车辆属广州')
equal('to another city it goes into its dispatch queue', row(number, "region, state, unit = ''"), ['440100', '1', '1'])
do('agent', number, 'transfer_returned', text='仍在深圳')
equal('sent back it is where it was', row(number, 'region, state, returns'), ['440300', str(RETURNED), '1'])
do('agent', number, 'transferred', region='650000', text='车辆属新疆，请贵方办理')
equal('to another province, number and promise stay', row(number, 'number, region, province, state, answer_due_ms'), [number, '650000', '650000', '1'] + promise)
check('it stands in the queue there', number in who['far'].get('/admin/').text and number in who['stranger'].get('/admin/').text)
check('and no more in the queue here', number not in who['agent'].get('/admin/').text)
check('where it was filed it can be looked at', who['agent'].get('/admin/ticket/' + number).status == 200 and number in who['agent'].get('/admin/search?q=' + number).text)
for move, values in (('dispatched', {'unit': LEAD}), ('answered_at_once', {'text': '越权'}), ('transferred', {'region': '440100', 'text': '越权'}), ('reveal', {'text': '越权查看身份'})):
    check(f'but not worked on: {move}', do('agent', number, move, **values).status == 403 and not offers('agent', number, move))
do('agent', number, 'noted', text='反映人来电询问')
check('only noted', '反映人来电询问' in who['far'].get('/admin/ticket/' + number).text)
person, page = seen(number, code)
check('the person opens it with the same number and code, and is told where it is', '移交其他地区热线' in page.text and '新疆' in page.text and '请贵方办理' not in page.text, page.text[:900])
only('transfer_returned', ['stranger', 'far'], number, text='退回')
do('stranger', number, 'transfer_returned', text='该车已过户回广东')
equal('sent back with its reason', row(number, 'region, province, state, returns'), ['440300', '440000', str(RETURNED), '2'])
check('which is read here', '该车已过户回广东' in who['agent'].get('/admin/ticket/' + number).text)
check('there it is no more', who['stranger'].get('/admin/ticket/' + number).status == 404 and not offers('supervisor', number, 'designated'))
do('agent', number, 'transferred', region='650000', text='再次移交')
do('far', number, 'transfer_returned', text='再次退回')
check('after three returns a unit can be designated', offers('supervisor', number, 'designated') and row(number, 'returns') == ['3'])
do('agent', number, 'transferred', region='650000', text='第三次')
do('stranger', number, 'dispatched', unit='650100-01', text='请办理')
equal('the other hotline dispatches to its own', row(number, 'unit, state'), ['650100-01', str(DISPATCHED)])
equal('and the order goes with it', demand(number, ORDER, 'outcome, unit'), [OPEN, '650100-01'])
equal('a supervisor there does not close it', do('far', number, 'order_closed').status, 403)
there = unit_of('650100-01')
who['there'] = there
do('there', number, 'order_replied', text='已办理')
do('supervisor', number, 'order_closed', text='销号')
equal('its giver does, from afar', demand(number, ORDER), [MET])

# ---- what is open, by due --------------------------------------------------------------------------------------------


def listed(name, kind=''):
    """(demand's words, ticket) of all pages, and the count beside the chosen kind."""
    found, path = [], '/admin/demands?kind=' + kind
    while path:
        page = who[name].get(path)
        body = page.body.decode()
        found += re.findall(r'/admin/ticket/(JT[0-9X]+)"', body)
        more = re.search(r'href="(/admin/demands\?[^"]*after=[^"]*)" rel="next"', body)
        path = more.group(1).replace('&amp;', '&') if more else None
    return found, int(re.search(r'aria-current="page"><strong>[^<]*?(\d+)</strong>', body).group(1))


def wanted(condition):
    return [r[0] for r in sql(f'SELECT t.number FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE d.outcome = 0 AND d.due_ms > 0 AND {condition} '
                              'ORDER BY d.due_ms, d.ticket_id, d.seq')]


# More than a page of them, all due at one and the same time.
sql('INSERT INTO demand (ticket_id, seq, kind, province, region, year, number, unit, asked_ms, asked_by, due_ms) SELECT t.id, 1000 + s.seq, 3, t.province, '
    f"t.region, 0, s.seq, t.unit, 1, 0, 4102444800000 FROM ticket t, seq_1_to_70 s WHERE t.number = '{first}'")
for name, reach in (('agent', 'd.province = 440000'), ('supervisor', 'd.province = 440000'), ('ministry', '1'), ('stranger', 'd.province = 650000'),
                    ('lead', f"d.unit = '{LEAD}'"), ('helper', f"d.unit = '{HELPER}'")):
    for kind, number_of_kind in (('', 0), ('order', ORDER), ('urge', URGE), ('extension', EXTENSION)):
        found, count = listed(name, kind)
        rows = wanted(reach + (f' AND d.kind = {number_of_kind}' if number_of_kind else ''))
        check(f'{name} sees just what is open in reach, by due, and counted: {kind or "all"}', found == rows and count == len(rows), f'{found}\n{rows}\n{count}')
sql('DELETE FROM demand WHERE seq > 1000')
equal('a strange place in the list is its beginning', who['agent'].get('/admin/demands?after=x-y-z').status, 200)
check('nobody else gets there', Citizen(URL).get('/admin/demands').url.startswith('/admin/login'))

check('the queue shows what stands open on a ticket', '督办单' in re.search(several[0] + '</a>(.*?)</td>', who['lead'].get('/admin/?state=signed&due=fine').body.decode() +
      who['lead'].get('/admin/search?q=' + several[0]).body.decode(), re.S).group(1))

# ---- what stands open is what the events made, followed a second time ----------------------------------------------------

OPENS = {'extension_asked': EXTENSION, 'asked': WAIT, 'urged': URGE, 'ordered': ORDER, 'joined': JOINT, 'designated': DESIGNATION, 'transferred': 7,
         'reveal_asked': 8, 'held': 9, 'erasure_ordered': 10}
ENDS = {'extended': (EXTENSION, GRANTED), 'extension_refused': (EXTENSION, REFUSED), 'supplemented': (WAIT, MET), 'resumed': (WAIT, OVER),
        'urge_answered': (URGE, MET), 'replied': (URGE, MET), 'answered_at_once': (URGE, MET), 'answered_together': (URGE, MET), 'order_closed': (ORDER, MET),
        'transfer_returned': (7, REFUSED), 'transferred': (7, MET), 'dispatched': (7, MET),
        'reveal_refused': (8, REFUSED), 'reveal_lapsed': (8, OVER), 'revealed': (8, MET), 'hold_lifted': (9, MET), 'erased': (10, MET)}
BEYOND = {EXTENSION: 'signed waiting grouped', WAIT: 'waiting', URGE: 'accepted returned rework dispatched signed waiting replied grouped', JOINT: 'dispatched signed waiting replied grouped',
          ORDER: 'accepted returned rework dispatched signed waiting replied answered followup closed grouped', DESIGNATION: 'dispatched signed waiting replied grouped', 7: 'accepted grouped',
          9: 'accepted returned rework dispatched signed waiting replied answered followup closed grouped merged archived referred withdrawn not_accepted',
          10: 'closed merged archived referred withdrawn not_accepted',
          8: 'accepted returned rework dispatched signed waiting replied answered followup closed grouped merged'}


def follow(events):
    """{seq: (kind, outcome)} of one ticket."""
    found, units = {}, {}
    for seq, event, by in events:
        kind = event['type']
        for old in [s for s, (k, outcome) in found.items() if outcome == OPEN]:
            k = found[old][0]
            if kind == 'joint_replied' and k == JOINT and units[old] == by:
                found[old] = (k, MET)
            elif ENDS.get(kind, (0,))[0] == k:
                found[old] = (k, ENDS[kind][1])
            elif k == 10 and kind == 'held':
                found[old] = (k, REFUSED)
            elif event['to'] not in BEYOND[k].split():
                found[old] = (k, VOID)
        if kind in OPENS and ('wait' in event['facts'] or kind != 'asked'):
            found[seq] = (OPENS[kind], OPEN)
            units[seq] = event['facts'].get('unit')
    return found


units_of_staff = dict(r for r in sql('SELECT id, unit FROM staff') if len(r) == 2)
lives = {}
for ticket, seq, actor, canonical in sql('SELECT ticket_id, seq, actor_id, HEX(canonical) FROM event ORDER BY ticket_id, seq'):
    lives.setdefault(ticket, []).append((int(seq), json.loads(bytes.fromhex(canonical)), units_of_staff.get(actor)))
derived = sorted((t, seq, kind, outcome) for t, events in lives.items() for seq, (kind, outcome) in follow(events).items())
kept = sorted((t, int(seq), int(kind), outcome) for t, seq, kind, outcome in sql('SELECT ticket_id, seq, kind, outcome FROM demand'))
check('and is the same', derived == kept and len(kept) > 25, f'{sorted(set(derived) ^ set(kept))[:10]} {len(kept)}')
said = hotline('doctor')[1]
check('doctor finds each demand with its event', 'ok   demands agree with their events' in said, said)
lie = f"SELECT id FROM ticket WHERE number = '{first}'"
sql(f'UPDATE demand SET kind = {JOINT} WHERE kind = {ORDER} AND ticket_id = ({lie})')
said = hotline('doctor')[1]
sql(f'UPDATE demand SET kind = {ORDER} WHERE kind = {JOINT} AND ticket_id = ({lie})')
check('and one that was made up', 'BAD  demands' in said and 'is no event that asks what the demand says' in said, said)

# ---- all clocks agree --------------------------------------------------------------------------------------------------

code_, said = hotline('recompute', '--all')
check('recompute finds nothing that differs', code_ == 0 and said.startswith('0 differ'), said)
for n in (first, number):
    check('and every clock of these counts to the same', hotline('deadline', n)[0] == 0)
done()
