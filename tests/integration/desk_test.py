#!/usr/bin/env python3
"""Does a matter go from the citizen through agent, unit, reviewer and follow-up and back, may everybody do just their
part, and does the auditor take away what the database holds?"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, sql_of_run as sql  # noqa: E402
from staff import accounts, enter, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')


def hotline(*words):
    out = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', *words],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return out.returncode, out.stdout


def form_of(page, move):
    return next((f for f in page.forms if (f.action or '').endswith('/' + move)), None)


def act(who, number, move, page=None, **values):
    page = page or who.get('/admin/ticket/' + number)
    form = form_of(page, move)
    if form is None:
        return page
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


def state(number):
    return int(sql(f"SELECT state FROM ticket WHERE number = '{number}'")[0][0])


agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
other_unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440100-02'))
reviewer = sign_in(URL, find(PEOPLE, 'reviewer', '44'))
caller = sign_in(URL, find(PEOPLE, 'followup', '44'))
stranger = sign_in(URL, find(PEOPLE, 'agent', '65'))
admin = sign_in(URL, find(PEOPLE, 'province_admin', '44'))
ministry = sign_in(URL, find(PEOPLE, 'ministry'))
auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')

# ---- the whole way ------------------------------------------------------------------------------------------------

person = Citizen(URL)
receipt = person.walk('/ticket/new', dict(MATTER, phone='13912340001', content='司机绕道多收费，请查处并退款，谢谢'))
number, code = number_of(receipt), code_of(receipt)


def seen():
    who = Citizen(URL)
    return who.press(who.get('/ticket/track'), {'number': number, 'code': code})


check('the agent finds it in the queue', number in agent.get('/admin/').text or number in agent.get('/admin/search?q=' + number).text)
page = act(agent, number, 'dispatched', unit='', text='请核实')
check('a dispatch without a unit is asked for', page.status == 422 and '承办单位' in page.text, page.text[:300])
check('and keeps the words typed', '请核实' in page.body.decode())
act(agent, number, 'dispatched', unit='440300-02', text='请核实')
check('dispatched', state(number) == 2, state(number))
check('another unit does not even see it', other_unit.get('/admin/ticket/' + number).status == 404)
check('an agent of another province neither', stranger.get('/admin/ticket/' + number).status == 404)
act(unit, number, 'signed')
act(unit, number, 'asked', text='请问有没有发票？')
check('the clock stands while the person is asked', state(number) == 4 and sql(f"SELECT paused_ms > 0 FROM ticket WHERE number = '{number}'")[0][0] == '1')
who = Citizen(URL)
shown = who.press(who.get('/ticket/track'), {'number': number, 'code': code})
check('the person sees the question', '请问有没有发票' in shown.text)
form = form_of(shown, 'supplement')
who.post(form.action, [(n, {'supplement': '有，尾号 0731'}.get(n, v)) for n, _, v, _ in form.fields])
check('the answer lets it run again', state(number) == 3 and sql(f"SELECT paused_ms FROM ticket WHERE number = '{number}'")[0][0] == '0')
act(unit, number, 'replied', text='第一次的答复内容')
check('a reply is not shown before it is reviewed', '第一次的答复内容' not in seen().text)
act(reviewer, number, 'sent_back', text='请写明日期')
act(unit, number, 'replied', text='已于11月24日退还六十元并致歉')
check('the unit cannot approve its own reply', form_of(unit.get('/admin/ticket/' + number), 'approved') is None)
act(reviewer, number, 'approved')
text = seen().text
check('the approved reply reaches the person', state(number) == 6 and '退还六十元' in text, text[:300])
check('without what offices said to each other', '请写明日期' not in text and '第一次的答复内容' not in text)
act(caller, number, 'dissatisfied', text='对金额不满意')
check('a dissatisfied follow-up makes a rework', state(number) == 8, state(number))
act(agent, number, 'dispatched', unit='440300-02', text='重办')
act(unit, number, 'signed')
act(unit, number, 'replied', text='再退二十元')
act(reviewer, number, 'approved')
who = Citizen(URL)
shown = who.press(who.get('/ticket/track'), {'number': number, 'code': code})
form = form_of(shown, 'rate')
rated = who.post(form.action, [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden'] + [('rating', '5'), ('comment', '可以')])
check('the person rates it', '谢谢您的评价' in rated.text, rated.text[:300])
act(caller, number, 'satisfied', text='满意')
check('and it is closed', state(number) == 9, state(number))

# ---- the scope check at the desk ----------------------------------------------------------------------------------------

page = agent.get('/admin/intake')
call = {'phone': '13912340077', 'kind': 'complaint', 'region': '440300', 'item': '3301', 'content': '公交车里有人拿刀乱砍，快来人', 'next': 'file'}
before = sql('SELECT COUNT(*) FROM ticket')
answer = agent.press(page, call)
check('an agent is told of an emergency before a ticket is made', answer.status == 422 and '110' in answer.text and sql('SELECT COUNT(*) FROM ticket') == before,
      answer.text[:600])
check('with every word kept', '公交车里有人拿刀乱砍' in answer.body.decode())
answer = agent.press(answer, dict(call, scope='yes'))
check('the agent can read the query code out, which stands in no URL', code_of(answer) and code_of(answer) not in answer.url.upper(), answer.url)
who = Citizen(URL)
check('and it opens the ticket', '事情经过' in who.press(who.get('/ticket/track'), {'number': number_of(answer), 'code': code_of(answer)}).text)
check('and may overrule it', number_of(answer) is not None and sql('SELECT COUNT(*) FROM ticket') != before, answer.text[:600])

# ---- found while the agent types -------------------------------------------------------------------------------------


def preview(**typed):
    form = next(f for f in agent.get('/admin/intake').forms if f.action == '/admin/intake')
    token = [(n, v) for n, _, v, _ in form.fields if n == 'token']
    return agent.post('/admin/intake/preview', token + list(typed.items()))


part = preview(phone='139 1234 0001', kind='inquiry', region='440300', item='3301', content='公交线路几点收车', plate='', line='')
check('the caller\'s earlier ticket is there', number in part.body.decode(), part.text[:300])
check('and the promise: two working days in Guangdong, with its rule', '44.answer.inquiry' in part.text, part.text[:300])
check('it is a part, not a page', '<html' not in part.body.decode())
check('a number nobody called from finds nothing of others', 'JT' not in preview(phone='13700000000').text)
landline = number_of(agent.press(agent.get('/admin/intake'), dict(call, phone='0755-8234 5077', content='公交车半天不来', scope='yes')))
for typed in ('0755-82345077', '075582345077', '＋８６ ７５５ ８２３４ ５０７７'):
    check(f'a landline is known however it is typed: {typed}', landline and landline in preview(phone=typed).body.decode(), landline)
check('a mobile as exchanges write it is the same', number in preview(phone='013912340001').body.decode())
plate = sql("SELECT plate FROM ticket WHERE province = 440000 AND plate <> '' ORDER BY filed_ms DESC LIMIT 1")[0][0]
check('a plate finds its tickets', '/admin/ticket/JT44' in preview(plate=plate).body.decode(), plate)
part = preview(content='公交车着火了，快来人')
check('an emergency is said while they speak', '119' in part.text, part.text[:300])
check('half a phone, no region, an item that is none: nothing breaks', preview(phone='139', region='x', item='9999', kind='y').status == 200)
# ---- the queue's filters ---------------------------------------------------------------------------------------------


def listed(path):
    """Ticket numbers on all pages of a list, and the count its current tab shows."""
    found, page = [], supervisor.get(path)
    count = int(re.search(r'aria-current="page"[^>]*><strong>[^<]*?(\d+)</strong>', page.body.decode()).group(1))
    while True:
        text = page.body.decode()
        found += re.findall(r'/admin/ticket/(JT[0-9X]+)"', text)
        more = re.search(r'href="(/admin/\?[^"]*after=[^"]*)" rel="next"', text)
        if not more:
            return found, count
        page = supervisor.get(more.group(1).replace('&amp;', '&'))


supervisor = sign_in(URL, find(PEOPLE, 'supervisor', '44'))
for phone in ('13912340081', '13912340082', '13912340083'):
    Citizen(URL).walk('/ticket/new', dict(MATTER, phone=phone))
for query, condition in (('', '1'), ('&kind=complaint', 'kind = 1'), ('&domain=31', 'item DIV 100 = 31'), ('&region=440300', 'region BETWEEN 440300 AND 440399'),
                         ('&source=web', 'source = 2'), ('&unit=440300-02', "unit = '440300-02'"), ('&due=late', 'due_ms BETWEEN 1 AND UNIX_TIMESTAMP() * 1000'),
                         ('&kind=complaint&domain=33&region=440300', 'kind = 1 AND item DIV 100 = 33 AND region BETWEEN 440300 AND 440399')):
    for word, number_of_state in (('accepted', 1), ('dispatched', 2)):
        wanted = [r[0] for r in sql(f'SELECT number FROM ticket WHERE province = 440000 AND state = {number_of_state} AND {condition} ORDER BY due_ms, id')]
        found, count = listed(f'/admin/?state={word}{query}')
        check(f'{word}{query}: just those, in the order they are due, and counted', found == wanted and count == len(wanted), (len(found), len(wanted), count))
found, count = listed('/admin/?state=accepted&region=110000')
check('a region outside shows nothing from outside', all(n[2:4] == '44' for n in found), found[:3])
check('a unit that cannot be is refused, not matched', '%' not in supervisor.get('/admin/?state=accepted&unit=%25').text or
      supervisor.get('/admin/?state=accepted&unit=%25').status in (200, 422))
first = listed('/admin/?state=accepted')[0]
page = supervisor.get('/admin/next?after=' + first[0])
check('the next ticket is the next one', first[1] in page.url, page.url)
check('units are named', '440300-02' not in re.sub(r'<(option|input)[^>]*>', '', supervisor.get('/admin/?state=dispatched').body.decode()))

# ---- two at once ------------------------------------------------------------------------------------------------------

receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912340002'))
second = number_of(receipt)
early = agent.get('/admin/ticket/' + second)
late = agent.get('/admin/ticket/' + second)
act(agent, second, 'noted', page=early, text='先写的备注')
page = act(agent, second, 'dispatched', page=late, unit='440300-02', text='后写的要求要保留')
check('the second of two is told and loses no word', page.status == 409 and '后写的要求要保留' in page.body.decode() and '先写的备注' in page.text, page.status)
check('and nothing of it happened', state(second) == 1, state(second))

# ---- who may what ------------------------------------------------------------------------------------------------------

check('a stranger is sent to sign in', Citizen(URL).get('/admin/ticket/' + number).url.startswith('/admin/login'))
check('the provincial admin manages people and units', admin.get('/admin/people').status == 200 and admin.get('/admin/units').status == 200)
check('but takes no calls', admin.get('/admin/intake').status == 403)
check('and sees no other province', '650000' not in admin.get('/admin/units').body.decode())
page = admin.get('/admin/people')
foreign = sql("SELECT id, version FROM staff WHERE province = 650000 LIMIT 1")[0]
token = next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
check('nor touches its people', admin.post('/admin/people/' + foreign[0], [('token', token), ('do', 'lock'), ('version', foreign[1])]).status == 404)
login = 'neu%d' % (time.time() % 100000)
page = admin.post('/admin/people', [('token', token), ('login', login), ('staff_name', '新人'), ('role', 'agent'), ('region', '440300')])
check('a new agent gets a passphrase and a secret once', page.status == 200 and login in page.text, page.text[:300])
check('an administrator cannot be made that way', admin.post('/admin/people', [('token', token), ('login', login + 'x'), ('staff_name', '新人'),
      ('role', 'ministry'), ('region', '440300')]).status == 422)
page = ministry.get('/admin/ticket/' + second)
check('the ministry reads everything', page.status == 200 and ministry.get('/admin/').status == 200)
check('and can do nothing', not any('/ticket/' in (f.action or '') for f in page.forms))
check('not even by hand', ministry.post(f'/admin/ticket/{second}/noted', [('token', 'x'), ('version', '1'), ('intent', 'a' * 32), ('text', 'x')]).status == 403)
auditor_account, supervisor_account = find(PEOPLE, 'auditor', '65'), find(PEOPLE, 'supervisor', '44')
# Were a code of theirs used up, they would be refused for that.
sql(f"UPDATE staff SET totp_step = 0 WHERE login IN ('{auditor_account.login}', '{supervisor_account.login}')")
check('an auditor does not get into the desk', enter(Citizen(URL), auditor_account, 'admin') is None)
check('staff do not get into the audit', enter(Citizen(URL), supervisor_account, 'audit') is None)

# ---- identity ----------------------------------------------------------------------------------------------------------

page = agent.get('/admin/ticket/' + second)
check('staff see a mask', '139****0002' in page.text and '13912340002' not in page.text)
page = act(agent, second, 'reveal', text='需要回电核实时间')
check('a written reason shows the number', '13912340002' in page.text, page.text[:300])
shown = Citizen(URL)
shown = shown.press(shown.get('/ticket/track'), {'number': second, 'code': code_of(receipt)})
check('and the person is told', '查看了您的联系方式' in shown.text and '需要回电核实时间' in shown.text)
dump = subprocess.run(['deploy/stack', 'exec', 'sh', '-c', 'mariadb-dump --defaults-file=conf/my.cnf --user="$(id -un)" hotline; cat log/*/*'],
                      stdout=subprocess.PIPE).stdout
check('neither a dump nor a log holds the number', len(dump) > 100000 and b'13912340002' not in dump and b'13912340001' not in dump, len(dump))

# ---- taking away ---------------------------------------------------------------------------------------------------------

total = int(sql('SELECT COUNT(*) FROM ticket WHERE province = 440000')[0][0])
answer = auditor.get('/audit/export?format=csv')
rows = list(csv.reader(io.StringIO(answer.body.decode('utf-8-sig'), newline='')))
check('the CSV has every ticket of the jurisdiction and no other', len(rows) - 1 == total and all(r[0].startswith('JT44') for r in rows[1:]), f'{len(rows) - 1} {total}')
answer = auditor.get('/audit/export?format=jsonl')
lines = [json.loads(line) for line in answer.body.decode().splitlines()]
check('so has JSON Lines', len(lines) == total, len(lines))
held = dict(sql('SELECT number, HEX(last_hash) FROM ticket WHERE province = 440000'))
check('each with the hash the database holds', all(held[r['number']].lower() == r['last_hash'] for r in lines))
acts = sql("SELECT detail FROM staff_act WHERE act = 'exported' ORDER BY id DESC LIMIT 1")[0][0]
check('the export is recorded with rows and hash', f'{total} rows' in acts and re.search(r'sha256 [0-9a-f]{64}', acts), acts)
page = auditor.get('/audit/ticket/' + number)
check('the auditor reads each event with its hash', page.status == 200 and all(
    row[0] in page.text for row in sql(f"SELECT LOWER(HEX(e.hash)) FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}'")))

# ---- whole -----------------------------------------------------------------------------------------------------------------

for _ in range(60):
    if sql('SELECT COUNT(*) FROM event_queue')[0][0] == '0':
        break
    time.sleep(0.5)
code_, said = hotline('doctor')
check('doctor finds chains, counts, grants and statements in order', code_ == 0, said)
status = json.loads(Citizen(URL).get('/status.json').body)
check('the status page counts what was filed', status['nation']['month']['taken'] > 60, status['nation'])
code_, said = hotline('refer', '--region', '440300', '--text', '火车票怎么改签', '--json')
check('refer answers at a shell', code_ == 0 and json.loads(said)['numbers'][0] == '12306', said)
code_, said = hotline('clock', '--region', '440300', '--kind', 'inquiry', '--item', '3301', '--stage', 'answer', '--at', '2026-09-29 10:00:00', '--json')
answer = json.loads(said)
check('clock counts over the National Day', answer['due'] == '2026-10-08 23:59:59' and answer['rule']['verified'], said)
code_, said = hotline('deadline', number)
check('deadline counts every clock again, pause included, and agrees', code_ == 0 and 'counted again' in said and 'DIFFERS' not in said, said)
check('number check accepts a real number and refuses another', hotline('number', 'check', number)[0] == 0 and hotline('number', 'check', number[:-1] + 'X')[0] == 1)

done()
