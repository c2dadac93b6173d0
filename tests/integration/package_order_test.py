#!/usr/bin/python3
"""Does the signed package that an auditor asks for in a page hold and prove what one from the shell does, made by the worker alone; does one that leaves nothing
out wait for another auditor, whoever is asked; and can it be sealed, cut short, cancelled and refused?"""
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import TOP, check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402
from verify_package import PARTS, verify  # noqa: E402

URL = os.environ['BASE_URL']
HOTLINE = os.path.join(TOP, os.environ.get('BUILD', 'build'), 'hotline')
STATE = os.path.realpath(os.path.join(os.environ['RUN'], 'state'))
CACHE = os.path.join(STATE, 'cache')
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
nation = sign_in(URL, find(PEOPLE, 'audit_admin'), 'audit')
elsewhere = sign_in(URL, find(PEOPLE, 'auditor', '65'), 'audit')
scratch = tempfile.mkdtemp(prefix='order-')
WHY = '年度检查 & 抽查=1'


def at(*names):
    return os.path.join(scratch, *names)


def read(*names):
    with open(at(*names), 'rb') as f:
        return f.read()


def write(name, content):
    with open(at(name), 'wb') as f:
        f.write(content)
    return at(name)


def hotline(*words):
    return subprocess.run([HOTLINE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def bare(*words):
    """As on an auditor's computer: no settings, no database."""
    return subprocess.run([HOTLINE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={'PATH': os.environ['PATH']})


def ask(query, **fields):
    """The page that comes of the form below the filter."""
    form = next(f for f in auditor.get('/audit/' + query).forms if f.action == '/audit/export/sheet')
    given = {n: v for n, _, v, _ in form.fields if n not in ('seal', 'format', 'profile', 'reason')}
    return auditor.post(form.action, list(dict(given, format='package', **fields).items()))


def job_of(page):
    return re.search(r'/jobs/(\d+)', page.url)[1]


def state(job):
    return sql(f'SELECT state FROM job WHERE id = {job}')[0][0]


def made(job):
    """Its page, once the worker is through with it."""
    until(lambda: state(job) not in ('1', '2'), 60)
    return auditor.get(f'/audit/jobs/{job}')


def say(who, job, act, reason=''):
    page = who.get(f'/audit/packages/{job}')
    form = next((f for f in page.forms if f.action == f'/audit/packages/{job}'), None)
    token = next(v for n, _, v, _ in form.fields if n == 'token') if form else next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
    return who.post(f'/audit/packages/{job}', [('token', token), ('act', act)] + ([('reason', reason)] if reason else []))


def last_act(act):
    return sql(f"SELECT staff_id, detail FROM staff_act WHERE act = '{act}' AND object = 'package' ORDER BY id DESC LIMIT 1")[0]


def unpack(job, name):
    """What is offered, unpacked; the name of its directory."""
    with tarfile.open(write(name + '.tar', auditor.get(f'/audit/jobs/{job}/file').body)) as tar:
        names = tar.getnames()
    run = subprocess.run(['tar', '-xf', at(name + '.tar'), '-C', scratch], stderr=subprocess.PIPE, text=True)
    equal('tar unpacks it without a word', (run.returncode, run.stderr), (0, ''))
    top = {n.split('/')[0] for n in names}
    equal('to one directory with the files of a package', ([len(top)], sorted(n.split('/')[1] for n in names)), ([1], sorted(PARTS + ['manifest.json', 'manifest.sig'])))
    if os.path.exists(at(name)):
        shutil.rmtree(at(name))
    os.rename(at(top.pop()), at(name))
    return at(name)


def public_key(use):
    """As it is published: the list names it, and says which is in force."""
    listed = urllib.request.urlopen(f'{URL}/status/log/keys').read().decode()
    key = re.search(rf'^{use} ([0-9a-f]+) \S+ in force$', listed, re.M)[1]
    return key, write(use + '.pem', urllib.request.urlopen(f'{URL}/status/log/keys/{key}').read())


def green(name, directory, key):
    run = bare('verify', directory, '--key', key)
    check(f'{name}: both verifiers accept it, by the key that was handed over', run.returncode == 0 and run.stdout.startswith('ok: ') and
          verify(directory, key) is None, (run.stdout, run.stderr, verify(directory, key)))


def without_words():
    jobs = sql('SELECT COUNT(*) FROM job')
    page = ask('?kind=complaint', profile='no_text')
    check('without a reason none is made, and the reason asked for', page.status == 422 and 'id="e-reason"' in page.body.decode() and
          sql('SELECT COUNT(*) FROM job') == jobs, page.status)
    page = ask('?kind=complaint&from=2020-01-01', profile='no_text', reason=WHY)
    job = job_of(page)
    page = made(job)
    equal('without what people wrote it is made at once', state(job), '3')
    directory = unpack(job, 'short')
    key_id, key = public_key('export')
    green('what the worker made', directory, key)
    _, shell_key = public_key('package')
    check('the key of the shell did not sign it', bare('verify', directory, '--key', shell_key).returncode == 1)
    check('nor that of the log', bare('verify', directory, '--key', public_key('log')[1]).returncode == 1)
    m = json.loads(read('short', 'manifest.json'))
    equal('its manifest says who, why and which filter', {k: m[k] for k in ('by', 'why', 'agreed', 'from', 'province', 'filter', 'profile', 'texts', 'key')},
          {'by': find(PEOPLE, 'auditor', '44').login, 'why': WHY, 'agreed': '', 'from': '2020-01-01', 'province': '44', 'filter': 'kind complaint', 'profile': 'no_text',
           'texts': 0, 'key': key_id})
    counted = sql("SELECT COUNT(*), CAST(SUM(last_seq) AS CHAR) FROM ticket WHERE province = 440000 AND kind = 1")[0]
    equal('it holds each such ticket and event', [str(m['tickets']), str(m['events'])], counted)
    check('and some there are', m['tickets'] > 5, m['tickets'])
    equal('nothing that people wrote', (read('short', 'texts.jsonl'), {'summary', 'place'} & set(json.loads(read('short', 'records.jsonl').splitlines()[0]))), (b'', set()))
    digest = hashlib.sha256(read('short', 'manifest.json')).hexdigest()
    staff, detail = last_act('exported')
    check('page and trail name the manifest by its hash', digest in page.text and f'sha256 {digest} of its manifest' in detail and f'job {job};' in detail, detail)
    check('that it was begun stands before, with the reason', WHY in last_act('export_begun')[1], last_act('export_begun'))
    equal('by the auditor', staff, sql(f'SELECT staff_id FROM job WHERE id = {job}')[0][0])
    row = sql(f'SELECT done, total, expires_ms - ended_ms, size FROM job WHERE id = {job}')[0]
    equal('how far it was counted to all of it; the file stays a week', (row[1], row[2]), (str(m['tickets'] + m['events']), '604800000'))
    equal('its size is that of the file', int(row[3]), os.path.getsize(at('short.tar')))
    check('the page says how to check it', f'tar -xf 12328-package-' in page.text and 'hotline verify 12328-package-' in page.text, page.text)
    equal('nothing else is left of it', [n for n in os.listdir(CACHE) if n.startswith(f'job-{job}')], [f'job-{job}'])
    damaged = read('short', 'events.jsonl')
    write('short/events.jsonl', damaged.replace(b'"seq":1,', b'"seq":2,', 1))
    check('a changed byte is found', bare('verify', directory, '--key', key).returncode == 1)
    page = ask('?kind=complaint&state=closed&region=440300&from=2020-01-01', profile='no_text', reason=WHY)
    job = job_of(page)
    made(job)
    green('narrowed further', unpack(job, 'narrow'), key)
    equal('which the manifest says', json.loads(read('narrow', 'manifest.json'))['filter'], 'region 440300 kind complaint state closed')
    equal('no other tickets are in it', {(json.loads(r)['state'], json.loads(r)['region'][:4]) for r in read('narrow', 'records.jsonl').splitlines()} - {('closed', '4403')}, set())
    return key


def with_words(key):
    page = ask('?from=2020-01-01', profile='all', reason=WHY)
    job = job_of(page)
    check('with all words it waits for somebody else, and says so', state(job) == '7' and '需要另一位审计人员同意' in page.text, page.text)
    time.sleep(2.5)
    equal('the worker leaves it alone', (state(job), [n for n in os.listdir(CACHE) if n.startswith(f'job-{job}')]), ('7', []))
    equal('who asked does not find it among those to agree to', (auditor.get(f'/audit/packages/{job}').status, f'/audit/packages/{job}' in auditor.get('/audit/packages').body.decode()), (404, False))
    equal('nor may agree', say(auditor, job, 'agree').status, 404)
    equal('nor an auditor of elsewhere', (elsewhere.get(f'/audit/packages/{job}').status, say(elsewhere, job, 'agree').status), (404, 404))
    equal('nothing was said', (sql(f'SELECT COUNT(*) FROM package_word WHERE job_id = {job}'), state(job)), ([['0']], '7'))
    check('another auditor finds it from the desk', '(1)' in nation.get('/audit/').text and f'/audit/packages/{job}' in nation.get('/audit/packages').body.decode())
    page = nation.get(f'/audit/packages/{job}')
    check('and sees who wants what for which reason', all(w in page.text for w in (find(PEOPLE, 'auditor', '44').login, WHY, '广东', '群众填写的全部文字')), page.text)
    check('a refusal has a reason', say(nation, job, 'refuse').status == 422 and state(job) == '7')
    page = say(nation, job, 'agree', '同意，抽查用')
    equal('agreed', page.status, 200)
    page = made(job)
    equal('it is made', state(job), '3')
    check('who agreed stands on its page', find(PEOPLE, 'audit_admin').login in page.text and '同意，抽查用' in page.text, page.text)
    staff, detail = last_act('package_agreed')
    check('and in the trail', f'job {job},' in detail and staff == sql(f'SELECT staff_id FROM package_word WHERE job_id = {job}')[0][0], detail)
    equal('once', say(nation, job, 'refuse', '不').status, 409)
    directory = unpack(job, 'whole')
    green('with all words', directory, key)
    m = json.loads(read('whole', 'manifest.json'))
    equal('its manifest says who agreed', (m['agreed'], m['profile'], m['texts'] > 10), (find(PEOPLE, 'audit_admin').login, 'all', True))
    hotline('export', '--province', '44', '--from', '2020-01-01', '--texts', '--why', WHY, '--out', at('shell'))
    for name in ('records.jsonl', 'events.jsonl', 'texts.jsonl', 'records.csv', 'columns.json'):
        check(f'{name} is what the shell writes', read('whole', name) == read('shell', name) != b'')


def refused():
    job = job_of(ask('?kind=inquiry', profile='all', reason=WHY))
    say(nation, job, 'refuse', '范围太大')
    page = auditor.get(f'/audit/jobs/{job}')
    check('refused, it is not made, and whoever asked sees why', state(job) == '8' and '范围太大' in page.text and '没有生成文件' in page.text, page.text)
    equal('the trail says so', last_act('package_refused')[1].startswith(f'job {job},'), True)
    job = job_of(ask('?kind=inquiry', profile='all', reason=WHY))
    form = next(f for f in auditor.get(f'/audit/jobs/{job}').forms if f.action.endswith('/cancel'))
    auditor.post(form.action, [(n, v) for n, _, v, _ in form.fields])
    equal('who asked may take it back', (state(job), say(nation, job, 'agree').status), ('5', 409))
    job = job_of(ask('?kind=inquiry', profile='all', reason=WHY))
    sql(f'UPDATE job SET asked_ms = asked_ms - 7 * 86400000 - 1000 WHERE id = {job}')
    check('what nobody answers in a week lapses', until(lambda: state(job) == '9', 20), state(job))
    check('and is said to have', '7天内没有人复核' in auditor.get(f'/audit/jobs/{job}').text)


def by_force():
    """Somebody who writes into the tables as the program may: the database and the worker look again."""
    job = job_of(ask('?kind=inquiry', profile='all', reason=WHY))
    asker = sql(f'SELECT staff_id FROM job WHERE id = {job}')[0][0]
    try:
        sql(f"INSERT INTO package_word VALUES ({job}, {asker}, 'x', 1, '', 1)")
        said = True
    except Exception:
        said = False
    check('the database takes no word of who asked', not said and sql(f'SELECT COUNT(*) FROM package_word WHERE job_id = {job}') == [['0']])
    sql(f'UPDATE job SET state = 1 WHERE id = {job}')
    made(job)
    equal('put into the queue without a word, it is not made', (state(job), os.path.exists(os.path.join(CACHE, f'job-{job}'))), ('4', False))
    job = job_of(ask('?kind=inquiry', profile='no_text', reason=WHY))
    sql(f"UPDATE job SET state = 1, starts = 0, parameters = REPLACE(parameters, 'no_text', 'all') WHERE id = {job}")
    made(job)
    equal('nor what was not asked for so', (state(job), os.path.exists(os.path.join(CACHE, f'job-{job}'))), ('4', False))


def cut_short():
    """A worker that is killed: what is half made is begun again, what nobody wants any more goes."""
    job = job_of(ask('?from=2020-01-01', profile='no_text', reason=WHY))
    made(job)
    before = auditor.get(f'/audit/jobs/{job}/file').body
    with open(os.path.join(CACHE, f'job-{job}'), 'r+b') as f:
        f.truncate(700)
    left = os.path.join(CACHE, 'job-4000000000.part')
    with open(left, 'wb') as f:
        f.write(b'half')
    worker = [int(p) for p in subprocess.run(['pgrep', '-f', f'^{STATE}/release/build/worker$'], stdout=subprocess.PIPE, text=True).stdout.split()]
    sql(f'UPDATE job SET state = 2 WHERE id = {job}')
    for pid in worker:
        os.kill(pid, signal.SIGKILL)
    check('what was cut short is begun again', until(lambda: sql(f'SELECT state FROM job WHERE id = {job}') == [['3']], 60))
    again = auditor.get(f'/audit/jobs/{job}/file').body
    check('and is whole', len(again) >= len(before) and tarfile.open(write('again.tar', again)).getnames())
    check('what was left of another is gone', until(lambda: not os.path.exists(left), 20))


def cancelled():
    """While it is being made, behind the last line that told how far it is."""
    job = job_of(ask('?from=2020-01-01', profile='no_text', reason=WHY))
    made(job)
    acts = sql("SELECT COUNT(*) FROM staff_act WHERE act = 'exported'")
    held = subprocess.Popen(['mariadb', '-S', f'{STATE}/sock/db.sock', 'hotline'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    held.stdin.write("LOCK TABLES log_checkpoint WRITE;\n\\! echo held\n")
    held.stdin.flush()
    equal('the checkpoints are held', held.stdout.readline().strip(), 'held')
    sql(f'UPDATE job SET state = 1, starts = 0 WHERE id = {job}')
    check('so it stands where it takes them', until(lambda: int(sql("SELECT COUNT(*) FROM information_schema.processlist WHERE STATE LIKE 'Waiting for table%' AND INFO LIKE '%log_checkpoint%'")[0][0]) > 0 and
                                                    state(job) == '2', 20))
    sql(f'UPDATE job SET state = 5 WHERE id = {job} AND state IN (1, 2, 7)')
    held.communicate('UNLOCK TABLES;\n')
    path = os.path.join(CACHE, f'job-{job}')
    check('cancelled, it leaves nothing', until(lambda: not os.path.exists(path) and not os.path.exists(path + '.part') and not sql(
        "SELECT 1 FROM information_schema.processlist WHERE INFO LIKE '%log_checkpoint%' AND ID <> CONNECTION_ID()"), 20))
    time.sleep(1.5)
    equal('and no line that says it was taken', (os.path.exists(path), state(job), sql("SELECT COUNT(*) FROM staff_act WHERE act = 'exported'")), (False, '5', acts))


def without_key():
    """A machine whose worker has no key of this use yet."""
    keys = os.path.join(STATE, 'keys')
    os.rename(os.path.join(keys, 'export'), os.path.join(keys, 'export.away'))
    try:
        job = job_of(ask('?kind=inquiry', profile='no_text', reason=WHY))
        page = made(job)
        check('without the key the work fails and says so, and leaves nothing', state(job) == '4' and '没有成功' in page.text and
              not [n for n in os.listdir(CACHE) if n.startswith(f'job-{job}')], (state(job), os.listdir(CACHE)))
        check('doctor names the want', 'no key for packages' in hotline('doctor').stdout)
    finally:
        os.rename(os.path.join(keys, 'export.away'), os.path.join(keys, 'export'))


def sealed(key):
    subprocess.run(['openssl', 'genpkey', '-algorithm', 'X25519', '-out', at('mine')], check=True)
    pem = subprocess.run(['openssl', 'pkey', '-in', at('mine'), '-pubout'], check=True, stdout=subprocess.PIPE, text=True).stdout
    form = next(f for f in auditor.get('/audit/key').forms if any(n == 'public_key' for n, *_ in f.fields))
    auditor.post(form.action, [(n, pem if n == 'public_key' else v) for n, _, v, _ in form.fields])
    job = job_of(ask('?from=2020-01-01', profile='no_text', reason=WHY, seal='yes'))
    page = made(job)
    content = auditor.get(f'/audit/jobs/{job}/file').body
    check('sealed, nothing of it is in clear', content.startswith(b'12328 sealed 1\n') and b'records' not in content and b'JT44' not in content)
    equal('nor on the disk', [n for n in os.listdir(CACHE) if n.startswith(f'job-{job}')], [f'job-{job}'])
    check('the page says how to open it', re.search(r'hotline unseal 12328-package-[0-9-]+\.sealed --key my\.private --out 12328-package-[0-9-]+\s+hotline verify 12328-package-', page.text), page.text)
    run = bare('unseal', write('package.sealed', content), '--key', at('mine'), '--out', at('opened'))
    equal('the private key opens it', (run.returncode, run.stderr), (0, ''))
    green('sealed', at('opened'), key)
    check('the hash that is shown is that of its manifest', hashlib.sha256(read('opened', 'manifest.json')).hexdigest() in page.text)
    form = next(f for f in auditor.get('/audit/key').forms if ('act', 'remove') in [(n, v) for n, _, v, _ in f.fields])
    auditor.post(form.action, [(n, v) for n, _, v, _ in form.fields])


try:
    exported = without_words()
    with_words(exported)
    refused()
    by_force()
    cut_short()
    cancelled()
    without_key()
    sealed(exported)
    check('in English', 'Signed package' in auditor.get('/audit/?lang=en').text and 'wait for my word' in auditor.get('/audit/packages?lang=en').text)
finally:
    shutil.rmtree(scratch)
done()
