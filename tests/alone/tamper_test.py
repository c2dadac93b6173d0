#!/usr/bin/env python3
"""Is whatever somebody changes in a package or in the database found, and the record named?

The verifier's and doctor's own code runs in one process (tests/tamper/tamper.c) over thousands of damages, each put back before the next.
In the database it is somebody with every right: the triggers that refuse such things are gone. `make tamper` flips every byte of a package of
1 MiB and does 10,000 damages by chance in package and database each; here a part of that, by the same code.

TAMPER_SEED (drawn and printed), TAMPER_EVERY (4001): one byte of so many is flipped, TAMPER_TIMES (300), TAMPER_ROWS (150).
"""
import os
import random
import re
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from forger import Forger  # noqa: E402
from stack import COMMAND, TOP, Stack, check, done, equal, until  # noqa: E402
from verify_package import verify  # noqa: E402

TAMPER = os.path.join(TOP, os.environ.get('BUILD', 'build'), 'tests', 'tamper')
SEED = int(os.environ.get('TAMPER_SEED') or random.SystemRandom().randrange(1 << 32))
EVERY = int(os.environ.get('TAMPER_EVERY', 4001))
TIMES = int(os.environ.get('TAMPER_TIMES', 300))
ROWS = int(os.environ.get('TAMPER_ROWS', 150))
MIB = 1 << 20
dice = random.Random(SEED)
stack = numbers = counts = number_of_id = None


# ---- packages ---------------------------------------------------------------------------------------------------

def tampered(what, *words):
    """Runs the program in as many processes as there are processors when there is much to do; gives what all of them say."""
    shares = (os.cpu_count() or 1) if what == 'flips' else 1
    runs = []
    for share in range(shares):
        copy = tempfile.mkdtemp(prefix=f'{what}-', dir=stack.dir)
        subprocess.run(['cp', '-r', f'{stack.dir}/mib/.', copy], check=True)
        command = [TAMPER, what, copy, str(SEED), *words, *([str(share), str(shares)] if what == 'flips' else [])]
        runs.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    said = [run.communicate()[0] for run in runs]
    sums = [sum(int(n) for n in column) for column in zip(*(re.search(r'tried (\d+) found (\d+) named (\d+)', text).groups() for text in said))]
    return sums, '\n'.join(said)


def packages():
    stack.hotline('export', '--texts', '--why', 'tamper', '--out', 'whole')
    whole = os.path.join(stack.dir, 'whole')
    subprocess.run([COMMAND, 'exec', 'tar', '-C', 'whole', '-c', '.'], env=stack.env, check=True, stdout=open(f'{stack.dir}/tar', 'wb'))
    os.mkdir(whole)
    subprocess.run(['tar', '-C', whole, '-xf', f'{stack.dir}/tar'], check=True)
    tickets, events, size = Forger(stack.dir).grow(whole, f'{stack.dir}/mib', lambda events, size: size >= MIB)
    equal(f'a package of {size} bytes, {tickets} tickets and {events} events is whole', verify(f'{stack.dir}/mib'), None)
    (tried, found, named), said = tampered('flips', str(EVERY))
    check(f'{tried} bytes flipped in turn, {"each" if EVERY == 1 else f"one of {EVERY}"}: all found', found == tried >= size // EVERY, said)
    check('and the file, of records, events and words the line, named', named == tried, said)
    (tried, found, named), said = tampered('chance', str(TIMES))
    check(f'{tried} edits, deletions, swaps, truncations by chance in the package: all found', found == tried == TIMES, said)
    check('and named', named == tried, said)


# ---- the database --------------------------------------------------------------------------------------------------

# What is evidence, and its key. Columns that no event decides (masks, summaries, the file's type) are not.
TABLES = {
    'event': ('ticket_id seq', 'ticket_id seq at_ms type from_state to_state actor_kind actor_id unit suite prev_hash hash canonical'),
    'event_text': ('ticket_id seq field', 'ticket_id seq field salt body'),
    'ticket': ('id', 'id number kind source item region province state stage unit confidential filed_ms due_ms answer_due_ms paused_ms '
                     'answered_ms closed_ms instant returns reworks rating followed_up sampled files last_seq last_hash'),
    'attachment': ('id', 'ticket_id seq name size sha256 path'),
    'log_entry': ('ticket_id seq', 'ticket_id seq province n'),
    'log_node': ('province level n', 'province level n hash'),
    'log_checkpoint': ('province size', 'province size root frontier note'),
    'archive': ('ticket_id', 'number hash record'),
}


class Row:
    """One row of a table: its key and columns as SQL, and what a message may call it."""

    def __init__(self, table):
        keys, columns = TABLES[table]
        self.table, self.keys, self.columns = table, keys.split(), columns.split()
        cells = stack.sql(f"SELECT {', '.join(f'HEX({c})' if c not in numbers[table] else c for c in dict.fromkeys(self.keys + self.columns))} "
                          f"FROM shadow.{table} ORDER BY {', '.join(self.keys)} LIMIT {dice.randrange(counts[table])}, 1")
        self.cells = dict(zip(dict.fromkeys(self.keys + self.columns), (cells[0] + [''] * 99)))

    def literal(self, column, value=None):
        value = self.cells[column] if value is None else value
        return value if column in numbers[self.table] else f"X'{value}'"

    def where(self):
        return ' AND '.join(f'{k} = {self.literal(k)}' for k in self.keys)

    def other(self, column):
        """Another value for a column, by chance."""
        old = self.cells[column]
        if column in numbers[self.table]:
            return str(max(0, dice.choice([int(old) + 1, int(old) - 1, int(old) + dice.randrange(2, 40), dice.randrange(100), 0])))
        raw = bytearray.fromhex(old)
        if not raw:
            return '41'
        at = dice.randrange(len(raw))
        kind = dice.randrange(4)
        if kind == 0:
            del raw[at:]
        elif kind == 1:
            del raw[at]
        elif kind == 2:
            raw.insert(at, 0x61)
        else:    # ASCII, so that text stays text
            raw[at] = dice.choice([c for c in b'abcdefgh0123 ' if c != raw[at]]) if raw[at] < 128 else raw[at]
        return raw.hex()

    def names(self):
        """What a message about this row says, one of: its ticket by id or number, or its place in a log."""
        cells = self.cells
        if self.table.startswith('log_') and self.table != 'log_entry':
            n = int(cells['n']) if 'n' in cells else int(cells['size']) - 1
            return [f"log {int(cells['province']):06d}: {what}" for what in (f'entry {n} ', f'node {n} ', f'the checkpoint at {n + 1} ',
                                                                          f'the SM2 signature of the checkpoint at {n + 1} ', f'no checkpoint speaks of entry {n}')]
        if self.table == 'log_entry':
            return [f"log {int(cells['province']):06d}: entry {cells['n']} ", f"ticket {cells['ticket_id']}, event {cells['seq']}: "]
        ticket = cells['id'] if self.table == 'ticket' else cells['ticket_id']
        return [f'ticket {ticket}{end}' for end in ' ,:'] + [f'ticket {number_of_id.get(ticket)}:', f'archive record of {number_of_id.get(ticket)} ', f'ticket, {ticket} ']


def edit():
    row = Row(dice.choice(list(TABLES)))
    column = dice.choice(row.columns)
    value = row.other(column)
    return f'{row.table}.{column}', row, f'UPDATE IGNORE {row.table} SET {column} = {row.literal(column, value)} WHERE {row.where()}', column, value


def swap():
    """One column of two rows changes places."""
    row = Row(dice.choice(list(TABLES)))
    other, column = Row(row.table), dice.choice([c for c in row.columns if c not in row.keys] or row.columns)
    if column in row.keys or row.cells[column] == other.cells[column]:
        return None
    return (f'{row.table}.{column} swapped', row, f'UPDATE {row.table} SET {column} = CASE WHEN {row.where()} THEN {other.literal(column)} '
            f'ELSE {row.literal(column)} END WHERE {row.where()} OR {other.where()}', None, None)


def deletion():
    """A row; of checkpoints only the last of a log, as those before are said again by each later one."""
    row = Row(dice.choice([t for t in TABLES if t != 'archive']))
    if row.table == 'log_checkpoint' and stack.count(f"SELECT COUNT(*) FROM shadow.log_checkpoint WHERE province = {row.cells['province']} AND "
                                                     f"size > {row.cells['size']}"):
        return None
    return f'{row.table} deleted', row, f'DELETE FROM {row.table} WHERE {row.where()}', None, None


def truncation():
    """The end of a chain, of a log or of a table, from some row on."""
    row = Row(dice.choice(['event', 'event_text', 'log_entry', 'log_node']))
    if row.table == 'log_node' and row.cells['level'] != '0':
        return None
    behind = {'event': f"ticket_id = {row.cells.get('ticket_id')} AND seq >= {row.cells.get('seq')}",
              'event_text': f"ticket_id = {row.cells.get('ticket_id')} AND seq >= {row.cells.get('seq')}",
              'log_entry': f"province = {row.cells.get('province')} AND n >= {row.cells.get('n')}",
              'log_node': f"province = {row.cells.get('province')} AND level = 0 AND n >= {row.cells.get('n')}"}[row.table]
    return f'{row.table} truncated', row, f'DELETE FROM {row.table} WHERE {behind}', None, None


def clever():
    """The last event taken back, and the ticket made to fit: its chain is whole, but the log remembers."""
    row = Row('event')
    ticket, last = row.cells['ticket_id'], stack.sql(f"SELECT last_seq FROM shadow.ticket WHERE id = {row.cells['ticket_id']}")[0][0]
    if int(last) < 2:
        return None
    row.cells['seq'] = last
    before = f'(SELECT {{}} FROM shadow.event WHERE ticket_id = {ticket} AND seq = {last} - 1)'
    row.table = 'log_entry'
    row.cells.update(zip(('province', 'n'), stack.sql(f'SELECT province, n FROM shadow.log_entry WHERE ticket_id = {ticket} AND seq = {last}')[0]))
    return ('the last event taken back and its ticket with it', row,
            f'DELETE FROM event WHERE ticket_id = {ticket} AND seq = {last}; DELETE FROM event_text WHERE ticket_id = {ticket} AND seq = {last}; '
            f"UPDATE ticket SET last_seq = {last} - 1, last_hash = {before.format('hash')}, state = {before.format('to_state')} WHERE id = {ticket}",
            None, None)


class Doctor:
    """What doctor's evidence says, asked again and again in one process beside the stack's other programs."""

    def __init__(self):
        with open(TAMPER, 'rb') as f:
            stack.command('exec', 'sh', '-c', 'cat >tamper && chmod 755 tamper', input=f.read())
        self.process = subprocess.Popen([COMMAND, 'exec', './tamper', 'doctor'], env=stack.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def faults(self):
        self.process.stdin.write('\n')
        self.process.stdin.flush()
        lines = []
        while (line := self.process.stdout.readline()) != '\n':
            if not line:
                raise RuntimeError(f'doctor died of it, with code {self.process.wait()}')
            lines.append(line.rstrip('\n'))
        return lines

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def tamper_once(doctor):
    """(what, found, named, answer), or None when chance changed nothing."""
    made = dice.choice([edit, edit, edit, swap, deletion, truncation, clever])()
    if not made:
        return None
    what, row, change, column, value = made
    touched = ['event', 'event_text', 'ticket'] if what.startswith('the last') else [row.table]
    try:
        if int(stack.sql(f'BEGIN; {change}; SELECT ROW_COUNT(); COMMIT')[0][0]) < 1:
            return None
    except subprocess.CalledProcessError:    # two rows would have had one key
        return None
    try:
        said = doctor.faults()
    except RuntimeError as died:
        raise RuntimeError(f'{what}: {change}') from died
    names = row.names()
    if column:
        row.cells[column] = value    # a record may be called by what it now says it is
        names += row.names()
    stack.sql('BEGIN; ' + ''.join(f'DELETE FROM {t}; INSERT INTO {t} SELECT * FROM shadow.{t}; ' for t in touched) + 'COMMIT')
    return what, bool(said), any(name in line for line in said for name in names), said


def database():
    global numbers, counts, number_of_id
    person = Citizen(stack.url)
    check('a matter with a picture is filed', number_of(person.walk('/ticket/new', MATTER, files=[('attachment', '证据.png', 'image/png', PICTURE)])))
    until(lambda: stack.count('SELECT (SELECT COUNT(*) FROM event_queue) + (SELECT COUNT(*) FROM log_pending)') == 0)
    for worker in stack.program('worker'):
        os.kill(worker, signal.SIGSTOP)
    for (trigger,) in stack.sql("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = 'hotline'"):
        stack.sql(f'DROP TRIGGER {trigger}')
    stack.sql('CREATE DATABASE shadow')
    archive_one()
    for table in TABLES:
        stack.sql(f'CREATE TABLE shadow.{table} AS SELECT * FROM {table}')
    counts = {table: stack.count(f'SELECT COUNT(*) FROM {table}') for table in TABLES}
    check('there is something of everything', all(counts.values()), counts)
    numbers = {table: {name for name, kind in stack.sql(f"SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'hotline' "
                                                        f"AND table_name = '{table}'") if kind.endswith('int')} for table in TABLES}
    number_of_id = dict(stack.sql('SELECT id, number FROM ticket'))
    doctor = Doctor()
    equal('doctor finds nothing to begin with', doctor.faults(), [])
    for what, change in (('is said to lie nowhere', "path = ''"), ('is said to be gone', "path = '', checked = 5"), ('is said to be released', 'checked = 4')):
        stack.sql(f'UPDATE attachment SET {change}')
        said = doctor.faults()
        check(f'doctor finds that a file {what}', any('证据.png' in line for line in said), said)
        stack.sql('DELETE FROM attachment; INSERT INTO attachment SELECT * FROM shadow.attachment')
    between = stack.sql('SELECT province, MIN(size) FROM log_checkpoint GROUP BY province HAVING COUNT(*) > 1 LIMIT 1')[0]
    stack.sql(f"UPDATE log_checkpoint SET root = '' WHERE province = {between[0]} AND size = {between[1]}")
    said = doctor.faults()
    check('doctor finds that a checkpoint between others has no root, and names it', any(f'log {between[0]}: the checkpoint at {between[1]} entries' in line for line in said), said)
    stack.sql('DELETE FROM log_checkpoint; INSERT INTO log_checkpoint SELECT * FROM shadow.log_checkpoint')
    missed, unnamed, kinds, tried = [], [], {}, 0
    while tried < ROWS:
        outcome = tamper_once(doctor)
        if outcome:
            what, found, named, said = outcome
            tried += 1
            kinds[what] = kinds.get(what, 0) + 1
            if not found:
                missed.append(what)
            elif not named:
                unnamed.append((what, said[:3]))
    equal(f'{tried} edits, deletions, swaps and truncations in the database, of {len(kinds)} sorts: all are found', missed, [])
    equal('and the record is named', unnamed, [])
    equal('doctor finds nothing when all is put back', doctor.faults(), [])
    equal('and ends well', doctor.close(), 0)


def archive_one():
    """A record as the worker would write it one day; what doctor asks is whether it is still the one it was."""
    stack.sql("INSERT INTO archive (ticket_id, number, archived_ms, hash, record) SELECT id, number, updated_ms, UNHEX(SHA2(CONCAT('record of ', number), 256)), "
              "CONCAT('record of ', number) FROM ticket LIMIT 3")


PICTURE = (b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89'
           b'\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82')

print(f'# seed {SEED}: TAMPER_SEED={SEED} does the same again')
with Stack() as stack:
    packages()
    database()
done()
