"""staff: signing in as a demo account, with both factors, for the tests and the bench."""
import base64
import hashlib
import hmac
import http.client
import json
import os
import struct
import time

from citizen import Citizen


class Account:
    def __init__(self, login, passphrase, secret, role, province='', unit=''):
        self.login, self.passphrase, self.secret = login, passphrase, secret
        self.role, self.province, self.unit = role, province, unit


def accounts(path):
    """The lines of accounts.tsv."""
    with open(path, encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if line.strip() and not line.startswith('#')]
    return [Account(*(row + [''] * 6)[:6]) for row in rows if row[0] != 'login']


def find(path, role, province=None):
    """The first account of a role, in a province when one is given ('44' or '440000')."""
    for account in accounts(path):
        if account.role == role and (province is None or account.province.startswith(str(province)[:2])):
            return account
    raise LookupError(f'no {role} in {province or "any province"}')


def totp(secret, at=None):
    """RFC 6238 with SHA-1, six digits, thirty seconds."""
    secret = secret.replace(' ', '').upper()
    key = base64.b32decode(secret + '=' * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack('>Q', int((time.time() if at is None else at) // 30)), 'sha1').digest()
    start = digest[-1] & 15
    return '%06d' % ((struct.unpack('>I', digest[start:start + 4])[0] & 0x7fffffff) % 10**6)


def sign_in(url, account, area='admin', fresh=False):
    """A signed-in visitor. Tests of one run go on with each other's sessions (SESSIONS, a directory) unless they ask for a fresh
    one, since a code counts once and whoever signs in again within its half minute waits for the next."""
    kept = Kept(url, account, area)
    person = Citizen(url)
    person.cookies = {} if fresh else kept.cookies()
    person.page = person.get(f'/{area}/') if person.cookies else None
    if not person.page or asks_passphrase(person.page):
        person.page = enter(person, account, area) or enter_later(person, account, area)
    kept.keep(person.cookies)
    return person


def enter(person, account, area):
    """The page that signing in leads to; None when it is refused."""
    page = person.get(f'/{area}/login')
    page = person.press(page, {'login': account.login, 'passphrase': account.passphrase, 'totp': totp(account.secret)})
    return None if asks_passphrase(page) else page


def enter_later(person, account, area):
    time.sleep(30 - time.time() % 30 + 0.5)
    page = enter(person, account, area)
    if not page:
        raise PermissionError(f'{account.login} is not let in')
    return page


def asks_passphrase(page):
    return any(name == 'passphrase' for form in page.forms for name, *_ in form.fields)


class Kept:
    """The cookies of an account's session, where the run keeps them."""

    def __init__(self, url, account, area):
        self.file = None
        if 'SESSIONS' in os.environ:
            words = '\n'.join((url, area, account.login, account.passphrase, account.secret))
            self.file = os.path.join(os.environ['SESSIONS'], hashlib.sha256(words.encode()).hexdigest()[:32])

    def cookies(self):
        try:
            with open(self.file, encoding='utf-8') as f:
                return json.load(f)
        except (OSError, TypeError):
            return {}

    def keep(self, cookies):
        if self.file:
            with open(self.file, 'w', encoding='utf-8') as f:
                json.dump(cookies, f)


EXPORT_COLUMNS = ('number, kind, source, item, region, state, unit, confidential, filed_ms, answer_due_ms, answered_ms, closed_ms, '
                  'instant, returns, reworks, rating, followed_up, summary, place, company, plate, line, external_number, '
                  'rules_version, last_seq, last_hash')


def export_of_everything(url, path):
    """A function that streams the nation's tickets as CSV once, and the columns a bare SELECT of the same would take. The
    function takes a measure (called now and then while bytes arrive) and returns rows and the measure's peak."""
    account = next(a for a in accounts(path) if a.role == 'auditor' and a.province == '000000')
    person = sign_in(url, account, 'audit')

    def stream(measure):
        connection = http.client.HTTPConnection(person.host, person.port, timeout=120)
        connection.request('GET', '/audit/export?format=csv&from=2000-01-01&to=2099-12-31', headers=person.headers())
        answer = connection.getresponse()
        rows, peak, parts = -1, 0, 0  # the head is no row
        while True:
            part = answer.read(1 << 18)
            if not part:
                break
            rows += part.count(b'\r\n')
            parts += 1
            if parts in (8, 24):  # measuring is slow itself
                peak = max(peak, measure())
        connection.close()
        return rows, peak
    return stream, EXPORT_COLUMNS
