#!/usr/bin/env python3
"""Is each event counted, indexed and archived exactly once, however often the worker is killed?

People file matters and withdraw some while the worker is killed at random moments, so its transactions are cut
anywhere. Then time is moved on in the database for closing and archiving, under the same kills, and what is kept
is compared with a recount (hotline doctor) and with the plain tables.
"""
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402

SECONDS = float(os.environ.get('WORKER_SECONDS', 12))
ENOUGH = 100  # matters, whatever the machine takes for them: three events of each fill more than one subtree of 256
KINDS = ['complaint', 'inquiry', 'suggestion']

stack = None
numbers = []


def filed_enough(end):
    return time.monotonic() > end and len(numbers) >= ENOUGH


def file_until(end, who):
    turn = 0
    while not filed_enough(end):
        matter = dict(MATTER, kind=KINDS[turn % 3], item='3102', content=f'{MATTER["content"]}暗号{who}乙{turn}')
        number = number_of(Citizen(stack.url).walk('/ticket/new', matter))
        if number:
            numbers.append(number)
        turn += 1


def kill_worker():
    for pid in stack.program('worker'):
        try:
            os.kill(pid, signal.SIGKILL)
            return 1
        except ProcessLookupError:
            pass
    return 0


def kill_until(true, seconds):
    """Kills the worker again and again until something is true; how often."""
    killed, end = 0, time.monotonic() + seconds
    while time.monotonic() < end and not true():
        killed += kill_worker()
        time.sleep(random.uniform(0.05, 0.9))
    return killed


def queue_is_empty():
    return stack.count('SELECT COUNT(*) FROM event_queue') == 0


def kept(column):
    return stack.count(f'SELECT COALESCE(SUM({column}), 0) FROM rollup')


def counts_of_open_tickets():
    """Some are one too many, some gone, some of what there is not: they are put right while people file and the worker adds up."""
    stack.sql("INSERT INTO open_count (place, cut, value, state, n) VALUES (650000, 3, '9999', 1, 1)")
    stack.sql('UPDATE open_count SET n = n + 7 WHERE cut IN (0, 1)')
    stack.sql('DELETE FROM open_count WHERE cut IN (2, 5)')
    said = doctor()
    check('or in those of open tickets', 'BAD  counts of open tickets' in said and 'place 650000 cut 3' in said, said)
    check('and says what puts them right', 'hotline init' in said, said)
    before = len(numbers)
    people = [threading.Thread(target=file_until, args=(time.monotonic() + 4, f'开{n}')) for n in range(2)]
    for p in people:
        p.start()
    check('people file meanwhile', until(lambda: len(numbers) > before + 1, 20))
    said = stack.hotline('init')
    check('it does, and says how many', re.search(r'\n[1-9][0-9]* counts of open tickets put right', said), said)
    during = len(numbers)
    check('they are right while more is filed', 'ok   counts of open tickets' in doctor(), doctor())
    for p in people:
        p.join()
    check('who filed was not held up', during > before and len(numbers) > during, (before, during, len(numbers)))
    check('and they stay right', 'ok   counts of open tickets' in doctor(), doctor())
    check('another time there is nothing to put right', 'put right' not in stack.hotline('init'))


def doctor():
    """What doctor finds wrong, as text; '' when all is well."""
    try:
        stack.hotline('doctor')
        return ''
    except subprocess.CalledProcessError as failed:
        return failed.stdout


def found(*grams):
    """Numbers of those that every gram's rows name."""
    held = ' AND '.join(f"EXISTS (SELECT 1 FROM ticket_gram g WHERE g.gram = '{gram}' AND g.province = t.province AND g.ticket_id = t.id)" for gram in grams)
    return [row[0] for row in stack.sql(f'SELECT t.number FROM ticket t WHERE {held}')]


def grams_agree():
    """Rows of grams, and the words of each ticket one after the other, say the same."""
    rows, words = set(), set()
    for gram, province, ticket in stack.sql('SELECT gram, province, ticket_id FROM ticket_gram'):
        rows.add((gram, province, ticket))
    for ticket, province, grams in stack.sql('SELECT ticket_id, province, grams FROM ticket_search'):
        words |= {(gram, province, ticket) for gram in grams.split(' ') if gram != '0border0'}
    return len(rows) > 0 and rows == words


def invented_lives(count):
    """SQL that makes tickets with random events, promises and ratings; no move would make such chains."""
    dice = random.Random(7)
    # event: the state it leads to
    leads_to = {2: 9, 3: 11, 5: 2, 9: 3, 11: 6, 13: 9, 14: 8, 16: 9, 17: 8, 18: 9, 19: 9, 21: 12, 22: 9}
    for ticket in range(1, count + 1):
        filing = {'kind': dice.choice(KINDS), 'region': dice.choice(['440300', '440304', '110000']), 'item': '3102'}
        at = 1795492800000 + dice.randrange(3 * 86400000)
        yield (f"INSERT INTO ticket (id, number, code_hash, kind, source, item, region, province, state, stage, confidential,"
               f" reply_by, filed_ms, due_ms, answer_due_ms, updated_ms, last_seq, last_hash)"
               f" VALUES ({ticket}, 'T{ticket}', '', 1, 2, 3102, 440300, 440000, 1, 1, 0, 1, {at}, 0, 0, 0, 9, '');")
        for seq in range(1, dice.randrange(2, 10)):
            event = 1 if seq == 1 else dice.choice(list(leads_to))
            facts = filing if seq == 1 else {'rating': str(dice.randrange(1, 6))} if event == 13 else {}
            clocks = [{'stage': stage, 'due_ms': at + dice.randrange(-3600000, 3600000)}
                      for stage in dice.choices(['sign', 'answer', 'review'], k=dice.randrange(3))]
            canonical = json.dumps({'facts': facts, 'clocks': clocks})
            yield (f"INSERT INTO event (ticket_id, seq, at_ms, type, from_state, to_state, actor_kind, actor_id, suite, prev_hash,"
                   f" hash, canonical) VALUES ({ticket}, {seq}, {at}, {event}, 0, {leads_to.get(event, 1)}, 1, 0, 1, '', '',"
                   f" '{canonical}');")
            at += dice.randrange(3600000)


with Stack(DEMO='0') as stack:
    check('the worker runs', until(lambda: len(stack.program('worker')) == 1))

    # ---- filing while it dies ----
    end = time.monotonic() + SECONDS
    people = [threading.Thread(target=file_until, args=(end, who), daemon=True) for who in range(3)]
    for person in people:
        person.start()
    # An agent's draft that nobody touched for three days, and one that is younger.
    hour, now = 3600 * 1000, int(time.time() * 1000)
    for key, age in (('a', 73 * hour), ('b', 71 * hour)):
        stack.sql(f"INSERT INTO desk_draft (staff_id, id, suite, sealed, kept, updated_ms) VALUES (1, REPEAT('{key}', 32), 3, 'x', 1, {now - age})")
    # A call that the exchange told of a week ago, and one that is younger.
    for key, age in (('old', 169 * hour), ('young', 167 * hour)):
        stack.sql("INSERT INTO call_in (province, key_id, call_id, staff_id, suite, phone_index, phone_mask, vault_key, wrapped, sealed, rang_ms, answered_ms, ended_ms) "
                  f"VALUES (440000, 1, '{key}', 0, 2, '', '', '', '', '', {now - age}, 0, {now - age})")
    killed = kill_until(lambda: filed_enough(end), 120)
    for person in people:
        person.join(60)
    print(f'# {len(numbers)} matters; the worker was killed {killed} times')
    check('an agent\'s draft that ran out is removed, and no other', until(
        lambda: stack.sql('SELECT id FROM desk_draft') == [['b' * 32]], 10), stack.sql('SELECT id FROM desk_draft'))
    check('so is a call, with its number', until(lambda: stack.sql('SELECT call_id FROM call_in') == [['young']], 10), stack.sql('SELECT call_id FROM call_in'))
    check('people filed, and the worker was killed in between', len(numbers) >= ENOUGH and killed >= 5, (len(numbers), killed))
    check('a worker comes back and works off the queue', until(queue_is_empty, 30))
    equal('each matter is counted once', kept('taken'), len(numbers))
    equal('and each is indexed', stack.count('SELECT COUNT(*) FROM ticket_search'), len(numbers))

    # ---- what search finds ----
    equal('two neighbouring characters find every matter', len(found('绕道')), len(numbers))
    equal('a longer phrase stands in order', stack.count("SELECT COUNT(*) FROM ticket_search WHERE CONCAT(' ', grams, ' ') LIKE '% 暗号 号 0 乙 0 %'"), 1)
    equal('characters that do not stand together find nothing', found('绕机'), [])
    equal('a ticket is found by its number', found(numbers[0].lower()), [numbers[0]])
    check('each gram is a row, and no other is', grams_agree())
    stack.sql(f"DELETE x FROM event_text x JOIN ticket t ON t.id = x.ticket_id WHERE t.number = '{numbers[-1]}' AND x.field = 'content'")

    # ---- closing and archiving while it dies; an account of the database moves time ----
    total = len(numbers)
    stack.sql('UPDATE ticket SET state = 6, stage = 5, due_ms = filed_ms - 1')
    killed = kill_until(lambda: stack.count('SELECT COUNT(*) FROM ticket WHERE state <> 9') == 0, 60)
    print(f'# closed under {killed} kills')
    equal('every answered matter whose follow-up is over is closed', stack.count('SELECT COUNT(*) FROM ticket WHERE state = 9'), total)
    equal('by one event each', stack.count('SELECT COUNT(*) FROM event WHERE type = 19'), total)
    equal('with a window for reopening that its rule names', stack.count(
        "SELECT COUNT(*) FROM event WHERE type = 19 AND JSON_VALUE(canonical, '$.clocks[0].stage') = 'reopen'"
        " AND JSON_VALUE(canonical, '$.clocks[0].rule.id') <> ''"), total)
    check('they are counted', until(queue_is_empty, 30))
    check('words that were erased are not found any more', numbers[-1] not in found('绕道') and found(numbers[-1].lower()) == [numbers[-1]] and grams_agree())
    equal('as closed once each', kept('closed'), total)
    time.sleep(1)
    equal('nothing is archived before its window is over', stack.count('SELECT COUNT(*) FROM archive'), 0)
    stack.sql('UPDATE ticket SET due_ms = filed_ms - 1')
    killed = kill_until(lambda: stack.count('SELECT COUNT(*) FROM ticket WHERE state <> 10') == 0, 60)
    print(f'# archived under {killed} kills')
    check('the queue is worked off', until(queue_is_empty, 30))
    equal('each matter is archived once', stack.count('SELECT COUNT(*) FROM event WHERE type = 20'), total)
    equal('with its record', stack.count('SELECT COUNT(*) FROM archive'), total)
    equal('whose hash is that of its bytes', stack.count(
        'SELECT COUNT(*) FROM archive WHERE hash <> UNHEX(SHA2(record, 256))'), 0)
    equal('and which holds all three events', stack.count(
        "SELECT COUNT(*) FROM archive WHERE JSON_LENGTH(CONVERT(record USING utf8mb4), '$.events') <> 3"), 0)
    faults = [line for line in doctor().split('\n') if line and not line.startswith(('ok  ', '     … '))]
    check('doctor finds that this test moved states behind the programs and took words away, and nothing else',
          sorted(line[:12] for line in faults if line.startswith('BAD')) == ['BAD  chains ', 'BAD  words a'] and
          all('does not begin in the state the event before it ended in' in line or (numbers[-1] in line and 'words are missing' in line)
              for line in faults if not line.startswith('BAD')), faults)

    # ---- the log, which was cut as often ----
    check('every event comes into the log', until(lambda: stack.count('SELECT COUNT(*) FROM log_pending') == 0, 60))
    equal('once each', stack.count('SELECT COUNT(*) FROM log_entry WHERE ticket_id > 0'), stack.count('SELECT COUNT(*) FROM event'))
    check('in logs deep enough to keep subtrees', stack.count('SELECT COUNT(*) FROM log_node WHERE level = 8') > 0)
    for number in random.sample(numbers, 5):
        check('an event is proven from them', '"index":' in stack.hotline('log', 'prove', number, str(random.randrange(1, 4))))

    # ---- a database that restarts ----
    worker = stack.program('worker')
    for pid in stack.pids('^mariadbd'):
        os.kill(pid, signal.SIGKILL)
    check('the database is back', until(lambda: Citizen(stack.url).get('/healthz').status == 200, 30))
    before = stack.count('SELECT at_ms FROM freshness WHERE name = "rollup"')
    check('the worker works again', until(
        lambda: stack.count('SELECT at_ms FROM freshness WHERE name = "rollup"') > before, 40))
    equal('and did not die of it', stack.program('worker'), worker)

    # ---- what must be seen ----
    stack.sql('UPDATE rollup SET taken = taken + 1 LIMIT 1')
    check('doctor sees one matter too many in the counts', 'BAD  counts' in doctor())
    stack.sql('UPDATE rollup SET taken = taken - 1 LIMIT 1')
    check('and is content again', 'ok   counts' in doctor())
    counts_of_open_tickets()
    stack.sql('DROP TRIGGER archive_no_update')
    stack.sql("UPDATE archive SET record = REPLACE(record, '绕道', '顺路') LIMIT 1")
    check('doctor sees a changed archive record', 'BAD  archive' in doctor())

    # ---- lives that nobody lived: any order of events, counted in C and recounted in SQL ----
    stack.sql('DROP TRIGGER event_dense')
    invented = list(invented_lives(200))
    for i in range(0, len(invented), 200):  # what fits a command line
        stack.sql(''.join(invented[i:i + 200]))
    stack.sql('INSERT INTO event_queue (ticket_id, seq) VALUES (1, 99), (999999, 1)')
    stack.sql('INSERT INTO event_queue (ticket_id, seq) SELECT ticket_id, seq FROM event WHERE ticket_id <= 200')
    check('two entries that cannot be worked do not stop the rest', until(
        lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 2, 90))
    check('the counts are those of the recount', 'ok   counts equal a recount (2 events' in doctor(), doctor())
    check('and something of each was counted', all(kept(column) > 0 for column in (
        'taken', 'instant', 'closed', 'answered', 'on_time', 'rated', 'satisfied', 'answered - on_time', 'rated - satisfied')))

    # ---- an end on request ----
    os.kill(stack.program('worker')[0], signal.SIGTERM)
    check('told to end, it says so and ends', until(lambda: '"message":"ended"' in stack.log('worker'), 10))
done()
