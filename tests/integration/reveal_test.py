#!/usr/bin/env python3
"""Is who a person is shown only to who wrote why, with a second person's word where the matter is confidential, never before the chain
says so, and does the person see it?"""
import os
import random
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import COMMAND, check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL, RUN = os.environ['BASE_URL'], os.environ['RUN']
PEOPLE = os.path.join(RUN, 'accounts.tsv')
RUN_ID = f'{int(time.time() * 1000) % 10**7:07d}'
WHY = '电话里没有听清发生的时间，需要回电核实' + RUN_ID

agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
supervisor = sign_in(URL, find(PEOPLE, 'supervisor', '44'))
reviewer = sign_in(URL, find(PEOPLE, 'reviewer', '44'))
unit = sign_in(URL, find(PEOPLE, 'unit', '44'))
security = sign_in(URL, find(PEOPLE, 'security_admin'))
auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')


def form_of(page, move):
    return next((f for f in page.forms if (f.action or '').endswith('/' + move)), None)


def send(who, number, move, page=None, **values):
    """The form of a move as the page has it; without one, what somebody would send who knows how."""
    page = page or who.get('/admin/ticket/' + number)
    form = form_of(page, move)
    if form:
        return who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen])
    token = next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
    fields = {'token': token, 'version': '1', 'intent': '%032x' % random.getrandbits(128), **values}
    if move != 'reveal':
        fields['version'] = sql(f"SELECT version FROM ticket WHERE number = '{number}'")[0][0]
    return who.post(f'/admin/ticket/{number}/{move}', fields)


def filed(phone, **values):
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone=phone, name='钱' + '多多', content=MATTER['content'] + RUN_ID, **values))
    return number_of(receipt), code_of(receipt)


def events(number):
    return [r[0] for r in sql(f"SELECT JSON_VALUE(e.canonical, '$.type') FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' ORDER BY e.seq")]


def tracked(number, code):
    person = Citizen(URL)
    return person, person.press(person.get('/ticket/track'), {'number': number, 'code': code})


def as_account(account, text):
    """What the database says to a program's own account: rows, or the error."""
    words = [COMMAND, 'exec', 'sh', '-c', f'mariadb --no-defaults -S "$(sed -n "s/^db.socket = //p" conf/{account}.hdf)" -u {account} '
             f'-p"$(sed -n "s/^db.password = //p" conf/{account}.hdf)" --batch --skip-column-names hotline -e "$1"', '-', text]
    out = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    return out.strip()


def phone():
    return '139' + f'{random.randrange(10**8):08d}'


# ---- a matter that is not confidential ------------------------------------------------------------------------------------
number_of_person = phone()
number, code = filed(number_of_person)
page = agent.get('/admin/ticket/' + number)
check('staff see masks', number_of_person not in page.text and number_of_person[:3] + '****' in page.text and '钱多多' not in page.text, page.text[:500])
check('and that nobody needs the number to ask something', '不必查看电话' in page.text)
for text, words in (('', '请写明'), ('看看', '至少')):
    page = send(agent, number, 'reveal', text=text)
    check(f'{text!r} is no reason', page.status == 422 and words in page.text and number_of_person not in page.text, (page.status, page.text[:300]))
check('what was typed stays', '看看' in str([f.fields for f in page.forms]))
equal('and nothing happened', events(number), ['filed'])
for who, name in ((reviewer, 'a reviewer'), (unit, 'a unit')):
    answer = send(who, number, 'reveal', who.get('/admin/'), text=WHY)
    check(f'{name} does not look', answer.status in (403, 404) and number_of_person not in answer.body.decode(), answer.status)
before = agent.get('/admin/ticket/' + number)
page = send(agent, number, 'reveal', before, text=WHY)
check('with one name and number are shown', page.status == 200 and number_of_person in page.text and '钱多多' in page.text, (page.status, page.text[:400]))
equal('it is an event of the ticket', events(number), ['filed', 'revealed'])
equal('and an act, with the same time', sql(f"SELECT a.act, a.detail, a.at_ms = e.at_ms FROM staff_act a JOIN ticket t ON t.number = a.object "
                                           f"JOIN event e ON e.ticket_id = t.id AND e.type = 23 WHERE a.object = '{number}'"), [['revealed', WHY, '1']])
time.sleep(10.5)
page = send(agent, number, 'reveal', before, text=WHY)
check('the same form sent again shows nothing', page.status == 410 and number_of_person not in page.text and '只显示一次' in page.text, (page.status, page.text[:400]))
equal('and is no second look', events(number), ['filed', 'revealed'])
person, page = tracked(number, code)
check('the person sees who looked, and why', all(w in page.text for w in ('查看了您的联系方式', '坐席', '广东', WHY)), page.text[:1500])
check('but not a name', find(PEOPLE, 'agent', '44').login not in page.text and
      sql(f"SELECT name FROM staff WHERE login = '{find(PEOPLE, 'agent', '44').login}'")[0][0] not in page.text)
page = person.send(person.send(page, '/ticket/mine'), '/ticket/data')
check('so do the data that they take away', WHY in page.body.decode() and '"by":"agent"' in page.body.decode(), page.body.decode()[:500])

# ---- a confidential one ------------------------------------------------------------------------------------------------------
secret = phone()
kept, kept_code = filed(secret, confidential='yes')
page = agent.get('/admin/ticket/' + kept)
check('of a confidential matter not even masks', secret[:3] + '****' not in page.text and '保密' in page.text)
check('a look can be asked for, not had', form_of(page, 'reveal_asked') and not form_of(page, 'reveal'))
page = send(agent, kept, 'reveal', text=WHY)
check('by hand neither', page.status == 409 and secret not in page.text, page.status)
page = send(agent, kept, 'reveal_asked', text='要看')
check('asking needs a reason too', page.status == 422 and '至少' in page.text, page.status)
send(agent, kept, 'reveal_asked', text=WHY)
equal('it is asked', events(kept)[-1], 'reveal_asked')
left = int(sql(f"SELECT d.due_ms - d.asked_ms FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE t.number = '{kept}'")[0][0])
equal('and stands for a day', left, 24 * 3600 * 1000)
page = send(agent, kept, 'reveal', text=WHY)
check('asking is not having', page.status == 409 and secret not in page.text, page.status)
check('who asked cannot agree', send(agent, kept, 'reveal_agreed').status == 403 and events(kept)[-1] == 'reveal_asked')
check('nor somebody of another province', send(sign_in(URL, find(PEOPLE, 'supervisor', '65')), kept, 'reveal_agreed', agent.get('/admin/')).status in (403, 404))
page = supervisor.get('/admin/demands?kind=reveal')
check('who may agree finds it in a list', kept in page.text, page.text[:600])
page = supervisor.get('/admin/ticket/' + kept)
check('and reads why', WHY in page.text and form_of(page, 'reveal_agreed') and form_of(page, 'reveal_refused'))
send(supervisor, kept, 'reveal_agreed', page)
equal('somebody else agrees', events(kept)[-1], 'reveal_agreed')
page = send(supervisor, kept, 'reveal', text=WHY)
check('who agreed does not look', page.status == 403 and secret not in page.text, page.status)
page = agent.get('/admin/ticket/' + kept)
check('who asked is offered it, until a time', form_of(page, 'reveal') and '截止时间' in page.text, page.text[-800:])
page = send(agent, kept, 'reveal', page)
check('and sees the number', page.status == 200 and secret in page.text, (page.status, page.text[:400]))
equal('by an event that says who else agreed', '"second":"supervisor"' in
      sql(f"SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{kept}' ORDER BY e.seq DESC LIMIT 1")[0][0], True)
page = send(agent, kept, 'reveal', text=WHY)
check('once', page.status == 409 and secret not in page.text, page.status)
page = tracked(kept, kept_code)[1]
check('the person sees both', all(w in page.text for w in ('查看了您的联系方式', '坐席', '另一人同意', '班长', WHY)), page.text[:1500])
check('and the look alone, not the asking', '申请查看' not in page.text)

send(supervisor, kept, 'reveal_asked', text=WHY)
check('a supervisor who asks cannot agree either', send(supervisor, kept, 'reveal_agreed').status == 403 and events(kept)[-1] == 'reveal_asked')
page = reviewer.get('/admin/ticket/' + kept)
send(reviewer, kept, 'reveal_refused', page, text='这件事书面联系即可')
equal('a reviewer refuses', events(kept)[-1], 'reveal_refused')
check('and it is not seen', send(supervisor, kept, 'reveal', text=WHY).status == 409)
send(agent, kept, 'reveal_asked', text=WHY)
sql(f"UPDATE demand d JOIN ticket t ON t.id = d.ticket_id SET d.due_ms = d.asked_ms - 1 WHERE t.number = '{kept}' AND d.outcome = 0")
check('too late nobody agrees', send(supervisor, kept, 'reveal_agreed').status in (403, 409) and 'reveal_agreed' not in events(kept)[-1:])
check('and the request ends by itself', until(lambda: events(kept)[-1] == 'reveal_lapsed', 60), events(kept))

# ---- a ticket split off another --------------------------------------------------------------------------------------------
page = agent.get('/admin/ticket/' + number)
answer = send(agent, number, 'split', page, item='3103', content='车里有人抽烟，司机也抽，要求处理' + RUN_ID)
child = re.search(r'/admin/ticket/(JT\d+)', answer.url).group(1)
check('what is split off has the same person', number_of_person[:3] + '****' in answer.text, answer.text[:400])
page = send(agent, child, 'reveal', text=WHY)
check('who is found there too', page.status == 200 and number_of_person in page.text, (page.status, page.text[:300]))

# ---- those who look after it --------------------------------------------------------------------------------------------------
login = find(PEOPLE, 'agent', '44').login
for who, area in ((security, 'admin'), (auditor, 'audit')):
    page = who.get(f'/{area}/reveals?login={login}')
    check(f'{area}: every look with its reason', page.status == 200 and page.text.count(WHY) >= 5 and number in page.text and kept in page.text, page.text[:600])
    check(f'{area}: and nobody\'s number', number_of_person not in page.text and secret not in page.text)
    counted = sql("SELECT COUNT(*), COUNT(DISTINCT a.object) FROM staff_act a JOIN staff s ON s.id = a.staff_id WHERE a.act = 'revealed' AND "
                  f"s.login = '{login}' AND a.at_ms > UNIX_TIMESTAMP() * 1000 - 86400000 * 30")[0]
    row = re.search(login + r' \S+ ?（坐席） (\d+) (\d+) ', page.text)
    equal(f'{area}: counted by person', list(row.groups()) if row else page.text[:400], counted)

# ---- below the programs -------------------------------------------------------------------------------------------------------
check('the desk cannot read the vault', 'denied' in as_account('admin', 'SELECT COUNT(*) FROM vault'))
check('where it looks there is nothing, seconds after a look', until(lambda: as_account('admin', 'SELECT COUNT(*) FROM vault_open') == '0', 12))
for account in ('portal', 'audit', 'api', 'worker', 'status'):
    check(f'{account} cannot look at all', 'denied' in as_account(account, 'SELECT COUNT(*) FROM vault_open') and
          'denied' in as_account(account, 'SELECT COUNT(*) FROM vault'))
put = (f"INSERT INTO event (ticket_id, seq, at_ms, type, from_state, to_state, actor_kind, actor_id, unit, suite, prev_hash, hash, canonical) "
       f"SELECT id, last_seq + 1, UNIX_TIMESTAMP(NOW(3)) * 1000, 23, state, state, 2, 1, '', 1, last_hash, '', '' FROM ticket WHERE number = '{number}'")
mine = f"SELECT COUNT(*) FROM vault_open v JOIN ticket t ON t.id = v.ticket_id WHERE t.number = '{number}'"
equal('an event that can still be taken back opens nothing', as_account('admin', f'BEGIN; {put}; {mine}; ROLLBACK'), '0')
other = subprocess.Popen([COMMAND, 'exec', 'sh', '-c', 'mariadb --defaults-file=conf/my.cnf --user="$(id -un)" hotline -e "$1"', '-',
                          f'BEGIN; {put}; SELECT SLEEP(4); ROLLBACK'], stdout=subprocess.DEVNULL)
time.sleep(1.5)
seen = as_account('admin', f'SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED; SET innodb_lock_wait_timeout = 1; {mine}')
check('not even to who reads what is not committed', seen == '0' or 'Lock wait timeout' in seen, seen)
other.wait()
check('a seal does not go to a ticket that was not split off', 'split off' in as_account('admin', 'CALL vault_carry('
      f"(SELECT id FROM ticket WHERE number = '{kept}'), (SELECT id FROM ticket WHERE number = '{number}'))"))
done()
