#!/usr/bin/env python3
"""Does the person get a signed receipt at once, which anybody can check: in the page, by the program, and by openssl alone?

The signature is checked here from docs/trust.md's words with the openssl command; the published key is the only thing asked of the system.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from urllib.parse import urlencode

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import TOP, check, done, equal, sql_of_run, until  # noqa: E402
from verify_package import public_key, signed  # noqa: E402

URL = os.environ['BASE_URL']
HOTLINE = os.path.join(TOP, os.environ.get('BUILD', 'build'), 'hotline')
scratch = tempfile.mkdtemp(prefix='receipt-')


def file(name, content):
    path = os.path.join(scratch, name)
    with open(path, 'wb') as f:
        f.write(content if isinstance(content, bytes) else content.encode())
    return path


def verify(*words):
    """By the C program, without settings or database: its exit code and what it says."""
    run = subprocess.run([HOTLINE, 'verify', *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={'PATH': os.environ['PATH']})
    return run.returncode, run.stdout


def second_verifier(data, key):
    """Independent of the system: one form, every part, the key's id, the signature."""
    form = re.fullmatch(rb'\{"format":"12328 receipt 1","ticket":"(JT\d{21})","at_ms":(0|[1-9]\d*),"hash":"([0-9a-f]{64})","key":"([0-9a-f]{16})",'
                        rb'"signature":"([0-9a-f]{128})"\}\n', data)
    word = re.fullmatch(rb'12328R1\.(JT\d{21})\.(0|[1-9]\d*)\.([0-9a-f]{64})\.([0-9a-f]{16})\.([0-9a-f]{128})', data)
    m = form or word
    if not m or hashlib.sha256(key).hexdigest()[:16].encode() != m[4]:
        return False
    return signed(key, b'12328 receipt 1\n%s\n%s\n%s\n' % (m[1], m[2], m[3]), bytes.fromhex(m[5].decode()))


def asked(receipt, lang=None):
    who = Citizen(URL, lang)
    page = who.get('/status/verify')
    form = [f for f in page.forms if f.action == '/status/verify'][0]
    equal('the form is a plain one', (form.method, [name for name, *_ in form.fields]), ('get', ['receipt']))

    return who.get('/status/verify?' + urlencode({'receipt': receipt}))


# ---- what the person gets ---------------------------------------------------------------------------------------
person = Citizen(URL)
page = person.walk('/ticket/new', MATTER)
number, code = number_of(page), code_of(page)
word = re.search(r'12328R1\.[A-Za-z0-9.]+', page.text)
check('the page after submitting shows a signed receipt', word, page.text[:500])
word = word[0]
equal('with two QR codes', page.body.count(b'<svg class="hotline-qr'), 2)
check('and a link that checks it', f'/status/verify?receipt={word}"' in page.body.decode())
again = re.search(r'12328R1\.[A-Za-z0-9.]+', person.get('/ticket/receipt').text)[0]
equal('shown again it is the same', again, word)
json_file = person.get('/ticket/receipt.json')
check('it can be taken as a file', json_file.status == 200 and f'{number}-receipt.json' in json_file.headers['content-disposition'])
said = json.loads(json_file.body)
_, w_number, w_at, w_hash, w_key, w_signature = word.split('.')
equal('file and word say the same', (said['ticket'], said['at_ms'], said['hash'], said['key'], said['signature']),
      (w_number, int(w_at), w_hash, w_key, w_signature))
stored = sql_of_run(f"SELECT LOWER(HEX(e.hash)), e.at_ms FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' AND e.seq = 1")
equal('about the first event of this ticket', [said['ticket'], said['hash'], str(said['at_ms'])], [number, *stored[0]])
check('it names nobody and does not hold the code', all(t not in json_file.body.decode() + word for t in ('测试', '1380', code)))
equal('a stranger gets none', Citizen(URL).get('/ticket/receipt.json').status, 404)

# ---- keys as published ------------------------------------------------------------------------------------------
keys = Citizen(URL).get('/status/log/keys').body.decode()
for use in ('receipt', 'log', 'package'):
    check(f'the key of {use} is published', re.search(rf'^{use} [0-9a-f]{{16}} \d{{4}}-\d\d-\d\d in force$', keys, re.M), keys)
pem = Citizen(URL).get(f'/status/log/keys/{w_key}').body
key = public_key(pem)
check('the key that signed is there as PEM', key and hashlib.sha256(key).hexdigest()[:16] == w_key, pem)
equal('no other name leads to a file', [Citizen(URL).get(f'/status/log/keys/{name}').status for name in ('0' * 16, '..%2Fcode', 'current')],
      [404, 404, 404])
key_file = file('key.pem', pem)

# ---- who checks it ----------------------------------------------------------------------------------------------
for name, data in (('word', word.encode()), ('json', json_file.body)):
    check(f'openssl says that the {name} is signed', second_verifier(data, key))
    code_said = verify(file(name, data), '--key', key_file)
    check(f'hotline verify says so of the {name}', code_said[0] == 0 and number in code_said[1] and w_hash in code_said[1], code_said)
    missed, split = [], []
    for i, byte in enumerate(data):
        changed = data[:i] + bytes([byte ^ (1 << i % 8)]) + data[i + 1:]
        path = file('changed', changed)
        if verify(path, '--key', key_file)[0] == 0:
            missed.append(i)
        if i % 7 == 0 and second_verifier(changed, key):
            split.append(i)
    equal(f'every byte of the {name} that is changed is found', (missed, split), ([], []))
    answer = asked(data.decode())
    check(f'the page says that the {name} is valid', answer.status == 200 and '回执有效' in answer.text and w_hash in answer.text, answer.text)
other = re.search(r'^log ([0-9a-f]{16})', keys, re.M)[1]
log_file = file('log.pem', Citizen(URL).get(f'/status/log/keys/{other}').body)
check('another key is not taken', verify(file('word', word), '--key', log_file)[0] == 1)
equal('without a key it is not judged', verify(file('word', word))[0], 2)

# ---- the page ---------------------------------------------------------------------------------------------------
check('in English too', 'The receipt is valid' in asked(word, 'en').text)
link = Citizen(URL).get(f'/status/verify?receipt={word}')
check('the link alone is enough', '回执有效' in link.text)
equal('and nothing on the way keeps it', link.headers.get('cache-control'), 'no-store')
check('a pasted link is', '回执有效' in asked(f'{URL}/status/verify?receipt={word}\n').text)
flipped = word[:-1] + ('0' if word[-1] != '0' else '1')
check('a changed signature is not', '签名与内容不符' in asked(flipped).text)
foreign = f'12328R1.{w_number}.{w_at}.{w_hash}.{"0" * 16}.{w_signature}'
check('nor is an unknown key', '不是本系统的密钥' in asked(foreign).text)
for wrong in ('12328R1.', word[:-9], '<script>alert(1)</script>', '{}', 'x' * 700):
    answer = asked(wrong)
    check('what is no receipt is said beside the field, and kept', answer.status in (200, 422) and 'f-receipt' in answer.body.decode() and
          'govuk-error-summary' in answer.body.decode() and '回执有效' not in answer.text and b'<script>alert' not in answer.body, answer.text)

# ---- later: with number and code, and with the log ---------------------------------------------------------------
tracked = Citizen(URL)
shown = tracked.send(tracked.press(tracked.get('/ticket/track'), {'number': number, 'code': code}), '/ticket/mine')


def take(path, typed=None):
    return tracked.send(shown, path, **({'code': typed} if typed else {}))


equal('with number and code the same receipt is had again', take('/ticket/signed').body, json_file.body)
equal('without the code it is not', take('/ticket/signed', 'AAAAAAAA').status, 422)
check('the event comes into the log', until(lambda: take('/ticket/proof/first').status == 200, 60))
proof = take('/ticket/proof/first').body
equal('the proof is of what the receipt names', (json.loads(proof)['hash'], json.loads(proof)['seq']), (w_hash, 1))
words = [file('word', word), '--key', key_file, '--proof', file('proof', proof), '--log-key', log_file]
check('receipt and proof hold together', verify(*words)[0] == 0, verify(*words))
stranger = Citizen(URL)
receipt_2 = re.search(r'12328R1\.[A-Za-z0-9.]+', stranger.walk('/ticket/new', MATTER).text)[0]
check('a receipt with the proof of another is refused', verify(file('word', receipt_2), *words[1:]) == (1, 'wrong: the proof is of another event than the receipt\n'),
      verify(file('word', receipt_2), *words[1:]))
equal('a proof without the key of its log is not judged', verify(*words[:5])[0], 2)
shutil.rmtree(scratch)
done()
