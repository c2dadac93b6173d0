#!/usr/bin/env python3
"""Does a confidential report keep its promises: short, without a name, no address in any log, and gone at once when one leaves?"""
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL, RUN = os.environ['BASE_URL'], os.environ['RUN']
WORDS = '公司让我们绕开检查站，司机都不敢说'


def log_of(paths, since):
    """Address and path of what nginx logged since then; it buffers for a second."""
    time.sleep(1.3)
    with open(os.path.join(RUN, 'log/nginx/current'), encoding='utf-8') as f:
        lines = [json.loads(line) for line in f.read()[since:].split('\n') if line.startswith('{')]
    return [(line['address'], line['path']) for line in lines if re.match(paths, line['path'])]


def log_size():
    time.sleep(1.3)
    with open(os.path.join(RUN, 'log/nginx/current'), encoding='utf-8') as f:
        return len(f.read())


begin = log_size()
person = Citizen(URL)
page = person.get('/ticket/confidential')
check('what is kept and what is not is said before anything is asked', '我们不保存' in page.text and '网络地址' in page.text, page.text)
page = person.press(page, {})
check('the first question is the place', page.url.endswith('/region'), page.url)
check('from here on there is a way out on the page', 'href="/leave"' in page.body.decode())
known = dict(MATTER, content=WORDS, wish='', place='', plate='', company='')
for name in ('name', 'phone', 'confidential', 'reply_by', 'kind'):
    known.pop(name)
steps, written = 0, None
while number_of(page) is None and steps < 10 and page.status == 200:
    written = page.body.decode() if page.url.endswith('/content') else written
    page = person.press(page, known)
    steps += 1
number, code = number_of(page), code_of(page)
check('seven presses file it, without name and number', number and steps <= 7, (steps, page.url, page.text[:300]))
check('no word of it is kept in the browser', written and 'name="content"' in written and 'data-keep' not in written)
row = sql_of_run(f"SELECT confidential, phone_mask, name_mask, kind FROM ticket WHERE number = '{number}'")
equal('as a confidential complaint of nobody', row, [['1', '', '', '1']])
page = person.press(person.get('/ticket/track'), {'number': number, 'code': code})
check('number and code show it', WORDS in page.text, page.text[:300])
seen = log_of(r'/ticket/', begin)
check('the log has these requests', len(seen) > 8, seen)
equal('and no address with them', {address for address, _ in seen}, {''})

begin = log_size()
Citizen(URL).get('/ticket/new')
equal('others are logged with theirs, or nobody could be stopped', {a for a, _ in log_of('/ticket/new', begin)}, {'127.0.0.1'})

# ---- leaving -----------------------------------------------------------------------------------------------
person = Citizen(URL)
page = person.press(person.press(person.get('/ticket/confidential'), {}), {'region': '440300'})
drafts = int(sql_of_run('SELECT COUNT(*) FROM draft')[0][0])
kept = dict(person.cookies)
away = person.get('/leave', follow=False)
equal('leaving leads to another site', (away.status, away.headers['location'].startswith('https://')), (303, True))
equal('and forgets every cookie', person.cookies, {})
equal('and the draft', int(sql_of_run('SELECT COUNT(*) FROM draft')[0][0]), drafts - 1)
person.cookies = kept
check('the old cookies bring nothing back', person.get('/ticket/new/item').url.endswith('/ticket/new'))

# ---- staff --------------------------------------------------------------------------------------------------
agent = sign_in(URL, find(os.path.join(RUN, 'accounts.tsv'), 'agent', '44'))
page = agent.get(f'/admin/ticket/{number}')
check('the desk says that it is confidential, and has no way to reveal', '保密' in page.text and '/reveal' not in page.body.decode(), page.text[:400])
done()
