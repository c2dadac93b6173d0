#!/usr/bin/env python3
"""Are the counts of a queue those of the tickets themselves, whatever it is filtered for and whoever looks, in the moment after something
happened; and where not all were looked at, is that said?"""
import html
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
STATES = {'accepted': 1, 'dispatched': 2, 'signed': 3, 'waiting': 4, 'replied': 5, 'answered': 6, 'followup': 7, 'rework': 8, 'returned': 13}
NOW = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)"
UNIT = '440300-02'

agent, nation = sign_in(URL, find(PEOPLE, 'agent', '44')), sign_in(URL, find(PEOPLE, 'ministry'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == UNIT))
REACH = {'agent': (agent, 'region BETWEEN 440000 AND 449999'), 'nation': (nation, 'TRUE'), 'unit': (unit, f"unit = '{UNIT}' AND region BETWEEN 440300 AND 440399")}


def tabs(page):
    """{state: what its tab says}: "12", or "12+"."""
    bar = re.search(r'<nav class="hotline-bar[^>]*aria-label="[^"]*">(<a class="govuk-link" href="/admin/\?state=.*?)</nav>', page.body.decode(), re.S).group(1)
    return {state: re.sub('<[^>]*>', '', html.unescape(words)).split()[-1] for state, words in re.findall(r'<a [^>]*state=(\w+)[^>]*>(.*?)</a>', bar, re.S)}


def there(states, condition):
    found = dict(sql(f'SELECT state, COUNT(*) FROM ticket WHERE {condition} GROUP BY state'))
    return {state: found.get(str(STATES[state]), '0') for state in states}


def both(who, query, condition):
    """What the tabs say and what there is, of a moment in which nothing happened; of another when something did."""
    visitor, reach = REACH[who]
    for _ in range(20):
        before = there(STATES, f'{reach} AND {condition}')
        shown = tabs(visitor.get('/admin/?state=accepted' + query))
        if there(STATES, f'{reach} AND {condition}') == before:
            break
    return shown, {state: before[state] for state in shown}


# ---- everything that a queue is filtered for, alone and together -------------------------------------------------------------

for region, item in (('440304', '3102'), ('440300', '1101'), ('440100', '3102'), ('110101', '3102')):
    number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, region=region, item=item)))
lent = [r[0] for r in sql('SELECT id FROM ticket WHERE province = 440000 AND state = 1 AND card = 0 ORDER BY id DESC LIMIT 3')]
with_unit = lent.pop()
sql(f"UPDATE ticket SET card = 3 WHERE id IN ({', '.join(lent)})")
sql(f"UPDATE ticket SET state = {STATES['dispatched']}, unit = '{UNIT}' WHERE id = {with_unit}")
FILTERS = [
    ('', 'TRUE'), ('&kind=complaint', 'kind = 1'), ('&kind=inquiry', 'kind = 2'), ('&source=web', 'source = 2'), ('&source=letter', 'source = 7'), ('&item=3102', 'item = 3102'),
    ('&domain=31', 'item BETWEEN 3100 AND 3199'), ('&domain=11&item=3102', 'item = 3102'), ('&card=red', 'card = 3'), ('&card=raised', 'card IN (2, 3)'), (f'&unit={UNIT}', f"unit = '{UNIT}'"),
    ('&unit=440300-0_', 'FALSE'), ('&region=440300', 'region BETWEEN 440300 AND 440399'), ('&region=440304', 'region = 440304'),
    ('&region=440300&item=3102', 'region BETWEEN 440300 AND 440399 AND item = 3102'), ('&region=440300&kind=complaint&source=web', 'region BETWEEN 440300 AND 440399 AND kind = 1 AND source = 2'),
    (f'&unit={UNIT}&kind=complaint', f"unit = '{UNIT}' AND kind = 1"), ('&item=3102&source=web', 'item = 3102 AND source = 2'), ('&card=red&kind=complaint', 'card = 3 AND kind = 1'),
    ('&due=late', f'due_ms BETWEEN 1 AND {NOW}'), ('&due=soon', f'due_ms BETWEEN {NOW} AND {NOW} + 86400000'), ('&due=fine', f'due_ms >= {NOW} + 86400000'),
    ('&due=fine&item=3102', f'due_ms >= {NOW} + 86400000 AND item = 3102'),
]
seen = set()
for who in REACH:
    wrong = {}
    for query, condition in FILTERS:
        shown, wanted = both(who, query, condition)
        seen |= {(who, n) for n in shown.values()}
        if shown != wanted:
            wrong[query] = (shown, wanted)
    equal(f'{who}: each filter, alone and with others, counts what there is', wrong, {})
check('they were not all none', all(any(who == w and n != '0' for w, n in seen) for who in REACH), seen)
narrowed = both('agent', '&region=110000', 'TRUE')
equal('a region outside the reach narrows nothing', narrowed[0], narrowed[1])
sql(f"UPDATE ticket SET card = 0 WHERE id IN ({', '.join(lent)})")
sql(f"UPDATE ticket SET state = {STATES['accepted']}, unit = '' WHERE id = {with_unit}")

# ---- at once, whether or not the worker has added up ---------------------------------------------------------------------------

wrong = []
for n in range(25):
    Citizen(URL).walk('/ticket/new', dict(MATTER, region=('440304', '440100')[n % 2]))
    shown, wanted = both('agent', ('', '&region=440300', '&item=3102')[n % 3], ('TRUE', 'region BETWEEN 440300 AND 440399', 'item = 3102')[n % 3])
    wrong += [(n, shown, wanted)] * (shown != wanted)
equal('who files is counted at once', wrong, [])
check('the worker adds up what came and went', until(lambda: sql('SELECT COUNT(*) FROM open_change') == [['0']], 30))
shown, wanted = both('agent', '', 'TRUE')
equal('and the counts stay the same by that', shown, wanted)

# ---- very many ---------------------------------------------------------------------------------------------------------------------

MANY = 1200
sql(f"""INSERT INTO ticket (id, number, code_hash, kind, source, item, region, province, state, stage, confidential, reply_by, filed_ms, due_ms, answer_due_ms, updated_ms, consent, last_seq, last_hash)
SELECT seq, CONCAT('COUNTED', seq), '', 1, 2 + seq % 2, 3102, 540102, 540000, 1, 1, 0, 1, {NOW}, {NOW} + 864000000, 0, {NOW}, 'counted', 1, '' FROM seq_1_to_{MANY}""")
try:
    for query, condition in FILTERS[:3]:
        shown, wanted = both('nation', query, condition)
        equal(f'counters know all of very many{query and ": "}{query}', shown, wanted)
    page = nation.get('/admin/?state=accepted&kind=complaint&source=web')
    count = tabs(page)['accepted']
    held = int(there(['accepted'], 'kind = 1 AND source = 2')['accepted'])
    check('where not all were looked at, what was found is said to be no more than that', re.fullmatch(r'\d+\+', count) and 150 <= int(count[:-1]) <= min(held, 500), (count, held))
    check('in words', '后面可能还有' in page.text)
    check('and not of a state that was looked at as a whole', not tabs(page)['waiting'].endswith('+'), tabs(page))
    check('nor without need', '后面可能还有' not in nation.get('/admin/?state=accepted&kind=complaint').text)
    # Those are another province's: whoever looks at the own one has all of it counted.
    shown, wanted = both('agent', '&item=3102&source=web', 'item = 3102 AND source = 2')
    equal('very many of an item elsewhere do not cut what a province counts of it', shown, wanted)
finally:
    sql("DELETE FROM ticket WHERE consent = 'counted'")
shown, wanted = both('nation', '', 'TRUE')
equal('what is taken away is counted no more', shown, wanted)
check('also when it was added up', until(lambda: sql('SELECT COUNT(*) FROM open_change') == [['0']], 30) and both('nation', '', 'TRUE')[0] == wanted)
equal('and leaves no rows behind', sql('SELECT COUNT(*) FROM open_count WHERE n = 0'), [['0']])
done()
