#!/usr/bin/env python3
"""Do five hundred people about one matter get one reply, each exactly once and on their own page, however often the worker is
killed in the middle; and does each go back exactly where it was when the group is dissolved?"""
import os
import random
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

MOST = 500
GROUPED, ANSWERED, ACCEPTED = 15, 6, 1
REPLY = '线路已恢复，当晚滞留的乘客由公司逐一致歉并退还票款。'
stack = agent = None
filed = []


def file_until_enough():
    while len(filed) < MOST + 2:
        turn = len(filed)
        receipt = Citizen(stack.url).walk('/ticket/new', dict(MATTER, phone=f'139{random.randrange(10**8):08d}', plate='', place='',
                                                               content=f'末班车没有来，站台上的人等了两个小时（第{turn}位）'))
        if number_of(receipt):
            filed.append((number_of(receipt), code_of(receipt)))


def kill_until(true, seconds=120):
    killed, end = 0, time.monotonic() + seconds
    while time.monotonic() < end and not true():
        for pid in stack.program('worker'):
            try:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                pass
        time.sleep(random.uniform(0.3, 1.2))
    return killed


def form_of(page, move):
    return next((f for f in page.forms if (f.action or '').endswith('/' + move)), None)


def send(who, number, move, **values):
    form = form_of(who.get('/admin/ticket/' + number), move)
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen])


def members(where):
    return f"ticket t JOIN tie m ON m.ticket_id = t.id AND m.kind = 2 JOIN ticket l ON l.id = m.other_id AND l.number = '{filed[0][0]}' WHERE {where}"


def count(where):
    return stack.count('SELECT COUNT(*) FROM ' + members(where))


def present():
    return stack.sql('SELECT t.number, t.state, t.stage, t.unit, t.due_ms, t.answer_due_ms, t.paused_ms, t.rating, t.answered_ms '
                     f"FROM ticket t WHERE t.number <> '{filed[0][0]}' ORDER BY t.number")


def times(event):
    """How often the members have that event, as {times: members}."""
    return dict((int(a), int(b)) for a, b in stack.sql(
        f'SELECT n, COUNT(*) FROM (SELECT COUNT(e.seq) AS n FROM tie m JOIN ticket l ON l.id = m.other_id LEFT JOIN event e ON '
        f"e.ticket_id = m.ticket_id AND e.canonical LIKE '%\"type\":\"{event}\"%' WHERE m.kind = 2 AND l.number = '{filed[0][0]}' GROUP BY m.ticket_id) x GROUP BY n"))


def gather():
    return send(agent, filed[0][0], 'group', numbers='\n'.join(n for n, _ in filed[1:MOST + 1]))


def let_all_go():
    form = form_of(agent.get('/admin/ticket/' + filed[0][0]), 'ungroup')
    return agent.post(form.action, [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden'] + [('all', 'yes')])


with Stack() as stack:
    people = os.path.join(stack.run, 'accounts.tsv')
    agent = sign_in(stack.url, find(people, 'agent', '44'))
    unit = sign_in(stack.url, next(a for a in accounts(people) if a.unit == '440300-02'))
    reviewer = sign_in(stack.url, find(people, 'reviewer', '44'))
    threads = [threading.Thread(target=file_until_enough) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    del filed[MOST + 2:]
    leader = filed[0][0]
    before = present()

    page = gather()
    check('five hundred are taken at once, and the rest is shown as going on', page.status < 400 and '共带 500' in page.text and '还剩' in page.text, page.text[:600])
    killed = kill_until(lambda: count(f't.state = {GROUPED}') == MOST)
    equal(f'all join, though the worker was killed {killed} times', count(f't.state = {GROUPED} AND m.phase = 1'), MOST)
    equal('each once', times('grouped'), {1: MOST})
    answer = send(agent, leader, 'group', numbers=filed[MOST + 1][0])
    check('one more than five hundred is refused, with what was typed', answer.status == 422 and '最多牵头500件' in answer.text and
          filed[MOST + 1][0] in answer.body.decode(), answer.status)

    let_all_go()
    killed = kill_until(lambda: count(f't.state = {GROUPED}') == 0)
    check(f'all go, though it was killed {killed} times', until(lambda: count('m.phase = 4') == 0))
    equal('each exactly where it was', present(), before)
    equal('by one event', times('ungrouped'), {1: MOST})

    gather()
    check('all join again', until(lambda: count(f't.state = {GROUPED} AND m.phase = 1') == MOST, 120))
    send(agent, leader, 'dispatched', unit='440300-02', text='请一并答复')
    send(unit, leader, 'signed')
    send(unit, leader, 'replied', text=REPLY)
    send(reviewer, leader, 'approved')
    killed = kill_until(lambda: count(f't.state = {ANSWERED}') == MOST)
    equal(f'all have the reply, though it was killed {killed} times', count(f't.state = {ANSWERED} AND m.phase = 6'), MOST)
    equal('each once', times('answered_together'), {1: MOST})
    rows = stack.sql(f"SELECT COUNT(DISTINCT x.salt), COUNT(DISTINCT x.body), MIN(x.body) FROM event e JOIN event_text x ON x.ticket_id = e.ticket_id "
                     f"AND x.seq = e.seq WHERE e.canonical LIKE '%\"type\":\"answered_together\"%' AND x.field = 'reply'")
    equal('the same words, each with a salt of its own', rows, [[str(MOST), '1', REPLY]])
    for number, code in random.sample(filed[1:MOST + 1], 5):
        who = Citizen(stack.url)
        check('a person reads it on the own page', REPLY in who.press(who.get('/ticket/track'), {'number': number, 'code': code}).text)
    equal('who is not of the group has nothing of it', stack.sql(f"SELECT state, last_seq FROM ticket WHERE number = '{filed[MOST + 1][0]}'"), [['1', '1']])

    said = stack.hotline('recompute', '--all')
    check('every due time is what its events say', said.startswith('0 differ'), said)
    check('all is counted', until(lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 0, 120))
    said = stack.hotline('doctor')
    check('chains, logs and counts verify', 'BAD' not in said, said)
done()
