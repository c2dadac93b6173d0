#!/usr/bin/env python3
"""Does a signed package prove what it says, to two verifiers that share no line of code?

Packages of the stack's own tickets are damaged at random (PACKAGE_DAMAGES, by a fixed seed) and in ways somebody with a motive
would choose; then, harder, damaged and signed again with a key of the forger's. Both verifiers must give the same verdict and
name the same file and line, every time.
"""
import csv
import hashlib
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from forger import Forger, read, write  # noqa: E402
from stack import TOP, check, done, equal, sql_of_run  # noqa: E402
from verify_package import PARTS, verify  # noqa: E402

HOTLINE = os.path.join(TOP, os.environ.get('BUILD', 'build'), 'hotline')
DAMAGES = int(os.environ.get('PACKAGE_DAMAGES', 200))
dice = random.Random(12328)
scratch = tempfile.mkdtemp(prefix='package-')


def hotline(*words, conf=None, bare=False):
    env = {'PATH': os.environ['PATH']} if bare else dict(os.environ, **({'HOTLINE_CONF': conf} if conf else {}))
    return subprocess.run([HOTLINE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def verdict(directory, key=None, *more):
    """Of the C program, without any settings: None or where it is wrong."""
    run = hotline('verify', directory, *(['--key', key] if key else []), *more, bare=True)
    if run.returncode == 0 and run.stdout.startswith('ok: '):
        return None
    if run.returncode == 1 and run.stdout.startswith('wrong: '):
        return run.stdout.split(': ')[1]
    return f'exit code {run.returncode}: {run.stdout}{run.stderr}'


def copy_of(directory):
    into = os.path.join(scratch, 'damaged')
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(directory, into)
    return into


# ---- taking it away ---------------------------------------------------------------------------------------------

def exports():
    whole = os.path.join(scratch, 'whole')
    made = hotline('export', '--texts', '--why', '年度检查', '--out', whole)
    equal('a package of all tickets is made', (made.returncode, made.stderr), (0, ''))
    equal('both verifiers accept it', (verdict(whole), verify(whole)), (None, None))
    key = os.path.join(whole, 'key.pem')
    equal('also against the key that was handed over', (verdict(whole, key), verify(whole, key)), (None, None))
    tickets, events, texts = sql_of_run('SELECT (SELECT COUNT(*) FROM ticket), (SELECT COUNT(*) FROM event), (SELECT COUNT(*) FROM event_text)')[0]
    m = json.loads(read(whole, 'manifest.json'))
    equal('it holds every ticket, event and text', (str(m['tickets']), str(m['events']), str(m['texts'])), (tickets, events, texts))
    check('and says why', m['why'] == '年度检查' and m['by'])

    other = os.path.join(scratch, 'other')
    some = ['--province', '44', '--from', '2020-01-01', '--to', '2099-12-31']
    hotline('export', *some, '--out', whole + '-44')
    hotline('export', *some, '--out', other)
    for name in ('records.jsonl', 'events.jsonl'):
        check(f'the same filter twice gives the same {name}', read(other, name) == read(whole + '-44', name) != b'')
    regions = {json.loads(line)['region'][:2] for line in read(other, 'records.jsonl').splitlines()}
    equal('a province is that province alone', regions, {'44'})
    nothing = os.path.join(scratch, 'nothing')
    hotline('export', '--to', '1999-12-31', '--out', nothing)
    equal('nothing can be proven too', (verdict(nothing), verify(nothing), read(nothing, 'events.jsonl')), (None, None, b''))

    before = {name: read(whole, name) for name in os.listdir(whole)}
    again = hotline('export', '--out', whole)
    equal('a directory that holds something is refused', again.returncode, 1)
    equal('and left as it is', {name: read(whole, name) for name in os.listdir(whole)}, before)
    equal('words are in it only when they are asked for', read(other, 'texts.jsonl'), b'')
    for bad in (['--texts'], ['--from', '2026-02-30'], ['--province', '4'], ['--to', 'tomorrow']):
        equal(f'{bad} is no filter', hotline('export', *bad, '--out', os.path.join(scratch, 'bad')).returncode, 2)

    acts = sql_of_run("SELECT act, detail FROM staff_act WHERE program = 'hotline' AND act LIKE 'export%' AND detail LIKE '%年度检查%' ORDER BY id")
    equal('each export was recorded before it began and after it ended', [a for a, _ in acts[-2:]], ['export_begun', 'exported'])
    check('with the hash of its manifest', hashlib.sha256(before['manifest.json']).hexdigest() in acts[-1][1], acts[-1])
    table = list(csv.DictReader(io.StringIO(before['records.csv'].decode('utf-8-sig'))))
    equal('the table for spreadsheets has the same tickets', [row['工单编号'] for row in table],
          [json.loads(line)['number'] for line in before['records.jsonl'].splitlines()])
    columns = [c['key'] for c in json.loads(before['columns.json'])]
    equal('the dictionary tells each column of a record', columns, list(json.loads(before['records.jsonl'].splitlines()[0])))
    return whole


# ---- damage without the key ---------------------------------------------------------------------------------------

def flip(content):
    at = dice.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << dice.randrange(8)]) + content[at + 1:]


def remove_line(content):
    lines = content.splitlines(True)
    del lines[dice.randrange(len(lines))]
    return b''.join(lines)


def swap_lines(content):
    lines = content.splitlines(True)
    if len(set(lines)) < 2:
        return content[::-1]
    while True:
        a, b = dice.randrange(len(lines)), dice.randrange(len(lines))
        if lines[a] != lines[b]:
            lines[a], lines[b] = lines[b], lines[a]
            return b''.join(lines)


def repeat_line(content):
    lines = content.splitlines(True)
    at = dice.randrange(len(lines))
    return b''.join(lines[:at + 1] + lines[at:])


def cut(content):
    return content[:dice.randrange(len(content))]


def append(content):
    return content + bytes([dice.randrange(256)])


def random_damage(whole):
    names = [n for n in sorted(os.listdir(whole)) if read(whole, n)]
    disagree, missed, unnamed = [], [], []
    for turn in range(DAMAGES):
        damage = dice.choice([flip, flip, flip, remove_line, swap_lines, repeat_line, cut, append])
        name = dice.choice(names + ['records.jsonl', 'events.jsonl'] * 3)
        if damage in (remove_line, swap_lines, repeat_line) and not name.endswith(('.jsonl', '.sums', '.json')):
            damage = flip
        directory = copy_of(whole)
        write(directory, name, damage(read(directory, name)))
        c, p = verdict(directory), verify(directory)
        if c != p:
            disagree.append((turn, damage.__name__, name, c, p))
        if c is None:
            missed.append((turn, damage.__name__, name))
        if name.endswith('.jsonl') and not (c or '').startswith(name + ':'):
            unnamed.append((turn, damage.__name__, name, c))
    equal(f'{DAMAGES} damages by chance: all are found', missed, [])
    equal('a damaged record or event is named by its line', unnamed, [])
    equal('both verifiers name the same place each time', disagree, [])


def both(name, directory, wanted, key=None):
    equal(name, (verdict(directory, key), verify(directory, key)), (wanted, wanted))


def chosen_damage(whole):
    directory = copy_of(whole)
    records = read(directory, 'records.jsonl').splitlines(True)
    write(directory, 'records.jsonl', records[0].replace(b'"rating":', b'"rating": ') + b''.join(records[1:]))
    both('a space that changes no meaning is found', directory, 'records.jsonl:1')

    directory = copy_of(whole)
    manifest = json.loads(read(directory, 'manifest.json'))
    manifest['why'] = 'another reason'
    write(directory, 'manifest.json', json.dumps(manifest).encode())
    both('a changed manifest is found', directory, 'manifest.sig')

    directory = copy_of(whole)
    write(directory, 'notes.txt', b'we found nothing')
    both('a file that was put beside is found', directory, 'notes.txt')
    for name in PARTS:
        directory = copy_of(whole)
        os.remove(os.path.join(directory, name))
        both(f'without {name} it is not whole', directory, name)
    directory = copy_of(whole)
    os.remove(os.path.join(directory, 'manifest.json'))
    both('without its manifest it is no package', directory, 'manifest.json')
    write(directory, 'UNFINISHED', b'')
    both('a package that was cut short says so', directory, 'UNFINISHED')


# ---- damage by somebody with a key ----------------------------------------------------------------------------------

def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(',', ':')).encode() + b'\n'


def edit(lines, at, **changes):
    lines[at] = compact(dict(json.loads(lines[at]), **changes))


def forged(whole, forger):
    """Each: what was done, what it does to (records, events), and where both must find it. Lines count from 1."""
    records, events = (read(whole, n).splitlines(True) for n in ('records.jsonl', 'events.jsonl'))
    lasts = [json.loads(r)['last_seq'] for r in records]
    long = next(i for i, n in enumerate(lasts) if n >= 4)  # a ticket with at least four events, and its first event
    first = sum(lasts[:long])
    event = json.loads(events[first + 1])

    def hash_of(e):
        return hashlib.sha256(b'12328 event\n' + bytes([e['suite']]) + e['seq'].to_bytes(8, 'big') + bytes.fromhex(e['prev']) +
                              e['canonical'].encode()).hexdigest()

    def change_bytes(r, e):
        edit(e, first + 1, canonical=event['canonical'].replace('"id":', '"id":9', 1))

    def change_bytes_and_hash(r, e):
        changed = dict(event, canonical=event['canonical'].replace('"id":', '"id":9', 1))
        edit(e, first + 1, canonical=changed['canonical'], hash=hash_of(changed))

    def change_last(r, e):
        last = json.loads(e[first + lasts[long] - 1])
        last['canonical'] = last['canonical'].replace('"actor":{', '"actor":{"x":1,', 1)
        edit(e, first + lasts[long] - 1, canonical=last['canonical'], hash=hash_of(last))

    def swap(r, e):
        e[first + 1], e[first + 2] = e[first + 2], e[first + 1]

    def drop_last(r, e):
        del e[first + lasts[long] - 1]

    def drop_last_and_say_so(r, e):
        drop_last(r, e)
        edit(r, long, last_seq=lasts[long] - 1)

    def drop_middle(r, e):
        del e[first + 1]

    def twice(r, e):
        r.insert(long + 1, r[long])
        e[first + lasts[long]:first + lasts[long]] = e[first:first + lasts[long]]

    def other_order(r, e):
        a, b = e[first:first + lasts[long]], e[first + lasts[long]:first + lasts[long] + lasts[long + 1]]
        r[long], r[long + 1] = r[long + 1], r[long]
        e[first:first + len(a) + len(b)] = b + a

    here, end = f'records.jsonl:{long + 1}', f'events.jsonl:{first + lasts[long]}'
    cases = [
        ('nothing: a forger may sign what holds', lambda r, e: None, None),
        ('the bytes of an event', change_bytes, f'events.jsonl:{first + 2}'),
        ('bytes and hash of an event', change_bytes_and_hash, f'events.jsonl:{first + 3}'),
        ('bytes and hash of the last event', change_last, here),
        ('the order of two events', swap, f'events.jsonl:{first + 2}'),
        ('the last event taken out', drop_last, end),
        ('the last event taken out, and the count', drop_last_and_say_so, here),
        ('an event in the middle taken out', drop_middle, f'events.jsonl:{first + 2}'),
        ('a state', lambda r, e: edit(r, long, state='none'), here),
        ('a last hash', lambda r, e: edit(r, long, last_hash='0' * 64), here),
        ('a ticket number', lambda r, e: edit(r, long, number='JT110000202611231234567'), f'events.jsonl:{first + 1}'),
        ('a suite', lambda r, e: edit(e, first, suite=9), f'events.jsonl:{first + 1}'),
        ('an id within a ticket', lambda r, e: edit(e, first + 1, id=event['id'] + 1), f'events.jsonl:{first + 2}'),
        ('a ticket twice', twice, f'events.jsonl:{first + lasts[long] + 1}'),
        ('two tickets in the other order', other_order, f'events.jsonl:{first + lasts[long + 1] + 1}'),
        ('a ticket without events', lambda r, e: edit(r, long, last_seq=0), here),
        ('events of no ticket', lambda r, e: r.pop(), f'events.jsonl:{sum(lasts[:-1]) + 1}'),
        ('half a line', lambda r, e: r.append(r.pop().rstrip(b'\n')), f'records.jsonl:{len(records)}'),
        ('a key that stands twice', lambda r, e: r.__setitem__(long, r[long].replace(b'{', b'{"state":"none",', 1)), here),
    ]
    for what, change, where in cases:
        directory = copy_of(whole)
        r, e = list(records), list(events)
        change(r, e)
        write(directory, 'records.jsonl', b''.join(r))
        write(directory, 'events.jsonl', b''.join(e))
        forger.sign(directory, (len(r), len(e)))
        both(f'changed and signed again: {what}', directory, where)
    forged_words(whole, forger)
    forger.sign(directory := copy_of(whole), (len(records) + 1, len(events)))
    both('a wrong count is found even when it is signed', directory, 'manifest.json')
    forger.sign(directory := copy_of(whole))
    both('whoever was handed the right key finds the forger', directory, 'key.pem', os.path.join(whole, 'key.pem'))


def forged_words(whole, forger):
    texts = read(whole, 'texts.jsonl').splitlines(True)
    at = next(i for i, t in enumerate(texts) if json.loads(t)['field'] == 'reply')
    first = json.loads(texts[at])

    def change(t, **what):
        t[at] = compact(dict(first, **what))

    cases = [
        ('a word of a reply', lambda t: change(t, body=first['body'] + '。'), at + 1),
        ('a salt', lambda t: change(t, salt='00' * 16), at + 1),
        ('a reply that becomes an instruction', lambda t: change(t, field='instruction'), at + 1),
        ('words of a later event', lambda t: change(t, seq=first['seq'] + 40), at + 1),
        ('words twice', lambda t: t.insert(at, t[at]), at + 2),
        ('words in another place', lambda t: t.append(t.pop(at)), len(texts)),
        ('words erased, which is lawful', lambda t: t.pop(at), None),
    ]
    for what, edit_texts, line in cases:
        directory = copy_of(whole)
        t = list(texts)
        edit_texts(t)
        write(directory, 'texts.jsonl', b''.join(t))
        forger.sign(directory)
        both(f'words changed and signed again: {what}', directory, line and f'texts.jsonl:{line}')


def forged_by_chance(whole, forger):
    """Any change of these files, signed again: not all of it can be found, but both must say the same."""
    disagree, found = [], 0
    for turn in range(DAMAGES // 2):
        directory = copy_of(whole)
        name = dice.choice(['records.jsonl', 'events.jsonl', 'texts.jsonl'])
        damage = dice.choice([flip, flip, remove_line, swap_lines, repeat_line, cut])
        write(directory, name, damage(read(directory, name)))
        forger.sign(directory)
        c, p = verdict(directory), verify(directory)
        found += c is not None
        if c != p:
            disagree.append((turn, damage.__name__, name, c, p))
    equal('changed by chance and signed again: both say the same', disagree, [])
    check('and most of it is found even so', found > DAMAGES // 4, found)


def second_signature(whole, forger):
    """Each checkpoint in a package is signed by both keys of the log; whoever was handed them finds a line that is not."""
    files = {}
    for use in ('log', 'log-sm2'):
        key = next(line.split()[0] for line in hotline('keys', 'list').stdout.splitlines() if line.split()[1] == use and 'in force' in line)
        files[use] = os.path.join(scratch, use + '.pem')
        write(scratch, use + '.pem', hotline('keys', 'show', key).stdout.encode())
    more = ['--log-key', files['log'], '--sm2-key', files['log-sm2']]

    def judge(name, directory, wanted):
        equal(name, (verdict(directory, None, *more), verify(directory, None, files['log'], files['log-sm2'])), (wanted, wanted))

    judge('checkpoints are signed with Ed25519 and with SM2', whole, None)
    text = read(whole, 'checkpoints.txt').decode()
    lines = text.split('\n')
    at = 6  # the second signature of the first log
    name, line = lines[0], lines[at]
    check('the SM2 line stands below the Ed25519 one', line.startswith(f'— {name} ') and lines[at - 1].startswith(f'— {name} '), lines[:7])
    spot = len(line) - 20
    for what, changed in (('a damaged SM2 line', line[:spot] + ('A' if line[spot] != 'A' else 'B') + line[spot + 1:]), ('no SM2 line', None)):
        directory = copy_of(whole)
        write(directory, 'checkpoints.txt', '\n'.join(lines[:at] + ([changed] if changed else []) + lines[at + 1:]).encode())
        forger.sign(directory)
        judge(f'{what} is refused, even when whoever changed it signs the package', directory, 'checkpoints.txt')
        said = hotline('verify', directory, *more, bare=True).stdout
        check('and named', f'SM2 signature of {name} is damaged' in said or f'{name} carries no SM2 signature' in said, said)
    some = ['--log-key', files['log']]
    equal('whoever was handed no SM2 key finds that a line was taken away too', (verdict(directory, None, *some), verify(directory, None, files['log'])),
          ('checkpoints.txt', 'checkpoints.txt'))
    check('and is told so', 'that line was taken away' in hotline('verify', directory, *some, bare=True).stdout)
    without = '\n'.join(lines[:at] + lines[at + 1:]).replace('\nsm2\n', '\n', 1)
    write(directory, 'checkpoints.txt', without.encode())
    forger.sign(directory)
    equal('nor can the word for it be left out', (verdict(directory, None, *some), verify(directory, None, files['log'])), ('checkpoints.txt', 'checkpoints.txt'))
    equal('a key of the other kind is no SM2 key', hotline('verify', whole, '--sm2-key', files['log'], bare=True).returncode, 3)


def redacted(whole):
    """The same chains, without what people wrote."""
    short = os.path.join(scratch, 'no_text')
    made = hotline('export', '--profile', 'no_text', '--out', short)
    equal('a package without what people wrote is made, and both accept it', (made.returncode, verdict(short), verify(short)), (0, None, None))
    written = {'summary', 'place', 'company', 'plate', 'line'}
    full, left = ([json.loads(line) for line in read(d, 'records.jsonl').splitlines()] for d in (whole, short))
    equal('its records are the others without those columns', [{k: v for k, v in r.items() if k not in written} for r in full], left)
    equal('so are its table and its dictionary', (len(next(csv.reader(io.StringIO(read(short, 'records.csv').decode('utf-8-sig'))))),
                                                 [c['key'] for c in json.loads(read(short, 'columns.json'))]), (len(left[0]), list(left[0])))
    check('the chains are the same', read(short, 'events.jsonl') == read(whole, 'events.jsonl'))
    equal('the manifest says so', (json.loads(read(short, 'manifest.json'))['profile'], json.loads(read(whole, 'manifest.json'))['profile']), ('no_text', 'all'))
    for words in (['--profile', 'none'], ['--profile', 'no_text', '--texts', '--why', 'x']):
        run = hotline('export', *words, '--out', os.path.join(scratch, 'refused'))
        check(f'{words[:3]} is refused', run.returncode == 2 and 'no_text' in run.stderr and not os.path.exists(os.path.join(scratch, 'refused')), run.stderr)


# ---- keys that change ---------------------------------------------------------------------------------------------

def rotation(whole):
    with open(os.environ['HOTLINE_CONF'], encoding='utf-8') as f:
        lines = f.read().split('\n')
    keys, conf = os.path.join(scratch, 'keys'), os.path.join(scratch, 'hotline.hdf')
    os.mkdir(keys)
    with open(conf, 'w', encoding='utf-8') as f:
        f.write('\n'.join(line if not line.startswith('key.dir') else f'key.dir = {keys}' for line in lines))
    equal('a key is made', hotline('keys', 'new', 'package', conf=conf).returncode, 0)
    equal('but not a second one by mistake', hotline('keys', 'new', 'package', conf=conf).returncode, 1)
    first = hotline('keys', 'list', conf=conf).stdout.split()[0]
    old = os.path.join(scratch, 'old.pem')
    write(scratch, 'old.pem', hotline('keys', 'show', first, conf=conf).stdout.encode())
    equal('its id is what anybody can work out', hashlib.sha256(subprocess.run(
        ['openssl', 'pkey', '-pubin', '-in', old, '-outform', 'DER'], stdout=subprocess.PIPE, check=True).stdout[-32:]).hexdigest()[:16], first)
    for _ in range(2):
        hotline('keys', 'rotate', 'package', conf=conf)
    equal('of three keys one signs', hotline('keys', 'list', conf=conf).stdout.count('private half here'), 1)
    hotline('export', '--province', '11', '--out', os.path.join(scratch, 'rotated'), conf=conf)
    both('whoever trusts the first key comes to trust the third', os.path.join(scratch, 'rotated'), None, old)
    both('a stranger\'s key leads nowhere', os.path.join(scratch, 'rotated'), 'key.pem', os.path.join(whole, 'key.pem'))
    hotline('keys', 'rotate', 'package', '--distrust', conf=conf)
    hotline('export', '--province', '11', '--out', os.path.join(scratch, 'distrusted'), conf=conf)
    both('nor does a key that its successor does not trust', os.path.join(scratch, 'distrusted'), 'key.pem', old)
    both('which by itself is as good as any', os.path.join(scratch, 'distrusted'), None)


try:
    package = exports()
    chosen_damage(package)
    random_damage(package)
    somebody = Forger(scratch)
    forged(package, somebody)
    forged_by_chance(package, somebody)
    second_signature(package, somebody)
    redacted(package)
    rotation(package)
finally:
    shutil.rmtree(scratch)
done()
