#!/usr/bin/env python3
"""verify_package DIR [--key FILE] [--log-key FILE] [--sm2-key FILE]: a second verifier of signed packages, written from docs/trust.md alone.

It shares nothing with the system: hashlib, json and the openssl command. The tests hold it against `hotline verify`; an auditor
who trusts neither of us may read its two hundred lines instead. Says what is wrong first, as FILE or FILE:LINE.
"""
import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

PARTS = ['records.jsonl', 'records.sums', 'events.jsonl', 'events.sums', 'texts.jsonl', 'texts.sums', 'records.csv', 'columns.json', 'checkpoints.txt',
         'introductions.txt', 'key.pem']
WHOLE = [name for name in PARTS if not name.endswith('.jsonl')]
SPKI_ED25519 = bytes.fromhex('302a300506032b6570032100')
SPKI_SM2 = bytes.fromhex('3059301306072a8648ce3d020106082a811ccf5501822d034200')  # and the point: 0x04, two coordinates
LINE_BYTES = 512 * 1024
HEX64 = re.compile(r'[0-9a-f]{64}')
HEX32 = re.compile(r'[0-9a-f]{32}')


class Wrong(Exception):
    def __init__(self, where, why):
        super().__init__(f'{where}: {why}')
        self.where = where


def public_key(pem):
    """The 32 raw bytes; only the one usual form is taken."""
    m = re.fullmatch(rb'-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/]{59}=)\n-----END PUBLIC KEY-----\n', pem)
    der = base64.b64decode(m[1]) if m else b''
    if not der.startswith(SPKI_ED25519) or base64.b64encode(der) != m[1]:
        return None
    return der[len(SPKI_ED25519):]


def pem_of(key):
    return b'-----BEGIN PUBLIC KEY-----\n' + base64.b64encode(SPKI_ED25519 + key) + b'\n-----END PUBLIC KEY-----\n'


def signed(key, data, signature):
    if len(signature) != 64:
        return False
    with tempfile.TemporaryDirectory() as d:
        for name, content in (('key', pem_of(key)), ('data', data), ('sig', signature)):
            with open(os.path.join(d, name), 'wb') as f:
                f.write(content)
        return subprocess.run(['openssl', 'pkeyutl', '-verify', '-pubin', '-inkey', 'key', '-rawin', '-in', 'data', '-sigfile', 'sig'],
                              cwd=d, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def sm2_public_key(pem):
    """The 65 raw bytes of an SM2 key."""
    m = re.fullmatch(rb'-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/]{64}\n[A-Za-z0-9+/]{58}==)\n-----END PUBLIC KEY-----\n', pem)
    der = base64.b64decode(m[1]) if m else b''
    return der[len(SPKI_SM2):] if der.startswith(SPKI_SM2) and der[len(SPKI_SM2)] == 4 else None


def sm2_signed(key, data, signature):
    """SM2 with SM3 under the identity of GM/T 0009; the signature in DER."""
    body = base64.b64encode(SPKI_SM2 + key)
    with tempfile.TemporaryDirectory() as d:
        for name, content in (('key', b'-----BEGIN PUBLIC KEY-----\n' + body[:64] + b'\n' + body[64:] + b'\n-----END PUBLIC KEY-----\n'),
                              ('data', data), ('sig', signature)):
            with open(os.path.join(d, name), 'wb') as f:
                f.write(content)
        return subprocess.run(['openssl', 'pkeyutl', '-verify', '-pubin', '-inkey', 'key', '-rawin', '-digest', 'sm3', '-pkeyopt',
                               'distid:1234567812345678', '-in', 'data', '-sigfile', 'sig'],
                              cwd=d, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def note_signatures(note):
    """What is signed, and under the log's own name: each signature's four bytes of key id, and the rest."""
    body, _, below = note.partition('\n\n')
    origin = body.split('\n')[0]
    raws = [base64.b64decode(line.split(' ')[2]) for line in below.splitlines() if line.startswith(f'— {origin} ')]
    return body.encode() + b'\n', [(raw[:4], raw[4:]) for raw in raws]


def note_key_id(origin, key):
    kind = b'\x01' if len(key) == 32 else b'\xff12328/sm2-sm3'
    return hashlib.sha256(origin.encode() + b'\n' + kind + key).digest()[:4]


def note_signed(note, key):
    """Does the checkpoint carry a signature of this key (Ed25519 or SM2), and none of it that is wrong?"""
    body, signatures = note_signatures(note)
    mine = [s for known, s in signatures if known == note_key_id(note.split('\n')[0], key)]
    return bool(mine) and all((signed if len(key) == 32 else sm2_signed)(key, body, s) for s in mine)


def leads_to(trusted, text, signer):
    """Follows introductions from the trusted key; None when the text does not consist of valid ones."""
    form = re.compile(rb'(12328 key introduction\nuse [^\n]*\nat_ms [^\n]*\nkey ([0-9a-fA-F]{64})\nby ([0-9a-fA-F]{64})\n)'
                      rb'signature ([0-9a-fA-F]{128})\n')
    steps, at = [], 0
    while at < len(text):
        m = form.match(text, at)
        if not m or not signed(bytes.fromhex(m[3].decode()), m[1], bytes.fromhex(m[4].decode())):
            return None
        steps.append((bytes.fromhex(m[3].decode()), bytes.fromhex(m[2].decode())))
        at = m.end()
    now = trusted
    for _ in range(len(steps) + 1):
        if now == signer:
            return True
        now = next((key for by, key in steps if by == now), now)
    return False


def whole(directory, name):
    try:
        with open(os.path.join(directory, name), 'rb') as f:
            return f.read()
    except FileNotFoundError:
        return b''


def no_constant(word):
    raise ValueError(word + ' is not JSON')


def no_duplicates(pairs):
    keys = [k for k, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError('a key stands twice')
    return dict(pairs)


def parse(text, **types):
    """A JSON object whose members have these types; text without NUL, numbers that fit 63 bits and are not negative."""
    try:
        value = json.loads(text.decode('utf-8'), object_pairs_hook=no_duplicates, parse_constant=no_constant)
        json.dumps(value, ensure_ascii=False).encode()  # half a character is none
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    for name, kind in types.items():
        v = value.get(name)
        if type(v) is not (str if kind in ('hash', 'salt') else kind):
            return None
        if kind == 'salt' and not HEX32.fullmatch(v):
            return None
        if kind is int and not 0 <= v < 1 << 63 or kind == 'hash' and not HEX64.fullmatch(v):
            return None
        if kind is str and '\0' in v:
            return None
    return value


class Lines:
    """The lines of a file, each compared with its sum."""

    def __init__(self, directory, name, sums, known):
        self.name, self.known, self.line, self.bytes, self.hash = name, known, 0, 0, hashlib.sha256()
        self.file = open(os.path.join(directory, name), 'rb')
        self.sums = open(os.path.join(directory, sums), 'rb')

    def wrong(self, why):
        return Wrong(f'{self.name}:{self.line}', why)

    def next(self):
        line, total = self.file.readline(LINE_BYTES), self.sums.read(65)
        if not line and not total:
            return None
        self.line += 1
        if not line:
            raise self.wrong('missing')
        if total != hashlib.sha256(line).hexdigest().encode() + b'\n' or not line.endswith(b'\n'):
            raise self.wrong('not the line that was signed')
        self.hash.update(line)
        self.bytes += len(line)
        return line[:-1]

    def end(self, counted):
        if self.bytes != self.known['bytes'] or self.hash.hexdigest() != self.known['sha256']:
            raise Wrong(self.name, 'not the bytes that were signed')
        if self.line != counted:
            raise Wrong('manifest.json', f'counts {counted} lines of {self.name}, there are {self.line}')


def check_manifest(directory, trusted):
    if os.path.exists(os.path.join(directory, 'UNFINISHED')):
        raise Wrong('UNFINISHED', 'the package was never finished')
    if not os.path.exists(os.path.join(directory, 'manifest.json')):
        raise Wrong('manifest.json', 'missing')
    signer = public_key(whole(directory, 'key.pem'))
    if not signer:
        raise Wrong('key.pem', 'not an Ed25519 public key in PEM form')
    if trusted and trusted != signer and not leads_to(trusted, whole(directory, 'introductions.txt'), signer):
        raise Wrong('key.pem', 'not the key that was given, nor introduced by it')
    text = whole(directory, 'manifest.json')
    if not signed(signer, text, whole(directory, 'manifest.sig')):
        raise Wrong('manifest.sig', 'not the signature of the manifest')
    m = parse(text, format=str, made_ms=int, by=str, why=str, province=str, key=str, tickets=int, events=int, texts=int, files=dict,
              **{'from': str, 'to': str})
    if not m or m['format'] != '12328 package 1' or set(m['files']) != set(PARTS) or m.get('profile', 'all') not in ('all', 'no_text'):
        raise Wrong('manifest.json', 'not a manifest')
    for known in m['files'].values():
        if not parse(json.dumps(known).encode(), bytes=int, sha256='hash'):
            raise Wrong('manifest.json', 'not a manifest')
    if m['key'] != hashlib.sha256(signer).hexdigest()[:16]:
        raise Wrong('manifest.json', 'names another key')
    return m


def check_files(directory, m):
    for name in sorted(os.listdir(directory), key=os.fsencode):
        if name not in PARTS + ['manifest.json', 'manifest.sig']:
            raise Wrong(name, 'not among the signed files')
    for name in PARTS:
        if not os.path.exists(os.path.join(directory, name)):
            raise Wrong(name, 'missing')
    for name in WHOLE:
        content = whole(directory, name)
        if len(content) != m['files'][name]['bytes'] or hashlib.sha256(content).hexdigest() != m['files'][name]['sha256']:
            raise Wrong(name, 'not the bytes that were signed')


class Texts(Lines):
    """Words behind commitments; each is claimed by its event."""

    def take(self):
        line = self.next()
        self.text = line and parse(line, ticket=str, id=int, seq=int, field=str, salt='salt', body=str)
        if line is not None and (not self.text or self.text['seq'] >= 1 << 32):
            raise self.wrong('not a text')

    def claim(self, event, canonical):
        before = b''
        while self.text and (self.text['id'], self.text['seq']) == (event['id'], event['seq']):
            committed = parse(canonical, texts=dict)
            field = self.text['field'].encode()
            digest = hashlib.sha256(bytes.fromhex(self.text['salt']) + self.text['body'].encode()).hexdigest()
            if (self.text['ticket'] != event['ticket'] or field <= before or not committed or
                    committed['texts'].get(self.text['field']) != digest):
                raise self.wrong('not the words that the event committed to')
            before = field
            self.take()


def check_checkpoints(directory, keys):
    """A list of notes: an empty line inside each, and one between two."""
    parts = whole(directory, 'checkpoints.txt').decode().split('\n\n')
    for note in ('\n\n'.join(parts[i:i + 2]) for i in range(0, len(parts), 2)):
        if note and not all(note_signed(note, key) for key in keys):
            raise Wrong('checkpoints.txt', 'a checkpoint is not signed by the keys that were given')
        if note and keys and note.split('\n')[3] == 'sm2' and len(note_signatures(note)[1]) < 2:
            raise Wrong('checkpoints.txt', 'a checkpoint says that it was signed with SM2 too, and is not')


def check_chain(record, records, events, texts, before):
    """The events of one ticket; gives its id."""
    prev, state, ticket, seq = bytes(32), 'none', None, 0
    while True:
        line = events.next()
        if line is None:
            events.line += 1
            raise events.wrong('an event is missing')
        e = parse(line, ticket=str, id=int, seq=int, suite=int, prev='hash', hash='hash', canonical=str)
        if not e or e['seq'] >= 1 << 32 or e['suite'] > 255:
            raise events.wrong('not an event')
        if e['ticket'] != record['number']:
            raise events.wrong('an event is missing')
        if e['id'] <= before if seq == 0 else e['id'] != ticket:
            raise events.wrong('its id does not follow')
        ticket = e['id']
        canonical = e['canonical'].encode()
        digest = hashlib.sha256(b'12328 event\n' + bytes([e['suite']]) + e['seq'].to_bytes(8, 'big') + prev + canonical).digest()
        if e['seq'] != seq + 1 or e['suite'] != 1 or e['prev'] != prev.hex() or e['hash'] != digest.hex():
            raise events.wrong('it does not follow the event before it')
        head = re.match(rb'\{"v":1,"ticket":"%s","seq":%d,"at_ms":[0-9]{1,18},"type":"[a-z_]{1,23}","from":"([a-z_]{1,23})",'
                        rb'"to":"([a-z_]{1,23})","actor":\{' % (re.escape(record['number'].encode()), e['seq']), canonical)
        if not head or head[1].decode() != state:
            raise events.wrong('its bytes speak of something else')
        texts.claim(e, canonical)
        prev, state, seq = digest, head[2].decode(), e['seq']
        if seq >= record['last_seq']:
            break
    if seq != record['last_seq'] or prev.hex() != record['last_hash'] or state != record['state']:
        raise records.wrong('its chain ends elsewhere')
    return ticket


def check_lines(directory, m):
    records = Lines(directory, 'records.jsonl', 'records.sums', m['files']['records.jsonl'])
    events = Lines(directory, 'events.jsonl', 'events.sums', m['files']['events.jsonl'])
    texts = Texts(directory, 'texts.jsonl', 'texts.sums', m['files']['texts.jsonl'])
    texts.take()
    last = 0
    while (line := records.next()) is not None:
        record = parse(line, number=str, state=str, last_seq=int, last_hash='hash')
        if not record or record['last_seq'] >= 1 << 32 or len(record['number'].encode()) >= 64 or len(record['state'].encode()) >= 24:
            raise records.wrong('not a record')
        last = check_chain(record, records, events, texts, last)
    if events.next() is not None:
        raise events.wrong('an event of no ticket')
    if texts.text:
        raise texts.wrong('words of no event')
    records.end(m['tickets'])
    events.end(m['events'])
    texts.end(m['texts'])


def verify(directory, key=None, log_key=None, sm2_key=None):
    """None when all is well, else where it is wrong first: 'FILE' or 'FILE:LINE'. Keys: files."""
    log_keys = [public_key(whole(*os.path.split(log_key)))] if log_key else []
    log_keys += [sm2_public_key(whole(*os.path.split(sm2_key)))] if sm2_key else []
    try:
        m = check_manifest(directory, public_key(whole(*os.path.split(key))) if key else None)
        check_files(directory, m)
        check_checkpoints(directory, log_keys)
        check_lines(directory, m)
    except Wrong as wrong:
        return wrong.where
    return None


if __name__ == '__main__':
    given = dict(zip(sys.argv[2::2], sys.argv[3::2]))
    where = verify(sys.argv[1], given.get('--key'), given.get('--log-key'), given.get('--sm2-key'))
    print(f'wrong: {where}' if where else 'ok')
    sys.exit(1 if where else 0)
