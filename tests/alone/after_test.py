#!/usr/bin/env python3
"""What can a person do with the own data after filing: take it away, have it erased, and how often may one number file?"""
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402


def file(phone, **more):
    receipt = Citizen(stack.url).walk('/ticket/new', dict(MATTER, phone=phone, **more))
    return number_of(receipt), code_of(receipt)


def track(number, code):
    who = Citizen(stack.url)
    return who, who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def mine(number, code):
    """The page of proofs, notices and own data."""
    who, page = track(number, code)
    return who, who.send(page, '/ticket/mine')


def own_data():
    number, code = file('13700000001', name='张三丰')
    who, page = track(number, code)
    who.send(page, '/ticket/supplement', supplement='补充一句：车上还有行车记录仪')
    who, page = mine(number, code)
    answer = who.send(page, '/ticket/data')
    data = json.loads(answer.body)
    equal('the data are a file of JSON', (answer.status, answer.headers['content-type'], number in answer.headers['content-disposition']),
          (200, 'application/json; charset=utf-8', True))
    equal('of this ticket', (data['number'], data['kind'], data['plate']), (number, 'complaint', MATTER['plate']))
    said = [words for event in data['events'] for words in event['words'].values()]
    check('with all words that were the person\'s own', MATTER['content'] in said and '补充一句：车上还有行车记录仪' in said, said)
    check('but not who the person is, which this site cannot read', '张三丰' not in answer.body.decode() and '13700000001' not in answer.body.decode())
    equal('a wrong code opens nothing', who.send(page, '/ticket/data', code='ZZZZZZZZ').status, 422)


def words_of_offices():
    number, code = file('13700000002')
    ticket = stack.sql(f"SELECT id FROM ticket WHERE number = '{number}'")[0][0]
    stack.sql(f"INSERT INTO event (ticket_id, seq, at_ms, type, from_state, to_state, actor_kind, actor_id, suite, prev_hash, hash, canonical)"
              f" SELECT id, 2, UNIX_TIMESTAMP(NOW(3)) * 1000, 22, 1, 1, 2, 1, 1, last_hash, REPEAT('h', 32), '{{}}' FROM ticket WHERE id = {ticket};"
              f" INSERT INTO event_text VALUES ({ticket}, 2, 'note', 'x', '内部备注不给本人看');"
              f" UPDATE ticket SET last_seq = 2, last_hash = REPEAT('h', 32) WHERE id = {ticket}")
    who, page = mine(number, code)
    check('what offices note among themselves is not in it', '内部备注' not in who.send(page, '/ticket/data').body.decode())


def notices_on_the_page():
    number, code = file('13700000003')
    until(lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 0)
    check('notices stand on the page', until(lambda: '给您发过的通知' in mine(number, code)[1].text))
    who, page = mine(number, code)
    kept = f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id WHERE t.number = '{number}'"
    equal('where to is kept', stack.count(kept), 1)
    after = who.send(page, '/ticket/forget')
    check('the person can have it erased at once', '已经删除' in after.text and stack.count(kept) == 0, after.text)
    check('then there is nothing left to erase', not any(f.action == '/ticket/forget' for f in after.forms))


def so_many_by_one_number():
    filed = [file('13700000004')[0] for _ in range(20)]
    check('one number may file twenty a day', None not in filed and len(set(filed)) == 20, filed)
    who = Citizen(stack.url)
    page = who.walk('/ticket/new', dict(MATTER, phone='13700000004'), until=lambda p: p.url.endswith('/check'))
    before = stack.count('SELECT COUNT(*) FROM ticket')
    refused = who.press(page, {})
    equal('and is told so then', (refused.status, '24 小时内提交的事项太多' in refused.text), (422, True))
    equal('nothing is filed', stack.count('SELECT COUNT(*) FROM ticket'), before)
    check('another number may', file('13700000005')[0])
    check('and who gives none', file('')[0])
    stack.sql("UPDATE ticket SET filed_ms = filed_ms - 86400000")
    number = number_of(who.press(who.get('/ticket/new/check'), {}))
    check('tomorrow this one may again, and nothing typed was lost', number, refused.text)


with Stack(DEMO='0', STACK_LIMIT_LOOPBACK='1', STACK_RATE_READ='1000r/s', STACK_RATE_WRITE='1000r/s') as stack:
    own_data()
    words_of_offices()
    notices_on_the_page()
    so_many_by_one_number()
done()
