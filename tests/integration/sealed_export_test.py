#!/usr/bin/python3
"""Is what an auditor asks for, sealed to a key of their own, opened by that key alone, offline, and just what was asked for?"""
import hashlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import TOP, check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402
from verify_package import verify  # noqa: E402

URL = os.environ['BASE_URL']
HOTLINE = os.path.join(TOP, os.environ.get('BUILD', 'build'), 'hotline')
CACHE = os.path.join(os.environ['RUN'], 'state', 'cache')
who = find(os.path.join(os.environ['RUN'], 'accounts.tsv'), 'auditor', '44')
auditor = sign_in(URL, who, 'audit')
scratch = tempfile.mkdtemp(prefix='sealed-')
dice = random.Random(32918)


def at(name):
    return os.path.join(scratch, name)


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def write(name, content):
    with open(at(name), 'wb') as f:
        f.write(content)
    return at(name)


def pair(name, kind='X25519'):
    """A private half in a file, the public one as text, and the id that anybody can work out."""
    subprocess.run(['openssl', 'genpkey', '-algorithm', kind, '-out', at(name)], check=True)
    der = subprocess.run(['openssl', 'pkey', '-in', at(name), '-pubout', '-outform', 'DER'], check=True, stdout=subprocess.PIPE).stdout
    pem = subprocess.run(['openssl', 'pkey', '-in', at(name), '-pubout'], check=True, stdout=subprocess.PIPE, text=True).stdout
    return at(name), pem, hashlib.sha256(der[-32:]).hexdigest()[:16]


def register(text):
    form = next(f for f in auditor.get('/audit/key').forms if any(n == 'public_key' for n, *_ in f.fields))
    return auditor.post(form.action, [(n, text if n == 'public_key' else v) for n, _, v, _ in form.fields])


def take_back():
    form = next((f for f in auditor.get('/audit/key').forms if ('act', 'remove') in [(n, v) for n, _, v, _ in f.fields]), None)
    if form:
        auditor.post(form.action, [(n, v) for n, _, v, _ in form.fields])


def ask(query, **fields):
    form = next(f for f in auditor.get('/audit/' + query).forms if f.action == '/audit/export/sheet')
    given = {n: v for n, _, v, _ in form.fields if n != 'seal'}
    return auditor.post(form.action, list(dict(given, **fields).items()))


def made(query, **fields):
    """A finished job: its id, its page."""
    job = re.search(r'/jobs/(\d+)', ask(query, **fields).url)[1]
    until(lambda: sql(f'SELECT state FROM job WHERE id = {job}')[0][0] not in ('1', '2'), 40)
    return job, auditor.get(f'/audit/jobs/{job}')


def unseal(sealed, key, out):
    """Offline: without any settings."""
    return subprocess.run([HOTLINE, 'unseal', sealed, '--key', key, '--out', at(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={'PATH': os.environ['PATH']})


def refused(name, sealed, key, why, out='nothing'):
    run = unseal(sealed, key, out)
    check(f'{name} is refused, and why', run.returncode == 1 and why in run.stderr, run.stdout + run.stderr)
    equal(f'{name}: nothing is written', [n for n in os.listdir(scratch) if n.startswith('nothing')], [])


def keys():
    take_back()
    jobs = sql('SELECT COUNT(*) FROM job')
    page = ask('?kind=complaint', format='csv', seal='yes')
    check('without a key nothing is sealed, and nothing made in clear in its place', page.status == 422 and '还没有登记公钥' in page.text and
          sql('SELECT COUNT(*) FROM job') == jobs, page.status)
    private, pem, key_id = pair('mine')
    page = register('not a key\nat all')
    check('what is no key is refused beside its field, and kept', page.status == 422 and '不是 X25519 公钥' in page.text and 'not a key' in page.text)
    page = register(pair('other-kind', 'ED25519')[1])
    check('so is a key of another kind', page.status == 422 and '不是 X25519 公钥' in page.text)
    secret = read(private).decode()
    page = register(secret)
    check('a private key is not taken', page.status == 422 and '这是私钥' in page.text)
    check('nor shown again', secret.split('\n')[1] not in page.body.decode())
    page = register(pem)
    check('a public key is, under the id that anybody can work out', page.status == 200 and key_id in page.text, page.text)
    equal('which the trail keeps', sql("SELECT detail FROM staff_act WHERE act = 'seal_key_registered' ORDER BY id DESC LIMIT 1"), [[key_id]])
    return private, key_id


def exports(private, key_id):
    for ending in ('csv', 'jsonl', 'xlsx'):
        job, page = made('?kind=complaint', format=ending, profile='all', seal='yes')
        check(f'{ending}: the page says how to open it', f'hotline unseal 12328-export.{ending}.sealed' in page.text and key_id in page.text, page.text)
        sealed = write(f'{ending}.sealed', auditor.get(f'/audit/jobs/{job}/file').body)
        number = sql("SELECT number FROM ticket WHERE kind = 1 AND region BETWEEN 440000 AND 449999 LIMIT 1")[0][0].encode()
        content = read(sealed)
        check('what is offered is sealed to that key', content.startswith(b'12328 sealed 1\n' + key_id.encode()) and number not in content)
        equal('and is all that lies on disk', [n for n in os.listdir(CACHE) if n.startswith(f'job-{job}')], [f'job-{job}'])
        equal('in just these bytes', read(os.path.join(CACHE, f'job-{job}')), content)
        run = unseal(sealed, private, f'opened.{ending}')
        equal('the private key opens it', (run.returncode, run.stderr), (0, ''))
        plain = read(at(f'opened.{ending}'))
        digest = hashlib.sha256(plain).hexdigest()
        check('the hash that was shown and recorded is that of the content', digest in page.text and
              digest in sql("SELECT detail FROM staff_act WHERE act = 'exported' ORDER BY id DESC LIMIT 1")[0][0], digest)
        if ending == 'xlsx':
            book = openpyxl.load_workbook(io.BytesIO(plain))
            check('with all its sheets', book.sheetnames == ['工单', '字段说明', '导出说明'] and book['工单'].max_row > 1)
        else:
            equal('byte for byte what the desk streams', plain, auditor.get(f'/audit/export?format={ending}&kind=complaint').body)
    job, page = made('?kind=complaint', format='jsonl', profile='no_text')
    plain = auditor.get(f'/audit/jobs/{job}/file').body
    records = [json.loads(line) for line in plain.splitlines()]
    columns = [[c['key'] for c in json.loads(auditor.get('/audit/export/columns' + query).body)] for query in ('', '?profile=no_text')]
    equal('the dictionary that goes with lines tells each column', columns, [list(json.loads(read(at('opened.jsonl')).splitlines()[0])), list(records[0])])
    check('not sealed, and without what people wrote', records and not {'summary', 'place', 'company', 'plate', 'line'} & set(records[0]) and
          hashlib.sha256(plain).hexdigest() in page.text, page.text)


def cut_short(private, key_id):
    """A worker that was killed while it sealed: half a file lies there, and the job is begun again."""
    job, _ = made('?kind=complaint', format='jsonl', profile='all', seal='yes')
    with open(os.path.join(CACHE, f'job-{job}'), 'r+b') as f:
        f.truncate(200)
    sql(f'UPDATE job SET state = 2 WHERE id = {job}')
    check('what was cut short is begun again', until(lambda: sql(f'SELECT state, starts FROM job WHERE id = {job}') == [['3', '2']], 40))
    sealed = write('again.sealed', auditor.get(f'/audit/jobs/{job}/file').body)
    equal('and is whole', (unseal(sealed, private, 'whole').returncode, read(at('whole'))), (0, read(at('opened.jsonl'))))


def wrong(private):
    sealed = at('jsonl.sealed')
    content = read(sealed)
    other, pem, other_id = pair('other')
    refused('another key', sealed, other, f'this is the private half of key {other_id}')
    refused('what is no key', sealed, write('junk', b'junk'), 'not an X25519 private key')
    refused('what is not sealed', at('opened.jsonl'), private, 'is not a sealed file')
    for where in [60, 140] + [dice.randrange(140, len(content)) for _ in range(5)]:
        damaged = content[:where] + bytes([content[where] ^ 1]) + content[where + 1:]
        refused(f'byte {where} changed', write('damaged', damaged), private, 'damaged or was cut short')
    for length in (40, 130, len(content) - 1):
        refused(f'cut to {length} bytes', write('damaged', content[:length]), private, 'damaged or was cut short' if length > 31 else 'not a sealed')
    refused('with something added', write('damaged', content + b'x'), private, 'damaged or was cut short')
    run = unseal(sealed, private, 'opened.jsonl')
    check('what is there is not written over', run.returncode == 1 and 'is there already' in run.stderr, run.stderr)
    register(pem)
    job, page = made('?kind=complaint', format='jsonl', profile='all', seal='yes')
    again = write('again.sealed', auditor.get(f'/audit/jobs/{job}/file').body)
    refused('the key of before opens nothing that came after it', again, private, f'is sealed to key {other_id}')
    equal('the new one opens the same records again', (unseal(again, other, 'again').returncode, read(at('again'))), (0, read(at('opened.jsonl'))))
    return other, other_id


def export(*words):
    return subprocess.run([HOTLINE, 'export', *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def package(private, key_id):
    run = export('--province', '44', '--texts', '--why', '密封', '--seal-for', who.login, '--out', at('package.sealed'))
    check('a signed package is made, sealed to the auditor', run.returncode == 0 and f'sealed to key {key_id}' in run.stdout, run.stdout + run.stderr)
    equal('as one file, and nothing beside it', [n for n in os.listdir(scratch) if n.startswith('package')], ['package.sealed'])
    content = read(at('package.sealed'))
    check('in which nothing stands in clear', b'records' not in content and b'JT44' not in content)
    run = unseal(at('package.sealed'), private, 'package')
    check('the private key makes its directory of it', run.returncode == 0 and 'hotline verify' in run.stdout, run.stdout + run.stderr)
    verdict = subprocess.run([HOTLINE, 'verify', at('package')], stdout=subprocess.PIPE, text=True, env={'PATH': os.environ['PATH']})
    check('which both verifiers accept', verdict.stdout.startswith('ok: ') and verify(at('package')) is None, (verdict.stdout, verify(at('package'))))
    detail = sql("SELECT detail FROM staff_act WHERE act = 'exported' AND program = 'hotline' ORDER BY id DESC LIMIT 1")[0][0]
    check('recorded with the hash of its manifest in clear, and for whom', hashlib.sha256(read(at('package/manifest.json'))).hexdigest() in detail and
          f"sealed for {who.login} to key {key_id}" in detail, detail)
    export('--province', '44', '--texts', '--why', '密封', '--out', at('clear'))
    for name in ('records.jsonl', 'events.jsonl', 'texts.jsonl', 'records.csv', 'columns.json'):
        check(f'{name} is what a package in clear holds', read(at('package/' + name)) == read(at('clear/' + name)) != b'')
    for where in [dice.randrange(140, len(content)) for _ in range(4)]:
        refused(f'a package whose byte {where} is another', write('damaged', content[:where] + bytes([content[where] ^ 1]) + content[where + 1:]), private,
                'damaged or was cut short')
    refused('a package that was cut at a block', write('damaged', content[:len(content) - len(content) % 65564]), private, 'damaged or was cut short')
    run = export('--seal-for', who.login, '--out', at('package.sealed'))
    check('a file that is there is not written over', run.returncode == 1 and 'is there already' in run.stderr and read(at('package.sealed')) == content)
    take_back()
    run = export('--seal-for', who.login, '--out', at('none'))
    check('for who took the key back, or is nobody, none is made', run.returncode == 1 and 'registered no key' in run.stderr and
          export('--seal-for', 'nobody-at-all', '--out', at('none')).returncode == 1 and not os.path.exists(at('none')), run.stderr)


try:
    mine, mine_id = keys()
    exports(mine, mine_id)
    cut_short(mine, mine_id)
    package(*wrong(mine))
finally:
    take_back()
    shutil.rmtree(scratch)
done()
