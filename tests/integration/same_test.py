#!/usr/bin/env python3
"""Are tickets about the same matter found and tied together, is each tie an event of all it concerns, and does the rest of
each ticket stay what it was?"""
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
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
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


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
    part = page.body.decode().partition('可能是同一件事')[2].partition('<h3')[0]
    row = re.search(r'<li><a class="govuk-link" href="/admin/ticket/%s">(?:(?!</li>).)*</li>' % number, part, re.S)
    return set(re.findall(r'同一来电人|同一车、同一时间|同一线路地点、同一天|内容相似', re.sub(r'内容相似度', '', row.group(0)))) if row else None


# ---- candidates ----------------------------------------------------------------------------------------------------

PHONE, PLATE, LINE = '139' + '1' + RUN_ID, '粤B' + RUN_ID[-5:], '夜班线' + RUN_ID
STORY = '晚上在枢纽站等车，司机关门就走，站台上二十多人都没有上车，请调查处理' + RUN_ID
first, first_code = filed(phone=PHONE, plate=PLATE, line=LINE, place='枢纽站' + RUN_ID, content=STORY)
by_phone, _ = filed(phone=PHONE, plate='', line='', place='', content='完全另外一件事：客服电话一直打不通，说系统升级')
by_plate, _ = filed(phone='13800000001', plate=PLATE, line='', place='', content='那辆车的空调坏了，车厢里特别热')
by_line, _ = filed(phone='13800000002', plate='', line=LINE, place='枢纽站' + RUN_ID, content='末班没有来，希望增加班次')
by_words, _ = filed(phone='13800000003', plate='', line='', place='', content='枢纽站等车，司机关门就走，站台上二十多人都没上车，请调查' + RUN_ID)
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

done()
