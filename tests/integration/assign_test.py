#!/usr/bin/env python3
"""Has one person a ticket, and only one who may have it: given by those who may, seen by all who work on it and by nobody outside, found
in the queue by who has it, and agreed on by list and events?"""
import contextlib
import json
import os
import re
import secrets
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from database import TOP, Database  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import Account, accounts, find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
UNIT, OTHER = '440300-02', '440300-01'


def colleague(of, name):
    """Somebody with the rights of an account, under another login."""
    login = f'{name}{ME}'
    sql(f"INSERT INTO staff (login, name, role, region, province, unit, pass_salt, pass_hash, totp_sealed) SELECT '{login}', '{name}', role, region, "
        f"province, unit, pass_salt, pass_hash, totp_sealed FROM staff WHERE login = '{of.login}'")
    return Account(login, of.passphrase, of.secret, of.role, of.province, of.unit)


clerk = next(a for a in accounts(PEOPLE) if a.unit == UNIT)
logins = {'agent': find(PEOPLE, 'agent', '44'), 'clerk': clerk, 'second': colleague(clerk, 'second'), 'away': colleague(clerk, 'away'),
          'assistant': next(a for a in accounts(PEOPLE) if a.unit == OTHER), 'reviewer': find(PEOPLE, 'reviewer', '44'),
          'supervisor': find(PEOPLE, 'supervisor', '44'), 'followup': find(PEOPLE, 'followup', '44'), 'stranger': find(PEOPLE, 'agent', '65'),
          'admin': find(PEOPLE, 'province_admin', '44')}
ID = {name: int(sql(f"SELECT id FROM staff WHERE login = '{a.login}'")[0][0]) for name, a in logins.items()}
NAME = {name: sql(f"SELECT name FROM staff WHERE login = '{a.login}'")[0][0] for name, a in logins.items()}
who = {name: sign_in(URL, a) for name, a in logins.items() if name != 'away'}


def row(number, columns='assignee'):
    return sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def has(number):
    return int(row(number)[0])


def token(name):
    return next(v for f in who[name].get('/admin/sessions').forms for n, _, v, _ in f.fields if n == 'token')


TOKENS = {name: token(name) for name in who}


def do(name, number, move, version=None, intent=None, **values):
    fields = {'token': TOKENS[name], 'version': version or row(number, 'version')[0], 'intent': intent or secrets.token_hex(16), **values}
    return who[name].post(f'/admin/ticket/{number}/{move}', list(fields.items()), follow=False)


def give(name, number, to, **more):
    return do(name, number, 'assigned', person=ID.get(to, to), **more).status


def filed():
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone=f'137{secrets.randbelow(10**8):08d}'))
    return number_of(receipt), code_of(receipt)


def dispatched():
    number, code = filed()
    do('agent', number, 'dispatched', unit=UNIT, text='请核实')
    return number, code


def events(number):
    return [json.loads(bytes.fromhex(r[0])) for r in sql(f"SELECT HEX(canonical) FROM event WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}') ORDER BY seq")]


def hotline(*words):
    ran = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', *words],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return ran.returncode, ran.stdout


# ---- taken, given on, given back -----------------------------------------------------------------------------------
number, code = dispatched()
page = who['clerk'].get('/admin/ticket/' + number)
check('who could have it is offered to take it', f'name="person" value="{ID["clerk"]}"' in page.body.decode())
offered = dict(re.findall(r'<option value="(\d+)"[^>]*>([^<]*)<', re.search(r'<select[^>]*id="f-person".*?</select>', page.body.decode(), re.S).group(0)))
equal('and the others of the unit to be given it, by name', offered, dict(sql(f"SELECT id, name FROM staff WHERE unit = '{UNIT}' AND active = 1")))
equal('among them the colleagues', [offered.get(str(ID[name])) for name in ('second', 'away')], ['second', 'away'])
form = next(f for f in page.forms if (f.action or '').endswith('/assigned') and ('person', 'hidden', str(ID['clerk']), True) in f.fields)
sent = [(n, v) for n, _, v, _ in form.fields]
who['clerk'].post(form.action, sent)
equal('taken, it is the own', has(number), ID['clerk'])
again = who['clerk'].post(form.action, sent)
equal('pressed twice it is taken once', (again.status, [e['type'] for e in events(number)].count('assigned')), (200, 1))
last = events(number)[-1]
equal('the event says to whom, and moves nothing', (last['facts'], last['from'], last['to'], last['actor']['id']), ({'assignee': str(ID['clerk'])}, 'dispatched', 'dispatched', ID['clerk']))
page = who['second'].get('/admin/ticket/' + number)
check('all who work on it see who has it', '经办人 ' + NAME['clerk'] in page.text, page.text[:400])
equal('a colleague gives it on, with a word', give('clerk', number, 'second', text='你熟悉这条线'), 303)
equal('and the other has it', has(number), ID['second'])
page = who['supervisor'].get('/admin/ticket/' + number)
check('the timeline tells to whom and why', f'→ {NAME["second"]} (#{ID["second"]})' in page.text and '你熟悉这条线' in page.text)
person = Citizen(URL)
seen = person.press(person.get('/ticket/track'), {'number': number, 'code': code})
check('the person sees nothing of it', '指派' not in seen.text and NAME['clerk'] not in seen.text and '你熟悉' not in seen.text)
equal('a supervisor may as well', give('supervisor', number, 'clerk'), 303)
equal('it is given back', (do('second', number, 'unassigned').status, has(number)), (303, 0))
equal('what nobody has cannot be given back', do('clerk', number, 'unassigned').status, 409)

# ---- to nobody else, by nobody else --------------------------------------------------------------------------------
for name in ('assistant', 'agent', 'reviewer', 'followup', 'supervisor', 'stranger', 4294967290):
    equal(f'a unit\'s ticket is not given to {name}', (give('clerk', number, name), has(number)), (422, 0))
equal('to nobody it is not given', give('clerk', number, ''), 422)
for name in ('agent', 'reviewer', 'followup', 'admin'):
    equal(f'{name} does not give it', (give(name, number, 'clerk') in (403, 404), has(number)), (True, 0))
for name in ('assistant', 'stranger'):
    equal(f'{name} does not even see it', (give(name, number, 'clerk'), has(number)), (404, 0))
do('supervisor', number, 'joined', unit=OTHER, text='请协查')
equal('who assists gives it to nobody', (give('assistant', number, 'assistant'), give('assistant', number, 'clerk'), has(number)), (403, 403, 0))
sql(f"UPDATE staff SET active = 0 WHERE id = {ID['away']}")
equal('who is locked is not given it', (give('clerk', number, 'away'), has(number)), (422, 0))
check('nor offered', f'<option value="{ID["away"]}"' not in who['clerk'].get('/admin/ticket/' + number).body.decode())
refused = do('clerk', number, 'assigned', person=ID['away'], text='请尽快').text
check('and is told so beside the choice, with what was typed', '请选择负责这件工单' in refused and '请尽快' in refused, refused[:500])

# ---- two at once ---------------------------------------------------------------------------------------------------
version, answers = row(number, 'version')[0], {}


def race(name):
    answers[name] = do(name, number, 'assigned', version=version, person=ID[name])


threads = [threading.Thread(target=race, args=(name,)) for name in ('clerk', 'second')]
for t in threads:
    t.start()
for t in threads:
    t.join()
winner = next((n for n, a in answers.items() if a.status == 303), None)
loser = 'second' if winner == 'clerk' else 'clerk'
equal('two at once: one has it', (sorted(a.status for a in answers.values()), has(number)), ([303, 409], ID.get(winner)))
check('and the other sees what changed', '指派经办人' in answers[loser].text and NAME[winner] in answers[loser].text)

# ---- as it goes on -------------------------------------------------------------------------------------------------
do(winner, number, 'signed')
equal('signed it is the same one\'s', has(number), ID[winner])
do(loser, number, 'replied', text='已核实，司机退还多收费用。')
equal('with the reviewers nobody has it', has(number), 0)
equal('a unit\'s clerk is not given it there', (give('reviewer', number, 'clerk'), give('clerk', number, 'reviewer')), (422, 403))
equal('a reviewer takes it', (give('reviewer', number, 'reviewer'), has(number)), (303, ID['reviewer']))
do('reviewer', number, 'sent_back', text='请写明日期')
equal('sent back, who wrote the reply has it again', (has(number), events(number)[-1]['facts'].get('assignee')), (ID[loser], str(ID[loser])))
do(loser, number, 'returned', text='不属本单位')
equal('returned to the centre, nobody has it', has(number), 0)
equal('where an agent takes it', (give('agent', number, 'agent'), has(number)), (303, ID['agent']))
do('agent', number, 'dispatched', unit=OTHER, text='请办理')
equal('with another unit nobody has it', has(number), 0)
equal('and the first unit cannot', give('second', number, 'second'), 404)
gone, _ = dispatched()
do('second', gone, 'signed')
do('second', gone, 'replied', text='答复')
sql(f"UPDATE staff SET active = 0 WHERE id = {ID['second']}")
do('reviewer', gone, 'sent_back', text='再写')
sql(f"UPDATE staff SET active = 1 WHERE id = {ID['second']}")
equal('sent back to who was locked meanwhile, nobody has it', has(gone), 0)

# ---- calling back --------------------------------------------------------------------------------------------------
def answered(by='reviewer'):
    number = dispatched()[0]
    for name, move, values in (('clerk', 'signed', {}), ('clerk', 'replied', {'text': '已核实，司机退还多收费用。'}), (by, 'approved', {})):
        do(name, number, move, **values)
    return number


def calls(name, person):
    """Those of all tabs who are to be called, narrowed to whose they are."""
    found = []
    for tab in ('chosen', 'begun', 'others'):
        href = f'/admin/followup?tab={tab}&person={person}'
        while href:
            page = who[name].get(href).body.decode()
            found += re.findall(r'href="/admin/followup/(JT[0-9X]+)"', page)
            href = next((h.replace('&amp;', '&') for h in re.findall(r'href="(/admin/followup\?tab=[^"]*)" rel="next"', page)), None)
    return found


back = answered()
equal('what was answered is with those who call back, and nobody has it', (row(back, 'state, assignee')), ['6', '0'])
equal('of whom one takes it', (give('followup', back, 'followup'), has(back)), (303, ID['followup']))
equal('whoever answered does not', (give('followup', back, 'clerk'), give('followup', back, 'reviewer'), give('clerk', back, 'followup')), (422, 422, 403))
check('it is found by whose it is', back in calls('followup', 'mine') and back in calls('followup', '') and back not in calls('followup', 'nobody') and
      back not in calls('supervisor', 'mine'))
check('the page of the call says so', '经办人 ' + NAME['followup'] in who['followup'].get('/admin/followup/' + back).text)
do('followup', back, 'call_failed', text='无人接听')
equal('tried in vain it is the same one\'s', row(back, 'state, assignee'), ['7', str(ID['followup'])])
equal('a supervisor takes it over', (give('supervisor', back, 'supervisor'), has(back)), (303, ID['supervisor']))
do('supervisor', back, 'dissatisfied', text='钱没有退')
equal('handled again, nobody has it', row(back, 'state, assignee'), ['8', '0'])
own = answered(by='supervisor')
equal('who let the answer out is not given the call about it', (give('followup', own, 'supervisor'), has(own)), (422, 0))
check('nor offered to take it', 'data-take' not in who['supervisor'].get('/admin/ticket/' + own).body.decode())
equal('another is', (give('supervisor', own, 'followup'), has(own)), (303, ID['followup']))

# ---- the queue -----------------------------------------------------------------------------------------------------
numbers = [dispatched()[0] for _ in range(5)]
for n in numbers[:3]:
    give('clerk', n, 'clerk')
give('clerk', numbers[3], 'second')


def listed(name, query):
    page = who[name].get('/admin/?state=dispatched' + query)
    shown = list(dict.fromkeys(re.findall(r'href="/admin/ticket/(JT[0-9X]+)"', page.body.decode())))
    count = re.search(r'aria-current="page"[^>]*><strong>[^<]*?(\d+)</strong>', page.body.decode())
    return shown, int(count.group(1)), page


for name, query, condition in [('clerk', '&person=mine', f"unit = '{UNIT}' AND assignee = {ID['clerk']}"), ('second', '&person=mine', f"unit = '{UNIT}' AND assignee = {ID['second']}"),
                               ('clerk', '&person=nobody', f"unit = '{UNIT}' AND assignee = 0"), ('clerk', f"&person={ID['second']}", f"unit = '{UNIT}' AND assignee = {ID['second']}"),
                               ('supervisor', f"&person={ID['clerk']}", f"province = 440000 AND assignee = {ID['clerk']}"), ('supervisor', '&person=mine', '0'),
                               ('supervisor', f"&person={ID['clerk']}&unit={UNIT}&kind=complaint", f"unit = '{UNIT}' AND kind = 1 AND assignee = {ID['clerk']}"),
                               ('agent', f"&person={ID['clerk']}&unit={OTHER}", '0'), ('stranger', f"&person={ID['clerk']}", '0'), ('assistant', f"&person={ID['clerk']}", '0'),
                               ('clerk', '&person=mine&q=' + numbers[1], f"number = '{numbers[1]}'"), ('second', '&person=mine&q=' + numbers[1], '0')]:
    wanted = [r[0] for r in sql(f'SELECT number FROM ticket WHERE state = 2 AND {condition} ORDER BY due_ms, id')]
    shown, count, page = listed(name, query)
    equal(f'{name} {query}: just those, listed and counted', (shown, count), (wanted[:50], len(wanted)))
shown, count, page = listed('clerk', '&person=mine')
check('there are some', len(shown) >= 3)
check('with who has it in a column', re.search(rf'{numbers[0]}.*?<td[^>]*>{NAME["clerk"]}<', page.body.decode(), re.S))
check('the choice stays chosen', '<option value="mine" selected' in page.body.decode())
refused = who['clerk'].get('/admin/?person=x%27')
equal('somebody who is none is told to be so, and nothing is filtered', ('请为经办人选一项' in refused.text, re.findall('data-row>(JT[0-9X]+)<', refused.body.decode())),
      (True, re.findall('data-row>(JT[0-9X]+)<', who['clerk'].get('/admin/').body.decode())))
next_ = who['clerk'].get(f'/admin/next?state=dispatched&person=mine&after={shown[0]}')
check('the next one is one of the own', next_.url.endswith(shown[1]), next_.url)
page = who['supervisor'].get(f'/admin/?unit={UNIT}')
check('filtered for a unit, its people can be chosen', f'<option value="{ID["second"]}"' in page.body.decode())
check('without, those of the centre', f'<option value="{ID["agent"]}"' in who['supervisor'].get('/admin/').body.decode())


def plan_of(statement):
    """Index, how many of its bytes are looked up, and what else is done, of a page of one person's queue."""
    with open(os.path.join(TOP, 'sql', 'desk.sql'), encoding='utf-8') as f:
        text = re.search(rf'-- name: {statement}\n(?:--[^\n]*\n)*(.*?);', f.read(), re.S).group(1).replace('{queue_row}', 'id, summary')
    values = [ID['clerk'], 2, "''", "''", 0, 999999, 0, 255, 0, 255, 0, 9999, "'%'", 0, 255, 0, 1 << 45, 5, 5, 7, 51]
    row = sql(f"PREPARE p FROM 'EXPLAIN {text.replace(chr(39), chr(39) * 2)}'; EXECUTE p USING {', '.join(map(str, values))}")[0]
    return row[5], int(row[6]), row[9]


for statement in ('queue_of_person', 'queue_of_person_back'):
    index, length, more = plan_of(statement)
    check(f'{statement}: one person\'s are read from an index in its order', index == 'by_assignee' and length > 4 and 'filesort' not in more, (index, length, more))

# ---- many at once --------------------------------------------------------------------------------------------------
def bulk(name, move, picked, **values):
    page = who[name].get(f'/admin/bulk?move={move}' + ''.join(f'&pick={n}' for n in picked))
    form = next(f for f in page.forms if f.action == '/admin/bulk')
    fields = [(n, str(values.get(n, v))) for n, _, v, chosen in form.fields if chosen]
    return page, lambda: who[name].post(form.action, fields)


def words(page):
    return dict(re.findall(r'/admin/ticket/(JT[0-9X]+)">.*?<span class="hotline-tag[^"]*">([^<]*)</span>', page.body.decode(), re.S))


page, send = bulk('clerk', 'assigned', numbers, person=ID['second'], text='请今天办完')
check('looked over, each says who has it', page.body.decode().count(f'>{NAME["clerk"]}<') >= 3 and page.body.decode().count('name="pick"') == 5, re.findall('<tr.*?</tr>', page.body.decode(), re.S))
before = {n: has(n) for n in numbers}
do('clerk', numbers[2], 'noted', text='刚打过电话')
equal('nothing is done by looking', {n: has(n) for n in numbers}, before)
result = send()
said = words(result)
equal('done where it could be', [has(n) for n in numbers], [ID['second'], ID['second'], ID['clerk'], ID['second'], ID['second']])
equal('one that changed meanwhile, and one that is theirs already, are told from them', [n for n in numbers if said[n] != said[numbers[0]]], [numbers[2], numbers[3]])
done_events = {n: [e['type'] for e in events(n)].count('assigned') for n in numbers}
again = words(send())
equal('sent again, nothing more is done', ({n: [e['type'] for e in events(n)].count('assigned') for n in numbers}, again[numbers[0]]), (done_events, said[numbers[0]]))
mixed = [numbers[0], filed()[0]]
page, send = bulk('supervisor', 'assigned', mixed, person=ID['agent'])
said = words(send())
equal('to each its own people: one of them is not this person\'s', (has(mixed[0]), has(mixed[1])), (ID['second'], ID['agent']))
check('and is said so', '不能由此人经办' in said[mixed[0]] and said[mixed[1]] == '已处理', said)
page, send = bulk('clerk', 'assigned', numbers)
missing = send()
check('to whom must be said', missing.status == 422 and 'id="e-person"' in missing.body.decode(), missing.status)
page, send = bulk('clerk', 'unassigned', [numbers[0], numbers[4]])
send()
equal('given back together', [has(numbers[0]), has(numbers[4])], [0, 0])
page, _ = bulk('clerk', 'unassigned', [numbers[0], numbers[1]])
check('what nobody has is not picked', f'{numbers[0]}.' not in page.body.decode() and f'{numbers[1]}.' in page.body.decode())
equal('a unit still dispatches nothing', [who['clerk'].get(f'/admin/bulk?move={m}&pick={numbers[0]}').status for m in ('dispatched', 'urged', 'merged')], [403] * 3)
equal('nor by a form of the own', who['clerk'].post('/admin/bulk', [('token', TOKENS['clerk']), ('move', 'dispatched'), ('intent', '0' * 32), ('unit', OTHER), ('pick', numbers[0] + '.1')]).status, 403)

calling = [answered(), answered(by='supervisor')]
page, send = bulk('supervisor', 'assigned', calling, person=ID['supervisor'])
said = words(send())
equal('calls are given out together, but for the own answer', ([has(n) for n in calling], said[calling[1]] == said[calling[0]]), ([ID['supervisor'], 0], False))
page, send = bulk('followup', 'assigned', calling, person=ID['followup'])
send()
equal('by those who call, too', [has(n) for n in calling], [ID['followup']] * 2)

# ---- list and events agree -----------------------------------------------------------------------------------------
code_, said = hotline('doctor')
check('doctor finds list and events agreed', code_ == 0, said)
sql(f"UPDATE ticket SET assignee = {ID['clerk']} WHERE number = '{numbers[0]}'")
code_, said = hotline('doctor')
sql(f"UPDATE ticket SET assignee = 0 WHERE number = '{numbers[0]}'")
check('and who has it without an event', code_ != 0 and numbers[0] in said and 'assignee' in said, said)
auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
step = next(i for i, e in enumerate(events(number), 1) if e['type'] == 'assigned')


def had(event):
    """Who has it behind an event, as the auditor's page shows the ticket."""
    page = auditor.get(f'/audit/ticket/{number}?event={event}').body.decode()
    return re.findall(r'<dt[^>]*>经办人</dt><dd[^>]*>([^<]*)</dd>', page)


equal('the auditor sees who had it then, and that nobody had it before', (had(step), had(step - 1)), ([NAME['clerk']], []))


def compared():
    return re.search(r'id="checked".*?</section>', auditor.get(f'/audit/ticket/{number}').body.decode(), re.S).group(0)


said = compared()
check('and that the list agrees with the events', '现行清单与全部事件重放的结果一致' in said and 'assignee' not in said, said)
had_now = has(number)
sql(f"UPDATE ticket SET assignee = {ID['clerk'] + had_now} WHERE number = '{number}'")
said = compared()
sql(f"UPDATE ticket SET assignee = {had_now} WHERE number = '{number}'")
check('or does not', '现行清单与事件重放不一致' in said and '<code>assignee</code>' in said, said)

# ---- who leaves keeps nothing --------------------------------------------------------------------------------------
@contextlib.contextmanager
def standing_still():
    """No move is made of any ticket meanwhile; pages are read as ever."""
    holder = Database(os.environ)
    try:
        holder.rows('LOCK TABLES ticket READ')
        yield
    finally:
        holder.close()


kept, left, moved = dispatched()[0], numbers[1], numbers[3]
give('clerk', kept, 'clerk')
give('clerk', moved, 'clerk') if has(moved) != ID['clerk'] else None
give('clerk', left, 'second') if has(left) != ID['second'] else None
lead = dispatched()[0]
third = colleague(clerk, 'third')
ID['third'] = int(sql(f"SELECT id FROM staff WHERE login = '{third.login}'")[0][0])
equal('a third has one as well', (give('clerk', lead, 'third'), has(lead)), (303, ID['third']))
caller = colleague(logins['followup'], 'caller')
ID['caller'] = int(sql(f"SELECT id FROM staff WHERE login = '{caller.login}'")[0][0])
equal('and somebody a call', (give('followup', own, 'caller'), has(own)), (303, ID['caller']))
with standing_still():
    sql(f"UPDATE staff SET active = 0 WHERE login IN ('second{ME}', 'away{ME}')")
    sql(f"UPDATE staff SET unit = '{OTHER}' WHERE id = {ID['third']}")
    sql(f"UPDATE staff SET role = (SELECT role FROM staff WHERE id = {ID['agent']}) WHERE id = {ID['caller']}")
    shown, _, page = listed('supervisor', f"&person={ID['second']}")
    row_ = re.search(rf'<tr(?:(?!</tr>).)*{left}.*?</tr>', page.body.decode(), re.S)
    check('what somebody has who is locked is seen to be so, until it is taken from them', row_ and '账号已停用' in row_.group(0), page.text[:800])
check('the worker takes it from who is locked', until(lambda: has(left) == 0, 75), has(left))
check('and from who is of another unit now', until(lambda: has(lead) == 0, 75), has(lead))
check('and from who calls nobody any more', until(lambda: has(own) == 0, 75), has(own))
last = events(left)[-1]
equal('by an event of its own', (last['type'], last['actor']['kind']), ('unassigned', 'system'))
equal('and from nobody else', (has(kept), has(moved), has(calling[0])), (ID['clerk'], ID['clerk'], ID['followup']))
code_, said = hotline('doctor')
check('after all of it list and events agree', code_ == 0, said)
sql(f"UPDATE staff SET active = 0 WHERE id IN ({ID['third']}, {ID['caller']})")
done()
