#!/usr/bin/env python3
"""What does the public see while the database is gone, frozen or coming back?"""
import concurrent.futures
import os
import re
import subprocess
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402


def timed(act):
    begin = time.monotonic()
    page = act()
    return page, time.monotonic() - begin


with Stack(DEMO='0') as stack:
    person = Citizen(stack.url)
    receipt = person.walk('/ticket/new', MATTER)
    number = number_of(receipt)
    check('a matter is filed while all is well', number, receipt.text)
    good = Citizen(stack.url).get('/status/')
    equal('the status page is there', good.status, 200)
    time.sleep(3)   # longer than its copy is fresh

    # ---- stopped for good ---------------------------------------------------------------------
    stack.command('exec', 'sv', '-w', '20', 'down', './service/db', stdout=subprocess.DEVNULL)
    page, seconds = timed(lambda: Citizen(stack.url).walk('/ticket/new', MATTER))
    equal('without a database a form answers 503', page.status, 503)
    check('in less than five seconds', seconds < 5, seconds)
    check('with an incident id that the answer carries', page.headers.get('x-request-id', '-') in page.text, page.text)
    check('and nothing of the inside', not re.search(r'mysql|mariadb|sock|errno|SELECT|\.c:', page.text, re.I), page.text)
    for _ in range(3):
        page, seconds = timed(lambda: Citizen(stack.url).get('/status/'))
        time.sleep(1)
    equal('the status page serves its last good copy', (page.status, page.body == good.body), (200, True))
    check('at once', seconds < 1, seconds)
    check('a page that needs no database is there', Citizen(stack.url).get('/').status == 200)
    stack.command('exec', 'sv', 'up', './service/db', stdout=subprocess.DEVNULL)
    check('when it is back, forms work again by themselves',
          until(lambda: number_of(Citizen(stack.url).walk('/ticket/new', MATTER)), 20))

    # ---- frozen -----------------------------------------------------------------------------------
    [db] = stack.pids('^mariadbd')
    os.kill(db, signal.SIGSTOP)
    try:
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: timed(lambda: Citizen(stack.url).get('/ticket/new?kind=complaint')), range(8)))
            answers += list(pool.map(lambda _: timed(lambda: Citizen(stack.url).walk('/ticket/new', MATTER)), range(8)))
        slowest = max(seconds for _, seconds in answers)
        check('with a frozen database everybody has an answer in five seconds', slowest < 5, slowest)
        check('which is the page or a plain refusal', all(p.status in (200, 502, 503, 504) for p, _ in answers),
              [p.status for p, _ in answers])
        equal('the status page is still there', Citizen(stack.url).get('/status/').status, 200)
    finally:
        os.kill(db, signal.SIGCONT)
    check('afterwards all works again', until(lambda: number_of(Citizen(stack.url).walk('/ticket/new', MATTER)), 20))
    equal('and the first matter is still there once',
          stack.count(f"SELECT COUNT(*) FROM ticket WHERE number = '{number}'"), 1)
done()
