#!/usr/bin/env python3
"""Can a person join what others have brought in place of telling it again: offered only for the same vehicle, line or place, with
nothing of the others shown; a ticket of their own that is answered with the other; and back again, if it was another matter?"""
import os
import random
import re
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
RUN_ID = f'{int(time.time() * 1000) % 10**7:07d}'
SAME = '/ticket/new/same'
ACCEPTED, ANSWERED, WITHDRAWN, GROUPED, CLOSED = 1, 6, 12, 15, 8
HAN = ''.join(chr(0x4e00 + random.randrange(6000)) for _ in range(24))	# of this run alone
PLATE, LINE, ROAD = '粤B' + RUN_ID[-5:], '夜班线' + RUN_ID, HAN[:8] + '路口'
CAR = dict(MATTER, plate=PLATE, line='', place='', happened_at='', content='司机绕道，多收了钱。' + HAN)


def events(number):
    return [(r[0], r[1]) for r in sql(f"SELECT e.type, e.actor_kind FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' ORDER BY e.seq")]


def ticket(number, columns):
    return sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def state(number):
    return int(ticket(number, 'state')[0])


def filed(**values):
    receipt = Citizen(URL).walk('/ticket/new', dict(CAR, **values))
    return number_of(receipt), code_of(receipt)


def offered(lang=None, **values):
    """Somebody fills in the form until something is offered or the answers are to be checked."""
    who = Citizen(URL, lang)
    return who, who.walk('/ticket/new', dict(CAR, **values), until=lambda p: p.url.endswith((SAME, '/ticket/new/check')))


def joins(who, page, at='1', **values):
    page = who.send(page, SAME, join=at) if at else who.press(page, {})
    for _ in range(4):
        if page.url.endswith('/ticket/new/check') or page.status != 200:
            break
        page = who.press(page, dict(CAR, **values))
    return page


def joined(**values):
    who, page = offered(**values)
    receipt = who.press(joins(who, page, **values), {})
    return number_of(receipt), code_of(receipt), receipt


def seen(number, code):
    who = Citizen(URL)
    return who, who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def moved(number, code, move):
    who, page = seen(number, code)
    form = next((f for f in page.forms if f.action == '/ticket/' + move), None)
    if form is None:
        return None, None
    pairs = [(n, v) for n, _, v, _ in form.fields]
    return who.post(form.action, pairs), lambda: who.post(form.action, pairs)


agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
reviewer = sign_in(URL, find(PEOPLE, 'reviewer', '44'))


def does(who, number, move, **values):
    page = who.get('/admin/ticket/' + number)
    form = next(f for f in page.forms if (f.action or '').endswith('/' + move))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen])


# ---- what is offered ----------------------------------------------------------------------------------------------

SECRET = '只有第一个人知道的话' + HAN[::-1]
who, page = offered(phone='13811112222')
check('nothing is offered where nobody has said anything', page.url.endswith('/ticket/new/check'), page.url)
first, first_code = filed(phone='13811112222', name='陈某某', content=SECRET, company='某某出租公司')
who, page = offered(phone='13811113333')
check('the same vehicle, item and day is offered', page.url.endswith(SAME) and '同一辆车' in page.text and PLATE in page.text, page.url)
body = page.body.decode()
check('with nothing of whoever told it: no words, name, phone, company or number', not any(
    w in body for w in (SECRET[:8], '陈', '138****2222', '2222', '某某出租', first, first[2:])), page.text)
check('kind, item, day and state are said', all(w in page.text for w in ('投诉', '绕道', '反映日期', '已受理')), page.text)
english, page = offered('en', phone='13811113333')
check('in English too', 'Others have reported something similar' in page.text and 'The same vehicle' in page.text, page.text)
for what, values in (('another vehicle', {'plate': '粤F' + RUN_ID[-5:]}), ('another item', {'item': '3103'}),
                     ('another city', {'region': '440100'}), ('another kind', {'kind': 'suggestion'}), ('a day that is long past', {'happened_at': '2026-01-05T21:30'})):
    who, page = offered(**values)
    check(f'{what}: nothing is offered', page.url.endswith('/ticket/new/check'), page.url)

quiet, _ = filed(plate='', line=LINE, confidential='yes', phone='13811114444')
who, page = offered(plate='', line=LINE)
check('a confidential matter is offered to nobody', page.url.endswith('/ticket/new/check'), page.url)
road, _ = filed(plate='', place=ROAD, item='3102')
who, page = offered(plate='', place='在' + ROAD)
check('a place in like words is offered, without the words that were not typed', page.url.endswith(SAME) and '相近地点' in page.text and ROAD not in page.text, page.text)
who, page = offered(plate='', place=ROAD)
check('and with them where they are the same', page.url.endswith(SAME) and ROAD in page.text, page.text)
report = Citizen(URL)
page = report.press(report.get('/ticket/confidential'), {})
page = report.walk(page.url, dict(CAR, confidential=True), until=lambda p: p.url.endswith((SAME, '/ticket/new/check')))
check('who reports in confidence is not asked', page.url.endswith('/ticket/new/check'), page.url)

# ---- joining -------------------------------------------------------------------------------------------------------

who, page = offered()
answer = who.send(page, SAME, join='3')
check('what was not offered cannot be joined', answer.status == 422 and '不能再合并' in answer.text, answer.status)
answer = who.send(page, SAME, join='0')
check('nor a number that none has', answer.status == 422, answer.status)
answer = who.post(SAME, {'join': '1'})
check('nor without the form\'s token', answer.status in (400, 403, 422), answer.status)
answer = who.send(page, SAME, join='1x')
check('nor by what is no number', answer.status == 422, answer.status)
answer = joins(who, who.get(SAME), at='')
check('who says that it is another matter goes on', answer.url.endswith('/ticket/new/check') and '单独办理' in answer.text, answer.url)
page = who.press(who.get('/ticket/new/content'), CAR)
check('and is not asked again about the same', not page.url.endswith(SAME), page.url)

who, page = offered(phone='13811115555', name='李某')
page = joins(who, page, phone='13811115555', name='李某')
check('the check of the answers says what is joined', '一起办理' in page.text and '答复期限按您自己的这一件计算' in page.text, page.text)
form, button = page.primary()
path, pairs, _, _ = who.fill(page, {})
copies = []
threads = []
for _ in range(8):
    copy = Citizen(URL)
    copy.cookies = dict(who.cookies)
    threads.append(threading.Thread(target=lambda c=copy: copies.append(number_of(c.post(path, pairs)))))
for t in threads:
    t.start()
for t in threads:
    t.join()
receipt = who.get('/ticket/receipt')
mine, mine_code = number_of(receipt), code_of(receipt)
equal('eight copies of the submit make one ticket', set(copies), {mine})
check('with a number and a code of its own', mine != first and mine_code and mine_code != first_code)
check('the receipt says that it is handled together', '合在一起办理' in receipt.text, receipt.text)
check('it joins', until(lambda: state(mine) == GROUPED), state(mine))
equal('by two events of the person: filed, joined', events(mine), [('1', '1'), (events(mine)[1][0], '1')])
canonical = sql(f"SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{mine}' ORDER BY e.seq")
check('the filing says what it joins, and so does the other', f'"joins":"{first}"' in canonical[0][0] and f'"ticket":"{first}"' in canonical[1][0])
equal('the one that leads is as it was', events(first), [('1', '1')])
check('the consent is stored with it', ticket(mine, 'consent')[0] != '' and ticket(mine, 'consent') == ticket(first, 'consent'))
equal('its promise is its own', ticket(mine, 'due_ms'), ticket(mine, 'answer_due_ms'))
check('and not earlier than the other\'s', int(ticket(mine, 'answer_due_ms')[0]) >= int(ticket(first, 'answer_due_ms')[0]) > 0)
page = agent.get('/admin/ticket/' + first)
check('staff see how many it stands for and that it joined by itself', '共带 1' in page.text and '反映人自己加入 1' in page.text and mine in page.body.decode(), page.text[:1500])
_, page = seen(mine, mine_code)
check('its person reads so, and nothing of the other', '合在一起办理' in page.text and first not in page.body.decode() and SECRET[:8] not in page.text)

second, second_code, _ = joined(phone='13811116666')
check('who comes next joins as well', until(lambda: state(second) == GROUPED))
who, page = offered(phone='13811117777')
check('offered is the one that leads, with a count, and not those it leads', sum(f.action == SAME for f in page.forms) == 2 and re.search(r'件数 2\b', page.text) is not None, page.text)

# ---- taken back, withdrawn ---------------------------------------------------------------------------------------------

was = ticket(second, 'answer_due_ms')
answer, again = moved(second, second_code, 'apart')
check('who sees that it is another matter takes it back', answer is not None and answer.status == 200 and '改为单独办理' in answer.text, answer and answer.status)
equal('it is where it was, with its promise', (state(second), ticket(second, 'answer_due_ms')), (ACCEPTED, was))
count = len(events(second))
answer = again()
equal('sent twice it is done once', (answer.status, len(events(second))), (200, count))
check('there is nothing more to take back', moved(second, second_code, 'apart')[0] is None)
third, third_code, _ = joined(phone='13811118888')
check('another joins', until(lambda: state(third) == GROUPED))
moved(third, third_code, 'withdraw')
equal('and withdraws the whole report', state(third), WITHDRAWN)
page = agent.get('/admin/ticket/' + first)
check('who went is not counted any more', '共带 1' in page.text and third not in page.body.decode().partition('id="group"')[2].partition('</section>')[0], page.text[:1200])
byhand, byhand_code = filed(plate='', content='由坐席并入的一件' + HAN)
does(agent, first, 'group', numbers=byhand)
check('what staff tied', until(lambda: state(byhand) == GROUPED))
check('its person cannot untie', moved(byhand, byhand_code, 'apart')[0] is None)
who, page = seen(byhand, byhand_code)
form = next(f for f in page.forms if f.action == '/ticket/withdraw')
answer = who.post('/ticket/apart', [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden'])
equal('nor by another form', (answer.status, state(byhand)), (409, GROUPED))

# ---- the other ends meanwhile ----------------------------------------------------------------------------------------------

who, page = offered(phone='13811119999')
page = joins(who, page, phone='13811119999')
does(agent, first, 'dispatched', unit='440300-02', text='并案办理')
does(unit, first, 'signed')
does(unit, first, 'replied', text='给大家的答复' + RUN_ID)
does(reviewer, first, 'approved')
check('one reply reaches who joined', until(lambda: state(mine) == ANSWERED) and '给大家的答复' + RUN_ID in seen(mine, mine_code)[1].text)
answer, _ = moved(mine, mine_code, 'rate')
check('who may rate it', answer is not None)
receipt = who.press(page, {})
late, late_code = number_of(receipt), code_of(receipt)
check('who submits after the answer has it at once', until(lambda: state(late) == ANSWERED) and '给大家的答复' + RUN_ID in seen(late, late_code)[1].text, state(late))
who, page = offered(phone='13811120000')
check('what is answered is offered no more, only what stands by itself', page.url.endswith(SAME) and sum(f.action == SAME for f in page.forms) == 2 and '件数' not in page.text, page.text)

OTHER = '粤C' + RUN_ID[-5:]
gone, _ = filed(plate=OTHER)
who, page = offered(plate=OTHER)
page = joins(who, page, plate=OTHER)
does(agent, gone, 'not_accepted', text='不属于交通运输')
page = who.get('/ticket/new/check')
check('one that ended without an answer is said before the submit', '单独办理' in page.text and '已经办结' in page.text, page.text)
alone = number_of(who.press(page, {}))
equal('and the report is handled by itself', (state(alone), len(sql(f"SELECT 1 FROM tie m JOIN ticket t ON t.id = m.ticket_id WHERE t.number = '{alone}'"))), (ACCEPTED, 0))
lead, _ = filed(plate='粤D' + RUN_ID[-5:])
who, page = offered(plate='粤D' + RUN_ID[-5:])
page = joins(who, page, plate='粤D' + RUN_ID[-5:], confidential=True)
check('who asks for confidence after all is told that it is handled by itself', '要求保密' in page.text, page.text)
secret = number_of(who.press(page, {}))
equal('and so it is', (state(secret), ticket(secret, 'confidential')), (ACCEPTED, ['1']))

# ---- how many ------------------------------------------------------------------------------------------------------------

full, _ = filed(plate='粤E' + RUN_ID[-5:])
who, page = offered(plate='粤E' + RUN_ID[-5:])
page = joins(who, page, plate='粤E' + RUN_ID[-5:])
most = int(re.search(r'#define LIMIT_GROUP_TICKETS (\d+)', open('cgi-bin/base/limits.h', encoding='utf8').read()).group(1))
sql(f"INSERT INTO tie (ticket_id, kind, other_id, phase, staff_id, at_ms) SELECT seq, 2, t.id, 1, 0, 1 FROM ticket t, seq_1_to_{most} WHERE t.number = '{full}'")
over = number_of(who.press(page, {}))
check('a group that is full takes in nobody, who is handled by themselves', until(lambda: sql(
    f"SELECT m.phase, m.why FROM tie m JOIN ticket t ON t.id = m.ticket_id WHERE t.number = '{over}'") == [['5', 'full']]) and state(over) == ACCEPTED)
who, page = offered(plate='粤E' + RUN_ID[-5:])
check('nor is it offered, unlike the one that stands by itself', page.url.endswith(SAME) and sum(f.action == SAME for f in page.forms) == 2 and '件数' not in page.text, page.text)
sql(f"DELETE m FROM tie m JOIN ticket t ON t.id = m.other_id WHERE t.number = '{full}' AND m.ticket_id <= {most}")

done()
