#!/usr/bin/env python3
"""Who is away: is it said by just those who may, with somebody who can stand in; does what the absent one has come to that person, is each act
recorded as done for the absent one, does nobody gain a right by it, and does it end by itself and by hand?"""
import json
import os
import re
import secrets
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from cst import day, now  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import Account, accounts, find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
UNIT, OTHER = '440300-02', '440300-01'


def colleague(of, name):
    login = f'{name}{ME}'
    sql(f"INSERT INTO staff (login, name, role, region, province, unit, pass_salt, pass_hash, totp_sealed) SELECT '{login}', '{name}', role, region, "
        f"province, unit, pass_salt, pass_hash, totp_sealed FROM staff WHERE login = '{of.login}'")
    return Account(login, of.passphrase, of.secret, of.role, of.province, of.unit)


clerk = colleague(next(a for a in accounts(PEOPLE) if a.unit == UNIT), 'clerk')
logins = {'clerk': clerk, 'second': colleague(clerk, 'second'), 'third': colleague(clerk, 'third'),
          'assistant': next(a for a in accounts(PEOPLE) if a.unit == OTHER), 'agent': find(PEOPLE, 'agent', '44'), 'reviewer': find(PEOPLE, 'reviewer', '44'),
          'supervisor': find(PEOPLE, 'supervisor', '44'), 'lead': colleague(find(PEOPLE, 'supervisor', '44'), 'lead'), 'followup': find(PEOPLE, 'followup', '44'),
          'stranger': find(PEOPLE, 'supervisor', '65'), 'security': find(PEOPLE, 'security_admin'), 'admin': find(PEOPLE, 'province_admin', '44')}
ID = {name: int(sql(f"SELECT id FROM staff WHERE login = '{a.login}'")[0][0]) for name, a in logins.items()}
NAME = {name: sql(f"SELECT name FROM staff WHERE login = '{a.login}'")[0][0] for name, a in logins.items()}
who = {name: sign_in(URL, a) for name, a in logins.items()}
TOKENS = {name: next(v for f in p.get('/admin/sessions').forms for n, _, v, _ in f.fields if n == 'token') for name, p in who.items()}


def away(by, person, delegate, first=0, last=0):
    fields = [('token', TOKENS[by]), ('first_day', day(first)), ('last_day', day(last)), ('delegate', str(ID.get(delegate, delegate)))]
    return who[by].post('/admin/absence', fields + ([('person', str(ID[person]))] if person != by else []), follow=False)


def row(number, columns):
    return sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def do(name, number, move, **values):
    fields = {'token': TOKENS[name], 'version': row(number, 'version')[0], 'intent': secrets.token_hex(16), **values}
    return who[name].post(f'/admin/ticket/{number}/{move}', list(fields.items()), follow=False).status


def last(number):
    return json.loads(bytes.fromhex(sql(f"SELECT HEX(canonical) FROM event WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}') ORDER BY seq DESC LIMIT 1")[0][0]))


def dispatched():
    number = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone=f'136{secrets.randbelow(10**8):08d}')))
    do('agent', number, 'dispatched', unit=UNIT, text='请核实')
    return number


def standing(name):
    return int(sql(f'SELECT COUNT(*) FROM absence WHERE staff_id = {ID[name]} AND ended_ms = 0')[0][0])


def end(by, name):
    held = sql(f'SELECT id FROM absence WHERE staff_id = {ID[name]} ORDER BY id DESC LIMIT 1')[0][0]
    return who[by].post(f'/admin/absence/{held}/end', [('token', TOKENS[by])], follow=False).status


# ---- who may stand in ----------------------------------------------------------------------------------------------
for name, why in (('clerk', 'oneself'), ('assistant', 'another unit'), ('agent', 'another role'), ('supervisor', 'who may not reply for the unit'), (4294967290, 'nobody'), ('', 'no one named')):
    equal(f'{why} cannot stand in', (away('clerk', 'clerk', name).status, standing('clerk')), (422, 0))
for first, last_, why in ((1, 0, 'the end before the beginning'), (-3, -1, 'what is over'), (0, 400, 'more than a year')):
    equal(f'{why} is no absence', (away('clerk', 'clerk', 'second', first, last_).status, standing('clerk')), (422, 0))
sql(f"UPDATE staff SET active = 0 WHERE id = {ID['third']}")
equal('who is locked cannot stand in', (away('clerk', 'clerk', 'third').status, standing('clerk')), (422, 0))
sql(f"UPDATE staff SET active = 1 WHERE id = {ID['third']}")
page = who['clerk'].get('/admin/absence')
offered = set(re.findall(r'<option value="(\d+)"', re.search(r'id="f-delegate".*?</select>', page.body.decode(), re.S).group(0)))
check('offered are those who can, and not oneself', {str(ID['second']), str(ID['third'])} <= offered and not {str(ID[n]) for n in ('clerk', 'assistant', 'agent')} & offered, offered)
refused = away('clerk', 'clerk', 'assistant')
check('a refusal stands beside the field, with the days as typed', '同一单位或辖区' in refused.text and day(0) in refused.body.decode(), refused.text[:300])
equal('a reviewer is stood in for by who supervises, who may do more', away('reviewer', 'reviewer', 'supervisor', 2, 3).status, 303)
end('reviewer', 'reviewer')
equal('and not the other way round', away('supervisor', 'supervisor', 'reviewer').status, 422)

# ---- who may say it ------------------------------------------------------------------------------------------------
for name in ('agent', 'second', 'admin', 'reviewer', 'stranger', 'assistant'):
    status = away(name, 'clerk', 'second' if name != 'second' else 'third').status
    check(f'{name} does not say it of another', status in (403, 404) and standing('clerk') == 0, status)
equal('who supervises may, of another', away('supervisor', 'clerk', 'second').status, 303)
equal('not twice for the same days', (away('clerk', 'clerk', 'third').status, standing('clerk')), (422, 1))
equal('of another supervisor not', away('supervisor', 'lead', 'supervisor').status, 404)
equal('the security administrator may', away('security', 'lead', 'supervisor', 5, 6).status, 303)
acts = [r for r in sql(f"SELECT act, detail FROM staff_act WHERE object = '{clerk.login}' ORDER BY id")]
equal('it stands in the trail of acts', acts, [['absence_set', f'→ {logins["second"].login}, {day(0)} – {day(0)}']])
check('the trail says so in words', '登记不在岗' in who['security'].get('/admin/acts?object=' + clerk.login).text)
check('and the page of the person', NAME['second'] in who['security'].get(f"/admin/people/{ID['clerk']}").text and day(0) in who['admin'].get(f"/admin/people/{ID['clerk']}").text)

# ---- what comes to the absent one ----------------------------------------------------------------------------------
number, other = dispatched(), dispatched()
do('clerk', number, 'assigned', person=ID['clerk'])
queue = who['second'].get('/admin/?state=dispatched')
check('who stands in sees for whom, and how much they have', f'代 {NAME["clerk"]}' in queue.text and f'/admin/?person={ID["clerk"]}' in queue.body.decode() and '对方经办的工单 1' in queue.text, queue.text[:400])
check('and finds it', number in who['second'].get(f"/admin/?state=dispatched&person={ID['clerk']}").text)
check('nobody else does', f'代 {NAME["clerk"]}' not in who['third'].get('/admin/').text)
check('the ticket says who stands in', f'代理人 {NAME["second"]}' in who['third'].get('/admin/ticket/' + number).text)


def people(page):
    select = re.search(r'<select[^>]*id="f-person".*?</select>', page.body.decode(), re.S).group(0)
    return dict((int(i), name) for i, name in re.findall(r'<option value="(\d+)"[^>]*>([^<]*)<', select))


away('supervisor', 'third', 'second', 1, 2)
offered = people(who['second'].get('/admin/ticket/' + other))
equal('who gives a ticket on sees who is away today and who would do it, and that of nobody who is away another day', {n: offered[ID[n]] for n in ('clerk', 'second', 'third')},
      {'clerk': 'clerk · 今日不在，由second代', 'second': 'second', 'third': 'third'})
equal('and who gives many', people(who['third'].get(f'/admin/bulk?move=assigned&pick={other}')), offered)
who['second'].get('/admin/?lang=en')
equal('in English as well', people(who['second'].get('/admin/ticket/' + other + '?lang=en'))[ID['clerk']], 'clerk · away today, second stands in')
who['second'].get('/admin/?lang=zh-CN')
end('third', 'third')
check('who is away is told so', '您已登记不在岗' in who['clerk'].get('/admin/').text)
equal('an act on it is done for the absent one', (do('second', number, 'signed'), last(number)['facts'].get('for'), last(number)['actor']['id']), (303, str(ID['clerk']), ID['second']))
check('and the timeline says so', f'{NAME["second"]} (#{ID["second"]}) 代 {NAME["clerk"]} (#{ID["clerk"]})' in who['third'].get('/admin/ticket/' + number).text)
auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
check('to the auditor as well', f'代 {NAME["clerk"]}' in auditor.get('/audit/ticket/' + number).text)
do('third', number, 'noted', text='我也看看')
equal('somebody else acts for nobody', last(number)['facts'], {})
do('clerk', number, 'noted', text='在外地')
equal('nor does the absent one for anybody', last(number)['facts'], {})
do('second', other, 'signed')
equal('of what the absent one does not have nothing is done for them', last(other)['facts'], {})

# ---- no right is gained --------------------------------------------------------------------------------------------
equal('what is another role\'s stays it', [do('second', number, m, text='x') in (403, 409) for m in ('ordered', 'urged', 'approved')], [True] * 3)
equal('no chain: who stands in for who stands in gets nothing', away('security', 'second', 'third', 0, 0).status, 303)
check('of the first one\'s', f'代 {NAME["clerk"]}' not in who['third'].get('/admin/').text and f'代 {NAME["second"]}' in who['third'].get('/admin/').text)
do('third', number, 'noted', text='第三人')
equal('nor acts for them', last(number)['facts'], {})
equal('who is away then cannot be named', away('supervisor', 'clerk', 'second', 0, 0).status, 422)
end('security', 'second')

# Nobody judges what was asked by somebody they stand in for.
end('clerk', 'clerk')
until(lambda: sql('SELECT COUNT(*) FROM event_queue') == [['0']], 60)  # or its filing would be counted as a confidential one's
sql(f"UPDATE ticket SET confidential = 1 WHERE number = '{other}'")
sql(f"UPDATE ticket SET phone_mask = '136****0000' WHERE number = '{other}'")
equal('a supervisor asks to read who it is', do('lead', other, 'reveal_asked', text='需要电话核实情况') in (303,), True)
equal('and is away', away('security', 'lead', 'supervisor', 0, 1).status, 303)
equal('who stands in does not agree', do('supervisor', other, 'reveal_agreed'), 403)
check('nor is offered to', '/reveal_agreed' not in who['supervisor'].get('/admin/ticket/' + other).body.decode())
equal('a third person does', do('reviewer', other, 'reveal_agreed'), 303)
sql(f"UPDATE ticket SET confidential = 0 WHERE number = '{other}'")
do('lead', other, 'ordered', text='请三日内书面回复')
do('second', other, 'order_replied', text='已处理')
equal('an order of the absent one is closed by who stands in, for them', (do('supervisor', other, 'order_closed'), last(other)['facts'].get('for')), (303, str(ID['lead'])))
third = dispatched()
do('lead', third, 'ordered', text='请三日内书面回复')
do('second', third, 'signed')
do('second', third, 'order_replied', text='已处理')
end('lead', 'lead')
equal('which ends with the absence', do('supervisor', third, 'order_closed'), 403)

# Who stands in for the one who let an answer out does not ask what the person thinks of it.
do('second', third, 'replied', text='已核实，司机退还多收费用。')
equal('a reply is let out', do('lead', third, 'approved'), 303)
away('security', 'lead', 'supervisor', 0, 1)
equal('who stands in for them does not call about it', (do('supervisor', third, 'satisfied', text='满意'), last(third)['type']), (403, 'approved'))
check('nor is offered to', '/satisfied"' not in who['supervisor'].get('/admin/ticket/' + third).body.decode())
page = who['supervisor'].get('/admin/followup/' + third)
check('nor is sent to the phone: the page says it before the call', '您代理的人审核的' in page.text and not any((f.action or '').startswith('/admin/followup/') for f in page.forms), page.text[:400])
refused = who['supervisor'].post('/admin/followup/' + third, [('token', TOKENS['supervisor']), ('version', row(third, 'version')[0]), ('intent', secrets.token_hex(16)), ('result', 'satisfied')])
check('and says it of one that was made all the same', refused.status == 403 and '您代理的人审核的' in refused.text, (refused.status, refused.text[:300]))
end('security', 'lead')
check('who stands in for nobody is shown what to ask', any((f.action or '').startswith('/admin/followup/') for f in who['supervisor'].get('/admin/followup/' + third).forms))
equal('who stands in for nobody may', (do('supervisor', third, 'satisfied', text='满意'), last(third)['type']), (303, 'satisfied'))

# ---- not for more than can be looked after -------------------------------------------------------------------------
# Whoever stands in for many judges what none of them asked: nobody of theirs may be left out of the reckoning.
many = colleague(clerk, 'many')
who['many'], ID['many'] = sign_in(URL, many), int(sql(f"SELECT id FROM staff WHERE login = '{many.login}'")[0][0])
MIDNIGHT = int(now().replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)
DAY = 86400000


def absences_of_others(count, first, last_):
    """Others of the unit who are away for those days, with the same one standing in."""
    for _ in range(count):
        name = 'o' + secrets.token_hex(4)
        colleague(clerk, name)
        sql(f"INSERT INTO absence (staff_id, delegate_id, from_ms, until_ms, made_by, made_ms) SELECT id, {ID['many']}, {MIDNIGHT + first * DAY}, {MIDNIGHT + (last_ + 1) * DAY}, "
            f"id, 1 FROM staff WHERE login = '{name}{ME}'")


absences_of_others(19, 0, 2)
equal('one stands in for twenty', (away('clerk', 'clerk', 'many', 0, 1).status, standing('clerk')), (303, 1))
refused = away('third', 'third', 'many', 1, 3)
check('and not for one more within those days, which is said beside the field', refused.status == 422 and standing('third') == 0 and '已经代理20人' in refused.text, (refused.status, refused.text[:300]))
equal('on other days for some', (away('third', 'third', 'many', 3, 4).status, end('third', 'third')), (303, 303))
end('clerk', 'clerk')
equal('and again when one of the twenty is back', (away('third', 'third', 'many', 1, 3).status, end('third', 'third')), (303, 303))
# However more than that came about: nothing is judged by whoever may be judging their own.
absences_of_others(2, 0, 2)
page = who['many'].get('/admin/ticket/' + number)
TOKENS['many'] = next(v for f in who['many'].get('/admin/sessions').forms for n, _, v, _ in f.fields if n == 'token')
equal('who stands in for more moves nothing', (page.status, do('many', number, 'noted', text='代理二十一人'), last(number)['facts'].get('for')), (500, 500, last(number)['facts'].get('for')))
sql(f"UPDATE absence SET ended_ms = 1 WHERE delegate_id = {ID['many']} AND ended_ms = 0")
equal('who stands in for nobody does', do('many', number, 'noted', text='只是自己'), 303)

# ---- however many there are elsewhere ------------------------------------------------------------------------------
# Lists end somewhere: those of another city, who come first by their names, leave no room to nobody.
sql(f"INSERT INTO staff (login, name, role, region, province, unit, pass_salt, pass_hash, totp_sealed) SELECT CONCAT('crowd', n.seq, '-{ME}'), CONCAT('0', n.seq), s.role, 440100, "
    f"s.province, '', s.pass_salt, s.pass_hash, s.totp_sealed FROM seq_1_to_501 n JOIN staff s WHERE s.id = {ID['reviewer']}")
of_city = colleague(logins['supervisor'], 'ofcity')
sql(f"UPDATE staff SET region = 440300 WHERE login = '{of_city.login}'")
crowded = dispatched()
do('second', crowded, 'signed')
do('second', crowded, 'replied', text='已核实，司机退还多收费用。')


def choices(page, select):
    return set(re.findall(r'<option value="(\d+)"', ''.join(re.findall(rf'id="{select}".*?</select>', page.body.decode(), re.S))))


check('who can stand in is found behind those who cannot', str(ID['supervisor']) in choices(who['reviewer'].get('/admin/absence'), 'f-delegate'))
check('who is in the own area behind those of another', str(ID['second']) in choices(sign_in(URL, of_city).get('/admin/absence'), 'p-person'))
offered = choices(who['reviewer'].get('/admin/ticket/' + crowded), 'f-person')
equal('and who can be given a ticket, alone', offered, {r[0] for r in sql('SELECT id FROM staff WHERE province = 440000 AND active = 1 AND role IN (8, 32) AND region IN (440000, 440300)')})
sql(f"DELETE FROM staff WHERE login LIKE 'crowd%-{ME}'")

# ---- it ends -------------------------------------------------------------------------------------------------------
equal('it is entered anew', away('clerk', 'clerk', 'second', 0, 2).status, 303)
equal('ended by hand by who stands in it is not', end('second', 'clerk'), 404)
equal('nor by a stranger', end('stranger', 'clerk'), 404)
equal('by oneself it is', (end('clerk', 'clerk'), standing('clerk')), (303, 0))
equal('twice is no error', end('clerk', 'clerk'), 303)
do('second', number, 'noted', text='结束后')
equal('then nothing more is done for them', last(number)['facts'], {})
equal('the trail has both', [r[0] for r in sql(f"SELECT act FROM staff_act WHERE object = '{clerk.login}' ORDER BY id")], ['absence_set', 'absence_ended'] * 3)
away('clerk', 'clerk', 'second', 0, 2)
do('second', number, 'noted', text='代理中')
before = last(number)['facts'].get('for')
sql(f"UPDATE absence SET until_ms = until_ms - 4 * 86400000, from_ms = from_ms - 4 * 86400000 WHERE staff_id = {ID['clerk']} AND ended_ms = 0")
do('second', number, 'noted', text='到期后')
equal('it ends by itself', (before, last(number)['facts'].get('for')), (str(ID['clerk']), None))
check('and the page says that it is over', '已到期' in who['clerk'].get('/admin/absence').text)
away('clerk', 'clerk', 'second', 1, 2)
do('second', number, 'noted', text='还没开始')
equal('and has not begun before its day', last(number)['facts'].get('for'), None)
end('clerk', 'clerk')

# ---- it was agreed for who they were -------------------------------------------------------------------------------
def agreed(name):
    """Of each absence by its absent one: whether it stands, and who ended it."""
    return sql(f"SELECT delegate_id, ended_ms > 0, ended_by FROM absence WHERE staff_id = {ID[name]} ORDER BY id DESC LIMIT 1")[0]


def changed(name, act, **values):
    version = sql(f'SELECT version FROM staff WHERE id = {ID[name]}')[0][0]
    return who['security'].post(f'/admin/people/{ID[name]}', [('token', TOKENS['security']), ('version', version), ('do', act), *values.items()], follow=False).status


def line_of(name):
    return sql(f"SELECT act, detail, staff_id, program FROM staff_act WHERE object = '{logins[name].login}' ORDER BY id DESC LIMIT 1")[0]


def again_in(name):
    who[name] = sign_in(URL, logins[name], fresh=True)
    TOKENS[name] = next(v for f in who[name].get('/admin/sessions').forms for n, _, v, _ in f.fields if n == 'token')


logins['many'] = many
away('clerk', 'clerk', 'many', 0, 2)
equal('who stands in is locked', changed('many', 'lock'), 303)
equal('nobody stands in from then on', agreed('clerk'), [str(ID['many']), '1', str(ID['security'])])
equal('which is in the trail with why', line_of('clerk'), ['absence_ended', 'locked ' + many.login, str(ID['security']), 'admin'])
equal('let in again', changed('many', 'unlock'), 303)
again_in('many')
do('many', number, 'noted', text='解锁以后')
equal('they act for nobody', last(number)['facts'].get('for'), None)
away('clerk', 'clerk', 'many', 5, 6)
ran = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', 'user', 'lock', many.login, '--by', logins['security'].login],
                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
equal('locked at a shell it is the same, of days to come as well', (ran.returncode, agreed('clerk'), line_of('clerk')[3]), (0, [str(ID['many']), '1', str(ID['security'])], 'hotline'))
changed('many', 'unlock')
away('clerk', 'clerk', 'third', 0, 2)
away('third', 'third', 'second', 5, 6)
away('second', 'second', 'clerk', 9, 10)
equal('somebody comes to another unit', changed('third', 'move', role='unit', region='440300', unit=OTHER), 303)
equal('they stand in for nobody, and nobody for them', (agreed('clerk')[1], agreed('third')[1]), ('1', '1'))
equal('of others nothing ends', agreed('second'), [str(ID['clerk']), '0', '0'])
equal('and each has its line', (line_of('clerk')[:2], [r[0] for r in sql(f"SELECT act FROM staff_act WHERE object = '{logins['third'].login}' ORDER BY id DESC LIMIT 2")]),
      (['absence_ended', 'person_moved ' + logins['third'].login], ['person_moved', 'absence_ended']))
equal('they come back', changed('third', 'move', role='unit', region='440300', unit=UNIT), 303)
equal('and nothing comes back with them', (agreed('clerk')[1], agreed('third')[1]), ('1', '1'))
again_in('third')
end('second', 'second')

# ---- two at once ---------------------------------------------------------------------------------------------------
answers = []
threads = [threading.Thread(target=lambda a=a: answers.append(away(*a).status)) for a in (('clerk', 'clerk', 'second', 0, 1), ('supervisor', 'clerk', 'third', 0, 1))]
for t in threads:
    t.start()
for t in threads:
    t.join()
equal('two at once: one is entered', (sorted(answers), standing('clerk') >= 1, int(sql(f"SELECT COUNT(*) FROM absence WHERE staff_id = {ID['clerk']} AND ended_ms = 0 AND until_ms > UNIX_TIMESTAMP() * 1000")[0][0])), ([303, 422], True, 1))
answers.clear()
threads = [threading.Thread(target=lambda a=a: answers.append(away(*a).status)) for a in (('second', 'second', 'third', 10, 11), ('third', 'third', 'second', 10, 11))]
for t in threads:
    t.start()
for t in threads:
    t.join()
equal('two who name each other: one of them', sorted(answers), [303, 422])

said = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', 'doctor'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
check('doctor finds everything in order', said.returncode == 0, said.stdout)
sql(f"UPDATE absence SET ended_ms = 1 WHERE staff_id IN ({', '.join(str(ID[n]) for n in ('clerk', 'second', 'third', 'lead', 'reviewer'))}) AND ended_ms = 0")
sql(f"UPDATE staff SET active = 0 WHERE login LIKE '%{ME}'")
done()
