#!/usr/bin/env python3
"""Is a machine that burnt down the same again from a backup, and is a backup that is not whole refused before it does harm?

People file matters, one with a picture, while the backup is made. Then the stack is destroyed, an empty one comes up, and the
backup is restored into it: the person who kept number and code must see the same ticket, and the desk must still be able to open the vault.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import COMMAND, TOP, Stack, check, done, equal  # noqa: E402

PNG = (b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89'
       b'\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82')
dice = random.Random(12328)
stack = None


def hotline(*words):
    """As the stack's account, in its directory."""
    return subprocess.run([COMMAND, 'exec', 'release/build/hotline', *words], env=stack.env, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)


def said(run):
    return run.stdout + run.stderr


def path(name):
    return os.path.join(stack.state, name)


def track(number, code):
    who = Citizen(stack.url)
    return who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def shown(page):
    """What the tracking page says of the ticket; above it a demo stack says that it is one."""
    text = re.sub(r'\s+', ' ', page.text)
    text = re.sub('现在正在办公|现在不在办公时间', '', text)  # an office may open or close in between
    return page.status, text[text.find('JT '):]


def file_matters(stop, filed):
    while not stop.is_set():
        filed.append(number_of(Citizen(stack.url).walk('/ticket/new', MATTER)))


def up(**settings):
    return subprocess.run([COMMAND, 'up'], env=dict(stack.env, **settings), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def make_backup(safe):
    equal('without a key there is no backup', hotline('backup', 'first.backup').returncode, 1)
    made = hotline('keys', 'new', 'backup', '--private', 'carried-away')
    equal('a key to seal to is made', made.returncode, 0)
    for name in ('carried-away', 'keys/vault.private'):  # what people keep elsewhere
        shutil.copy2(path(name), os.path.join(safe, os.path.basename(name)))
    os.remove(path('carried-away'))

    receipt = Citizen(stack.url).walk('/ticket/new', MATTER, files=[('attachment', '证据.png', 'image/png', PNG)])
    number, code = number_of(receipt), code_of(receipt)
    stop, filed = threading.Event(), []
    people = [threading.Thread(target=file_matters, args=(stop, filed)) for _ in range(2)]
    for person in people:
        person.start()
    try:
        backed_up = hotline('backup', 'first.backup')
    finally:
        stop.set()
        for person in people:
            person.join()
    equal('a backup is made while people file matters', backed_up.returncode, 0)
    check('and says what is not in it', 'vault.private is kept apart' in backed_up.stdout, backed_up.stdout)
    check('people were not kept waiting', len(filed) > 0 and None not in filed, filed)
    return number, code


# Made again by hotline init, by the worker, or by whoever starts anew.
MADE_AGAIN = {'region', 'retention', 'item', 'office', 'trigger_word', 'seed_file', 'schema_migration', 'session', 'draft', 'desk_draft', 'legacy_part', 'freshness', 'pulse', 'presence',
              'ticket_search', 'ticket_gram', 'escalation_check', 'wall_line'}


def every_table_is_counted():
    with open(os.path.join(TOP, 'sql', 'backup.sql'), encoding='utf-8') as f:
        counted = set(re.findall(r"SELECT '(\w+)', COUNT", f.read()))
    there = {row[0] for row in stack.sql("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'hotline' AND TABLE_TYPE = 'BASE TABLE'")}
    equal('restore counts every table that cannot be made again', counted, there - MADE_AGAIN)


def examine_backup(safe, number):
    with open(path('first.backup'), 'rb') as f:
        backup = f.read()
    equal('only its owner can read the file', os.stat(path('first.backup')).st_mode & 0o777, 0o600)
    for what in (number.encode(), '司机绕道'.encode(), b'CREATE TABLE', b'vault'):
        check(f'{what!r} does not stand in it', what not in backup)
    equal('no private half is left on the machine that could open it', [n for n in os.listdir(path('keys/backup')) if 'private' in n], [])
    equal('it is not overwritten', hotline('backup', 'first.backup').returncode, 1)
    os.mkdir(path('backups'))
    os.chown(path('backups'), os.stat(stack.state).st_uid, -1)
    equal('in a directory it is named after its moment', hotline('backup', 'backups').returncode, 0)
    check('…', re.fullmatch(r'12328-\d{8}-\d{6}\.backup vault-keys\.backup', ' '.join(sorted(os.listdir(path('backups'))))), os.listdir(path('backups')))
    put('key', os.path.join(safe, 'carried-away'))
    whole = hotline('restore', 'first.backup', '--key', 'key', '--check')
    check('with its key it is found whole, and nothing is done', whole.returncode == 0 and whole.stdout.startswith('whole: '), said(whole))
    for name in ('first.backup', 'vault-keys.backup'):
        shutil.copy2(path(name), safe)
    return backup


def put(name, source=None, content=None):
    """A file of the stack's own account."""
    if source:
        with open(source, 'rb') as f:
            content = f.read()
    with open(path(name), 'wb') as f:
        f.write(content)
    os.chmod(path(name), 0o600)
    os.chown(path(name), os.stat(stack.state).st_uid, -1)


def damaged_backups(backup):
    tickets = stack.count('SELECT COUNT(*) FROM ticket')
    places = [0, 15, 31, 40, 100, len(backup) - 1] + [dice.randrange(len(backup)) for _ in range(25)]
    accepted = []
    for at in places:
        put('damaged.backup', content=backup[:at] + bytes([backup[at] ^ 1 << dice.randrange(8)]) + backup[at + 1:])
        run = hotline('restore', 'damaged.backup', '--key', 'key', '--check')
        if run.returncode != 1 or 'refused: ' not in run.stderr:
            accepted.append((at, said(run)))
    equal('a backup with one bit flipped is refused, wherever it is', accepted, [])
    accepted = []
    for cut in [0, 10, 50, len(backup) - 1] + [dice.randrange(len(backup)) for _ in range(10)]:
        put('damaged.backup', content=backup[:cut])
        if hotline('restore', 'damaged.backup', '--key', 'key', '--check').returncode != 1:
            accepted.append(cut)
    put('damaged.backup', content=backup + b'\0')
    accepted += [1] if hotline('restore', 'damaged.backup', '--key', 'key', '--check').returncode != 1 else []
    equal('so is one that was cut, or that has something behind it', accepted, [])
    put('damaged.backup', content=backup[:5000] + bytes([backup[5000] ^ 1]) + backup[5001:])
    run = hotline('restore', 'damaged.backup', '--key', 'key', '--replace')
    check('it says so in clear words', 'is damaged' in run.stderr and 'Nothing was touched' in run.stderr, said(run))
    equal('and nothing was touched', stack.count('SELECT COUNT(*) FROM ticket'), tickets)
    run = hotline('restore', 'first.backup', '--key', 'key')
    check('tickets are not destroyed without being told to', run.returncode == 1 and '--replace' in run.stderr, said(run))
    hotline('keys', 'rotate', 'backup', '--private', 'other-key')
    run = hotline('restore', 'first.backup', '--key', 'other-key', '--check')
    check('another key is told from damage', 'another key' in run.stderr, said(run))


def burnt_down(safe, number, code, before):
    subprocess.run([COMMAND, 'destroy'], env=stack.env, stdout=subprocess.DEVNULL)
    equal('an empty stack comes up', up(DEMO='0').returncode, 0)
    stack.state = os.path.realpath(os.path.join(stack.run, 'state'))
    for name in ('carried-away', 'vault.private', 'first.backup', 'vault-keys.backup'):
        put(name, os.path.join(safe, name))
    equal('which knows nothing of the ticket', track(number, code).status, 422)
    run = hotline('restore', 'first.backup', '--key', 'carried-away')
    check('the vault\'s key is asked for', run.returncode == 1 and '--vault' in run.stderr, said(run))
    run = hotline('restore', 'first.backup', '--key', 'carried-away', '--vault', 'vault.private')
    check('the backup is restored and verified', run.returncode == 0 and 'restored and verified' in run.stdout, said(run))
    equal('nobody is served before the programs start anew', track(number, code).status, 503)
    subprocess.run([COMMAND, 'down'], env=stack.env, stdout=subprocess.DEVNULL)
    started = up()
    equal('then the stack comes up again', started.returncode, 0)
    equal('the person sees the same ticket', shown(track(number, code)), before)
    doctor = hotline('doctor')
    equal('doctor finds nothing', (doctor.returncode, [line for line in doctor.stdout.split('\n') if line.startswith('BAD')]), (0, []))
    equal('the picture is there', stack.count('SELECT COUNT(*) FROM attachment'), 1)
    check('new matters are taken', number_of(Citizen(stack.url).walk('/ticket/new', MATTER)))
    equal('and the machine can be backed up again', hotline('backup', 'second.backup').returncode, 0)


def forged_history(safe, number, code):
    """Somebody changed the database; a backup of that is whole, and still must not be served."""
    stack.sql('DROP TRIGGER event_no_update')
    fresh = stack.sql('SELECT MIN(id) FROM ticket WHERE last_seq = 1 AND state = 1')[0][0]
    for change, back, why in (
            ('ticket SET last_seq = last_seq + 1', 'ticket SET last_seq = last_seq - 1', 'its chain ends at another event than it says'),
            ("ticket SET state = 10", "ticket SET state = 1", 'its state is not the one its last event ended in'),
            ('event SET at_ms = at_ms + 1', 'event SET at_ms = at_ms - 1', 'its columns are not what its bytes say'),
            ("event SET prev_hash = REPEAT('x', 32)", 'event SET prev_hash = REPEAT(CHAR(0), 32)', 'does not carry the hash of the event before')):
        only = f" WHERE {'ticket_id' if change.startswith('event') else 'id'} = {fresh}"
        stack.sql(f'UPDATE {change}{only}')
        found = hotline('doctor').stdout
        check(f'doctor sees {change}', 'BAD  chains' in found and why in found, found)
        stack.sql(f'UPDATE {back}{only}')
    check('and is content when it is undone', 'ok   chains' in hotline('doctor').stdout)
    stack.sql('UPDATE event SET canonical = REPLACE(canonical, \'filed\', \'field\') LIMIT 1')
    equal('a backup of a changed history is made', hotline('backup', 'forged.backup').returncode, 0)
    run = hotline('restore', 'forged.backup', '--key', 'carried-away', '--replace')
    check('what does not verify is not served', run.returncode == 1 and 'Nobody is served' in run.stderr, said(run))
    check('the event is named', 'event 1: its hash is not that of its bytes' in run.stderr, said(run))
    equal('nobody is', track(number, code).status, 503)
    subprocess.run([COMMAND, 'down'], env=stack.env, stdout=subprocess.DEVNULL)
    check('not even after a restart', up().returncode != 0)
    run = hotline('init')
    check('for init gives no rights away', run.returncode == 1 and 'not been verified' in run.stderr, said(run))
    equal('nor is it worth a backup', hotline('backup', 'worthless.backup').returncode, 1)
    equal('an earlier backup puts it right', hotline('restore', 'first.backup', '--key', 'carried-away').returncode, 0)
    subprocess.run([COMMAND, 'down'], env=stack.env, stdout=subprocess.DEVNULL)
    equal('and the stack comes up', up().returncode, 0)
    equal('with the ticket', track(number, code).status, 200)


with Stack() as stack:
    keep = os.path.join(stack.dir, 'safe')
    os.mkdir(keep)
    ticket, secret = make_backup(keep)
    every_table_is_counted()
    page = shown(track(ticket, secret))
    equal('the ticket is there', page[0], 200)
    damaged_backups(examine_backup(keep, ticket))
    burnt_down(keep, ticket, secret, page)
    forged_history(keep, ticket, secret)
done()
