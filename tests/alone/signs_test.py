#!/usr/bin/env python3
"""Is each sign of what is worth a look what the bare events and replies come to, by another path; does its figure open exactly the
tickets it was made of; and is it within the viewer's reach?

On a stack of its own, with a version of Jiangsu that is made here: promises of minutes, so that a reply can come just before one."""
import collections
import datetime
import json
import os
import re
import sys
import time
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import Stack, add_plugin, build_of_its_own, check, done, equal, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

DAY = (datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date() - datetime.date(1970, 1, 1)).days
PLUGIN = '''#include "table_rules.h"
#define OURS "a rule of the tests"
static const struct table_clock clocks[] = {
	{ "32.test.complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 0, 0, 0, 20, RULES_MINUTE, RULES_FROM_MOMENT, OURS },
	{ "32.test.suggestion", RULES_STAGE_ANSWER, RULES_SUGGESTION, 0, 0, 0, 45, RULES_MINUTE, RULES_FROM_MOMENT, OURS },
};
TABLE_CLOCK(clocks)
const struct province_rules province_rules = {
	TABLE_HEAD(320000, "江苏省", "Jiangsu", "test", OURS), .effective_from = %d - 1, .clock = table_clock_answer,
};
''' % DAY
CASES = '''complaint\t3102\t320100\tanswer\t-\t20\tminute\tmoment\t32.test.complaint\ta rule of the tests
suggestion\t3102\t320100\tanswer\t-\t45\tminute\tmoment\t32.test.suggestion\ta rule of the tests
'''
SIGNS = ('returned_again', 'last_minutes', 'last_hour', 'copied_reply')
SAME = '经核实，您反映的驾驶员已于{}月{}日被约谈，本单位将继续加强教育管理，感谢您的监督。'
OTHER = '该路段的站牌已经重新安装完毕，恢复正常使用，欢迎您继续监督我们的工作。'
MINUTE = 60_000


def form_of(page, move):
    return next((f for f in page.forms if (f.action or '').endswith('/' + move)), None)


def act(who, number, move, **values):
    form = form_of(who.get('/admin/ticket/' + number), move)
    page = who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen or n in values])
    assert page.status == 200, (move, page.status, page.text[:600])


def filed(kind, **more):
    matter = dict(MATTER, region='320100', item='3102', kind=kind, plate='', place='', **more)
    number = number_of(Citizen(stack.url).walk('/ticket/new', matter))
    assert number, kind
    return number


def given(number, code='320100-01'):
    act(agent, number, 'dispatched', unit=code, text='请核实')
    return units[code]


def replied(number, text, code='320100-01'):
    unit = given(number, code)
    act(unit, number, 'signed')
    act(unit, number, 'replied', text=text)


def live():
    """What happened, told to the system by those who did it."""
    tossed = filed('complaint')
    for code in ('320100-01', '320100-02'):
        act(given(tossed, code), tossed, 'returned', text='不属于本单位职责')
    act(given(tossed), tossed, 'signed')
    act(units['320100-01'], tossed, 'extension_asked', text='需要调取录像', days='2')
    act(units['320100-01'], tossed, 'replied', text=SAME.format(3, 4))
    once = filed('suggestion')
    act(given(once, '320100-02'), once, 'returned', text='请转公路部门')
    act(given(once), once, 'signed')
    act(units['320100-01'], once, 'extension_asked', text='还要现场查看', days='1')
    act(units['320100-01'], once, 'replied', text='  ' + SAME.format(11, 20).replace('，', ','))
    calm = filed('inquiry')
    act(given(calm), calm, 'signed')
    act(units['320100-01'], calm, 'extension_asked', text='需要会商', days='1')
    act(units['320100-01'], calm, 'replied', text=SAME.format(5, 6))	# the third matter with these words
    replied(filed('inquiry'), SAME.format(7, 8), '320100-02')		# but the first of another unit
    for _ in range(3):
        replied(filed('inquiry'), '已办理。')				# alike by chance
    leads, left = filed('inquiry'), filed('inquiry')
    act(agent, leads, 'group', numbers=left)
    form = form_of(agent.get('/admin/ticket/' + leads), 'ungroup')
    agent.post(form.action, [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden'] + [('all', 'yes')])
    replied(leads, OTHER)
    replied(filed('inquiry'), OTHER)
    assert until(lambda: stack.count(f"SELECT state = 1 FROM ticket WHERE number = '{left}'") == 1, 20)
    replied(left, OTHER)						# the third, of the second matter
    return tossed, calm, left


# ---- the second path: canonical bytes and texts, nothing of what the worker keeps -------------------------------------

def letters(text):
    return ''.join(c for c in unicodedata.normalize('NFKC', text).casefold() if unicodedata.category(c)[0] == 'L')


def recount():
    """(sign, number, region, unit, hit) of every event that a sign is about."""
    lives, replies, rows = collections.OrderedDict(), {}, []
    for number, canonical in stack.sql('SELECT t.number, HEX(e.canonical) FROM event e JOIN ticket t ON t.id = e.ticket_id ORDER BY e.ticket_id, e.seq'):
        lives.setdefault(number, []).append(json.loads(bytes.fromhex(canonical)))
    for number, seq, body in stack.sql("SELECT t.number, x.seq, HEX(x.body) FROM event_text x JOIN ticket t ON t.id = x.ticket_id WHERE x.field = 'reply'"):
        replies[number, int(seq)] = letters(bytes.fromhex(body).decode())
    given_words = []
    for number, events in lives.items():
        region, unit, due, matter, back = '', '', None, number, 0
        for e in events:
            facts, left = e['facts'], None
            if 'region' in facts:
                region, unit = facts['region'], ''
            if facts.get('unit') and e['type'] != 'joined':
                unit = facts['unit']
            due = ([c['due_ms'] for c in e['clocks'] if c['stage'] in ('answer', 'extend')] or [due])[-1]
            left = due - e['at_ms'] if due else -1
            if e['type'] in ('grouped', 'merged'):
                matter = facts['ticket']
            if e['type'] in ('returned', 'transfer_returned'):
                rows.append(['returned_again', number, region, unit, back > 0])
                back += 1
            if e['type'] == 'extension_asked':
                rows.append(['last_hour', number, region, unit, 0 <= left < 60 * MINUTE])
            if e['type'] == 'replied':
                rows.append(['last_minutes', number, region, unit, 0 <= left < 30 * MINUTE])
                rows.append(['copied_reply', number, region, unit, False])
                given_words.append((e['at_ms'], unit, replies.get((number, e['seq']), ''), matter, rows[-1]))
    for at, unit, words, matter, row in given_words:
        same = {m for t, u, w, m, _ in given_words if t <= at and u == unit and w == words and m != matter}
        row[-1] = bool(unit) and len(words) >= 20 and len(same) >= 2
    return rows


def total(rows, **only):
    sums = {sign: [0, 0] for sign in SIGNS}
    for sign, _, region, unit, hit in rows:
        if region.startswith(only.get('region', '')) and only.get('unit', unit) == unit:
            sums[sign][0] += hit
            sums[sign][1] += 1
    return [sums[s] for s in SIGNS]


# ---- what the pages say --------------------------------------------------------------------------------------------------

def table(page, caption):
    found = re.search(r'<caption[^>]*>' + caption + r'.*?<tbody[^>]*>(.*?)</tbody>', page.body.decode(), re.S)
    rows = re.findall(r'<tr.*?</tr>', found.group(1), re.S) if found else []
    return [[re.sub(r'<[^>]*>', '', c).strip() for c in re.findall(r'<t[dh][^>]*>(.*?)</t[dh]>', row, re.S)] for row in rows]


def shown(page):
    return [[int(row[1]), int(row[2])] for row in table(page, '各项迹象')]


def listed(who, sign, query):
    page = who.get(f'/admin/indicators/tickets?what={sign}{query}')
    return sorted(re.findall(r'href="/admin/ticket/(JT\d+)"', page.body.decode()))


def pages(tossed, calm, left):
    rows, month = recount(), time.strftime('%Y%m', time.gmtime(time.time() + 8 * 3600))
    nanjing = total(rows, region='3201')
    equal('what was done here is what is counted: hits', [hits for hits, _ in nanjing], [1, 1, 2, 1])
    check('beside others that are none', all(counted > hits for hits, counted in nanjing), nanjing)
    for who, query, only in ((supervisor, '', {'region': '32'}), (supervisor, '&region=320100', {'region': '3201'}), (ministry, '', {}),
                             (supervisor, '&unit=320100-01', {'region': '32', 'unit': '320100-01'}),
                             (supervisor, '&region=440000', {'region': '32'})):
        equal(f'as recounted: {query or who.get("/admin/signs").url}', shown(who.get(f'/admin/signs?month={month}{query}')), total(rows, **only))
    parts = table(supervisor.get(f'/admin/signs?month={month}'), '按单位')
    wanted = [[f'{hits} / {counted}' for hits, counted in total(rows, region='32', unit=u)] for u in {r[3] for r in rows if r[2].startswith('32')}]
    equal('each unit of the province', sorted(p[1:] for p in parts), sorted(wanted))
    places = table(ministry.get(f'/admin/signs?month={month}'), '按地区')
    wanted = [[f'{hits} / {counted}' for hits, counted in total(rows, region=p)] for p in {r[2][:2] for r in rows}]
    equal('each province of the nation', sorted(p[1:] for p in places), sorted(wanted))
    for sign in SIGNS:
        for hit, asked in ((True, '&hit=yes'), (False, '&hit=no')):
            equal(f'{sign}{asked} opens the tickets it was made of', listed(supervisor, sign, f'&month={month}{asked}'),
                  sorted(r[1] for r in rows if r[0] == sign and r[2].startswith('32') and r[4] == hit))
    equal('the third matter with the same words', listed(supervisor, 'copied_reply', f'&month={month}&hit=yes&region=320100'), [calm])
    check('and none of a group, whose matter is one', left in listed(supervisor, 'copied_reply', f'&month={month}&hit=no'))
    equal('sent to and fro', listed(supervisor, 'returned_again', f'&month={month}&hit=yes&region=320100'), [tossed])
    check('the list leads back and accuses nobody', all(w in supervisor.get(f'/admin/indicators/tickets?what=copied_reply&month={month}').text
                                                     for w in ('值得一看', '有的问题本就该这样答复')))
    equal('indicators do not grow by signs', [sign for sign in SIGNS if f'what={sign}' in supervisor.get('/admin/indicators').body.decode()], [])
    english = supervisor.get('/admin/signs?lang=en')
    check('in English too', all(w in english.text for w in ('Worth a look', 'Sent back again', 'not that anybody did wrong')), english.text[:300])
    equal('not for an agent', agent.get('/admin/signs').status, 403)
    for query in ('month=202613', 'span=week', 'unit=%27%3B', 'region=999999'):
        check(f'a bad question breaks nothing: {query}', supervisor.get('/admin/signs?' + query).status in (200, 422))


with build_of_its_own() as BUILD:
    add_plugin(BUILD, '32_jiangsu.test', PLUGIN, CASES)
    with Stack(BUILD=BUILD) as stack:
        people = os.path.join(stack.run, 'accounts.tsv')
        agent, supervisor, ministry = (sign_in(stack.url, find(people, *who)) for who in (('agent', '32'), ('supervisor', '32'), ('ministry',)))
        units = {a.unit: sign_in(stack.url, a) for a in accounts(people) if a.unit in ('320100-01', '320100-02')}
        ours = live()
        check('the worker takes it all in', until(lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 0, 30))
        pages(*ours)
done()
