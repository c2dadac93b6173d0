#!/usr/bin/env python3
"""Is the sample of a period drawn by a seed that was committed to in the log before and that nobody could know before the end, from just
what closed in the period; and does anybody, with the published list, come to the same?

Frame, seed, lots, proof and intervals are made again here in Python, from the database and the log as published."""
import base64
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
HOTLINE = os.path.join(os.environ.get('BUILD', 'build'), 'hotline')
scratch = tempfile.mkdtemp(prefix='sample-')


def sha(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


def hotline(*words):
    out = subprocess.run(['deploy/stack', 'exec', 'env', 'HOTLINE_CONF=conf/hotline.hdf', 'release/build/hotline', *words], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True)
    return out.returncode, out.stdout


def alone(*words):
    """Without settings or database, as somebody else would run it."""
    out = subprocess.run([HOTLINE, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={'PATH': os.environ['PATH']})
    return out.returncode, out.stdout


def file(name, content):
    path = os.path.join(scratch, name)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(content)
    return path


def cst(seconds):
    return time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(seconds + 8 * 3600))


def act(who, number, move, **values):
    page = who.get('/admin/ticket/' + number)
    form = next(f for f in page.forms if (f.action or '').endswith('/' + move))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


def published(sample):
    return next(s for s in json.loads(Citizen(URL).get('/status/sample/44').body) if s['id'] == sample)


agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
reviewer = sign_in(URL, find(PEOPLE, 'reviewer', '44'))
caller = sign_in(URL, find(PEOPLE, 'followup', '44'))
made = 0


def inquiry():
    """Answered at once: a stratum of which one in ten is drawn."""
    global made
    made += 1
    form = next(f for f in agent.get('/admin/intake').forms if (f.action or '') == '/admin/intake')
    known = {'source': 'phone', 'kind': 'inquiry', 'region': '440300', 'item': '3301', 'phone': '1391239%04d' % made, 'content': f'第{made}路公交车末班车几点？',
             'text': '末班车二十二点。'}
    return number_of(agent.post('/admin/intake', [(n, known.get(n, v)) for n, kind, v, _ in form.fields if kind not in ('radio', 'checkbox')] +
                                [('next', 'answered_at_once')]))


def complaint(i):
    """Answered by a unit: a stratum of which all are drawn."""
    number = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912391%03d' % i)))
    for who, move, values in ((agent, 'dispatched', {'unit': '440300-02', 'text': '请核实'}), (unit, 'signed', {}), (unit, 'replied', {'text': '已退款。'}), (reviewer, 'approved', {})):
        act(who, number, move, **values)
    return number


complaints = [complaint(i) for i in range(5)]
equal('the complaints are answered and not closed', {r[0] for r in sql(f"SELECT state FROM ticket WHERE number IN ({','.join(map(repr, complaints))})")}, {'6'})

# ---- committed to before ------------------------------------------------------------------------------------------------------
check('the coming month is committed to by itself', until(lambda: sql("SELECT COUNT(*) FROM sample_period p JOIN log_entry l ON l.ticket_id = 0 AND l.seq = p.id "
      "WHERE p.province = 440000 AND p.from_ms > UNIX_TIMESTAMP() * 1000 AND p.until_ms - p.from_ms >= 28 * 86400000")[0][0] == '1', 60))
now = time.time()
equal('a period that has begun is not committed to', hotline('sample', 'commit', '44', cst(now - 60), cst(now + 60))[0], 1)
before = inquiry()
begin, end = int(now) + 25, int(now) + 75
code, said = hotline('sample', 'commit', '44', cst(begin), cst(end))
sample = int(said)
equal('a period to come is', code, 0)
equal('but once', hotline('sample', 'commit', '44', cst(begin), cst(end))[0], 1)
check('its commitment comes into the log', until(lambda: 'entry' in published(sample), begin - time.time() - 1))
early = published(sample)
check('nothing else of it is told', 'secret' not in early and 'seed' not in early, early)
equal('nor listed', hotline('sample', 'list', str(sample))[0], 1)
readers = {r[0].split("'")[1] for r in sql("SELECT grantee FROM information_schema.table_privileges WHERE table_name = 'sample_secret'")}
equal('and no program but the worker could read it', readers, {'worker'})
code, proof = hotline('sample', 'prove', str(sample))
proof = json.loads(proof)

# ---- the period --------------------------------------------------------------------------------------------------------------
time.sleep(max(0, begin - time.time() + 0.5))
act(agent, complaints[4], 'noted', text='期间开始')  # so that the log is signed in the period before anything closes
check('the log is signed since the period began', until(lambda: sql(f'SELECT COUNT(*) FROM log_checkpoint WHERE province = 440000 AND at_ms >= {begin * 1000}')[0][0] != '0', 30))
closed_in = [inquiry() for _ in range(20)] + complaints[1:3]
for n in complaints[1:3]:
    act(caller, n, 'satisfied', text='满意')
act(caller, complaints[0], 'dissatisfied', text='不满意')  # goes to rework, and is not closed
late = time.time() > end - 12
check('all closed within the period', not late, time.time() - end)
time.sleep(max(0, end - time.time() + 0.5))
quiet = sql(f'SELECT COUNT(*) FROM log_checkpoint WHERE province = 440000 AND at_ms >= {end * 1000}')[0][0] == '0'
check('as long as the log is not signed again, it is not drawn', not quiet or 'secret' not in published(sample), published(sample))
act(agent, complaints[4], 'noted', text='期间结束')
check('signed again, it is drawn', until(lambda: 'secret' in published(sample), 60))
told = published(sample)
after_seed = [inquiry(), complaints[3]]
act(caller, complaints[3], 'satisfied', text='满意')

# ---- again, in Python ---------------------------------------------------------------------------------------------------------
secret, root = bytes.fromhex(told['secret']), bytes.fromhex(told['root'])
commitment = sha(b'12328 sample secret\n', f'440000 {begin * 1000} {end * 1000}\n'.encode(), secret)
equal('the secret is the one committed to', (told['commitment'], early['commitment']), (commitment.hex(), commitment.hex()))
path, index, size, tree = [bytes.fromhex(p) for p in proof['path']], proof['index'], None, sha(b'\0', commitment)
origin, size, claimed = proof['checkpoint'].split('\n')[:3]
fn, sn = index, int(size) - 1
for p in path:  # RFC 9162, 2.1.3.2
    if fn & 1 or fn == sn:
        tree = sha(b'\1', p, tree)
        while not fn & 1 and fn:
            fn, sn = fn >> 1, sn >> 1
    else:
        tree = sha(b'\1', tree, p)
    fn, sn = fn >> 1, sn >> 1
equal('and stood in the log of the province before', (tree, origin, index, sn), (base64.b64decode(claimed), '12328/log/44', told['entry'], 0))
first = sql(f'SELECT size FROM log_checkpoint WHERE province = 440000 AND at_ms >= {begin * 1000} ORDER BY size LIMIT 1')[0][0]
last = sql(f'SELECT size, LOWER(HEX(root)) FROM log_checkpoint WHERE province = 440000 AND at_ms >= {end * 1000} ORDER BY size LIMIT 1')[0]
equal('its part of the log is from the first checkpoint in it to the first behind it', [told['log_from'], told['log_until'], told['root']], [int(first), int(last[0]), last[1]])
check('the commitment lies before', told['entry'] < told['log_from'])
seed = sha(b'12328 sample seed\n', secret, root)
equal('the seed is made of both', told['seed'], seed.hex())

frame = []
for n, ticket, seq, digest in sql('SELECT l.n, e.ticket_id, e.seq, LOWER(HEX(e.hash)) FROM log_entry l JOIN event e USING (ticket_id, seq) WHERE l.province = 440000 '
                                  f'AND l.n >= {first} AND l.n < {last[0]} ORDER BY l.n'):
    chain = [json.loads(bytes.fromhex(c[0])) for c in sql(f'SELECT HEX(canonical) FROM event WHERE ticket_id = {ticket} AND seq <= {seq} ORDER BY seq')]
    if chain[-1]['to'] != 'closed' or chain[-1]['from'] == 'closed':
        continue
    answer = [e for e in chain if e['type'] in ('answered_at_once', 'approved', 'answered_together')][-1]
    rule, rate = next(r['id'] for r in answer['rules'] if r['op'] == 'sample'), int(answer['facts']['sample_per_mille'])
    lot = int.from_bytes(sha(b'12328 sample lot\n', seed, bytes.fromhex(digest))[:8], 'big') % 1000
    frame.append(f"{n} {digest} {rate} {rule} {'chosen' if lot < rate else 'passed_over'}")
code, listed = hotline('sample', 'list', str(sample))
lines = listed.split('\n')
equal(f'the list is what Python draws of {len(frame)} closings', lines[8:-1], frame)
numbers = {r[1]: r[0] for r in sql('SELECT t.number, LOWER(HEX(e.hash)) FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE e.to_state = 9 AND e.from_state <> 9')}
listed_numbers = {numbers[line.split()[1]] for line in frame}
check('it holds who closed in the period', set(closed_in) <= listed_numbers, set(closed_in) - listed_numbers)
check('and nobody who closed before, or once the seed was known', not listed_numbers & {before, complaints[0], *after_seed}, listed_numbers)
check('in strata by the rules', {(line.split()[3], line.split()[2]) for line in frame} >= {('cn.sample', '100'), ('cn.sample.complaint', '1000')}, frame[:2])

# ---- by who has nothing but the list -------------------------------------------------------------------------------------------
key = next(line.split()[0] for line in hotline('keys', 'list')[1].split('\n') if ' log ' in line and 'in force' in line)
pem = file('log.pem', hotline('keys', 'show', key)[1])
code, said = alone('sample', 'redraw', file('list', listed), '--key', pem)
check('hotline sample redraw agrees, without database', code == 0 and f'ok: {len(frame)} closings' in said and seed.hex() in said, said)
sm2 = file('log-sm2.pem', hotline('keys', 'show', next(line.split()[0] for line in hotline('keys', 'list')[1].split('\n') if ' log-sm2 ' in line))[1])
code, said = alone('sample', 'redraw', file('list', listed), '--key', pem, '--sm2-key', sm2)
check('also of its checkpoint\'s SM2 signature', code == 0, said)
code, said = alone('verify', file('proof', json.dumps(proof)), '--key', pem)
check('and verify checks the proof of the commitment', code == 0 and commitment.hex() in said, said)


def swap(text, old, new):
    assert old in text, old
    return text.replace(old, new, 1)


other = 'passed_over' if lines[8].endswith('chosen') else 'chosen'
rate = lines[8].split()[2]
for name, bad, word in (
        ('one that is put in the sample, or out of it', swap(listed, lines[8], lines[8].rsplit(' ', 1)[0] + ' ' + other), ':9: it is not as the seed draws it'),
        ('another secret', swap(listed, 'secret ' + told['secret'], 'secret ' + sha(secret).hex()), 'not the one that was committed to'),
        ('another seed', swap(listed, told['seed'], sha(seed).hex()), 'the seed is not'),
        ('another root', swap(listed, told['root'], sha(root).hex()), 'the seed is not'),
        ('another period', swap(listed, str(begin * 1000), str(begin * 1000 + 1)), 'not the one that was committed to'),
        ('a commitment too late', swap(listed, f'{commitment.hex()} {told["entry"]}', f'{commitment.hex()} {told["log_from"]}'), 'after the period had begun'),
        ('a closing from outside the period', listed + lines[8].replace(lines[8].split()[0], str(told['log_until']), 1) + '\n', 'outside the period'),
        ('a closing twice', listed + lines[8] + '\n', 'not in the order'),
        ('the end missing', listed[:-9], 'cut short'),
        ('no list at all', 'x\n', 'not a list')):
    code, said = alone('sample', 'redraw', file('bad', bad), '--key', pem)
    check(f'{name} is found, and where', code == 1 and word in said, (code, said))
# Root and secret made to fit each other: then the signature does not.
forged = swap(swap(listed, told['root'], sha(root).hex()), told['seed'], sha(b'12328 sample seed\n', secret, sha(root)).hex())
code, said = alone('sample', 'redraw', file('bad', forged), '--key', pem)
check('a root that nobody signed is found', code == 1 and ('not that of the signed checkpoint' in said or 'not as the seed draws' in said), said)

# ---- and a package ----------------------------------------------------------------------------------------------------------------
mine = os.path.join(scratch, 'package')
made = subprocess.run([HOTLINE, 'export', '--province', '44', '--out', mine], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
equal('a package of the province is made', made.returncode, 0)
code, said = alone('sample', 'redraw', file('list', listed), '--package', mine, '--margin', '0')
check('each closing of a package stands in the list', code == 0 and f'ok: {len(frame)} closings of the package' in said, (code, said))
left_out = next(line for line in frame if ' chosen' in line)
code, said = alone('sample', 'redraw', file('bad', listed.replace(left_out + '\n', '')), '--package', mine, '--margin', '0')
check('one that was left out of the list is named', code == 1 and numbers[left_out.split()[1]] in said and 'does not have it' in said, said)
a = next(line for line in frame if ' 100 cn.sample passed_over' in line)
code, said = alone('sample', 'redraw', file('bad', listed.replace(a, a.replace(' 100 ', ' 0 '))), '--package', mine, '--margin', '0')
check('one under another rate as well', code == 1 and numbers[a.split()[1]] in said and 'another rule or rate' in said, said)

# ---- what it says of the whole ------------------------------------------------------------------------------------------------------
rows = {r[0]: (int(r[1]), int(r[2])) for r in sql('SELECT number, followed_up, rating FROM ticket')}
strata = {}
for line in frame:
    n, digest, rate, rule, word = line.split()
    s = strata.setdefault((rule, rate), [0, 0, 0, 0])
    s[0] += 1
    if word == 'chosen':
        followed, rating = rows[numbers[digest]]
        s[1] += 1
        s[2] += followed in (1, 2) or rating > 0
        s[3] += followed == 1 if followed in (1, 2) else rating >= 4
shown = hotline('sample', 'show', str(sample))[1]
z = 1.959963984540054
for (rule, rate), (whole, drawn, answered, satisfied) in strata.items():
    want = f'{rule} at {rate}/1000: {whole} closings, {drawn} drawn, {answered} answered'
    if drawn:
        want += f' ({100 * answered / drawn:.1f} %)'
    if answered:
        p, n = satisfied / answered, answered
        middle, half = (p + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        want += f'; satisfied {100 * p:.1f} %, 95 % interval {100 * max(0, middle - half):.1f} .. {100 * min(1, middle + half):.1f} %'
    check(f'{rule}: response rate and interval are those that Python counts', want in shown, want + '\n' + shown)

auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
page = auditor.get(f'/audit/samples/{sample}')
figures = re.findall(r'<td[^>]*><code>([^<]*)</code> ([0-9.]+)%</td>(.*?)</tr>', page.body.decode(), re.S)
equal('the auditor sees the same by stratum', {(rule, round(float(rate) * 10)): [int(v) for v in re.findall(r'>(\d+)<', cells)[:3]] for rule, rate, cells in figures},
      {(rule, int(rate)): v[:3] for (rule, rate), v in strata.items()})
check('with seed, secret and commitment', all(v in page.text for v in (seed.hex(), secret.hex(), commitment.hex())))
chosen = {numbers[line.split()[1]] for line in frame if line.endswith('chosen')}
equal('and each that was drawn', set(re.findall(r'/audit/ticket/(JT\d+)', page.body.decode())), chosen)
check('before it is over nothing but the commitment', '秘密数' not in auditor.get(f"/audit/samples/{sql('SELECT MAX(id) FROM sample_period WHERE province = 440000 AND from_ms > UNIX_TIMESTAMP() * 1000')[0][0]}").text)
equal('another province does not see it', sign_in(URL, find(PEOPLE, 'auditor', '11'), 'audit').get(f'/audit/samples/{sample}').status, 404)

# ---- one that was committed to too late -----------------------------------------------------------------------------------------------
at = int(time.time() * 1000)
sql(f"INSERT INTO sample_period (province, from_ms, until_ms, at_ms, commitment) VALUES (440000, {begin * 1000}, {end * 1000 + 1}, {at}, UNHEX(SHA2('x', 256))); "
    "INSERT INTO sample_secret VALUES (LAST_INSERT_ID(), UNHEX(SHA2('y', 256))); INSERT INTO log_pending (ticket_id, seq, province, hash) "
    "SELECT 0, MAX(id), 440000, UNHEX(SHA2('x', 256)) FROM sample_period")
void = sql('SELECT MAX(id) FROM sample_period')[0][0]
check('it is drawn and void', until(lambda: 'void' in hotline('sample', 'show', void)[1], 40), hotline('sample', 'show', void))
code, said = hotline('sample', 'list', void)
check('and has no list', code == 1 and 'void' in said, said)
denied = sql("SELECT COUNT(*) FROM information_schema.table_privileges WHERE table_name IN ('sample_period', 'sample_secret', 'sample_draw') AND privilege_type IN ('UPDATE', 'DELETE')")
equal('nobody who serves may change or remove any of it', denied[0][0], '0')
shutil.rmtree(scratch, ignore_errors=True)
done()
