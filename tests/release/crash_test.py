#!/usr/bin/env python3
"""Does every number that was shown exist exactly once, when processes are killed in the middle of submits?

People file matters without pause while portals, multiwatch, nginx, rules and the database are killed at random. A
person whose answer is lost sends the same form again, as a browser's reload does, until an answer comes.
"""
import collections
import http.client
import os
import random
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402

SECONDS = float(os.environ.get('CRASH_SECONDS', 20))
PEOPLE = 6

stack = shown = None
lost = {}   # matters without a number, and the last page their person saw
end = 0.0


def stubborn(act):
    """Repeats a request until somebody answers it: 5xx and broken connections are what kills look like."""
    while True:
        try:
            page = act()
            if page.status < 500:
                return page
        except (OSError, http.client.HTTPException):
            pass
        if time.monotonic() > end + 60:
            return None
        time.sleep(0.05)


def file_one(mark):
    person = Citizen(stack.url)
    matter = dict(MATTER, content=f'{MATTER["content"]}（{mark}）')
    page = stubborn(lambda: person.get('/ticket/new'))
    for _ in range(15):
        if page is None or number_of(page) or page.primary()[0] is None:
            break
        now = page
        page = stubborn(lambda: person.press(now, matter))
    if page is None or number_of(page) is None:
        lost[mark] = 'no answer' if page is None else f'{page.status} {page.url} {page.title!r} {page.text[:200]}'
        return None
    return number_of(page)


def live(who):
    turn = 0
    while time.monotonic() < end:
        mark = f'记号{who}x{turn}x'
        turn += 1
        shown[mark] = file_one(mark)


def kill():
    killed = collections.Counter()
    targets = [('portal', lambda: stack.program('portal')), ('multiwatch', lambda: stack.pids('multiwatch.*portal$')),
               ('nginx', lambda: stack.pids('nginx: master')), ('rules', lambda: stack.program('rules')),
               ('db', lambda: stack.pids('^mariadbd'))]
    weights = [10, 2, 2, 2, 3]
    while time.monotonic() < end:
        time.sleep(random.uniform(0.2, 0.8))
        name, find = random.choices(targets, weights)[0]
        pids = find()
        if pids:
            os.kill(random.choice(pids), signal.SIGKILL)
            killed[name] += 1
    return killed


with Stack(DEMO='0') as stack:
    shown, end = {}, time.monotonic() + SECONDS
    people = [threading.Thread(target=live, args=(who,), daemon=True) for who in range(PEOPLE)]
    for thread in people:
        thread.start()
    killed = kill()
    for thread in people:
        thread.join()
    print(f'# {len(shown)} matters; killed {dict(killed)}')
    check('portals and the database were killed', killed['portal'] > 3 and killed['db'] > 0, killed)
    check('all services are back', until(lambda: Citizen(stack.url).get('/healthz').status == 200, 30))
    check('people got through', len(shown) > PEOPLE and sum(n is not None for n in shown.values()) > PEOPLE)
    equal('everybody got a number in the end', lost, {})
    numbers = [n for n in shown.values() if n]
    equal('no number was shown to two people', len(set(numbers)), len(numbers))
    there = collections.Counter(row[0] for row in stack.sql('SELECT number FROM ticket'))
    equal('every number that was shown exists', [n for n in numbers if there[n] == 0], [])
    found = stack.sql("SELECT REGEXP_SUBSTR(body, '记号[0-9]+x[0-9]+x'), COUNT(*) FROM event_text "
                      "WHERE seq = 1 AND field = 'content' GROUP BY 1")
    equal('no matter was filed twice', [row for row in found if row[1] != '1'], [])
    equal('and none without its person knowing', len(found), len(numbers))
    equal('each ticket has its first event',
          stack.count('SELECT COUNT(*) FROM ticket t LEFT JOIN event e ON e.ticket_id = t.id AND e.seq = 1 '
                      'WHERE e.ticket_id IS NULL'), 0)
    equal('each first event has its ticket',
          stack.count('SELECT COUNT(*) FROM event e LEFT JOIN ticket t ON t.id = e.ticket_id WHERE t.id IS NULL'), 0)
done()
