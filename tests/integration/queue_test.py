#!/usr/bin/env python3
"""Does the queue show every ticket once, whichever way it is paged, does the next ticket come after this one, and is one
move of many tickets made once for each that it was looked over for?"""
import os
import random
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

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

# ---- filters ---------------------------------------------------------------------------------------------------

def listed(query):
    pages = [agent.get('/admin/?state=accepted' + query)]
    while turn(pages[-1], 'next') and len(pages) < 40:
        pages.append(agent.get(turn(pages[-1], 'next')))
    count = re.search(r'aria-current="page"[^>]*><strong>[^<]*?(\d+)</strong>', pages[0].body.decode())
    return [n for page in pages for n in rows(page)], int(count.group(1))


def listed_only(query):
    pages = [agent.get('/admin/?state=accepted' + query)]
    while turn(pages[-1], 'next') and len(pages) < 80:
        pages.append(agent.get(turn(pages[-1], 'next')))
    return [n for page in pages for n in rows(page)]


MINE = 'SELECT number FROM ticket WHERE province = 440000 AND state = 1'
items = [r[0] for r in sql("SELECT DISTINCT item FROM ticket WHERE province = 440000 AND state = 1 LIMIT 3")]
for query, condition in [(f'&item={int(i):04d}', f'item = {i}') for i in items] + \
        [('&card=' + w, f'card = {c}') for c, w in ((1, 'green'), (2, 'yellow'), (3, 'red'))] + [('&card=raised', 'card IN (2, 3)')] + \
        [('&source=' + w, f'source = {c}') for c, w in ((5, 'sms'), (6, 'fax'), (11, 'mailbox'))]:
    wanted = [r[0] for r in sql(f'{MINE} AND {condition} ORDER BY due_ms, id')]
    if 'card' in query:  # as if the rules had warned
        lent = f'{MINE} AND card = 0 ORDER BY id LIMIT 2'.replace('SELECT number', 'SELECT id')
        lent = ', '.join(r[0] for r in sql(lent))
        sql(f"UPDATE ticket SET {condition.replace('IN (2, 3)', '= 2 + id % 2')} WHERE id IN ({lent})")
        wanted = [r[0] for r in sql(f'{MINE} AND {condition} ORDER BY due_ms, id')]
    found, count = listed(query)
    if 'card' in query:
        sql(f"UPDATE ticket SET card = 0 WHERE id IN ({lent})")
        check(f'{query}: there are some', len(wanted) >= 2)
    check(f'{query}: just those, both listed and counted', found == wanted and count == len(wanted), (len(found), len(wanted), count))
empty = agent.get('/admin/?state=accepted&card=blue')
check('a colour that is none is refused or shows all, never an error', empty.status in (200, 422), empty.status)

# ---- words in the queue's box ------------------------------------------------------------------------------------

WORD = ''.join(random.choice('麒麟狻猊饕餮貔貅獬豸囍龘靐齉') for _ in range(6))


def file_with(**values):
    return number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, **values)))


def q(text):
    return '&q=' + urllib.parse.quote(text)


PHONE = f'139{random.randrange(10**8):08d}'
mine = [file_with(content=f'{MATTER["content"]}{WORD}{n}', phone=PHONE) for n in range(3)]
file_with(content=f'{MATTER["content"]}{WORD[3:]}{WORD[:3]}')
check('the worker indexes what is filed', until(lambda: len(listed(q(WORD))[0]) == 3), listed(q(WORD)))
mine_of_one, IN = list(mine), "', '".join(mine)
ordered = [r[0] for r in sql(f"{MINE} AND number IN ('{IN}') ORDER BY due_ms, id")]
equal('words find those that hold them as typed, in the order of the queue, counted', listed(q(WORD)), (ordered, 3))
equal('two characters are enough', set(ordered) <= set(listed(q(WORD[:2]))[0]), True)
equal('every part must occur', listed(q(f'{WORD[:3]} {WORD[3:]}2'))[0], [mine[2]])
equal('what stands in no matter finds none', listed(q(WORD + '龠')), ([], 0))
equal('an operator is no operator', listed(q(f'-{WORD} .*(')), (ordered, 3))
equal('a number finds its ticket', listed(q(mine[1])), ([mine[1]], 1))
equal('a telephone number finds what its owner filed', listed(q(PHONE)), (ordered, 3))
equal('part of one finds nothing', listed(q(PHONE[:8])), ([], 0))
equal('words and filters go together', [listed(q(WORD) + more)[1] for more in ('&source=web', '&source=sms', '&kind=complaint&region=440300', '&due=late')],
      [int(sql(f"SELECT COUNT(*) FROM ticket WHERE number IN ('{IN}') AND {c}")[0][0]) for c in ('source = 2', 'source = 5', 'kind = 1 AND region BETWEEN 440300 AND 440399', 'due_ms BETWEEN 1 AND 1')])
stranger = sign_in(URL, find(PEOPLE, 'agent', '65'))
equal("another province's agent finds none of them", rows(stranger.get('/admin/?state=accepted' + q(WORD))), [])
check('what was typed stays in the box and in the tabs', f'value="{WORD}"' in agent.get('/admin/?state=accepted' + q(WORD)).body.decode() and
      urllib.parse.quote(WORD) in agent.get('/admin/?state=accepted' + q(WORD)).body.decode())
equal('the next ticket is looked for among them', re.search(r'JT[0-9X]+', agent.get(f'/admin/next?state=accepted&after={ordered[0]}{q(WORD)}').url).group(0), ordered[1])

# More than a thousand tickets hold a gram: the queue's rows are looked at one after the other. The same must come out.
common = MATTER['content'][:2]
until(lambda: sql('SELECT COUNT(*) FROM event_queue') == [['0']], 60)  # what others filed before is indexed too
few = [r[0] for r in sql(f"SELECT t.number FROM ticket t JOIN ticket_gram g ON g.ticket_id = t.id AND g.gram = '{common}' WHERE t.province = 440000 AND t.state = 1 ORDER BY t.due_ms, t.id")]
OLDEST = int(sql("SELECT MIN(id) FROM ticket WHERE province = 440000 AND state = 1")[0][0])  # what was filed before it is not looked through
sql(f"INSERT IGNORE INTO ticket_gram (gram, province, ticket_id) SELECT '{common}', 440000, {OLDEST} + seq FROM seq_1_to_1200")
there = listed_only(q(common))
page = agent.get('/admin/?state=accepted' + q(common))
turned = agent.get(turn(agent.get(turn(page, 'next')), 'prev'))
alone = listed_only(q(f'{common} {WORD}'))
searched = rows(agent.get('/admin/search?q=' + urllib.parse.quote(common)))
sql(f"DELETE FROM ticket_gram WHERE gram = '{common}' AND ticket_id BETWEEN {OLDEST} + 1 AND {OLDEST} + 1200")
equal('a word that very many hold finds the same, page by page', there, few)
check('and back again', rows(turned) == rows(page) and len(rows(page)) == PAGE, len(rows(turned)))
check('no count is made up for it', not re.search(r'aria-current="page"[^>]*><strong>[^<]*?\d', page.body.decode()))
equal('beside a rare one it costs nothing', alone, ordered)
newest = [r[0] for r in sql(f"SELECT t.number FROM ticket t JOIN ticket_gram g ON g.ticket_id = t.id AND g.gram = '{common}' WHERE t.province = 440000 ORDER BY t.id DESC LIMIT {PAGE}")]
equal('the search page shows the newest of them', searched, newest)

# ---- chosen columns ------------------------------------------------------------------------------------------------

def heads(who, path):
    return re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', who.get(path).body.decode())


def choose(who, query, *names):
    form = next(f for f in who.get('/admin/?' + query).forms if f.action == '/admin/columns')
    return who.post(form.action, [(n, v) for n, kind, v, chosen in form.fields if (kind != 'checkbox' and chosen) or (kind == 'checkbox' and v in names)])


lead = sign_in(URL, find(PEOPLE, 'supervisor', '44'))
choose(lead, 'state=accepted')
usual = heads(lead, '/admin/?state=accepted')
page = choose(lead, 'state=accepted&kind=complaint' + q(WORD), 'due', 'source', 'plate', 'filed')
check('choosing columns leads back to what was looked at', '/admin/?state=accepted&q=%' in page.url and page.url.endswith('&kind=complaint'), page.url)
chosen = heads(lead, '/admin/?state=accepted')
check('those chosen are shown and the others not', '来源' in chosen and '车牌' in chosen and '登记时间' in chosen and not {'地区', '状态', '单位'} & set(chosen), chosen)
row = re.search(r'<tbody.*?</tr>', lead.get('/admin/?state=accepted' + q(WORD)).body.decode(), re.S).group(0)
equal('each row has a cell for each', row.count('<td'), len(chosen) + 1)
check('with what stands in the ticket', '粤B12345' in row and '网站' in row, row[-400:])
check('for nobody else', heads(agent, '/admin/?state=accepted') != chosen)
forged = next(f for f in lead.get('/admin/').forms if f.action == '/admin/columns')
bad = lead.post('/admin/columns', [(n, v) for n, kind, v, _ in forged.fields if kind != 'checkbox'] + [('column', 'phone')])
check('a column that is none is refused', bad.status == 422 and heads(lead, '/admin/?state=accepted') == chosen, bad.status)
choose(lead, 'state=accepted')
equal('none chosen brings the usual ones back', heads(lead, '/admin/?state=accepted'), usual)

# ---- kept views ------------------------------------------------------------------------------------------------

def keep(who, query, **values):
    form = next(f for f in who.get('/admin/?' + query).forms if f.action == '/admin/views')
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen or n in values])


def kept(who):
    return re.findall(r'<li><a class="govuk-link" href="([^"]*)">([^<]*)</a>( <span)?', who.get('/admin/').body.decode())


mine = f'红牌{os.getpid()}'
page = keep(agent, 'state=dispatched&card=red&item=3301', view_name=mine)
check('a kept view leads to what was looked at', page.url.endswith('/admin/?state=dispatched&item=3301&card=red'), page.url)
check('and stands above the queue', any(n == mine and h.endswith('item=3301&amp;card=red') and not s for h, n, s in kept(agent)), kept(agent))
supervisor = sign_in(URL, find(PEOPLE, 'supervisor', '44'))
check('nobody else has it', mine not in [n for _, n, _ in kept(supervisor)])
page = keep(agent, 'state=accepted&due=late', view_name=mine, shared='1')
check('the same name again replaces it', [(n, bool(s)) for h, n, s in kept(agent) if n == mine] == [(mine, True)], kept(agent))
reach = sql("SELECT COUNT(DISTINCT region, unit) FROM staff WHERE login IN ('%s', '%s')" % (find(PEOPLE, 'agent', '44').login, find(PEOPLE, 'supervisor', '44').login))
check('shared, those of the same region and unit have it', (mine in [n for _, n, _ in kept(supervisor)]) == (reach[0][0] == '1'), reach)
page = keep(agent, 'state=accepted&card=red', view_name='', shared='1')
check('without a name it is refused beside the field', page.status == 422 and 'id="e-view_name"' in page.body.decode(), page.status)
check('and the filter is kept', 'name="card" value="red"' in page.body.decode())
view = sql(f"SELECT id FROM queue_view WHERE name = '{mine}'")[0][0]
token = next(v for f in supervisor.get('/admin/').forms for n, _, v, _ in f.fields if n == 'token')
supervisor.post(f'/admin/views/{view}/drop', [('token', token)])
check('nobody drops what is not the own', mine in [n for _, n, _ in kept(agent)])
form = next(f for f in agent.get('/admin/').forms if f.action == f'/admin/views/{view}/drop')
agent.post(form.action, [(n, v) for n, _, v, chosen in form.fields if chosen])
check('a page of that address is the queue', agent.get(f'/admin/views/{view}/drop').status == 200 and agent.get('/admin/views').status == 200)
check('the own one is dropped', mine not in [n for _, n, _ in kept(agent)])

me = sql(f"SELECT id FROM staff WHERE login = '{find(PEOPLE, 'agent', '44').login}'")[0][0]
sql('INSERT INTO queue_view (staff_id, name, query, shared, region, unit, made_ms) VALUES ' +
    ', '.join(f"({me}, 'many{i}', 'state=accepted', 0, 0, '', 0)" for i in range(30 - int(sql(f'SELECT COUNT(*) FROM queue_view WHERE staff_id = {me}')[0][0]))))
page = keep(agent, 'state=accepted', view_name=mine)
check('more than thirty are refused, and what was typed is kept', page.status == 422 and f'value="{mine}"' in page.body.decode(), page.status)
check('one of them may still be replaced', keep(agent, 'state=replied', view_name='many3').url.endswith('state=replied'))
sql("DELETE FROM queue_view WHERE name LIKE 'many%'")

# ---- many at once --------------------------------------------------------------------------------------------

def versions(numbers):
    return {n: int(sql(f"SELECT version FROM ticket WHERE number = '{n}'")[0][0]) for n in numbers}


def state_of(number):
    return sql(f"SELECT state, unit FROM ticket WHERE number = '{number}'")[0]


def bulk_form(page):
    return next((f for f in page.forms if f.action == '/admin/bulk' and any(n == 'intent' for n, *_ in f.fields)), None)


def send(who, form, **values):
    """The form as it stands, with other values; picks as they are ticked."""
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen])


def words(page):
    """NUMBER: what the page of results says of it."""
    return dict(re.findall(r'/admin/ticket/(JT[0-9X]+)">.*?<span class="hotline-tag[^"]*">([^<]*)</span>', page.body.decode(), re.S))


first = agent.get('/admin/?state=accepted')
check('the queue has boxes to pick by', first.body.decode().count('name="pick"') == len(rows(first)))
picked = rows(first)[:3]
path = '/admin/bulk?move=dispatched' + ''.join(f'&pick={n}' for n in picked)
look = agent.get(path)
check('nothing is done by looking', all(state_of(n)[0] == '1' for n in picked))
form = bulk_form(look)
before = versions(picked)
check('what was picked is shown with the version looked over', all(f'{n}.{before[n]}' in look.body.decode() for n in picked))

again = send(agent, form, text='请依法核查')
equal('without a unit nothing is done', [state_of(n)[0] for n in picked], ['1'] * 3)
check('and it says so beside the field', again.status == 422 and 'id="e-unit"' in again.body.decode(), again.status)
check('what was typed is kept', '请依法核查' in again.body.decode())

# One of the three moves on meanwhile: it alone is left.
alone = agent.get('/admin/ticket/' + picked[2])
note = next(f for f in alone.forms if (f.action or '').endswith('/noted'))
send(agent, note, text='已联系过')
result = send(agent, form, unit='440300-02', text='请依法核查')
said = words(result)
equal('each ticket has its outcome', set(said), set(picked))
equal('those looked over are dispatched', [state_of(n) for n in picked[:2]], [['2', '440300-02']] * 2)
equal('the one that was changed meanwhile is not', state_of(picked[2])[0], '1')
check('and is told from them', said[picked[0]] == said[picked[1]] != said[picked[2]], said)

after = versions(picked)
repeat = send(agent, form, unit='440300-02', text='请依法核查')
equal('sent again it says the same', words(repeat), said)
equal('and does nothing more', versions(picked), after)

urge = '/admin/bulk?move=urged' + ''.join(f'&pick={n}' for n in picked)
send(agent, bulk_form(agent.get(urge)))
check('all are urged', all(int(sql(f"SELECT COUNT(*) FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE t.number = '{n}' AND d.kind = 3")[0][0]) == 1
                            for n in picked), sql('SELECT kind, COUNT(*) FROM demand GROUP BY 1'))
second = agent.get(urge)
equal('urged again at once none can be', second.body.decode().count('name="pick"'), 0)

# ---- many into one ---------------------------------------------------------------------------------------------------

twins = mine_of_one
other = file_with(phone=f'137{random.randrange(10**8):08d}')
look = agent.get('/admin/bulk?move=merged' + ''.join(f'&pick={n}' for n in [*twins[1:], other, twins[0]]))
form = bulk_form(look)
first = sql(f"SELECT number FROM ticket WHERE number IN ('{IN}') ORDER BY id LIMIT 1")[0][0]
equal('the one that was filed first stays', [v for n, _, v, _ in form.fields if n == 'into'], [first])
equal('those of the same person can go into it, and no other', sorted(v.split('.')[0] for n, kind, v, _ in form.fields if n == 'pick'), sorted(set(twins) - {first}))
check('another can be chosen to stay', f'into={twins[2]}' in look.body.decode())
look = agent.get(next(href for href in re.findall(r'href="(/admin/bulk[^"]*)"', look.body.decode()) if f'into={twins[2]}' in href).replace('&amp;', '&'))
form = bulk_form(look)
equal('then that one does', [v for n, _, v, _ in form.fields if n == 'into'], [twins[2]])
check('nothing is done by looking', all(state_of(n)[0] == '1' for n in twins))
alone = next(f for f in agent.get('/admin/ticket/' + twins[1]).forms if (f.action or '').endswith('/noted'))
send(agent, alone, text='已联系过')
result = send(agent, form, text='同一件事')
told = words(result)
equal('what was looked over is merged, what was changed meanwhile is not', [state_of(n)[0] for n in twins], ['16', '1', '1'])
check('each has its outcome', set(told) == set(twins[:2]) and told[twins[0]] != told[twins[1]], told)
repeat = send(agent, form, text='同一件事')
equal('sent again it says the same', words(repeat), told)
equal('and says it in the ticket once', int(sql(f"SELECT COUNT(*) FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{twins[2]}' AND e.type = 51")[0][0]), 1)
pairs = [(n, v) for n, _, v, _ in form.fields if n not in ('pick', 'intent')] + [('intent', f'{random.randrange(16**32):032x}'), ('pick', f'{other}.1')]
equal("somebody else's ticket is merged by no form", (words(agent.post('/admin/bulk', pairs)).get(other) is not None, state_of(other)[0]), (True, '1'))
lost = agent.post('/admin/bulk', [(n, v) for n, v in pairs if n != 'into'])
check('without the one that stays nothing is done', lost.status == 422 and state_of(other)[0] == '1', lost.status)

unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
check('a unit dispatches nothing', unit.get(path).status == 403, unit.get(path).status)
equal('it gives its tickets to its own people, and no more', set(re.findall(r'name="move" value="([a-z]+)"', unit.get('/admin/').body.decode())), {'assigned', 'unassigned'})
caller = sign_in(URL, find(PEOPLE, 'followup', '44'))
equal('so do those who call back', set(re.findall(r'name="move" value="([a-z]+)"', caller.get('/admin/?state=answered').body.decode())), {'assigned', 'unassigned'})
ministry = sign_in(URL, find(PEOPLE, 'ministry'))
page = ministry.get('/admin/?state=answered').body.decode()
check('who makes no move of many has no boxes', 'data-row' in page and 'name="pick"' not in page)
stranger = sign_in(URL, find(PEOPLE, 'agent', '65'))
page = stranger.get(path)
check("another province's agent sees no ticket of it", '绕道' not in page.body.decode() and page.body.decode().count('name="pick"') == 0)
theirs = stranger.post('/admin/bulk', [('token', next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')), ('move', 'urged'),
                                       ('intent', '0' * 32), ('pick', f'{picked[2]}.{versions(picked)[picked[2]]}')])
check("another province's ticket is not there for whoever makes a form of the own", versions(picked)[picked[2]] == int(sql(
    f"SELECT version FROM ticket WHERE number = '{picked[2]}'")[0][0]) and words(theirs).get(picked[2]) not in (None, said[picked[0]]), words(theirs))
empty = agent.get('/admin/bulk?move=urged')
check('nothing picked is said', empty.status == 200 and not bulk_form(empty))

done()
