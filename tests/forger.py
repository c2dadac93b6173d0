"""forger: packages as large as one likes, out of one that `hotline export` made, signed with a key of the test's own.

    forger = Forger(directory)              # its key, made by openssl, lies there
    forger.grow(package, into, events)      # the package's tickets again and again, each under a number and an id of its own
    forger.sign(directory)                  # sums, manifest and signature anew, over whatever lies there
"""
import hashlib
import json
import os
import subprocess

from verify_package import PARTS

LINES = ('records', 'events', 'texts')


def read(directory, name):
    with open(os.path.join(directory, name), 'rb') as f:
        return f.read()


def write(directory, name, content):
    with open(os.path.join(directory, name), 'wb') as f:
        f.write(content)


def event_hash(suite, seq, before, canonical):
    return hashlib.sha256(b'12328 event\n' + bytes([suite]) + seq.to_bytes(8, 'big') + before + canonical).digest()


class Part:
    """A file that grows, with what the manifest says of it, and the sum of each line beside it."""

    def __init__(self, directory, name, summed=None):
        self.file = open(os.path.join(directory, name), 'wb', buffering=1 << 20)
        self.hash, self.bytes, self.lines, self.summed = hashlib.sha256(), 0, 0, summed

    def add(self, line):
        self.file.write(line)
        self.hash.update(line)
        self.bytes += len(line)
        self.lines += 1
        if self.summed:
            self.summed.add(hashlib.sha256(line).hexdigest().encode() + b'\n')

    def end(self):
        self.file.close()
        return {'bytes': self.bytes, 'sha256': self.hash.hexdigest()}


class Ticket:
    """One ticket of the package that others are made of: its lines, cut where number, id and hashes stand."""

    def __init__(self, record, csv):
        told = json.loads(record)
        self.number, self.last = told['number'].encode(), told['last_hash'].encode()
        self.record, self.csv, self.events, self.texts = record, csv, [], {}

    def add_event(self, line):
        told = json.loads(line)
        escaped = line[line.index(b',"canonical":') + 13:-2]
        self.events.append((told['suite'], told['seq'], told['canonical'].encode(), escaped))

    def again(self, number, ticket, records, events, texts, csv):
        before = bytes(32)
        for suite, seq, canonical, escaped in self.events:
            after = event_hash(suite, seq, before, canonical.replace(self.number, number))
            events.add(b'{"ticket":"%s","id":%d,"seq":%d,"suite":%d,"prev":"%s","hash":"%s","canonical":%s}\n' % (
                number, ticket, seq, suite, before.hex().encode(), after.hex().encode(), escaped.replace(self.number, number)))
            for text, old in self.texts.get(seq, ()):
                texts.add(text.replace(self.number, number, 1).replace(b'"id":%d,' % old, b'"id":%d,' % ticket, 1))
            before = after
        records.add(self.record.replace(self.number, number, 1).replace(self.last, before.hex().encode(), 1))
        csv.add(self.csv.replace(self.number, number, 1).replace(self.last, before.hex().encode(), 1))


def tickets_of(package):
    # Rows of the table may hold line breaks; one begins where a number does.
    head, *rows = read(package, 'records.csv').split(b'\r\n')[:-1]
    tickets = [Ticket(record, row + b'\r\n') for record, row in zip(read(package, 'records.jsonl').splitlines(True), rows, strict=True)]
    by_number = {ticket.number.decode(): ticket for ticket in tickets}
    for line in read(package, 'events.jsonl').splitlines(True):
        by_number[json.loads(line)['ticket']].add_event(line)
    for line in read(package, 'texts.jsonl').splitlines(True):
        told = json.loads(line)
        by_number[told['ticket']].texts.setdefault(told['seq'], []).append((line, told['id']))
    return head + b'\r\n', tickets


class Forger:
    def __init__(self, directory):
        self.dir = directory
        self.key = os.path.join(directory, 'forger.private')
        self.pem = os.path.join(directory, 'forger.pem')
        subprocess.run(['openssl', 'genpkey', '-algorithm', 'ed25519', '-out', self.key], check=True)
        subprocess.run(['openssl', 'pkey', '-in', self.key, '-pubout', '-out', self.pem], check=True)
        raw = subprocess.run(['openssl', 'pkey', '-in', self.key, '-pubout', '-outform', 'DER'], check=True, stdout=subprocess.PIPE).stdout[-32:]
        self.id = hashlib.sha256(raw).hexdigest()[:16]

    def seal(self, directory, manifest):
        write(directory, 'manifest.json', json.dumps(dict(manifest, key=self.id), ensure_ascii=False).encode())
        subprocess.run(['openssl', 'pkeyutl', '-sign', '-inkey', self.key, '-rawin', '-in', os.path.join(directory, 'manifest.json'),
                        '-out', os.path.join(directory, 'manifest.sig')], check=True)

    def sign(self, directory, counts=None):
        write(directory, 'key.pem', read(self.dir, 'forger.pem'))
        for name in LINES:
            lines = read(directory, name + '.jsonl').splitlines(True)
            write(directory, name + '.sums', b''.join(hashlib.sha256(line).hexdigest().encode() + b'\n' for line in lines))
        m = json.loads(read(directory, 'manifest.json'))
        m['tickets'], m['events'] = counts or [read(directory, n).count(b'\n') for n in ('records.jsonl', 'events.jsonl')]
        m['texts'] = read(directory, 'texts.jsonl').count(b'\n')
        for name in PARTS:
            content = read(directory, name)
            m['files'][name] = {'bytes': len(content), 'sha256': hashlib.sha256(content).hexdigest()}
        self.seal(directory, m)

    def grow(self, package, into, enough):
        """enough(events, bytes) -> bool, asked after each ticket. Gives (tickets, events, bytes)."""
        os.mkdir(into)
        parts = {name: Part(into, name) for name in PARTS if name.endswith('.sums') or name == 'records.csv'}
        parts.update({f'{name}.jsonl': Part(into, f'{name}.jsonl', parts[f'{name}.sums']) for name in LINES})
        records, events, texts = (parts[f'{name}.jsonl'] for name in LINES)
        head, tickets = tickets_of(package)
        parts['records.csv'].add(head)
        n = 0
        while not enough(events.lines, sum(part.bytes for part in parts.values())):
            ticket = tickets[n % len(tickets)]
            ticket.again(ticket.number[:10] + b'%013d' % n, n + 1, records, events, texts, parts['records.csv'])
            n += 1
        for name in ('columns.json', 'checkpoints.txt', 'introductions.txt'):
            parts[name] = Part(into, name)
            parts[name].add(read(package, name))
        parts['key.pem'] = Part(into, 'key.pem')
        parts['key.pem'].add(read(self.dir, 'forger.pem'))
        m = json.loads(read(package, 'manifest.json'))
        m['tickets'], m['events'], m['texts'] = records.lines, events.lines, texts.lines
        m['files'] = {name: part.end() for name, part in parts.items()}
        self.seal(into, m)
        return records.lines, events.lines, sum(part.bytes for part in parts.values())
