#!/usr/bin/env python3
"""Does the queue show every ticket once, whichever way it is paged, and does the next ticket come after this one?"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
PAGE = 50
FEW = 104	# more than two pages

agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
for _ in range(FEW):
    Citizen(URL).walk('/ticket/new', dict(MATTER))


def rows(page):
    """Numbers in the order shown, each once."""
    return list(dict.fromkeys(re.findall(r'href="/admin/ticket/(JT[0-9X]+)"', page.body.decode())))


def turn(page, rel):
    link = re.search(rf'href="([^"]*)" rel="{rel}"', page.body.decode())
    return link and link.group(1).replace('&amp;', '&')


# ---- paging both ways ------------------------------------------------------------------------------------

def pages_of(state):
    pages = [agent.get(f'/admin/?state={state}')]
    while turn(pages[-1], 'next') and len(pages) < 40:
        pages.append(agent.get(turn(pages[-1], 'next')))
    return pages


state = 'accepted'
forward = pages_of(state)
shown = [n for page in forward for n in rows(page)]
equal('paging forward shows each ticket once', len(shown), len(set(shown)))
check('the first page has nothing before it', not turn(forward[0], 'prev'))
back, page = [], forward[-1]
while turn(page, 'prev') and len(back) < len(shown):
    page = agent.get(turn(page, 'prev'))
    back = rows(page) + back
equal('paging back from the last page shows what stood before it', back, shown[:-len(rows(forward[-1]))])
check('and comes to the beginning', rows(page)[:1] == shown[:1])
equal('whose page is a whole one', len(rows(page)), PAGE)
check('a broken place is the beginning', rows(agent.get(f'/admin/?state={state}&before=x')) == rows(forward[0]))

# ---- the next ticket ----------------------------------------------------------------------------------------

at, seen = shown[0], [shown[0]]
for _ in range(4):
    at = re.search(r'JT[0-9X]+', agent.get(f'/admin/next?state={state}&after={at}').url).group(0)
    seen.append(at)
equal('looking on goes through the queue in its order and not back', seen, shown[:5])
beyond = agent.get('/admin/next?after=JT999999999999')
check('after one that is not there comes the first of all', '/admin/ticket/JT' in beyond.url, beyond.url)
foreign = sql("SELECT number FROM ticket WHERE province = 650000 LIMIT 1")
if foreign:
    equal("another province's ticket says nothing of where it stands",
          agent.get('/admin/next?after=' + foreign[0][0]).url, agent.get('/admin/next?after=JT999999999999').url)

done()
