#!/usr/bin/env python3
"""Is what rises in a week what the bare filings come to, by another path; does each count open exactly the tickets it was made of; and
is it within the viewer's reach? The week before is put in by hand, as nobody can file in the past; this week is not."""
import collections
import json
import math
import os
import re
import sys
import time
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
DIMS = ('item', 'plate', 'line', 'word')
BOUNDS = {'item': (5, 10.83), 'plate': (3, 3.84), 'line': (3, 3.84), 'word': (5, 10.83)}
JOINING = set('的了是在我他她它你您们有就都也很个这那之与和及或被给从向为以而但又再才请能可要想会让说着吗呢吧啊么什怎没不')
OURS = f'{int(time.time() * 1000) % 10**5:05d}'
TODAY = int((time.time() + 8 * 3600) // 86400)
MONDAY = TODAY - (TODAY + 3) % 7  # 1970-01-01 was a Thursday


def han(c):
    return 0x3400 <= ord(c) <= 0x9fff


def words_of(text):
    found = []
    for run in re.findall('[㐀-鿿]+', unicodedata.normalize('NFKC', text[:100]).casefold()):
        for pair in (run[i:i + 2] for i in range(len(run) - 1)):
            if not JOINING & set(pair) and pair not in found:
                found.append(pair)
    return found[:48]


def recount():
    """{(dim, value): [(region, number)]} of this week's filings."""
    texts = collections.defaultdict(dict)
    for ticket, field, body in sql("SELECT ticket_id, field, HEX(body) FROM event_text WHERE seq = 1 AND field IN ('content', 'plate', 'line')"):
        texts[ticket][field] = bytes.fromhex(body).decode()
    about = collections.defaultdict(list)
    for ticket, number, canonical in sql('SELECT e.ticket_id, t.number, HEX(e.canonical) FROM event e JOIN ticket t ON t.id = e.ticket_id'
                                         ' LEFT JOIN event_queue q ON q.ticket_id = e.ticket_id AND q.seq = 1 WHERE e.seq = 1 AND q.id IS NULL'):
        e = json.loads(bytes.fromhex(canonical))
        day = (e['at_ms'] // 1000 + 8 * 3600) // 86400
        if e['facts']['confidential'] == 'yes' or not MONDAY <= day < MONDAY + 7:
            continue
        values = [('all', ''), ('item', e['facts']['item'])] + [('word', w) for w in words_of(texts[ticket].get('content', ''))]
        values += [(d, texts[ticket][d]) for d in ('plate', 'line') if texts[ticket].get(d)]
        for value in values:
            about[value].append((e['facts']['region'], number))
    return about


def g_of(table):
    """The same test by sums of x ln x."""
    def x(n):
        return n * math.log(n) if n else 0.0
    (a, b), (c, d) = table
    return 2 * (x(a) + x(b) + x(c) + x(d) - x(a + b) - x(c + d) - x(a + c) - x(b + d) + x(a + b + c + d))


def rising(about, region, before, dim):
    """[(value, now, before, score)], the highest first."""
    n_all, b_all = sum(r.startswith(region) for r, _ in about[('all', '')]), before[('all', '')]
    found = []
    for (d, value), tickets in about.items():
        now, then = sum(r.startswith(region) for r, _ in tickets), before[(d, value)]
        if d != dim or now < BOUNDS[dim][0] or now * b_all < then * n_all:
            continue
        score = g_of(((now, then), (n_all - now, b_all - then)))
        if score >= BOUNDS[dim][1]:
            found.append((value, now, then, f'{score:.1f}'))
    return sorted(found, key=lambda r: (-float(r[3]), r[0].encode()))


def shown(page, dim):
    body = page.body.decode()
    section = re.search(rf'<section aria-labelledby="k-{dim}">(.*?)</section>', body, re.S).group(1)
    rows, names = [], {}
    for row in re.findall(r'<tr class.*?</tr>', section.split('<tbody')[-1], re.S):
        cells = [re.sub(r'<[^>]*>', '', c).strip() for c in re.findall(r'<td[^>]*>(.*?)</td>', row, re.S)]
        names[len(rows)] = re.sub(r'<[^>]*>', '', re.search(r'<th scope="row"[^>]*>(.*?)</th>', row, re.S).group(1)).strip()
        rows.append((bytes.fromhex(re.search(r'value=([0-9a-f]+)', row).group(1)).decode(), int(cells[0]), int(cells[1]), cells[2]))
    if dim == 'word':  # words that stand in the name of another one were counted as that one
        rows += [(name[i:i + 2], *rows[at][1:]) for at, name in names.items() for i in range(1, len(name) - 1)]
    return sorted(rows, key=lambda r: (-float(r[3]), r[0].encode()))


def listed(who, dim, value, query):
    page = who.get(f'/admin/topics/tickets?what={dim}&value={value.encode().hex()}{query}')
    return page, sorted(re.findall(r'href="/admin/ticket/(JT\d+)"', page.body.decode()))


PLATE, LINE = f'粤B{OURS}', f'试验{OURS}路'
numbers = []
for i in range(6):
    numbers.append(number_of(Citizen(URL).walk('/ticket/new', dict(
        MATTER, region='440300', item='3301', plate=PLATE if i < 3 else '', line=LINE if i < 4 else '', place='',
        content=f'鹦鹉螺巷口的充电桩坏了，充电桩前排队两小时（第{i}位）'))))
quiet = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, region='440300', item='3301', plate=PLATE, confidential='yes', content='鹦鹉螺巷口的充电桩坏了')))
check('all are filed', all(numbers) and quiet, (numbers, quiet))
check('the worker takes them in', until(lambda: sql('SELECT COUNT(*) FROM event_queue')[0][0] == '0', 30))
DIM = {'all': 0, 'item': 1, 'plate': 2, 'line': 3, 'word': 4}
here = recount()  # with whatever else was filed on this stack, the week before had four times as much of it
BEFORE = {('all', ''): max(400, 4 * len(here[('all', '')])), ('item', '3301'): 2, ('word', '司机'): max(400, 4 * len(here[('all', '')])), ('line', LINE): 1}
try:
    for place in (0, 440000, 440300):
        for (dim, value), n in BEFORE.items():
            sql(f"INSERT INTO topic_week (place, dim, week, value, counted) VALUES ({place}, {DIM[dim]}, {MONDAY - 7}, '{value}', {n})")
    about, before = recount(), collections.Counter(BEFORE)
    equal('a confidential matter is in no count', [v for v, t in about.items() if (('440300', quiet) in t)], [])
    ministry, supervisor = sign_in(URL, find(PEOPLE, 'ministry')), sign_in(URL, find(PEOPLE, 'supervisor', '44'))
    for who, query, region in ((ministry, '', ''), (supervisor, '', '44'), (supervisor, '&region=440300', '4403'), (supervisor, '&region=110000', '44')):
        page = who.get('/admin/topics?' + query)
        for dim in DIMS:
            found, wanted = shown(page, dim), rising(about, region, before, dim)
            if len(found) >= 20:  # the page ends there: what rises more than its last row is there whole
                last = float(found[-1][3])
                found, wanted = [[r for r in rows if float(r[3]) > last] for rows in (found, wanted)]
            equal(f'{dim} as recounted: {query or region or "the nation"}', found, wanted)
    page = supervisor.get('/admin/topics?region=440300')
    risen = {dim: [r[0] for r in rising(about, '4403', before, dim)] for dim in ('line', 'word')}  # of which the page shows the first
    check('what we filed rises', LINE in risen['line'] and '充电' in risen['word'], risen)
    check('what was as frequent before does not', '司机' not in [r[0] for r in shown(page, 'word')])
    for dim in DIMS:
        for value, now, _, _ in shown(page, dim):
            wanted = sorted(n for r, n in about[(dim, value)] if r.startswith('4403'))
            found = listed(supervisor, dim, value, '&region=440300')[1]
            if len(wanted) <= 50 and found != wanted:
                equal(f'{dim} {value} opens the tickets it was made of', found, wanted)
    check('every count opens the tickets it was made of', True)
    equal('the plate of three', listed(supervisor, 'plate', PLATE, '')[1], sorted(numbers[:3]))
    equal('none of another province', listed(sign_in(URL, find(PEOPLE, 'supervisor', '65')), 'plate', PLATE, '')[1], [])
    equal('none of another week', listed(supervisor, 'plate', PLATE, f'&week={MONDAY - 7}')[1], [])
finally:
    sql(f'DELETE FROM topic_week WHERE week = {MONDAY - 7}')
equal('with nothing to compare with nothing rises', [shown(supervisor.get('/admin/topics'), d) for d in DIMS], [[]] * 4)
check('and that is said', '上一周没有工单' in supervisor.get('/admin/topics').text)
check('in English too', 'Rising words' in supervisor.get('/admin/topics?lang=en').text)
equal('not for an agent', sign_in(URL, find(PEOPLE, 'agent', '44')).get('/admin/topics').status, 403)
for query in ('week=abc', 'week=99999', 'region=999999'):
    check(f'a bad question breaks nothing: {query}', supervisor.get('/admin/topics?' + query).status in (200, 422))
for query in ('what=plate', 'what=drop&value=41', 'what=word&value=ff', 'value=41', 'what=plate&value=0'):
    check(f'nor for tickets: {query}', supervisor.get('/admin/topics/tickets?' + query).status in (404, 422))
done()
