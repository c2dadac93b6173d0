#!/usr/bin/env python3
"""Does who a person is lie anywhere but in the seal: not in the database, its files, logs, spools, backups, nor in what every account of a
program can read? And is the vault's key changed without opening a seal, while people go on?"""
import base64
import os
import re
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import COMMAND, Stack, check, done, equal  # noqa: E402
from staff import find, sign_in  # noqa: E402

# Of nobody, and of nothing else on this machine. Who somebody is may lie nowhere; what they report lies in the database, and nowhere else.
NAME, PHONE, MAIL = '欧阳钱多柒', '13857719264', 'qianduoqi7719@example.com'
CALLER = '13641235577'  # whose call an exchange tells of
PLATE, WORDS = '粤Z7K9Q4', '那位穿紫色雨衣的调度员收了两条香烟才放行'
ACCOUNTS = ('portal', 'status', 'admin', 'audit', 'api', 'worker')
stack = None


def hotline(*words):
    return subprocess.run([COMMAND, 'exec', 'release/build/hotline', *words], env=stack.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(run):
    return run.stdout + run.stderr


def spellings(text):
    """The bytes a word may hide as."""
    raw = text.encode()
    found = {'as it is': raw, 'UTF-16': text.encode('utf-16-le'), 'UTF-16 big': text.encode('utf-16-be'), 'hex': raw.hex().encode(),
             'HEX': raw.hex().upper().encode(), 'backwards': text[::-1].encode(), 'URL': ''.join(f'%{b:02X}' for b in raw).encode(),
             'JSON': text.encode('ascii', 'backslashreplace'), 'GB18030': text.encode('gb18030')}
    for shift in range(3):  # of the three ways to begin, the bytes that do not depend on the neighbours
        coded = base64.b64encode(b'x' * shift + raw)
        found[f'base64 {shift}'] = coded[4 if shift else 0:len(coded) - 4]
        found[f'base64url {shift}'] = found[f'base64 {shift}'].replace(b'+', b'-').replace(b'/', b'_')
    if text.isdigit():
        found['grouped'] = f'{text[:3]} {text[3:7]} {text[7:]}'.encode()
        found['hyphened'] = f'{text[:3]}-{text[3:7]}-{text[7:]}'.encode()
    return {how: b for how, b in found.items() if len(b) >= 8}


def seen(data, words):
    return [f'{word} {how}' for word in words for how, b in spellings(word).items() if b in data]


def files_below(*roots):
    for root in roots:
        for folder, _, names in os.walk(os.path.join(stack.state, root)):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    yield path


def seen_in_files(words, *roots):
    found, size = [], 0
    for path in files_below(*roots):
        try:
            with open(path, 'rb') as f:
                data = f.read()
        except FileNotFoundError:
            continue
        size += len(data)
        found += [f'{path}: {what}' for what in seen(data, words)]
    return found, size


def dump(*options):
    return stack.command('exec', 'sh', '-c', f'mariadb-dump --defaults-file=conf/my.cnf --user="$(id -un)" --single-transaction {" ".join(options)} hotline',
                         stdout=subprocess.PIPE).stdout


def all_that_reads(account):
    """Every row of every table and view that a program's own account can read, and what else the server tells it."""
    script = ('c="mariadb --no-defaults -S $(sed -n "s/^db.socket = //p" conf/$1.hdf) -u $1 -p$(sed -n "s/^db.password = //p" conf/$1.hdf) --batch -f hotline"; '
              'for t in $($c -N -e "SHOW TABLES"); do $c -e "SELECT * FROM $t" 2>/dev/null; done; $c -e "SHOW FULL PROCESSLIST; SHOW ENGINE INNODB STATUS" 2>/dev/null; true')
    return stack.command('exec', 'sh', '-c', script, '-', account, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def memory(pid):
    """What the process can write: heap, stacks, buffers."""
    data = b''
    with open(f'/proc/{pid}/maps') as maps, open(f'/proc/{pid}/mem', 'rb', 0) as mem:
        for line in maps:
            begin, end = (int(x, 16) for x in line.split()[0].split('-'))
            if 'rw' in line.split()[1] and '[v' not in line and end - begin < 1 << 29:
                try:
                    mem.seek(begin)
                    data += mem.read(end - begin)
                except OSError:
                    pass
    return data


def form_of(page, move):
    return next(f for f in page.forms if (f.action or '').endswith('/' + move))


def fields_of(form, **values):
    return [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen]


def look(who, number):
    page = who.get('/admin/ticket/' + number)
    return who.post(form_of(page, 'reveal').action, fields_of(form_of(page, 'reveal'), text='需要回电核实时间'))


def everybody_passes_through():
    """Filed, left unfinished, refused, taken by an agent, looked for, looked at: every way a name and a number come in."""
    known = dict(MATTER, name=NAME, phone=PHONE, email=MAIL, plate=PLATE, content=WORDS + '，请查处')
    plain = number_of(Citizen(stack.url).walk('/ticket/new', known))
    secret = number_of(Citizen(stack.url).walk('/ticket/new', dict(known, confidential='yes')))
    Citizen(stack.url).walk('/ticket/new', known, until=lambda page: page.url.endswith('/check'))
    Citizen(stack.url).walk('/ticket/new', dict(known, phone=PHONE + '00'), steps=9)
    for path in (f'/ticket/track?phone={PHONE}', f'/nothing?{PHONE}', f'/ticket/new?name={NAME.encode().hex()}'):
        Citizen(stack.url).get(path)
    Citizen(stack.url).post('/ticket/track', {'number': PHONE, 'code': NAME})
    people = os.path.join(stack.run, 'accounts.tsv')
    agent = sign_in(stack.url, find(people, 'agent', '44'))
    key = hotline('api', 'new', '试验话务平台', '--rights', 'call', '--province', '44', '--by', find(people, 'security_admin').login).stdout.split()[0]
    equal('a call is told', Citizen(stack.url).post('/api/call', {'api_key': key, 'call': 'canary', 'event': 'ring', 'phone': CALLER,
                                                                'agent': find(people, 'agent', '44').login}).status, 200)
    check('and its number is at the agent\'s desk', CALLER in agent.get('/admin/calls/now').body.decode())
    page = agent.get('/admin/intake')
    answer = agent.press(page, dict(known, next='file', scope='yes'))
    called = number_of(answer)
    agent.press(agent.get('/admin/intake'), dict(known, region='', next='file'))
    preview = next(f for f in agent.get('/admin/intake').forms if f.action == '/admin/intake')
    agent.post('/admin/intake/preview', [(n, v) for n, _, v, _ in preview.fields if n == 'token'] + [('phone', PHONE), ('content', WORDS)])
    page = agent.get('/admin/search?q=' + PHONE)
    check('the same caller is found by number, without anybody being shown it', plain in page.text and PHONE[3:7] not in page.text, page.text[:400])
    page = look(agent, plain)
    check('who wrote why sees name and number', NAME in page.text and PHONE in page.text, (page.status, page.text[:300]))
    return agent, plain, secret, called


def nowhere(agent):
    identity = (NAME, PHONE, MAIL, CALLER)
    check('the searching finds what is there', seen(dump('--skip-extended-insert'), (PLATE, WORDS)) and
          seen(base64.b64encode(b'ab' + NAME.encode() + b'c'), (NAME,)) == [f'{NAME} base64 2', f'{NAME} base64url 2'])
    for options in (('--hex-blob',), ()):
        data = dump(*options)
        equal(f'a dump of the database {options} has nobody in it', (seen(data, identity), len(data) > 100000), ([], True))
    for account in ACCOUNTS:
        data = all_that_reads(account)
        equal(f'nor has all that {account} can read', (seen(data, identity), len(data) > 1000), ([], True))
    stack.command('exec', 'sh', '-c', 'mariadb --defaults-file=conf/my.cnf --user="$(id -un)" -e "FLUSH TABLES; SET GLOBAL innodb_max_dirty_pages_pct = 0"')
    time.sleep(2)
    found, size = seen_in_files(identity, 'db')
    equal('nor have the files of the database, its logs of changes among them', (found, size > 10**7), ([], True))
    found, size = seen_in_files(identity + (PLATE, WORDS), 'log', 'nginx', 'spool', 'cache', 'service', 'conf', 'sock')
    equal('logs, bodies on their way, spool and cache hold neither who nor what', (found, size > 1000), ([], True))
    hotline('keys', 'new', 'backup', '--private', 'carried-away')
    equal('a backup is made', hotline('backup', 'canary.backup').returncode, 0)
    equal('and a package with all words', hotline('export', '--out', 'package', '--texts', '--why', 'test').returncode, 0)
    found, size = seen_in_files(identity, 'package')
    equal('the package has nobody in it', (found, size > 1000), ([], True))
    for name in ('canary.backup', 'vault-keys.backup'):
        with open(os.path.join(stack.state, name), 'rb') as f:
            equal(f'{name} shows neither who nor what', seen(f.read(), identity + (PLATE, WORDS)), [])
    found, _ = seen_in_files(identity, 'upload', 'keys')
    equal('nor do files and keys', found, [])


def in_memory():
    """Who never sees a person in clear does not have one, and nobody keeps the key."""
    with open(os.path.join(stack.state, 'keys/vault.private'), 'rb') as f:
        key = f.read()
    for name in ('status', 'audit', 'worker', 'rules', 'api'):
        data = b''.join(memory(pid) for pid in stack.program(name))
        equal(f'{name} has nobody in its memory', (seen(data, (NAME, PHONE, MAIL)), len(data) > 100000), ([], True))
    data = b''.join(memory(pid) for pid in stack.pids('mariadbd'))
    equal('nor has the database', (seen(data, (NAME, PHONE, MAIL)), len(data) > 10**7), ([], True))
    holders = [name for name in ACCOUNTS for pid in stack.program(name) if key in memory(pid)]
    equal('the key that opens is in no process that waits, not even in the one that used it', holders, [])
    for name in ACCOUNTS:
        for pid in stack.program(name):
            with open(f'/proc/{pid}/limits') as f:
                core = re.search(r'Max core file size +(\d+)', f.read()).group(1)
            if core != '0':
                check(f'{name} leaves no core', False, core)
    equal('and it is not in the database', [how for how, b in (('raw', key), ('hex', key.hex().encode()), ('base64', base64.b64encode(key)[:40]))
                                           if b in dump() or b in dump('--hex-blob').lower()], [])


# ---- another key -------------------------------------------------------------------------------------------------------------
def seals():
    return dict(stack.sql('SELECT ticket_id, MD5(sealed) FROM vault'))


def keys():
    return {r[0]: (r[1], r[2]) for r in stack.sql('SELECT ticket_id, key_id, MD5(wrapped) FROM vault_key')}


def file_until(stop, filed):
    while not stop.is_set():
        filed.append(number_of(Citizen(stack.url).walk('/ticket/new', dict(MATTER, phone='13900007777'))))


def rotation(agent, plain, called):
    old = re.search(r'^(\w{16})  vault .*in force', hotline('keys', 'list').stdout, re.M).group(1)
    sealed, before = seals(), keys()
    equal('every key is wrapped for the one in force', {k for k, _ in before.values()}, {old})
    stop, filed = threading.Event(), []
    people = [threading.Thread(target=file_until, args=(stop, filed)) for _ in range(2)]
    for person in people:
        person.start()
    time.sleep(2)
    run = hotline('keys', 'rotate', 'vault')
    time.sleep(2)
    stop.set()
    for person in people:
        person.join()
    new = run.stdout.split()[0] if run.returncode == 0 else ''
    check('a new key is in force', re.fullmatch(r'\w{16}', new) and new != old, said(run))
    after = keys()
    equal('every key of before is wrapped for it', {k: after[k][0] for k in before}, {k: new for k in before})
    check('anew', all(after[k][1] != before[k][1] for k in before))
    equal('and no seal was touched', {k: v for k, v in seals().items() if k in sealed}, sealed)
    check('people filed on, before and after', len(filed) > 4 and None not in filed and {k for k, _ in after.values()} <= {old, new}, filed)
    run = hotline('keys', 'rotate', 'vault')
    equal('run again, it takes along who was filing just then', ({k for k, _ in keys().values()}, new in run.stdout), ({new}, True))
    for number, number_of_person in ((plain, PHONE), (called, PHONE), (filed[0], '13900007777'), (filed[-1], '13900007777')):
        check('who was filed can be looked at', number_of_person in look(agent, number).text, number)
    check('a call of before is still at the desk', CALLER in agent.get('/admin/calls/now').body.decode())
    equal('wrapped for the new key too', stack.sql('SELECT DISTINCT vault_key FROM call_in'), [[new]])
    run = hotline('keys', 'retire', 'vault')
    check('the old half is not destroyed while somebody may be filing for it', run.returncode == 1 and 'ten minutes' in run.stderr, said(run))
    stack.command('exec', 'touch', '-d', '11 minutes ago', 'keys/vault.public')
    stack.sql(f"UPDATE vault_key SET key_id = '{old}' ORDER BY ticket_id LIMIT 1")
    run = hotline('keys', 'retire', 'vault')
    check('nor while anything is wrapped for it', run.returncode == 1 and 'still wrapped' in run.stderr, said(run))
    stack.sql(f"UPDATE vault_key SET key_id = '{new}'")
    run = hotline('keys', 'retire', 'vault')
    check('then it is', run.returncode == 0 and old in run.stdout, said(run))
    equal('and gone', sorted(n for n in os.listdir(os.path.join(stack.state, 'keys')) if n.startswith('vault')), ['vault.private', 'vault.public'])
    check('the rest goes on', PHONE in look(agent, plain).text)
    doctor = hotline('doctor')
    equal('doctor finds nothing', [line for line in doctor.stdout.split('\n') if line.startswith(('BAD', '     '))], [])
    equal('a backup after it opens with the new half', hotline('backup', 'after.backup').returncode, 0)
    run = hotline('restore', 'after.backup', '--key', 'carried-away', '--check')
    check('and is whole', run.returncode == 0, said(run))


# ---- a desk that is taken over -----------------------------------------------------------------------------------------------
def forged(secret):
    """With the desk's own account, past its pages: what one person wrote does not open a confidential matter."""
    def put(kind, staff):
        return ("INSERT INTO event (ticket_id, seq, at_ms, type, from_state, to_state, actor_kind, actor_id, unit, suite, prev_hash, hash, canonical) "
                f"SELECT id, last_seq + 1, UNIX_TIMESTAMP(NOW(3)) * 1000, {kind}, state, state, 2, {staff}, '', 1, last_hash, REPEAT('{kind % 10}', 32), '' FROM ticket "
                f"WHERE number = '{secret}'; UPDATE ticket SET last_seq = last_seq + 1, last_hash = REPEAT('{kind % 10}', 32) WHERE number = '{secret}'; ")

    def opened(text):
        script = ('mariadb --no-defaults -S "$(sed -n "s/^db.socket = //p" conf/admin.hdf)" -u admin -p"$(sed -n "s/^db.password = //p" conf/admin.hdf)" '
                  '--batch -N hotline -e "$1"')
        query = f"SELECT COUNT(*) FROM vault_open v JOIN ticket t ON t.id = v.ticket_id WHERE t.number = '{secret}'"
        return stack.output('sh', '-c', script, '-', text + query)
    equal('an event of one person alone does not open it', opened(put(23, 1)), '0')
    equal('nor what that person agreed to', opened(put(56, 1) + put(23, 1)), '0')
    equal('somebody else must have', opened(put(56, 2) + put(23, 1)), '1')
    equal('once: the next look opens nothing more', opened(put(23, 1)), '1')
    events = stack.count(f"SELECT COUNT(*) FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{secret}'")
    check('and every one of these events is there for good', events >= 6, events)


with Stack() as stack:
    desk, open_one, kept_one, taken = everybody_passes_through()
    nowhere(desk)
    in_memory()
    rotation(desk, open_one, taken)
    forged(kept_one)
done()
