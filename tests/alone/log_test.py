#!/usr/bin/env python3
"""Does each event come into a signed log that anybody can check, and is a rewritten history seen even by whoever has only a checkpoint?

The tree is counted again here from RFC 6962's definition and proofs from RFC 9162's, with hashlib; signatures by the openssl command.
"""
import base64
import hashlib
import json
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import COMMAND, TOP, Stack, check, done, equal, skip, until  # noqa: E402
from verify_package import note_key_id, note_signatures, note_signed, public_key, signed, sm2_public_key  # noqa: E402

HOTLINE = os.path.join(TOP, os.environ.get('BUILD', 'build'), 'hotline')
stack = None


def sha(data):
    return hashlib.sha256(data).digest()


def tree_root(leaves):
    if not leaves:
        return sha(b'')
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha(b'\x01' + tree_root(leaves[:k]) + tree_root(leaves[k:]))


def includes(leaf, index, size, path, root):
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = sha(b'\x01' + p + r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = sha(b'\x01' + r + p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def extends(old, old_root, size, root, path):
    if old == size:
        return not path and old_root == root
    if old & (old - 1) == 0:
        path = [old_root] + path
    fn, sn = old - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = sha(b'\x01' + c + fr), sha(b'\x01' + c + sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = sha(b'\x01' + sr + c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old_root and sr == root


def note(text, key):
    """Origin, size and root of a checkpoint, when this key has signed it."""
    body, _, below = text.partition('\n\n')
    body += '\n'
    origin, size, root, *twice = body.rstrip('\n').split('\n')
    if twice != ['sm2'] * (len(below.splitlines()) > 1):
        return None
    dash, name, signature = below.split('\n')[0].split(' ')
    raw = base64.b64decode(signature)
    wanted = sha(name.encode() + b'\n\x01' + key)[:4]
    if dash != '—' or name != origin or raw[:4] != wanted or not signed(key, body.encode(), raw[4:]):
        return None
    return origin, int(size), base64.b64decode(root)


def hotline(*words):
    return subprocess.run([COMMAND, 'exec', 'release/build/hotline', *words], env=stack.env, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)


def file(name, content):
    with open(os.path.join(stack.dir, name), 'w', encoding='utf-8') as f:
        f.write(content)
    return os.path.join(stack.dir, name)


def verified(name, proof, key, *more):
    """By the C program, without settings or database."""
    run = subprocess.run([HOTLINE, 'verify', file(name, json.dumps(proof, ensure_ascii=False)), '--key', key, *more],
                         stdout=subprocess.PIPE, text=True, env={'PATH': os.environ['PATH']})
    return run.returncode == 0 and run.stdout.startswith('ok: ')


def fetch(path):
    return Citizen(stack.url).get('/status/log' + path)


def nothing_waits():
    return stack.count('SELECT COUNT(*) FROM event_queue') == 0 and stack.count('SELECT COUNT(*) FROM log_pending') == 0


def leaves_of(province):
    rows = stack.sql('SELECT HEX(COALESCE(e.hash, p.commitment)) FROM log_entry l LEFT JOIN event e USING (ticket_id, seq)'
                     ' LEFT JOIN sample_period p ON l.ticket_id = 0 AND p.id = l.seq'
                     f' WHERE l.province = {province} ORDER BY l.n')
    return [sha(b'\0' + bytes.fromhex(cell)) for cell, in rows]


def the_tree(key):
    check('every event comes into a log within a minute', until(nothing_waits, 60))
    equal('each once', stack.count('SELECT COUNT(*) FROM event'), stack.count('SELECT COUNT(*) FROM log_entry WHERE ticket_id > 0'))
    equal('in the order of its chain', stack.count(
        'SELECT COUNT(*) FROM log_entry a JOIN log_entry b ON b.ticket_id = a.ticket_id AND b.seq = a.seq + 1 WHERE a.ticket_id > 0 AND b.n <= a.n'), 0)
    checkpoint = fetch('/44/checkpoint')
    said = note(checkpoint.body.decode(), key)
    check('the published checkpoint is signed', said, checkpoint.body)
    leaves = leaves_of(440000)
    equal('it speaks of just the events of the province', said, ('12328/log/44', len(leaves), tree_root(leaves)))
    tiles = b''.join(fetch(f'/44/tile/0/{i}').body for i in range((len(leaves) + 255) // 256))
    equal('the published tiles are its leaves', tiles, b''.join(leaves))
    for path in ('/45/tile/0/99', '/44/tile/9/0', '/44/tile/0/-1', '/44/tile/1/0' if len(leaves) < 256 else '/44/tile/2/0', '/99/checkpoint'):
        equal(f'{path} is not there', fetch(path).status, 404)
    check('all logs stand in one list', '12328/log/11\n' in fetch('').body.decode() and '12328/log/44\n' in fetch('').body.decode())
    return checkpoint.body.decode()


def growing(key, key_file, first):
    hotline('export', '--province', '11', '--out', 'package')
    numbers = [number_of(Citizen(stack.url).walk('/ticket/new', MATTER)) for _ in range(3)]
    early = hotline('log', 'prove', numbers[2])
    check('what is not yet in a checkpoint is said to wait', early.returncode == 1 and 'waits' in early.stderr or early.returncode == 0, early.stderr)
    check('new events come into the log', until(nothing_waits, 60))
    for number in numbers[:2]:
        run = hotline('log', 'prove', number)
        equal('a proof is given', run.returncode, 0)
        proof = json.loads(run.stdout)
        origin, size, root = note(proof['checkpoint'], key)
        path = [bytes.fromhex(h) for h in proof['path']]
        stored = stack.sql(f"SELECT LOWER(HEX(last_hash)) FROM ticket WHERE number = '{number}'")[0][0]
        equal('it is about the event of this ticket', (proof['ticket'], proof['hash']), (number, stored))
        check('it holds, counted by hand', includes(sha(b'\0' + bytes.fromhex(proof['hash'])), proof['index'], size, path, root))
        check('and by hotline verify', verified('proof', proof, key_file))
        wrong = []
        for change in ({'index': proof['index'] - 1}, {'hash': proof['hash'][::-1]}, {'path': proof['path'][:-1]},
                       {'path': proof['path'][::-1]}, {'path': proof['path'] + ['00' * 32]},
                       {'checkpoint': proof['checkpoint'].replace(str(size), str(size + 1), 1)}, {'format': '12328 consistency 1'}):
            if verified('proof', dict(proof, **change), key_file):
                wrong.append(change)
        equal('no changed proof does', wrong, [])
    run = hotline('log', 'grown', put('old', first))
    equal('that it only grew is proven to whoever kept a checkpoint', run.returncode, 0)
    proof = json.loads(run.stdout)
    (_, old, old_root), (_, size, root) = note(first, key), note(proof['checkpoint'], key)
    path = [bytes.fromhex(h) for h in proof['path']]
    check('counted by hand', old < size and proof['old'] == first and extends(old, old_root, size, root, path))
    check('and by hotline verify', verified('grown', proof, key_file))
    run = hotline('log', 'grown', 'package/checkpoints.txt', '44')
    check('so it is to whoever kept a package, of whatever province', run.returncode == 0 and verified('grown', json.loads(run.stdout), key_file),
          run.stderr)
    equal('no changed path does', [i for i in range(len(path)) if verified('grown', dict(
        proof, path=proof['path'][:i] + ['11' * 32] + proof['path'][i + 1:]), key_file)], [])


def ahead_of_the_counts():
    """What counts is away, so that events stay in the queue: the log does not wait for them."""
    stack.sql('RENAME TABLE topic_week TO topic_week_away')
    number = number_of(Citizen(stack.url).walk('/ticket/new', MATTER))
    of_it = f"FROM ticket t JOIN {{}} x ON x.ticket_id = t.id WHERE t.number = '{number}'"
    check('an event that cannot be counted comes into a signed checkpoint', until(lambda: hotline('log', 'prove', number).returncode == 0, 60))
    equal('while it is still to be counted', stack.count('SELECT COUNT(*) ' + of_it.format('event_queue')), 1)
    worker = stack.program('worker')
    for pid in worker:
        os.kill(pid, signal.SIGSTOP)
    number = number_of(Citizen(stack.url).walk('/ticket/new', MATTER))
    stack.sql('INSERT INTO event_queue (ticket_id, seq) SELECT ticket_id, seq FROM event_queue')
    for pid in worker:
        os.kill(pid, signal.SIGCONT)
    check('so does one that is queued twice', until(lambda: hotline('log', 'prove', number).returncode == 0, 60))
    stack.sql('DELETE q FROM event_queue q JOIN event_queue r ON r.ticket_id = q.ticket_id AND r.seq = q.seq AND r.id < q.id')
    stack.sql('RENAME TABLE topic_week_away TO topic_week')
    for pid in worker:    # it passed over what it could not count, until its next start
        os.kill(pid, signal.SIGTERM)
    check('in the end all is counted', until(nothing_waits, 60))
    equal('and stands in a log once', stack.count('SELECT COUNT(*) FROM log_entry WHERE ticket_id > 0'), stack.count('SELECT COUNT(*) FROM event'))
    check('which doctor takes', 'BAD' not in hotline('doctor').stdout)


def put(name, content):
    """A file that the stack's account can read."""
    where = os.path.join(stack.state, name)
    with open(where, 'w', encoding='utf-8') as f:
        f.write(content)
    os.chmod(where, 0o644)
    return where


def taken_home(key_file):
    """The person's own proof, from the tracking page."""
    receipt = Citizen(stack.url).walk('/ticket/new', MATTER)
    number, code = number_of(receipt), code_of(receipt)

    def ask(code_typed):
        who = Citizen(stack.url)
        page = who.press(who.get('/ticket/track'), {'number': number, 'code': code})
        page = who.send(page, '/ticket/mine')
        form = [f for f in page.forms if f.action == '/ticket/proof']
        check('the page of proofs offers one', len(form) == 1)
        return who.send(page, '/ticket/proof', code=code_typed)

    early = ask(code)
    check('before its first checkpoint it says to wait', early.status == 409 and '一分钟' in early.text or early.status == 200, early.text[:300])
    check('the matter comes into the log', until(nothing_waits, 60))
    answer = ask(code)
    check('then it is a file to keep', answer.status == 200 and f'{number}.json' in answer.headers.get('content-disposition', ''), answer.headers)
    proof = json.loads(answer.body)
    check('that proves this ticket', proof['ticket'] == number and verified('home', proof, key_file))
    check('and names nobody', '测试' not in answer.body.decode() and '1380' not in answer.body.decode())
    equal('without the code there is none', ask('AAAAAAAA').status, 422)


def witnessed(key, key_file, first):
    """Somebody outside watches, with a key of their own and no more than what is published."""
    private, kept = os.path.join(stack.dir, 'witness.private'), os.path.join(stack.dir, 'kept')
    subprocess.run(['openssl', 'genpkey', '-algorithm', 'ed25519', '-out', private], check=True)
    pem = subprocess.run(['openssl', 'pkey', '-in', private, '-pubout'], check=True, stdout=subprocess.PIPE).stdout

    def witness(name, content):
        return subprocess.run([HOTLINE, 'witness', file(name, content), '--log-key', key_file, '--key', private, '--name', 'witness.example',
                               '--state', kept], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={'PATH': os.environ['PATH']})

    def read_kept():
        with open(kept, encoding='utf-8') as f:
            return f.read()

    equal('a checkpoint that the log did not sign is not witnessed', witness('w', first.replace('/44', '/45')).returncode, 1)
    began = witness('w', first)
    equal('a witness begins with a checkpoint', (began.returncode, began.stdout), (0, read_kept()))
    check('which it signs below the log', began.stdout.startswith(first + '— witness.example ') and note(began.stdout, key), began.stdout)
    line = began.stdout[len(first):].split(' ')
    raw = base64.b64decode(line[2])
    check('so that the openssl command agrees', signed(public_key(pem), (first.split('\n\n')[0] + '\n').encode(), raw[4:]) and
          raw[:4] == sha(b'witness.example\n\x01' + public_key(pem))[:4])
    newest = fetch('/44/checkpoint').body.decode()
    refused_run = witness('w', newest)
    check('a newer checkpoint alone is not enough', refused_run.returncode == 1 and 'proof of growth' in refused_run.stderr, refused_run.stderr)
    proof = json.loads(hotline('log', 'grown', put('old', read_kept())).stdout)
    bad = dict(proof, path=['22' * 32] + proof['path'][1:])
    refused_run = witness('w', json.dumps(bad))
    check('nor is a proof that does not hold: it says that the log was rewritten', refused_run.returncode == 1 and
          'rewritten' in refused_run.stderr, refused_run.stderr)
    equal('what it kept stays as it was', read_kept(), began.stdout)
    went = witness('w', json.dumps(proof, ensure_ascii=False))
    check('with a proof it goes on', went.returncode == 0 and went.stdout.startswith(proof['checkpoint']) and read_kept() == went.stdout, went.stderr)
    again = witness('w', json.dumps(proof, ensure_ascii=False))
    check('and does not go back', again.returncode == 1 and 'begins elsewhere' in again.stderr, again.stderr)


def second_signature(key_file):
    """By the national algorithms: SM2 over SM3."""
    listed = fetch('/keys').body.decode()
    key_id = next(line.split()[1] for line in listed.splitlines() if line.startswith('log-sm2 '))
    pem = fetch(f'/keys/{key_id}').body
    sm2, sm2_file = sm2_public_key(pem), file('sm2.pem', pem.decode())
    equal('the SM2 key is published under the id that anybody can work out', hashlib.sha256(sm2).hexdigest()[:16], key_id)
    proof = json.loads(hotline('log', 'grown', put('old', fetch('/44/checkpoint').body.decode())).stdout)
    checkpoint = proof['checkpoint']
    body, signatures = note_signatures(checkpoint)
    equal('a checkpoint has two signatures, the second of this key', (len(signatures), signatures[1][0]), (2, note_key_id('12328/log/44', sm2)))
    check('which the openssl command takes', note_signed(checkpoint, sm2), checkpoint)
    check('so does hotline verify', verified('sm2', proof, key_file, '--sm2-key', sm2_file))
    line = checkpoint.splitlines()[6]
    begin, taken, unnamed = len('— 12328/log/44 '), [], []
    for i in range(begin, len(line)):
        damaged = line[:i] + ('A' if line[i] != 'A' else 'B') + line[i + 1:]
        said = said_of(dict(proof, checkpoint=checkpoint.replace(line, damaged)), key_file, '--sm2-key', sm2_file)
        if not said.startswith('wrong: '):
            taken.append(i)
        if 'SM2' not in said:
            unnamed.append((i, said))
    equal('whichever character of it is another, it is refused', taken, [])
    equal('and named', unnamed, [])
    without = dict(proof, checkpoint=checkpoint.replace(line + '\n', ''))
    check('so is a checkpoint without it', 'no SM2 signature' in said_of(without, key_file, '--sm2-key', sm2_file))
    check('also by whoever was handed no such key, as the signed body says that there was one', 'taken away' in said_of(without, key_file), said_of(without, key_file))
    bodiless = dict(without, checkpoint=without['checkpoint'].replace('\nsm2\n', '\n'))
    check('which cannot be left out either', said_of(bodiless, key_file).startswith('wrong: '), said_of(bodiless, key_file))
    old = dict(proof, old=proof['old'].replace(proof['old'].splitlines()[6] + '\n', ''))
    check('nor is an earlier checkpoint taken without its line', 'earlier checkpoint was signed with SM2 too' in said_of(old, key_file), said_of(old, key_file))
    check('and who has none is told that it was not looked at', 'not looked at' in said_of(proof, key_file), said_of(proof, key_file))
    kept = os.path.join(stack.dir, 'kept-sm2')
    began = [subprocess.run([HOTLINE, 'witness', file('w', text), '--log-key', key_file, '--sm2-key', sm2_file, '--key',
                             os.path.join(stack.dir, 'witness.private'), '--name', 'witness.example', '--state', kept],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for text in (without['checkpoint'], checkpoint)]
    equal('a witness asks for both too', [run.returncode for run in began], [1, 0])
    run = subprocess.run([HOTLINE, 'witness', file('w', without['checkpoint']), '--log-key', key_file, '--key', os.path.join(stack.dir, 'witness.private'),
                          '--name', 'witness.example', '--state', kept + '-2'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    check('also one who was handed no such key', run.returncode == 1 and 'taken away' in run.stderr and not os.path.exists(kept + '-2'), run.stderr)
    check('and signs below both', began[1].stdout.startswith(checkpoint + '— witness.example '), began[1].stdout)
    return sm2_file, checkpoint


def said_of(proof, key, *more):
    return subprocess.run([HOTLINE, 'verify', file('said', json.dumps(proof, ensure_ascii=False)), '--key', key, *more],
                          stdout=subprocess.PIPE, text=True, env={'PATH': os.environ['PATH']}).stdout


def second_key_changes(key_file, sm2_file, checkpoint):
    hotline('keys', 'rotate', 'log-sm2')
    new = next(line.split()[0] for line in hotline('keys', 'list').stdout.splitlines() if ' log-sm2 ' in line and 'in force' in line)
    check('an introduction by the old SM2 key is published', until(lambda: fetch('/keys').body.decode().count('use log-sm2\n') == 1))
    new_file = file('sm2-new.pem', fetch(f'/keys/{new}').body.decode())
    Citizen(stack.url).walk('/ticket/new', MATTER)
    check('the log goes on under a new SM2 key', until(nothing_waits, 60))
    proof = json.loads(hotline('log', 'grown', put('old', checkpoint)).stdout)
    for words, holds in (([new_file], True), ([new_file, '--old-sm2-key', sm2_file], True), ([sm2_file], False),
                         ([new_file, '--old-sm2-key', new_file], False)):
        equal(f'a proof from the old key to the new one, {len(words)} words of keys', verified('sm2', proof, key_file, '--sm2-key', *words), holds)
    return new_file


def second_signature_off():
    stack.command('exec', 'sh', '-c', 'sed -i "s/^log.sm2 = .*/log.sm2 = 0/" conf/worker.hdf && sv restart "$PWD/service/worker" >/dev/null')
    Citizen(stack.url).walk('/ticket/new', MATTER)
    check('switched off', until(nothing_waits, 60))
    equal('the log goes on with one signature', len(note_signatures(fetch('/44/checkpoint').body.decode())[1]), 1)
    doctor = hotline('doctor')
    check('doctor is content with both', 'BAD' not in doctor.stdout, doctor.stdout)
    size, text = stack.sql('SELECT size, note FROM log_checkpoint WHERE province = 440000 AND note LIKE "%log/44 %log/44 %" ORDER BY size LIMIT 1')[0]
    line = text.replace('\\n', '\n').splitlines()[6]
    stack.sql(f"DROP TRIGGER log_checkpoint_no_update; UPDATE log_checkpoint SET note = REPLACE(note, '{line[-30:]}', '{line[-30:].swapcase()}')"
              f' WHERE province = 440000 AND size = {size}')
    doctor = hotline('doctor')
    check('but names a checkpoint whose SM2 line is damaged', f'the SM2 signature of the checkpoint at {size} entries' in doctor.stdout, doctor.stdout)
    stack.sql(f"UPDATE log_checkpoint SET note = REPLACE(note, '{line[-30:].swapcase()}', '{line[-30:]}') WHERE province = 440000 AND size = {size}")
    other = line.replace('log/44', 'log/45')
    stack.sql(f"UPDATE log_checkpoint SET note = REPLACE(note, '{line}', '{other}') WHERE province = 440000 AND size = {size}")
    doctor = hotline('doctor')
    stack.sql(f"UPDATE log_checkpoint SET note = REPLACE(note, '{other}\\n', '') WHERE province = 440000 AND size = {size}")
    check('… and one without the line that it says it has', f'the SM2 signature of the checkpoint at {size} entries' in hotline('doctor').stdout)
    stack.sql(f"UPDATE log_checkpoint SET note = CONCAT(note, '{other}\\n') WHERE province = 440000 AND size = {size}")
    check('… and one whose line is not even begun as ours', f'the SM2 signature of the checkpoint at {size} entries' in doctor.stdout, doctor.stdout)
    stack.sql(f"UPDATE log_checkpoint SET note = REPLACE(note, '{other}', '{line}') WHERE province = 440000 AND size = {size}")


def signed_by_thief(body, raw):
    """By whoever has the log's Ed25519 key, and not the other."""
    keys = os.path.join(stack.state, 'keys/log')
    private = next(os.path.join(keys, n) for n in os.listdir(keys) if n.endswith('.private'))
    signature = subprocess.run(['openssl', 'pkeyutl', '-sign', '-inkey', private, '-rawin', '-in', file('thief.body', body)], check=True, stdout=subprocess.PIPE).stdout
    return f'{body}\n— 12328/log/44 {base64.b64encode(note_key_id("12328/log/44", raw) + signature).decode()}\n'


def second_signature_on_again(key_file, raw, sm2_file):
    """A checkpoint that says nothing of SM2, as all did before they had a word for it: what of it does a later one prove?"""
    mute = fetch('/44/checkpoint').body.decode()
    body = mute.split('\n\n')[0].splitlines()
    equal('it has three lines of body', len(body), 3)
    proof = json.loads(hotline('log', 'grown', put('old', mute)).stdout)
    said = said_of(proof, key_file)
    check('whoever has no SM2 key is told that it does not say', said.startswith('ok: ') and 'does not say whether' in said, said)
    said = said_of(proof, key_file, '--sm2-key', sm2_file)
    check('as the newest one it is refused by whoever has', 'no SM2 signature' in said and said.startswith('wrong: '), said)
    stack.command('exec', 'sh', '-c', 'sed -i "s/^log.sm2 = .*/log.sm2 = 1/" conf/worker.hdf && sv restart "$PWD/service/worker" >/dev/null')
    Citizen(stack.url).walk('/ticket/new', MATTER)
    check('switched on again', until(nothing_waits, 60))
    proof = json.loads(hotline('log', 'grown', put('old', mute)).stdout)
    said = said_of(proof, key_file, '--sm2-key', sm2_file)
    check('a later one, signed twice, proves its entries, and it is said what that does not prove', said.startswith('ok: ') and 'signed with SM2 too' in said and
          'in its time is not' in said, said)
    again = signed_by_thief('\n'.join(body) + '\n', raw)
    equal('whoever has the Ed25519 key can write it anew', said_of(dict(proof, old=again), key_file, '--sm2-key', sm2_file), said)
    forged = signed_by_thief('\n'.join([body[0], body[1], base64.b64encode(hashlib.sha256(b'another past').digest()).decode()]) + '\n', raw)
    said = said_of(dict(proof, old=forged), key_file, '--sm2-key', sm2_file)
    check('but not with another past: no later one has grown from it', 'the log was rewritten' in said, said)
    check('where the earlier key is asked for, the earlier one needs its line', 'earlier checkpoint carries no SM2' in said_of(
        proof, key_file, '--sm2-key', sm2_file, '--old-sm2-key', sm2_file))


def rotated(key_file, first):
    if os.getuid() == os.stat(stack.state).st_uid:
        skip('another account makes no key that the one that signs could not read', 'only root has another account')
    else:
        by_root = subprocess.run([HOTLINE, 'keys', 'rotate', 'log'], env=dict(os.environ, HOTLINE_CONF=os.path.join(stack.state, 'conf/hotline.hdf')),
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        check('another account makes no key that the one that signs could not read', by_root.returncode == 1 and
              'owns these keys' in by_root.stderr, by_root.stderr)
    hotline('keys', 'rotate', 'log')
    new = [line.split()[0] for line in hotline('keys', 'list').stdout.split('\n') if ' log ' in line and 'in force' in line][0]
    new_file = file('new.pem', hotline('keys', 'show', new).stdout)
    Citizen(stack.url).walk('/ticket/new', MATTER)
    check('the log goes on under a new key', until(nothing_waits, 60))
    proof = json.loads(hotline('log', 'grown', put('old', first)).stdout)
    check('a proof from the old key to the new one holds', verified('grown', proof, new_file, '--old-key', key_file))
    private, kept = os.path.join(stack.dir, 'witness.private'), os.path.join(stack.dir, 'kept')
    with open(kept, encoding='utf-8') as f:
        since = json.loads(hotline('log', 'grown', put('old', f.read())).stdout)
    words = [HOTLINE, 'witness', file('w', json.dumps(since, ensure_ascii=False)), '--log-key', new_file, '--key', private,
             '--name', 'witness.example', '--state', kept]
    equal('a witness is not surprised by the new key', [subprocess.run(words + more, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
                                                        for more in ([], ['--old-key', key_file])], [1, 0])
    check('but not by either alone', not verified('grown', proof, new_file) and not verified('grown', proof, key_file))
    doctor = hotline('doctor')
    check('doctor is content', 'BAD' not in doctor.stdout, doctor.stdout)


def rewritten(first):
    """Somebody with the database changes an event and makes every hash after it anew, as the chain alone cannot tell."""
    ticket = stack.sql('SELECT MIN(t.id) FROM ticket t WHERE t.province = 440000 AND t.last_seq = 1')[0][0]
    stack.sql('DROP TRIGGER event_no_update; '
              f"UPDATE event SET canonical = REPLACE(canonical, '\"facts\":', '\"facts\": ') WHERE ticket_id = {ticket}; "
              "UPDATE event SET hash = UNHEX(SHA2(CONCAT('12328 event\\n', CHAR(1), REPEAT(CHAR(0), 7), CHAR(1), prev_hash, canonical), 256))"
              f' WHERE ticket_id = {ticket}; '
              f'UPDATE ticket t JOIN event e ON e.ticket_id = t.id SET t.last_hash = e.hash WHERE t.id = {ticket}')
    doctor = hotline('doctor').stdout
    check('the chain alone does not see it', 'ok   chains' in doctor, doctor)
    check('the log does, and names the event', 'BAD  logs' in doctor and f'event 1 of ticket {ticket}' in doctor, doctor)
    # … and the forger makes the log anew as well, as far as it had come when the checkpoint was kept
    leaves = leaves_of(440000)
    n = int(stack.sql(f'SELECT n FROM log_entry WHERE ticket_id = {ticket}')[0][0])
    stack.sql(f"DROP TRIGGER log_node_no_update; UPDATE log_node SET hash = UNHEX('{leaves[n].hex()}') WHERE province = 440000 AND level = 0 AND n = {n}")
    run = hotline('log', 'grown', put('old', first))
    check('then nothing can be proven to whoever kept a checkpoint', run.returncode == 1 and 'does not prove it' in run.stderr, run.stdout + run.stderr)


with Stack() as stack:
    ids = [line.split()[0] for line in hotline('keys', 'list').stdout.split('\n') if ' log ' in line]
    pem = hotline('keys', 'show', ids[0]).stdout
    key_path = file('log.pem', pem)
    raw_key = public_key(pem.encode())
    kept = the_tree(raw_key)
    growing(raw_key, key_path, kept)
    ahead_of_the_counts()
    taken_home(key_path)
    witnessed(raw_key, key_path, kept)
    sm2_path = second_key_changes(key_path, *second_signature(key_path))
    second_signature_off()
    second_signature_on_again(key_path, raw_key, sm2_path)
    rotated(key_path, kept)
    rewritten(kept)
done()
