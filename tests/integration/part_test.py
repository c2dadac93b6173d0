#!/usr/bin/env python3
"""Does a file in pieces arrive as it would have with the form, go on where it stopped, keep to the same limits, and answer to nobody but
whoever began it? And does what a phone wrote into a picture lie nowhere on the disk meanwhile?"""
import concurrent.futures
import hashlib
import json
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, encode, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402

URL, STATE = os.environ['BASE_URL'], os.path.join(os.environ['RUN'], 'state')
AT = '/ticket/new/files/part'
CANARY = b'CANARY-%d-31.2304N' % random.randrange(10**9)


def reach():
    """A person standing on the step that takes files, and the form's token."""
    who = Citizen(URL)
    page = who.get('/ticket/new')
    while '/files' not in page.url:
        page = who.press(page, dict(MATTER, phone='138%08d' % random.randrange(10**8)))
    return who, dict(who.fill(page, {})[1])['token']


def paper(size):
    head = b'%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n' + CANARY
    return head + random.Random(size).randbytes(size - len(head))


def post(who, path, fields, files=()):
    body, kind = encode(fields, files, True)
    answer = who.request('POST', path, body, {'Content-Type': kind}, False)
    try:
        return answer.status, json.loads(answer.body)
    except ValueError:
        return answer.status, {}


def begin(who, token, name, size, stamp=1):
    return post(who, AT, [('token', token), ('name', name), ('size', size), ('stamp', stamp)])


def send(who, token, part, offset, piece):
    return post(who, f'{AT}/{part}', [('token', token), ('offset', offset)], [('piece', 'piece', 'application/octet-stream', piece)])


def carry(who, token, part, data, offset=0, piece=0):
    """All the pieces from an offset on; the last answer."""
    while True:
        status, said = send(who, token, part, offset, data[offset:offset + piece])
        if status != 200 or said['done']:
            return status, said
        offset = said['offset']


def head(who, part):
    answer = who.request('HEAD', f'{AT}/{part}', None, None, False)
    return answer.status, answer.headers.get('upload-offset'), answer.headers.get('upload-length')


def lies_open():
    return subprocess.run(['grep', '-rlaF', CANARY.decode(), os.path.join(STATE, 'spool'), os.path.join(STATE, 'nginx'), os.path.join(STATE, 'upload'),
                           os.path.join(STATE, 'log')], capture_output=True, text=True).stdout


# ---- whole, in pieces ---------------------------------------------------------------------------------------------------

who, token = reach()
data = paper(1400000)
status, said = begin(who, token, '录音 证据.pdf', len(data))
PART, PIECE = said['part'], said['piece']
equal('a file is begun', (status, said['offset'], said['done']), (200, 0, False))
equal('HEAD says the same', head(who, PART), (200, '0', str(len(data))))
status, said = send(who, token, PART, 0, data[:PIECE])
equal('a piece is taken', (status, said['offset']), (200, PIECE))
check('what has come lies open nowhere, not with nginx either', lies_open() == '', lies_open())

# ---- hostile, in the middle of it ---------------------------------------------------------------------------------------

second = data[PIECE:2 * PIECE]
for what, offset, piece, wanted in (('at an offset that was before', 0, second, 409), ('at one that is not yet', 2 * PIECE, second, 409),
                                    ('behind the end', 1400000, second, 409), ('at no number', 'x', second, 422), ('below nothing', -1, second, 422),
                                    ('beyond what a file has', 1 << 40, second, 422), ('too short', PIECE, second[:-1], 422),
                                    ('too long', PIECE, second + b'x', 422), ('empty', PIECE, b'', 422)):
    status, said = send(who, token, PART, offset, piece)
    check(f'a piece {what} is refused in words, and it is said how much is there',
          status == wanted and said.get('text') and said.get('offset') == PIECE, f'{status} {said}')
status, said = send(who, token, PART, PIECE, bytes(2 << 20))
check('two megabytes at once are refused before they are read', status == 413, f'{status} {said}')
status, said = post(who, f'{AT}/{PART}', [('token', token), ('offset', PIECE)])
equal('no piece at all', (status, said.get('error')), (422, 'file_required'))
equal('none of it counted', head(who, PART), (200, str(PIECE), str(len(data))))
status, said = send(who, 'f' * 32, PART, PIECE, second)
equal('a forged token opens nothing', (status, said.get('error')), (403, 'form_expired'))
other, others = reach()
equal("another visit's piece for this part finds none", send(other, others, PART, PIECE, second)[0], 404)
equal('nor does its look', head(other, PART)[0], 404)
thief = Citizen(URL)
thief.cookies = dict(other.cookies)
equal("nor a token of one with the cookie of another", send(thief, token, PART, PIECE, second)[0], 403)
equal('who has no visit finds nothing', (head(Citizen(URL), PART)[0], send(Citizen(URL), token, PART, PIECE, second)[0]), (404, 403))
for place in ('0', '10', '-1', 'x', str(2**64)):
    equal(f'there is no place {place}', (head(who, place)[0], send(who, token, place, 0, second)[0]), (404, 404))


def at_once(_):
    one = Citizen(URL)
    one.cookies = dict(who.cookies)
    return send(one, token, PART, PIECE, second)


with concurrent.futures.ThreadPoolExecutor(12) as pool:
    answers = list(pool.map(at_once, range(24)))
equal('of a piece sent 24 times at once one is taken, the others are told', (sorted({s for s, _ in answers}), [s for s, _ in answers].count(200)), ([200, 409], 1))
equal('and it counts once', head(who, PART), (200, str(2 * PIECE), str(len(data))))

# ---- broken off, and gone on with -----------------------------------------------------------------------------------------

again = Citizen(URL)
again.cookies = dict(who.cookies)
status, said = begin(again, token, '录音 证据.pdf', len(data))
equal('chosen anew it goes on where it stopped', (status, said['part'], said['offset']), (200, PART, 2 * PIECE))
equal('another file of that name is another one', begin(again, token, '录音 证据.pdf', len(data), 2)[1]['part'] != PART, True)
parts = [n for n in os.listdir(os.path.join(STATE, 'spool')) if n.endswith('.p')]
newest = max((os.path.join(STATE, 'spool', n) for n in parts), key=os.path.getsize)
with open(newest, 'ab') as f:
    f.write(b'half a piece')
equal('half a piece that a crash left does not count', head(who, PART), (200, str(2 * PIECE), str(len(data))))
status, said = carry(again, token, PART, data, 2 * PIECE, PIECE)
equal('the last piece makes it a file of the form', (status, said['done']), (200, True))
page = who.get('/ticket/new/files')
check('which the form shows', '录音 证据.pdf' in page.text, page.text)
equal('and nothing more is on its way there', head(who, PART)[0], 404)
status, said = begin(who, token, '录音 证据.pdf', len(data))
equal('who did not hear so and begins again hears it then', (status, said['done'], who.get('/ticket/new/files').text.count('录音 证据.pdf')), (200, True, page.text.count('录音 证据.pdf')))
answer = who.walk('/ticket/new/files', dict(MATTER, phone='13800000001'))
number = number_of(answer)
row = sql(f"SELECT a.name, a.type, a.size, LOWER(HEX(a.sha256)), a.path FROM attachment a JOIN ticket t ON t.id = a.ticket_id WHERE t.number = '{number}'")
equal('the ticket has it, byte by byte', row[0][:4], ['录音 证据.pdf', 'application/pdf', str(len(data)), hashlib.sha256(data).hexdigest()])
with open(os.path.join(STATE, 'upload', row[0][4]), 'rb') as f:
    check('on the disk too', f.read() == data)

# ---- the same limits --------------------------------------------------------------------------------------------------------

who, token = reach()
for what, size, error in (('empty', 0, 'file_empty'), ('of 20 MB and a byte', (20 << 20) + 1, 'file_too_large'), ('of no size', 'x', 'number')):
    status, said = begin(who, token, 'a.pdf', size)
    check(f'one {what} is not begun, in words', status == 422 and said.get('error') == error and said.get('text'), f'{status} {said}')
status, said = begin(who, token, '../../etc/passwd\\..\\x.pdf', 1000)
status, said = carry(who, token, said['part'], b'MZ' + bytes(998), 0, said['piece'])
check('what it is says its content, not its name', status == 422 and said['error'] == 'file_type' and said['text'], f'{status} {said}')
equal('and refused it is gone', head(who, 1)[0], 404)
status, said = begin(who, token, 'x.jpg', 1000)
status, said = carry(who, token, said['part'], b'\xff\xd8\xff\xe0\0\x10JFIF\0' + bytes(989), 0, said['piece'])
check('a picture that cannot be read is refused in words', status == 422 and '打不开' in said['text'], f'{status} {said}')
small = paper(2000)
for i in range(9):
    status, said = begin(who, token, f'{i}.pdf', len(small))
    status, said = carry(who, token, said['part'], small, 0, said['piece'])
equal('nine are taken', (status, said['done']), (200, True))
status, said = begin(who, token, '10.pdf', len(small))
check('a tenth is not begun', status == 422 and '9' in said['text'], f'{status} {said}')

who, token = reach()
parts = [begin(who, token, f'{i}.pdf', 5000, i)[1]['part'] for i in range(12)]
equal('more begun than fit take the places of the oldest', (sorted(set(parts)), parts[9:]), (list(range(1, 10)), parts[:3]))

# ---- too late -----------------------------------------------------------------------------------------------------------------

status, said = begin(who, token, 'spät.pdf', 900000)
part = said['part']
send(who, token, part, 0, paper(900000)[:PIECE])
newest = max((os.path.join(STATE, 'spool', n) for n in os.listdir(os.path.join(STATE, 'spool')) if n.endswith('.p')), key=os.path.getmtime)
old = os.stat(newest).st_mtime - 2 * 3600 - 60
os.utime(newest, (old, old))
equal('after two hours without a piece it is gone', (head(who, part)[0], send(who, token, part, PIECE, paper(900000)[PIECE:])[0]), (410, 410))
status, said = begin(who, token, 'spät.pdf', 900000)
equal('and begins anew', (status, said['offset']), (200, 0))
check('nothing of all this lies open but in what was handed in', set(lies_open().split()) <= {os.path.join(STATE, 'upload', row[0][4])} | {
    os.path.join(STATE, 'spool', n) for n in os.listdir(os.path.join(STATE, 'spool')) if not n.endswith('.p')}, lies_open())

done()
