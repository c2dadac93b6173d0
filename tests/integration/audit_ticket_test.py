#!/usr/bin/env python3
"""Does the auditor see a ticket as it stood at any of its events, as another role saw it then, and that nobody changed it behind its
events? What each role saw is kept from its own page while the ticket goes its way, and compared afterwards; what the events say is
read from their bytes by Python."""
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import TOP, check, done, equal, sql_of_run as sql  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')


def timeline(page):
    """(label, words…) of each step a page shows."""
    body = page.body.decode()
    steps = re.search(r'<ol class="hotline-timeline[^"]*">(.*?)</ol>', body, re.S)
    shown = []
    for step in re.findall(r'<li>(.*?)</li>', steps.group(1) if steps else '', re.S):
        label = re.search(r'<strong>(.*?)</strong>', step).group(1)
        shown.append((re.sub(r'^\d+\. ', '', label), *re.findall(r'<div class="hotline-words"[^>]*>(.*?)</div>', step, re.S)))
    return shown


def act(who, move, on=None, **values):
    page = who.get('/admin/ticket/' + (on or number))
    form = next(f for f in page.forms if (f.action or '').endswith('/' + move))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


# ---- a ticket goes its way, and each step is looked at as it is taken ------------------------------------------------
agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
assistant = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-01'))
reviewer = sign_in(URL, find(PEOPLE, 'reviewer', '44'))
auditor_account = find(PEOPLE, 'auditor', '44')
auditor = sign_in(URL, auditor_account, 'audit')

receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912349900', content=f'审计重放试验 {ME}：司机绕道多收费，请查处'))
number, code = number_of(receipt), code_of(receipt)
ticket = f"(SELECT id FROM ticket WHERE number = '{number}')"
citizen, staff, of_unit, of_assistant = {}, {}, {}, {}


def look():
    seq = int(sql(f"SELECT last_seq FROM ticket WHERE number = '{number}'")[0][0])
    who = Citizen(URL)
    citizen[seq] = timeline(who.press(who.get('/ticket/track'), {'number': number, 'code': code}))
    staff[seq] = timeline(agent.get('/admin/ticket/' + number))
    of_unit[seq] = unit.get('/admin/ticket/' + number).status
    of_assistant[seq] = assistant.get('/admin/ticket/' + number).status


look()
for who, move, values in ((agent, 'noted', {'text': f'内部意见 {ME}'}), (agent, 'dispatched', {'unit': '440300-02', 'text': '请核实'}), (unit, 'signed', {}),
                          (agent, 'joined', {'unit': '440300-01', 'text': '请协助核实'}), (unit, 'asked', {'text': '请问有没有发票？'}), (agent, 'supplemented', {'text': '有发票'}), (unit, 'replied', {'text': '第一次答复'}),
                          (reviewer, 'sent_back', {'text': '请写明日期'}), (unit, 'replied', {'text': f'已退款 {ME}'}), (reviewer, 'approved', {})):
    if move == 'approved':  # the minute turns before the answer, so that a time to the minute can lie between
        before_answer = time.time()
        time.sleep(60 - before_answer % 60 + 0.3)
    act(who, move, **values)
    look()
last = max(citizen)
equal('eleven events in all', last, 11)

# ---- as it stood after each of them ------------------------------------------------------------------------------------
events = [json.loads(bytes.fromhex(row[0])) for row in sql(f'SELECT HEX(canonical) FROM event WHERE ticket_id = {ticket} ORDER BY seq')]
auditor_id = sql(f"SELECT id FROM staff WHERE login = '{auditor_account.login}'")[0][0]
with open(os.path.join(TOP, 'templates/labels/zh-CN.hdf'), encoding='utf-8') as f:
    LABELS = dict(line.rstrip('\n').split(' = ', 1) for line in f if ' = ' in line)


def looks_recorded():
    return int(sql(f"SELECT COUNT(*) FROM reading WHERE staff_id = {auditor_id} AND number = '{number}' AND program = 'audit'")[0][0])


def replay(query=''):
    """The page, counting that it was looked at."""
    global looks
    looks += 1
    return auditor.get(f'/audit/ticket/{number}{query}')


def state_of(page):
    found = re.search(r'<p class="govuk-body"><span class="hotline-tag">([^<]*)</span>', page.body.decode())
    return found and found.group(1)


def head_of(page):
    return re.search(r'<dl class="govuk-summary-list">(.*?)</dl>', page.body.decode(), re.S).group(1)


seen_before, looks = looks_recorded(), 0
wrong, unit_then, due_then = [], '', {}
for i, event in enumerate(events, 1):
    page = replay(f'?event={i}')
    unit_then = event['facts'].get('unit', unit_then)
    due_then.update((clock['stage'], clock['due_ms']) for clock in event['clocks'])
    promise = time.gmtime(due_then.get('extend', due_then['answer']) / 1000 + 8 * 3600)
    wanted = (LABELS['state.' + event['to']], i, True, True)
    got = (state_of(page), len(timeline(page)), unit_then in page.text, f'{promise.tm_mon}月{promise.tm_mday}日' in head_of(page))
    if got != wanted:
        wrong.append((i, got, wanted))
check('each step shows the events up to it, the state they led to, its unit and its promise', not wrong, wrong)
page = replay('?event=4')
check('what came later is not there yet', f'已退款 {ME}' not in page.text and '请问有没有发票' not in page.text and len(timeline(page)) == 4)
equal('the present is its last step', timeline(replay()), timeline(replay(f'?event={last}')))

# A time to the minute, between the last two events.
at = time.strftime('%Y-%m-%dT%H:%M', time.gmtime(events[-1]['at_ms'] / 1000 + 8 * 3600))
page = replay(f'?at={at}')
equal('a minute between two events shows the first of them last', len(timeline(page)), last - 1)
page = replay('?at=2020-01-01+08:00')
check('before it was filed there was nothing', '还没有受理' in page.text and not timeline(page), page.text[:400])

# ---- who and why ---------------------------------------------------------------------------------------------------------
body = re.sub(r'<[^>]+>', '', replay().body.decode())
logins = {row[0] for row in sql(f'SELECT DISTINCT s.login FROM event e JOIN staff s ON s.id = e.actor_id WHERE e.ticket_id = {ticket} AND e.actor_kind = 2')}
check('everybody who acted is named', logins and all(login in body for login in logins), logins)
rules = {(r['id'], r['version']) for e in events for r in e['rules'] + [c['rule'] for c in e['clocks']]}
check(f'and each of {len(rules)} rules that decided, with its version', rules and all(f'{i} ({v})' in body for i, v in rules), rules)
facts = {(k, v) for e in events for k, v in e['facts'].items()}
check('and each fact', all(f'{k} {v}' in body for k, v in facts), facts)
check('all hangs together, and is said to', all(t in body for t in ('全部事件首尾相接', '现存文字都与事件里的承诺相符', '现行清单与全部事件重放的结果一致')), body[:600])

# ---- as somebody else ------------------------------------------------------------------------------------------------------
wrong = []
for i in range(1, last + 1):
    page = replay(f'?event={i}&as=citizen')
    if timeline(page) != citizen[i]:
        wrong.append((i, timeline(page), citizen[i]))
check('the person saw at each step just what is shown as theirs', not wrong and len(citizen[last]) > 5, wrong[:1])
page = replay('?as=citizen')
check('what they did not see is not shown, but named', f'内部意见 {ME}' not in page.body.decode() and '请写明日期' not in page.body.decode() and '内部备注' in page.text)
wrong = []
for i in range(1, last + 1):
    page = replay(f'?event={i}&as=agent')
    if timeline(page) != staff[i]:
        wrong.append((i, timeline(page), staff[i]))
check('so did the agent', not wrong, wrong[:1])
check('who sees a mask and never the number', '139****9900' in page.text and '13912349900' not in page.body.decode())
check('and no hashes', events[0]['texts']['content'] not in page.body.decode() and sql(f'SELECT LOWER(HEX(hash)) FROM event WHERE ticket_id = {ticket} AND seq = 1')[0][0] not in page.body.decode())
opened = []
for i in range(1, last + 1):
    page = replay(f'?event={i}&as=unit')
    named = re.search(r'<section aria-labelledby="masked".*?</section>', page.body.decode(), re.S).group(0)
    opened.append((200 if '440300-02' in named else 404, 200 if '440300-01' in named else 404))
    if bool(timeline(page)) == ('任何单位都打不开' in named):
        opened.append((i, 'shown to nobody, or hidden from somebody'))
equal('the units named could open it then, and only they', opened, [(of_unit[i], of_assistant[i]) for i in range(1, last + 1)])
check('among them one that was asked to assist, for a time', {200, 404} == set(of_assistant.values()) and of_assistant[last] == 404, of_assistant)
second = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912349901', content=f'会办试验 {ME}：站台积水，请处理')))
for who, move, values in ((agent, 'dispatched', {'unit': '440300-02', 'text': '请核实'}), (unit, 'signed', {}), (agent, 'joined', {'unit': '440300-01', 'text': '请协助'}),
                          (assistant, 'joint_replied', {'text': '已到场'}), (unit, 'replied', {'text': '已处理'}), (reviewer, 'approved', {})):
    act(who, move, second, **values)
equal('one that did what it was asked still opens it', ('440300-01' in auditor.get(f'/audit/ticket/{second}?as=unit').text, assistant.get('/admin/ticket/' + second).status), (True, 200))

# ---- refused --------------------------------------------------------------------------------------------------------------
for query, word in (('event=99', '没有这么多事件'), ('event=0', '有需要改正的地方'), ('at=2026-13-45', '有需要改正的地方'), ('at=2999-01-01+00:00', '有需要改正的地方'), ('as=emperor', '有需要改正的地方')):
    page = replay(f'?{query}')
    check(f'{query} is refused in words', page.status == 200 and word in page.text and not timeline(page), page.text[:300])
check('what was typed stays', '2026-13-45' in replay(f'?at=2026-13-45').body.decode())
equal('each look is recorded', looks_recorded() - seen_before, looks)
equal('another province does not see it', sign_in(URL, find(PEOPLE, 'auditor', '11'), 'audit').get('/audit/ticket/' + number).status, 404)

# ---- changed behind the events --------------------------------------------------------------------------------------------
sql(f"UPDATE ticket SET rating = 5, answer_due_ms = answer_due_ms + 86400000 WHERE number = '{number}'")
page = replay()
check('a list that says more than the events is found, and what of it', '现行清单与事件重放不一致' in page.text and 'rating' in page.text and 'answer_due_ms' in page.text
      and 'returns' not in re.search(r'<section aria-labelledby="checked".*?</section>', page.body.decode(), re.S).group(0), page.text[:600])
sql(f"UPDATE ticket SET rating = 0, answer_due_ms = answer_due_ms - 86400000 WHERE number = '{number}'")
sql(f"UPDATE event_text SET body = CONCAT(body, '。') WHERE ticket_id = {ticket} AND seq = 10 AND field = 'reply'")
page = replay()
check('so are words', '文字与事件里的承诺不符' in page.text and '与承诺不符' in page.text, page.text[:600])
sql(f"UPDATE event_text SET body = LEFT(body, CHAR_LENGTH(body) - 1) WHERE ticket_id = {ticket} AND seq = 10 AND field = 'reply'")
check('put back, all is well', '不符' not in replay().text.replace('与承诺不符', ''))

# ---- every ticket there is ------------------------------------------------------------------------------------------------
numbers = [row[0] for row in sql('SELECT number FROM ticket WHERE region DIV 10000 = 44 ORDER BY last_seq DESC, id DESC LIMIT 150')]
wrong = [n for n in numbers if '现行清单与全部事件重放的结果一致' not in auditor.get('/audit/ticket/' + n).text]
check(f'{len(numbers)} tickets of the province are what their events make of them', numbers and not wrong, wrong)

# ---- from page to page -----------------------------------------------------------------------------------------------------
for path in ('/audit/', '/audit/acts', '/audit/findings', '/audit/inspections', '/audit/reveals', '/audit/reading', '/audit/jobs', '/audit/sessions', '/audit/ticket/' + number):
    nav = re.findall(r'<nav class="hotline-nav.*?</nav>', auditor.get(path).body.decode(), re.S)
    links = re.findall(r'href="([^"]+)"( aria-current="page")?', nav[0]) if nav else []
    wanted = {'/audit/', '/audit/findings', '/audit/inspections', '/audit/acts', '/audit/reveals', '/audit/reading', '/audit/jobs'}
    check(f'{path} leads to the others, and says where one is', wanted <= {u for u, _ in links} and [u for u, c in links if c] == ([path] if path in wanted else []), links)
done()
