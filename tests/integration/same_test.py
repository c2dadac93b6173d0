#!/usr/bin/env python3
"""Are tickets about the same matter found and tied together, is each tie an event of all it concerns, and does the rest of
each ticket stay what it was?"""
import os
import random
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
RUN_ID = f'{int(time.time() * 1000) % 10**7:07d}'	# runs beside and after others: nobody else has this phone, plate or line

agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
reviewer = sign_in(URL, find(PEOPLE, 'reviewer', '44'))
stranger = sign_in(URL, find(PEOPLE, 'agent', '65'))


def form_of(page, move, **fixed):
    """The form of a move; fixed: values that tell it from others of the same move."""
    for form in page.forms:
        if (form.action or '').endswith('/' + move) and all((n, v) in [(f[0], f[2]) for f in form.fields] for n, v in fixed.items()):
            return form
    return None


def send(who, page, move, fixed=None, **values):
    form = form_of(page, move, **(fixed or {}))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen])


def filed(**values):
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, **values))
    return number_of(receipt), code_of(receipt)


def look(number, who=agent):
    return who.get('/admin/ticket/' + number)


def ticket(number, columns):
    return sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def events(number):
    return [r[0] for r in sql(f"SELECT e.type FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' ORDER BY e.seq")]


def fact_of_last(number):
    canonical = sql(f"SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' ORDER BY e.seq DESC LIMIT 1")[0][0]
    return re.search(r'"ticket":"(JT\d+)"', canonical[10 + len(number):])


def seen(number, code):
    who = Citizen(URL)
    return who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def reasons(page, number):
    """What a candidate is proposed for."""
    part = page.body.decode().partition('<h3 class="govuk-heading-s">可能是同一件事')[2].partition('<h3')[0]
    row = re.search(r'<li><a class="govuk-link" href="/admin/ticket/%s">(?:(?!</li>).)*</li>' % number, part, re.S)
    return set(re.findall(r'同一来电人|同一车、同一时间|同一线路地点、同一天|内容相似', re.sub(r'内容相似度', '', row.group(0)))) if row else None


# ---- candidates ----------------------------------------------------------------------------------------------------

PHONE, PLATE, LINE = '139' + '1' + RUN_ID, '粤B' + RUN_ID[-5:], '夜班线' + RUN_ID
# Words nobody else uses: candidates are few, and those of an earlier run must not crowd these out.
STORY = ''.join(chr(0x4e00 + random.randrange(6000)) for _ in range(40))
first, first_code = filed(phone=PHONE, plate=PLATE, line=LINE, place='枢纽站' + RUN_ID, content=STORY)
by_phone, _ = filed(phone=PHONE, plate='', line='', place='', content='完全另外一件事：客服电话一直打不通，说系统升级')
by_plate, _ = filed(phone='13800000001', plate=PLATE, line='', place='', content='那辆车的空调坏了，车厢里特别热')
by_line, _ = filed(phone='13800000002', plate='', line=LINE, place='枢纽站' + RUN_ID, content='末班没有来，希望增加班次')
by_words, _ = filed(phone='13800000003', plate='', line='', place='', content='请尽快调查：' + STORY[3:36])
none, _ = filed(phone='13800000004', plate='粤B' + RUN_ID[:5][::-1], line='别的线' + RUN_ID, place='', content='车上捡到一个钱包，想交给失主')

page = look(first)
equal('the same caller is found', reasons(page, by_phone), {'同一来电人'})
equal('the same vehicle at the same time', reasons(page, by_plate), {'同一车、同一时间'})
equal('the same line and place on one day', reasons(page, by_line), {'同一线路地点、同一天'})
equal('the same words from somebody else', reasons(page, by_words), {'内容相似'})
equal('and not what has nothing in common', reasons(page, none), None)

# ---- link ------------------------------------------------------------------------------------------------------------

before = {n: ticket(n, 'state, stage, unit, due_ms, answer_due_ms, rating') for n in (first, by_words)}
promise = {n: events(n) for n in (first, by_words)}
send(agent, page, 'link', {'other': by_words})
page = look(first)
check('the linked ticket stands on the screen', form_of(page, 'unlink', other=by_words) is not None and reasons(page, by_words) is None)
check('and this one on the other\'s', form_of(look(by_words), 'unlink', other=first) is not None)
equal('each has an event of it', [len(events(n)) - len(promise[n]) for n in (first, by_words)], [1, 1])
equal('which names the other', [fact_of_last(n).group(1) for n in (first, by_words)], [by_words, first])
equal('and is otherwise as it was', {n: ticket(n, 'state, stage, unit, due_ms, answer_due_ms, rating') for n in before}, before)
check('the person hears nothing of it', by_words not in seen(first, first_code).body.decode() and '关联' not in seen(first, first_code).text)

counts = [len(events(n)) for n in (first, by_words)]
form = form_of(look(by_words), 'link')
values = [(n, {'other': first, 'reason': '又一次'}.get(n, v)) for n, _, v, _ in form.fields]
agent.post(form.action, values)
equal('linked twice is linked once, from either side', [len(events(n)) for n in (first, by_words)], counts)
answer = send(agent, look(first), 'link', {'other': ''}, other=first)
check('a ticket is not linked to itself', answer.status == 422 and '不能与自己关联' in answer.text, answer.status)
answer = send(agent, look(first), 'link', {'other': ''}, other='JT4403002026010100000' + '19', reason='写了原因')
check('an unknown number is said beside the field and what was typed is kept', answer.status == 422 and '写了原因' in answer.body.decode(), answer.status)
foreign, _ = filed(phone='13800000005', region='650100', plate='', content='乌鲁木齐的另一件事情，等车时间太长')
answer = send(agent, look(first), 'link', {'other': ''}, other=foreign)
check('one out of reach looks the same as none', answer.status == 422 and '没有找到这件工单' in answer.text, answer.status)
check('a reviewer has no button for it', form_of(look(first, reviewer), 'link') is None and form_of(look(first, reviewer), 'unlink') is None)
form = form_of(look(first), 'unlink', other=by_words)
answer = reviewer.post(form.action, [(n, v) for n, _, v, _ in form.fields])
check('nor the right', answer.status in (403, 404) and form_of(look(first), 'unlink', other=by_words) is not None, answer.status)
stale = look(first)
send(agent, look(first), 'noted', text='中间有人记了一笔')
answer = send(agent, stale, 'unlink', {'other': by_words})
check('a stale page changes neither', answer.status == 409 and form_of(look(by_words), 'unlink', other=first) is not None, answer.status)
send(agent, look(by_words), 'unlink', {'other': first}, reason='')
check('the other side may undo it', form_of(look(first), 'unlink', other=by_words) is None and '内容相似' in (reasons(look(first), by_words) or ()))
equal('with an event on both', [events(n)[-1] == events(by_words)[-1] for n in (first, by_words)], [True, True])

# ---- group -----------------------------------------------------------------------------------------------------------


def hotline(*words):
    out = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', *words],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return out.returncode, out.stdout


def state(number):
    return int(ticket(number, 'state')[0])


GROUPED, PRESENT = 15, 'state, stage, unit, due_ms, answer_due_ms, paused_ms'
STORM = ''.join(chr(0x4e00 + random.randrange(6000)) for _ in range(30))
lead, lead_code = filed(phone='13800000011', plate='', line='', place='', content=STORM)
people = [filed(phone=f'138000001{i:02d}', plate='', line='', place='', content=STORM + f'，我是第{i}位') for i in range(5)]
numbers = [n for n, _ in people]
send(agent, look(numbers[1]), 'dispatched', unit='440300-02', text='请核实')
send(agent, look(numbers[2]), 'dispatched', unit='440300-02', text='请核实')
send(unit, look(numbers[2], unit), 'signed')
clerk = sql(f"SELECT id FROM staff WHERE login = '{next(a for a in accounts(PEOPLE) if a.unit == '440300-02').login}'")[0][0]
send(unit, look(numbers[2], unit), 'assigned', {'person': clerk})
equal('one of them somebody has', ticket(numbers[2], 'assignee'), [clerk])
before = {n: ticket(n, PRESENT) for n in numbers}
page = look(lead)
check('likely ones can be chosen for a group', sum((f[0], f[2]) == ('other', n) for n in numbers for f in form_of(page, 'group').fields) == 5)
answer = send(agent, page, 'group', numbers='JT440300202601010000019')
check('a number that is not there is said, and nothing changed', answer.status == 422 and 'JT440300202601010000019' in answer.body.decode() and
      before == {n: ticket(n, PRESENT) for n in numbers}, answer.status)
answer = send(agent, look(lead), 'group', numbers='')
check('none at all neither', answer.status == 422 and '请选择或填写' in answer.text)
answer = send(agent, look(lead), 'group', numbers=foreign)
check('nor one out of reach', answer.status == 422 and '没有找到' in answer.text)
form = form_of(look(lead), 'group')
send_all = [(n, {'numbers': '\n'.join(numbers)}.get(n, v)) for n, _, v, chosen in form.fields if n != 'other']
agent.post(form.action, send_all)
check('five join', until(lambda: all(state(n) == GROUPED for n in numbers)), [state(n) for n in numbers])
equal('by an event of their own, after which only the promise is due', [
    (ticket(n, 'due_ms')[0], ticket(n, 'answer_due_ms')[0]) for n in numbers], [(before[n][4], before[n][4]) for n in numbers])
equal('which names who leads', {fact_of_last(n).group(1) for n in numbers}, {lead})
count = len(events(lead))
agent.post(form.action, send_all)
equal('sent twice is grouped once', (len(events(lead)), {len(events(n)) for n in (numbers[0], numbers[3])}), (count, {2}))
page = look(lead)
check('the leading one shows all', all(form_of(page, 'ungroup') and n in page.body.decode() for n in numbers) and '共带 5' in page.text, page.text[:900])
row = re.search(r'<tr(?:(?!</tr>).)*%s(?:(?!</tr>).)*</tr>' % lead, agent.get('/admin/search?q=' + lead).body.decode(), re.S)
check('and is one row with a count in a list', row is not None and '并案 5' in row.group(0))
check('its members show who leads', lead in look(numbers[0]).body.decode() and form_of(look(numbers[0]), 'ungroup') is not None)
check('a unit may not move what is set aside', form_of(look(numbers[2], unit), 'replied') is None)
shown = seen(*people[0])
check('the person reads that it is handled together, and of nobody else', '合在一起办理' in shown.text and lead not in shown.body.decode() and numbers[1] not in shown.body.decode())
answer = send(agent, look(numbers[0]), 'group', numbers=none) if form_of(look(numbers[0]), 'group') else None
check('who is led leads nobody', answer is None or answer.status >= 400)
other_lead, _ = filed(phone='13800000012', plate='', line='', place='', content='另一件完全不同的事情，司机打电话')
send(agent, look(other_lead), 'group', numbers=f'{lead}\n{numbers[0]}')
check('who leads, or is led by another, does not join: both are said', until(lambda: '它自己牵头并案' in look(other_lead).text and '已在其他并案中' in look(other_lead).text),
      look(other_lead).text[:900])
equal('and nothing of them changed', (state(lead), state(numbers[0])), (1, GROUPED))

for n in (numbers[1], numbers[2], numbers[3]):
    form = form_of(look(lead), 'ungroup')
    agent.post(form.action, [(name, v) for name, kind, v, _ in form.fields if kind == 'hidden'] + [('other', n)])
check('three go their own way', until(lambda: all(state(n) != GROUPED for n in numbers[1:4])))
equal('each exactly where it was', {n: ticket(n, PRESENT) for n in numbers[1:4]}, {n: before[n] for n in numbers[1:4]})
equal('and had by nobody', ticket(numbers[2], 'assignee'), ['0'])
send(unit, look(numbers[2], unit), 'replied', text='单独的答复，未经审核')
check('and goes on from there', state(numbers[2]) == 5)
send(agent, look(lead), 'group', numbers=numbers[3])
check('one joins again', until(lambda: state(numbers[3]) == GROUPED))

who = Citizen(URL)
shown = who.press(who.get('/ticket/track'), {'number': people[4][0], 'code': people[4][1]})
form = form_of(shown, 'withdraw')
who.post(form.action, [(n, v) for n, _, v, _ in form.fields])
check('a person may still withdraw their own', state(numbers[4]) == 12)

send(agent, look(lead), 'dispatched', unit='440300-02', text='并案办理')
send(unit, look(lead, unit), 'signed')
send(unit, look(lead, unit), 'replied', text='给所有人的答复' + RUN_ID)
time.sleep(1.5)
check('no reply reaches anybody before its review', all('给所有人的答复' not in seen(*p).text for p in (people[0], people[3])))
send(reviewer, look(lead, reviewer), 'approved')
check('one reply answers all that are led', until(lambda: all(state(n) == 6 for n in (numbers[0], numbers[3]))), [state(n) for n in numbers])
for n, code in (people[0], people[3]):
    check('each reads it on the own page', '给所有人的答复' + RUN_ID in seen(n, code).text, seen(n, code).text[:500])
check('and not who left or withdrew', all('给所有人的答复' not in seen(*people[i]).text for i in (1, 2, 4)))
equal('the follow-up of each is a clock of its own', [int(ticket(n, 'due_ms')[0]) > 0 and ticket(n, 'stage')[0] == '5' for n in (numbers[0], numbers[3])], [True, True])
who = Citizen(URL)
shown = who.press(who.get('/ticket/track'), {'number': people[0][0], 'code': people[0][1]})
form = form_of(shown, 'rate')
who.post(form.action, [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden'] + [('rating', '5'), ('comment', '可以')])
equal('each rates its own', (ticket(numbers[0], 'rating')[0], ticket(numbers[3], 'rating')[0], ticket(lead, 'rating')[0]), ('5', '0', '0'))
late, late_code = filed(phone='13800000013', plate='', line='', place='', content=STORM + '，我是后来的')
send(agent, look(lead), 'group', numbers=late)
check('who joins after the answer has it at once', until(lambda: state(late) == 6) and '给所有人的答复' in seen(late, late_code).text)

lost, _ = filed(phone='13800000014', plate='', line='', place='', content='牵头的这件后来不归我们管，应由别的部门办理')
orphan, _ = filed(phone='13800000015', plate='', line='', place='', content='跟着牵头的这件，应当回到原来的状态')
was = ticket(orphan, PRESENT)
send(agent, look(lost), 'group', numbers=orphan)
check('it joins', until(lambda: state(orphan) == GROUPED))
send(agent, look(lost), 'not_accepted', text='不属于交通运输')
check('who is led by one that ends without a reply goes back by itself', until(lambda: ticket(orphan, PRESENT) == was), (ticket(orphan, PRESENT), was))
check('a reviewer may not group', form_of(look(orphan, reviewer), 'group') is None)

# ---- merge -------------------------------------------------------------------------------------------------------------

TWICE = '137' + '2' + RUN_ID
stays, stays_code = filed(phone=TWICE, plate='', line='', place='', content='头一次打电话说的：司机绕道多收了钱' + RUN_ID)
goes, goes_code = filed(phone=TWICE, plate='', line='', place='', content='第二次打电话又说了一遍司机绕道多收钱' + RUN_ID)
send(agent, look(goes), 'dispatched', unit='440300-02', text='请核实')
was = {n: ticket(n, PRESENT + ', closed_ms') for n in (stays, goes)}
counts = {n: len(events(n)) for n in (stays, goes)}
check('one of another caller cannot be merged', form_of(look(stays), 'merge', other=by_words) is None)
form = form_of(look(stays), 'merge', other=goes)
answer = agent.post(form.action, [(n, {'other': by_words}.get(n, v)) for n, _, v, _ in form.fields])
check('nor by another form', answer.status == 422 and '同一来电人' in answer.text and len(events(stays)) == counts[stays], answer.status)
page = look(stays)
send(agent, page, 'merge', {'other': goes})
equal('the second call goes into the first', (state(stays), state(goes)), (1, 16))
send(agent, page, 'merge', {'other': goes})
equal('sent twice it is merged once, with an event of each', {n: len(events(n)) - counts[n] for n in counts}, {stays: 1, goes: 1})
equal('which name each other', [fact_of_last(n).group(1) for n in (stays, goes)], [goes, stays])
equal('no clock of it runs', ticket(goes, 'stage, due_ms, paused_ms'), ['0', '0', '0'])
equal('and the one that stays is as it was', ticket(stays, PRESENT + ', closed_ms'), was[stays])
check('its unit can do nothing with it', form_of(look(goes, unit), 'signed') is None)
third, _ = filed(phone=TWICE, plate='', line='', place='', content='第三次来电，还是司机绕道多收钱这件事' + RUN_ID)
form = form_of(look(third), 'merge', other=stays)
check('one that stands for others is not merged itself', agent.post(form.action, [(n, v) for n, _, v, _ in form.fields]).status == 409 and state(stays) == 1)
send(agent, look(stays), 'dispatched', unit='440300-02', text='请核实')
send(unit, look(stays, unit), 'signed')
send(unit, look(stays, unit), 'replied', text='合并后的答复，未审核' + RUN_ID)
shown = seen(goes, goes_code)
check('the person reads there what stands for it, and no reply before its review', '合并' in shown.text and stays[-6:] in re.sub(r'\s', '', shown.text) and
      '合并后的答复' not in shown.text, shown.text[:500])
send(reviewer, look(stays, reviewer), 'approved')
check('and the answer afterwards', '合并后的答复，未审核' + RUN_ID in seen(goes, goes_code).text)
send(agent, look(goes), 'unmerge', {'other': goes})
equal('undone, it is exactly where it was', ticket(goes, PRESENT + ', closed_ms'), was[goes])
send(unit, look(goes, unit), 'signed')
equal('and goes on from there', state(goes), 3)
check('what was answered elsewhere is no longer shown', '合并后的答复' not in seen(goes, goes_code).text)

# ---- split -------------------------------------------------------------------------------------------------------------

BOTH = '136' + '3' + RUN_ID
double, double_code = filed(phone=BOTH, plate='', line='', place='', content='司机绕道多收钱，另外车里还在抽烟，两件事都要处理' + RUN_ID)
was, count = ticket(double, PRESENT), len(events(double))
tickets = int(sql('SELECT COUNT(*) FROM ticket')[0][0])
page = look(double)
answer = send(agent, page, 'split', item='3102', content='')
check('what the second matter is must be said', answer.status == 422 and sql('SELECT COUNT(*) FROM ticket')[0][0] == str(tickets))
stale = look(double)
send(agent, look(double), 'noted', text='中间又有人记了一笔')
answer = send(agent, stale, 'split', item='3103', content='车里有人抽烟，司机也抽，要求处理')
check('a stale page files nothing', answer.status == 409 and sql('SELECT COUNT(*) FROM ticket')[0][0] == str(tickets), answer.status)
page = look(double)
answer = send(agent, page, 'split', item='3103', content='车里有人抽烟，司机也抽，要求处理' + RUN_ID)
second, second_code = number_of(answer), code_of(answer)
check('the second matter has a number and a code, for the person', second and second != double and second_code, answer.text[:500])
send(agent, page, 'split', item='3103', content='车里有人抽烟，司机也抽，要求处理' + RUN_ID)
equal('sent twice it is split once', int(sql('SELECT COUNT(*) FROM ticket')[0][0]), tickets + 1)
equal('with an event of the first', (len(events(double)) - count, fact_of_last(double).group(1)), (2, second))
check('and one of the second that names it', f'"ticket":"{double}"' in sql(
    f"SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{second}' AND e.seq = 1")[0][0][10 + len(second):])
equal('the first is as it was', ticket(double, PRESENT), was)
check('the second has a promise and a clock of its own', int(ticket(second, 'answer_due_ms')[0]) > 0 and int(ticket(second, 'due_ms')[0]) > 0)
equal('and the same person', ticket(second, 'HEX(phone_index), phone_mask, name_mask'), ticket(double, 'HEX(phone_index), phone_mask, name_mask'))
check('whom the vault knows for both', sql(f"SELECT COUNT(*) FROM vault v JOIN ticket t ON t.id = v.ticket_id WHERE t.number IN ('{double}', '{second}')")[0][0] == '2')
check('the code opens it', '车里有人抽烟' in seen(second, second_code).text)
check('and the first code does not', '车里有人抽烟' not in seen(second, double_code).text)
check('each shows the other', second in look(double).body.decode() and double in look(second).body.decode())
was = ticket(second, PRESENT)
send(agent, look(double), 'merge', {'other': second})
equal('undone, it goes back into the first', (state(second), state(double)), (16, 1))
send(agent, look(double), 'unmerge', {'other': second})
equal('and that can be undone too', ticket(second, PRESENT), was)
check('a reviewer may not split', form_of(look(double, reviewer), 'split') is None)

code_, said = hotline('recompute', '--all')
check('every due time is what its events say', code_ == 0 and said.startswith('0 differ'), said)
until(lambda: sql('SELECT COUNT(*) FROM event_queue')[0][0] == '0')
code_, said = hotline('doctor')
check('chains and counts verify', code_ == 0, said)

done()
