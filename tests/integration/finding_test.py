#!/usr/bin/env python3
"""Do findings go from open over answered to closed, each step by whom it belongs to and none taken back, and is a sample for inspection
what anybody draws from its filter and seed?"""
import datetime
import hashlib
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from cst import day, day_number  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')


def send(who, path, **values):
    """The form that posts there, filled in. A choice that is not made is not sent."""
    form = next(f for f in who.get(path).forms if f.method == 'post' and (f.action or '') == path)
    pairs = [(n, values.get(n, v)) for n, kind, v, _ in form.fields if kind != 'radio']
    chosen = {n for n, kind, *_ in form.fields if kind == 'radio'} & values.keys()
    return who.post(path, pairs + [(n, values[n]) for n in chosen])


def steps(finding):
    return [row[0] for row in sql(f"SELECT step FROM finding_step WHERE finding_id = {finding} ORDER BY seq")]


auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
colleague = sign_in(URL, find(PEOPLE, 'audit_admin'), 'audit')
stranger = sign_in(URL, find(PEOPLE, 'auditor', '11'), 'audit')
supervisor = sign_in(URL, find(PEOPLE, 'supervisor', '44'))
other = sign_in(URL, find(PEOPLE, 'supervisor', '65'))
number = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912388001', content=f'审计发现试验 {ME}：司机绕道')))

# ---- written --------------------------------------------------------------------------------------------------------------
count = sql('SELECT COUNT(*) FROM finding')
good = {'title': f'答复迟于承诺 {ME}', 'body': '第 3 步之后两天没有人处理。', 'due': day(7), 'number': number, 'event': '1'}
for name, wrong, word in (('without a title', {'title': ''}, '标题'), ('with a day gone by', {'due': day(-1)}, '今天之后一年以内'), ('without a day', {'due': ''}, '答复期限'),
                          ('that may wait two years', {'due': day(800)}, '今天之后一年以内'), ('about a ticket that is none', {'number': 'JT440300202611010000009'}, '没有这个编号'),
                          ('about an event that is none', {'event': '77'}, '没有这么多事件'), ('about no ticket and no place of ours', {'number': '', 'event': '', 'region': '110000'}, '管辖范围')):
    page = send(auditor, '/audit/findings', **dict(good, **wrong))
    kept = wrong.get('title', good['title']) in page.body.decode() and good['body'] in page.body.decode()
    check(f'one {name} is refused beside its field, with what was typed', page.status == 422 and word in page.text and kept, (page.status, page.text[:500]))
equal('and nothing was written', sql('SELECT COUNT(*) FROM finding'), count)
form = next(f for f in auditor.get('/audit/findings').forms if f.method == 'post' and f.action == '/audit/findings')
pairs = [(n, good.get(n, v)) for n, _, v, _ in form.fields]
page = auditor.post('/audit/findings', pairs)
finding = re.search(r'/audit/findings/(\d+)', page.url).group(1)
equal('a form sent twice finds once', (auditor.post('/audit/findings', pairs).url, sql('SELECT COUNT(*) FROM finding')[0][0]), (page.url, str(int(count[0][0]) + 1)))
check('it names ticket, event and day', number in page.text and f'/audit/ticket/{number}?event=1' in page.body.decode() and '待答复' in page.text)
check('it stands in the trail of acts', sql(f"SELECT COUNT(*) FROM staff_act WHERE act = 'finding_added' AND object = '{finding}' AND program = 'audit'")[0][0] == '1')
equal('those of the same reach read it, another province does not', [w.get('/audit/findings/' + finding).status for w in (colleague, stranger)], [200, 404])
equal('so at the desk', [w.get('/admin/findings/' + finding).status for w in (supervisor, other)], [200, 404])
check('it is in both lists', all(good['title'] in w.get(p).text for w, p in ((auditor, '/audit/findings?state=open&mine=yes'), (supervisor, '/admin/findings?state=open'))))
check('and found by its ticket', good['title'] in auditor.get('/audit/findings?number=' + number).text and good['title'] not in auditor.get('/audit/findings?state=closed').text)

# ---- followed up --------------------------------------------------------------------------------------------------------------
path, desk = '/audit/findings/' + finding, '/admin/findings/' + finding
token = next(v for f in auditor.get('/audit/findings').forms for n, _, v, _ in f.fields if n == 'token')
equal('an auditor cannot answer', auditor.post(path, [('token', token), ('version', '1'), ('step', 'answered'), ('body', '自问自答')]).status, 403)
theirs = next(v for f in colleague.get('/audit/findings').forms for n, _, v, _ in f.fields if n == 'token')
equal("nor may another auditor write on it", colleague.post(path, [('token', theirs), ('version', '1'), ('step', 'remark'), ('body', '旁人的话')]).status, 403)
desk_token = next(v for f in supervisor.get('/admin/sessions').forms for n, _, v, _ in f.fields if n == 'token')
equal('nor may who is to answer close it', supervisor.post(desk, [('token', desk_token), ('version', '1'), ('step', 'closed'), ('body', '自己销号')]).status, 403)
equal('nothing of that was written', steps(finding), ['1'])
page = send(auditor, path, step='remark', body='又查了同一单位的另外三件。')
equal('a remark leaves it open', (steps(finding), '待答复' in page.text), (['1', '2'], True))
stale = [(n, v) for f in supervisor.get(desk).forms if f.action == desk for n, _, v, _ in f.fields]
page = send(supervisor, desk, body='当日系统故障，已整改。')
check('the area answers', steps(finding) == ['1', '2', '3'] and '已答复' in page.text, page.text[:400])
again = supervisor.post(desk, [(n, '再答一次' if n == 'body' else v) for n, v in stale])
check('a form from before is told so and keeps its words', again.status == 409 and '新的进展' in again.text and steps(finding) == ['1', '2', '3'], (again.status, again.text[:300]))
page = send(auditor, path, step='sent_back', body='没有说明补救。', due='')
check('sent back without a new day is refused', page.status == 422 and '答复期限' in page.text and '没有说明补救' in page.body.decode() and steps(finding)[-1] == '3', page.text[:400])
send(auditor, path, step='sent_back', body='没有说明补救。', due=day(3))
equal('sent back it is open again', steps(finding)[-1], '4')
send(supervisor, desk, body='已向反映人致歉并补办。')
page = send(auditor, path, step='closed', body='核实属实。')
check('closed', steps(finding) == ['1', '2', '3', '4', '3', '5'] and '已销号' in page.text, steps(finding))
check('every step stays, with who', all(w in page.text for w in ('当日系统故障', '没有说明补救', '已向反映人致歉', '核实属实', '班长')))
check('closed it may have a remark and nothing else', 'value="remark"' in page.body.decode() and 'value="closed"' not in page.body.decode())
check('and nothing at the desk', not any(f.action == desk for f in supervisor.get(desk).forms))
sql(f"INSERT INTO finding (k, at_ms, staff_id, region, number, event_seq, title) SELECT UNHEX(SHA2('{ME}late', 256)), at_ms, staff_id, 440300, '', 0, '逾期的一条 {ME}' FROM finding WHERE id = {finding}; "
    f"INSERT INTO finding_step SELECT LAST_INSERT_ID(), 1, at_ms, staff_id, 1, {day_number(-1)}, 'x' FROM finding WHERE id = {finding}")
page = auditor.get('/audit/findings?late=yes')
check('the overdue are listed alone', f'逾期的一条 {ME}' in page.text and good['title'] not in page.text)

# ---- about a ticket that went to another province: those answer who had it first -----------------------------------------------
agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
gone = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912388002', content=f'移交试验 {ME}：司机绕道')))
form = next(f for f in agent.get('/admin/ticket/' + gone).forms if (f.action or '').endswith('/transferred'))
agent.post(form.action, [(n, {'region': '650100', 'text': '不在本省'}.get(n, v)) for n, _, v, _ in form.fields])
equal('it is with the other', sql(f"SELECT region FROM ticket WHERE number = '{gone}'"), [['650100']])
page = send(auditor, '/audit/findings', **dict(good, title=f'移交之前 {ME}', number=gone))
check('its first auditor still writes about it', page.status == 200 and '广东' in page.text and f'移交之前 {ME}' in supervisor.get('/admin/findings').text, (page.status, page.text[:300]))

# ---- never taken back ---------------------------------------------------------------------------------------------------------
rights = sql("SELECT COUNT(*) FROM information_schema.table_privileges WHERE table_name IN ('finding', 'finding_step', 'inspection', 'inspection_ticket', 'package_order', 'package_word') AND privilege_type IN ('UPDATE', 'DELETE')")
equal('no program may change or remove a note', rights[0][0], '0')
granted = {(r[0], r[1]) for r in sql("SELECT table_name, privilege_type FROM information_schema.table_privileges WHERE grantee LIKE \"'audit%\" AND table_schema = 'hotline' AND privilege_type <> 'SELECT'")}
equal('the auditor writes notes, samples, the own trail, sign-ins, jobs, orders of packages and sealing keys, and nothing else', granted - {('session', 'INSERT'), ('session', 'UPDATE'), ('session', 'DELETE'), ('job', 'INSERT'), ('job', 'UPDATE'), ('auditor_key', 'INSERT'),
                                                            ('package_order', 'INSERT'), ('package_word', 'INSERT')},
      {(t, 'INSERT') for t in ('finding', 'finding_step', 'inspection', 'inspection_ticket', 'reading', 'staff_act')})

# ---- a sample for inspection --------------------------------------------------------------------------------------------------
filt = {'title': f'抽查 {ME}', 'from': day(-400), 'to': day(0), 'region': '440000', 'kind': 'complaint', 'state': '', 'size': '5'}
for name, wrong, word in (('of none', {'size': '0'}, '抽取件数'), ('of too many', {'size': '201'}, '抽取件数'), ('of nothing', {'from': day(-400), 'to': day(-399)}, '没有符合条件'), ('without a name', {'title': ''}, '标题')):
    page = send(auditor, '/audit/inspections', **dict(filt, **wrong))
    check(f'a sample {name} is refused, with the filter kept', page.status == 422 and word in page.text and f'value="{wrong.get("from", filt["from"])}"' in page.body.decode(), page.text[:400])
page = send(auditor, '/audit/inspections', **filt)
inspection = re.search(r'/audit/inspections/(\d+)', page.url).group(1)
start, end = (int(datetime.datetime.fromisoformat(d + 'T00:00:00+08:00').timestamp() * 1000) for d in (day(-400), day(1)))
pool = [r[0] for r in sql(f"SELECT number FROM ticket WHERE region BETWEEN 440000 AND 449999 AND kind = 1 AND filed_ms >= {start} AND filed_ms < {end} "
                          f"AND filed_ms <= (SELECT at_ms FROM inspection WHERE id = {inspection})")]
seed = bytes.fromhex(re.search(r'id="seed">([0-9a-f]{64})<', page.body.decode()).group(1))
wanted = sorted(pool, key=lambda n: hashlib.sha256(b'12328 lot\n' + seed + n.encode()).digest())[:5]
equal(f'of {len(pool)} tickets the five are drawn that Python draws by the seed', re.findall(r'href="/audit/ticket/(JT\d+)"', page.body.decode()), wanted)
check('the pool is said', sql(f'SELECT pool FROM inspection WHERE id = {inspection}')[0][0] == str(len(pool)))
auditor.get('/audit/ticket/' + wanted[0])
page = auditor.get('/audit/inspections/' + inspection)
equal('what was looked at is marked', page.body.decode().count('hotline-tag--done'), 1)
page = send(auditor, '/audit/inspections', **filt)
check('drawn again it is another, and both stay', sql(f"SELECT COUNT(DISTINCT seed) FROM inspection WHERE title = '{filt['title']}'")[0][0] == '2')
equal('another province does not see it', stranger.get('/audit/inspections/' + inspection).status, 404)
page = auditor.get(f'/audit/inspections?from={day(-10)}&kind=inquiry')
check('the filter of the search comes along', f'value="{day(-10)}"' in page.body.decode() and re.search(r'value="inquiry"[^>]* selected', page.body.decode()))
done()
