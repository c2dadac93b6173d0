#!/usr/bin/env python3
"""Does `hotline recompute --all` find nothing on clean data, and name every due time and event that was tampered with?

A careful forger, who holds the database itself, drops the triggers and mends hashes and lists behind each lie; what
cannot be mended is that the rule, counted again, comes to another day.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import COMMAND, Stack, check, done, equal  # noqa: E402

DAY = 86400000
stack = None


def hotline(*words):
    """(exit code, what it said)."""
    ran = subprocess.run([COMMAND, 'exec', 'release/build/hotline', *words], env=stack.env, stdout=subprocess.PIPE, text=True)
    return ran.returncode, ran.stdout


def recompute():
    return hotline('recompute', '--all')


def finds(name, lie, mend, *words):
    """The lie is named with these words, and nothing else is; once it is mended all is well again."""
    stack.sql(lie)
    code, said = recompute()
    named = said.strip().split('\n')[:-1]
    check(name, code == 1 and named and all(word in said for word in words) and all(words[0] in line for line in named),
          f'exit {code}, wanted {words}\n{said}')
    stack.sql(mend)
    code, said = recompute()
    check(f'{name}: well again when mended', code == 0 and said.startswith('0 differ'), said)


def hash_of(seq, prev, canonical):
    return hashlib.sha256(b'12328 event\n' + b'\x01' + seq.to_bytes(8, 'big') + prev + canonical).digest()


def forge(ticket, change):
    """(lie, mend) as SQL: the first event changed, every later hash and the list's mended."""
    rows = [(int(seq), bytes.fromhex(c), bytes.fromhex(h)) for seq, c, h in stack.sql(
        f'SELECT seq, HEX(canonical), HEX(hash) FROM event WHERE ticket_id = {ticket} ORDER BY seq')]
    lie, mend, prev, old = [], [], b'\0' * 32, b'\0' * 32
    for seq, canonical, hashed in rows:
        bytes_ = change(canonical) if seq == 1 else canonical
        now = hash_of(seq, prev, bytes_)
        for into, c, p, h in (lie, bytes_, prev, now), (mend, canonical, old, hashed):
            into.append(f"UPDATE event SET canonical = x'{c.hex()}', prev_hash = x'{p.hex()}', hash = x'{h.hex()}' "
                        f'WHERE ticket_id = {ticket} AND seq = {seq}')
        prev, old = now, hashed
    lie.append(f"UPDATE ticket SET last_hash = x'{prev.hex()}' WHERE id = {ticket}")
    mend.append(f"UPDATE ticket SET last_hash = x'{old.hex()}' WHERE id = {ticket}")
    return '; '.join(lie), '; '.join(mend)


def in_first_clock(key, value):
    def change(canonical):
        event = json.loads(canonical)
        old = json.dumps(event['clocks'][0][key])
        return canonical.replace(f'"{key}":{old}'.encode(), f'"{key}":{json.dumps(value(event["clocks"][0][key]))}'.encode(), 1)
    return change


def tampering():
    ticket, number, seq = stack.sql('SELECT id, number, last_seq FROM ticket WHERE due_ms > 0 AND last_seq > 2 LIMIT 1')[0]
    finds('a due time in the list', f'UPDATE ticket SET due_ms = due_ms + {DAY} WHERE id = {ticket}',
          f'UPDATE ticket SET due_ms = due_ms - {DAY} WHERE id = {ticket}', number, 'the list says due', f'up to {seq}')
    finds('a promise in the list', f'UPDATE ticket SET answer_due_ms = answer_due_ms + 60000 WHERE id = {ticket}',
          f'UPDATE ticket SET answer_due_ms = answer_due_ms - 60000 WHERE id = {ticket}', number, 'answer due')
    stack.sql('DROP TRIGGER event_no_update')
    finds('the time of an event', f'UPDATE event SET at_ms = at_ms + 1 WHERE ticket_id = {ticket} AND seq = 2',
          f'UPDATE event SET at_ms = at_ms - 1 WHERE ticket_id = {ticket} AND seq = 2', number, 'event 2', 'columns')
    lie, mend = forge(ticket, in_first_clock('due_ms', lambda ms: ms + DAY))
    finds('an event alone, with its hash mended', lie.split('; ')[0], mend.split('; ')[0], number, 'event 2', 'does not carry the hash')
    finds('the state in the list', f'UPDATE ticket SET state = state + 100 WHERE id = {ticket}',
          f'UPDATE ticket SET state = state - 100 WHERE id = {ticket}', number, 'its state is not the one')
    finds('a due time with all hashes mended', lie, mend, number, 'event 1', 'dispatch due', 'counted again')
    finds('a rule that gives more days, mended likewise', *forge(ticket, in_first_clock('amount', lambda n: n + 1)),
          number, 'event 1', 'counted again')
    stack.sql(lie)
    code, said = hotline('deadline', number)
    check('hotline deadline says of that ticket which clock differs', code == 1 and said.count('DIFFERS') == 1, said)
    stack.sql(mend)
    equal('… and nothing once it is mended', hotline('deadline', number)[0], 0)


def new_days():
    """A day off decided today binds what is promised from now on, not what was promised before."""
    today = int(time.time() + 8 * 3600) // 86400
    days = ', '.join(f"({today + n}, '', 0, '试', 'announced', 'test')" for n in range(1, 7))
    stack.sql(f'INSERT INTO holiday (day, scope, worked, name, status, source) VALUES {days}')
    equal('old promises are judged by the old days', recompute()[0], 0)
    time.sleep(6)  # the portal looks every five seconds
    filed = number_of(Citizen(stack.url).walk('/ticket/new', dict(MATTER, kind='complaint')))
    proof = hotline('deadline', filed)[1]
    check('a new promise is counted by the new days', '- holiday 试' in proof, proof)
    code, said = recompute()
    check('… and both are right', code == 0, said)


with Stack() as stack:
    code, said = recompute()
    tickets = stack.count('SELECT COUNT(*) FROM ticket')
    check('clean data: nothing differs', code == 0 and re.match(rf'0 differ, of {tickets} tickets', said), said)
    tampering()
    new_days()
done()
