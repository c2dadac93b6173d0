#!/usr/bin/env python3
"""Is each indicator what the bare events come to, by another path, for the nation, provinces, cities, kinds, items, sources and units;
does each figure open exactly the tickets it was made of; and does nobody see beyond their reach?

The second path is this file: it reads the canonical bytes of `event` and knows nothing of what the worker keeps."""
import collections
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
FIGURES = ('taken', 'ended', 'inquiry_at_once', 'other_on_time', 'at_once_satisfied', 'called_back', 'put_right', 'complaint_on_time',
           'complaint_reviewed', 'complaint_satisfied', 'sample_called')
CST = 8 * 3600 * 1000
ENDS = ('closed', 'referred', 'withdrawn', 'not_accepted')


def lives():
    """The events of each ticket: (number, [canonical …])."""
    tickets = collections.OrderedDict()
    for number, canonical in sql('SELECT t.number, HEX(e.canonical) FROM event e JOIN ticket t ON t.id = e.ticket_id'
                                 ' LEFT JOIN event_queue q ON q.ticket_id = e.ticket_id AND q.seq = e.seq WHERE q.id IS NULL ORDER BY e.ticket_id, e.seq'):
        tickets.setdefault(number, []).append(json.loads(bytes.fromhex(canonical)))
    return tickets


def month_of(at_ms):
    return int(time.strftime('%Y%m', time.gmtime((at_ms + CST) / 1000)))


def recount():
    """One row for each thing counted: figure, number, month, region, unit, kind, item, source, hit."""
    rows = []
    for number, events in lives().items():
        filed = events[0]['facts']
        fixed = (filed['kind'], filed['item'], filed['source'])
        where, unit, due, bad, call, drawn = filed['region'], '', 0, None, False, False
        answers, ends, verdicts, spoken_before, last_at_once = 0, 0, 0, 0, False
        for e in events:
            kind, facts, at = e['type'], e['facts'], e['at_ms']
            if 'region' in facts:
                where, unit = facts['region'], ''
            if facts.get('unit') and kind != 'joined':
                unit = facts['unit']
            for clock in e['clocks']:
                if clock['stage'] in ('answer', 'extend'):
                    due = clock['due_ms']

            def put(figure, hit=False):
                rows.append([figure, number, month_of(at), where, unit, *fixed, bool(hit)])
                return rows[-1]
            if kind == 'filed':
                put('taken')
            if kind in ('answered_at_once', 'approved', 'answered_together'):
                once, in_time = kind == 'answered_at_once', not due or at <= due
                if fixed[0] == 'inquiry' and not answers:
                    put('inquiry_at_once', once)
                put('complaint_on_time' if fixed[0] == 'complaint' else 'other_on_time', in_time)
                if fixed[0] == 'complaint':
                    put('complaint_reviewed', not once)
                if bad:
                    bad[-1], bad = True, None
                answers, last_at_once, call, drawn = answers + 1, once, not once, facts.get('sampled') == 'chosen'
            heard = kind in ('satisfied', 'dissatisfied')
            if heard and fixed[0] == 'complaint' and not spoken_before:
                put('complaint_satisfied', kind == 'satisfied')
            spoken_before += heard
            if call and (heard or kind in ('not_reached', 'closed')):
                put('called_back', heard)
                if drawn:
                    put('sample_called', heard)
                call = False
            if kind == 'reopened':
                call = False
            stars = int(facts.get('rating', 0)) if kind == 'rated' else 0
            if (stars or heard) and not verdicts and last_at_once:
                put('at_once_satisfied', kind == 'satisfied' or stars >= 4)
            verdicts += bool(stars or heard)
            if (kind in ('dissatisfied', 'reopened') or 0 < stars <= 2) and not bad:
                bad = put('put_right')
            if e['to'] in ENDS:
                if not ends:
                    put('ended')
                ends += 1
    return rows


def total(rows, **only):
    """{figure: [counted, hits]} of what matches; region by its leading digits."""
    sums = {figure: [0, 0] for figure in FIGURES}
    for figure, _, month, region, unit, kind, item, source, hit in rows:
        has = {'month': str(month), 'region': region, 'unit': unit, 'kind': kind, 'item': item, 'source': source}
        if all(has[k].startswith(v) if k == 'region' else has[k] == v for k, v in only.items()):
            sums[figure][0] += 1
            sums[figure][1] += hit
    return sums


def cells(row):
    return [re.sub(r'<[^>]*>|\s', '', c) for c in re.findall(r'<t[dh][^>]*>(.*?)</t[dh]>', row, re.S)]


def table(page, caption):
    found = re.search(r'<table[^>]*><caption[^>]*>' + caption + r'.*?<tbody[^>]*>(.*?)</tbody>', page.body.decode(), re.S)
    return [cells(row) for row in re.findall(r'<tr.*?</tr>', found.group(1), re.S)] if found else []


def shown(page):
    """{figure: [counted, hits]} as the table of figures has it."""
    sums = {}
    for figure, row in zip(FIGURES, table(page, '指标')):
        sums[figure] = [int(row[4]), int(row[2]) if row[2] != '–' else 0]
    return sums


def rate(counted, hits, figure):
    if figure in ('taken', 'ended'):
        return str(counted)
    return '%.1f%%' % (100.0 * hits / counted) if counted else '–'


def act(who, number, move, **values):
    page = who.get('/admin/ticket/' + number)
    form = next(f for f in page.forms if (f.action or '').endswith('/' + move))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


def listed(who, figure, query):
    """The numbers behind a figure, over all pages."""
    numbers, path = [], f'/admin/indicators/tickets?what={figure}{query}'
    while path:
        page = who.get(path)
        numbers += re.findall(r'href="/admin/ticket/(JT\d+)"', page.body.decode())
        found = re.search(r'href="(/admin/indicators/tickets[^"]*)" rel="next"', page.body.decode())
        path = found.group(1).replace('&amp;', '&') if found else None
    return sorted(numbers)


def idle():
    return sql('SELECT COUNT(*) FROM event_queue')[0][0] == '0'


# ---- some lives beside those of the demo: good, bad, put right, at once --------------------------------------------
agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
reviewer, caller = sign_in(URL, find(PEOPLE, 'reviewer', '44')), sign_in(URL, find(PEOPLE, 'followup', '44'))


def answer(number):
    act(agent, number, 'dispatched', unit='440300-02', text='请核实')
    act(unit, number, 'signed')
    act(unit, number, 'replied', text='已经核实并退款。')
    act(reviewer, number, 'approved')


def filed(**more):
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912380001', **more))
    return number_of(receipt), code_of(receipt)


redone, _ = filed()
answer(redone)
act(caller, redone, 'dissatisfied', text='没有退款')
check('the worker takes it all in', until(idle, 30))
before = total(recount(), region='4403')['put_right']
answer(redone)
act(caller, redone, 'satisfied', text='退了')
asked, code = filed(kind='inquiry', item='3101')
act(agent, asked, 'answered_at_once', text='可以在手机应用里申请发票。')
track = Citizen(URL)
page = track.press(track.get('/ticket/track'), {'number': asked, 'code': code})
form = next(f for f in page.forms if (f.action or '').endswith('/rate'))
track.post(form.action, list({n: '5' if n == 'rating' else v for n, _, v, _ in form.fields}.items()))
check('and the rest', until(idle, 30))

rows = recount()
month = str(max(r[2] for r in rows))
bad_now = total(rows, region='4403')['put_right']
equal('a bad verdict that was put right counts so', bad_now, [before[0], before[1] + 1])
ministry, supervisor = sign_in(URL, find(PEOPLE, 'ministry')), sign_in(URL, find(PEOPLE, 'supervisor', '44'))

# ---- every figure, by every cut --------------------------------------------------------------------------------------
asks = [('', {}), ('&region=440000', {'region': '44'}), ('&region=440300', {'region': '4403'}), ('&kind=complaint', {'kind': 'complaint'}),
        ('&kind=inquiry', {'kind': 'inquiry'}), ('&region=440000&unit=440300-02', {'region': '44', 'unit': '440300-02'})]
asks += [(f'&item={item}', {'item': item}) for item in sorted({r[6] for r in rows})[:4]]
asks += [(f'&source={source}', {'source': source}) for source in sorted({r[7] for r in rows})[:4]]
for query, only in asks:
    page = ministry.get(f'/admin/indicators?month={month}{query}')
    equal(f'as recounted: {query or "the nation"}', shown(page), total(rows, month=month, **only))
year = ministry.get(f'/admin/indicators?month={month}&span=year')
equal('a year is its months', shown(year), {f: [sum(total(rows, month=str(m))[f][i] for m in range(int(month[:4]) * 100 + 1, int(month[:4]) * 100 + 13))
                                               for i in (0, 1)] for f in FIGURES})
page = ministry.get(f'/admin/indicators?month={month}')
equal('no figure is without a case', [f for f, (n, _) in shown(page).items() if n == 0], [])
trend = table(page, '近十二个月')
equal('the trend ends with this month', [len(trend), trend[-1][1:]], [12, [rate(*v, f) for f, v in total(rows, month=month).items()]])
for by, at in (('kind', 5), ('item', 6), ('source', 7)):
    parts = table(ministry.get(f'/admin/indicators?month={month}&by={by}'), '分项')
    wanted = [[rate(*v, f) for f, v in total(rows, month=month, **{by: value}).items()] for value in {r[at] for r in rows if str(r[2]) == month}]
    equal(f'the parts by {by} are those recounted', sorted(p[1:] for p in parts), sorted(wanted))
parts = table(supervisor.get(f'/admin/indicators?month={month}&by=unit'), '分项')
mine = [r for r in rows if r[3].startswith('44')]
equal('and by unit', sorted(p[1:] for p in parts),
      sorted([rate(*v, f) for f, v in total(mine, month=month, unit=u).items()] for u in {r[4] for r in mine if str(r[2]) == month}))
parts = table(ministry.get(f'/admin/indicators?month={month}'), '分项')
equal('and by province', sorted(p[1:] for p in parts),
      sorted([rate(*v, f) for f, v in total(rows, month=month, region=p).items()] for p in {r[3][:2] for r in rows if str(r[2]) == month}))

# ---- what a figure opens -----------------------------------------------------------------------------------------------
for figure in FIGURES:
    for query, only in (('', {}), ('&region=440300', {'region': '4403'})):
        for hit, wanted in (('', (True, False)), ('&hit=yes', (True,)), ('&hit=no', (False,))):
            numbers = sorted(r[1] for r in rows if r[0] == figure and str(r[2]) == month and r[8] in wanted
                             and r[3].startswith(only.get('region', '')))
            found = listed(ministry, figure, f'&month={month}{query}{hit}')
            if found != numbers:
                equal(f'{figure}{query}{hit} opens the tickets it was made of', found, numbers)
check('every figure opens the tickets it was made of', True)
equal('in a province of which one has no ticket, none', listed(ministry, 'taken', f'&month={month}&region=540000'),
      sorted(r[1] for r in rows if r[0] == 'taken' and str(r[2]) == month and r[3].startswith('54')))
equal('one that is put right stands in the list', redone in listed(supervisor, 'put_right', f'&month={month}&hit=yes&unit=440300-02'), True)

# ---- reach and bad questions -------------------------------------------------------------------------------------------
equal('a province sees itself, whatever it asks for', shown(supervisor.get(f'/admin/indicators?month={month}&region=110000')),
      total(rows, month=month, region='44'))
equal('nor the tickets of others', listed(supervisor, 'taken', f'&month={month}&region=110000'),
      sorted(r[1] for r in rows if r[0] == 'taken' and str(r[2]) == month and r[3].startswith('44')))
for role in ('agent', 'reviewer', 'followup'):
    equal(f'not for every role: {role}', sign_in(URL, find(PEOPLE, role, '44')).get('/admin/indicators').status, 403)
equal('no figure of that name', ministry.get('/admin/indicators/tickets?what=none').status, 404)
both = ministry.get('/admin/indicators?kind=complaint&source=web')
check('two cuts at once are refused in words', '一次只能选一项' in both.text)
for query in ('month=202613', 'month=abc', 'span=week', 'item=99999999', 'unit=%27%3B', 'region=999999', 'by=drop'):
    check(f'a bad question breaks nothing: {query}', ministry.get('/admin/indicators?' + query).status in (200, 422))
check('charts are drawn from the tables by scripts of our own host, loaded on this page alone', 'data-chart' in page.body.decode() and
      re.search(r'src="/static/echarts\.[0-9a-f]{8}\.js"', page.body.decode()) and 'echarts' not in ministry.get('/admin/').body.decode())
english = ministry.get('/admin/indicators?lang=en')
check('in English too', 'Bad ratings put right' in english.text)
done()
