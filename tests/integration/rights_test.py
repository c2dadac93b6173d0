#!/usr/bin/env python3
"""Does every route let in every role it should, with things of the own province and of another, and nobody else? Each role asks for
each by URL; what should come is tests/fixtures/rights.tsv, which is written by hand, and no route may be missing there."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from stack import TOP, check, done, equal, sql_of_run as sql  # noqa: E402
from staff import accounts, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = accounts(os.path.join(os.environ['RUN'], 'accounts.tsv'))
DESK = 'agent unit reviewer followup supervisor province_admin ministry system_admin security_admin'.split()
AUDIT = ['auditor', 'audit_admin']
NATION = ['ministry', 'system_admin', 'security_admin', 'audit_admin']

with open(os.path.join(TOP, 'tests/fixtures/rights.tsv'), encoding='utf-8') as f:
    LINES = [line.rstrip('\n').split('\t') for line in f if line.strip() and line[0] != '#']
ROUTES = [line for line in LINES if line[0] != 'people']
RANKS = [line for line in LINES if line[0] == 'people']

# ---- every route is in the table ---------------------------------------------------------------------------------
served = set()
for program in ('admin', 'audit'):
    with open(os.path.join(TOP, f'cgi-bin/{program}.c'), encoding='utf-8') as f:
        for row in re.findall(r'^\t\{ "(/[^"]+)".*', f.read(), re.M):
            served.add(row)
with open(os.path.join(TOP, 'cgi-bin/admin.c'), encoding='utf-8') as a, open(os.path.join(TOP, 'cgi-bin/audit.c'), encoding='utf-8') as b:
    acting = set(re.findall(r'^\t\{ "(/[^"]+)"[^\n]*\.act = ', a.read() + b.read(), re.M))
equal('every route is in the table', sorted(served - {line[1] for line in ROUTES if line[0] == 'GET'}), [])
equal('and every one that acts', sorted(acting - {line[1] for line in ROUTES if line[0] == 'POST'}), [])

# ---- who asks, and for what --------------------------------------------------------------------------------------
own_ticket, unit = sql("SELECT number, unit FROM ticket WHERE region DIV 10000 = 44 AND unit <> '' AND confidential = 0 AND unit IN "
                       "(SELECT unit FROM staff WHERE unit <> '') LIMIT 1")[0]
other_ticket = sql('SELECT number FROM ticket WHERE region DIV 10000 = 65 AND confidential = 0 LIMIT 1')[0][0]


def account(role):
    return next(a for a in PEOPLE if a.role == role and (a.province.startswith('44') or role in NATION) and (role != 'unit' or a.unit == unit))


for role in DESK + AUDIT:  # somebody of each role whom nobody needs, in either province
    for province in (440000, 650000):
        sql(f"INSERT INTO staff (login, name, role, region, province, unit, pass_salt, pass_hash, totp_sealed) SELECT 'r{ME}-{role}-{province}', 'x', role, "
            f"{province}, {province}, '', '', '', '' FROM staff WHERE login = '{account(role).login}'")
IDS = dict(sql(f"SELECT login, id FROM staff WHERE login LIKE 'r{ME}-%'"))


def thing(route, own):
    number, person = (own_ticket, IDS[f'r{ME}-agent-440000']) if own else (other_ticket, IDS[f'r{ME}-agent-650000'])
    return (route.replace('{number}', number).replace('{move}', 'noted').replace('{province}', '440000' if own else '650000')
            .replace('{id}', person if '/people/' in route else '4294967290')
            .replace('{kind}', 'received').replace('/indicators/tickets', '/indicators/tickets?what=taken')
            .replace('/topics/tickets', '/topics/tickets?what=item&value=33313032'))


def word(page):
    """yes, no (403), hidden (404), or what else it is: to sign in, or that something broke."""
    if 'login' in page.headers.get('location', '') or '/login' in page.url:
        return 'sign in'
    return {403: 'no', 404: 'hidden', 405: '405', 429: '429'}.get(page.status, 'broken' if page.status >= 500 else 'yes')


def token_of(person, area):
    page = person.get(f'/{area}/sessions')
    return next((v for f in page.forms for n, _, v, _ in f.fields if n == 'token'), '')


VISITORS = {}


def visitor(role, area='admin'):
    """Signed in once: a code counts once, and the next comes half a minute later."""
    if role not in VISITORS:
        person = sign_in(URL, account(role), area)
        VISITORS[role] = person, token_of(person, area)
    return VISITORS[role]


def ask(person, method, path, token):
    if method == 'GET':
        return word(person.request('GET', path, follow='/logout' not in path))
    return word(person.post(path, [('token', token)], follow=False))


# ---- over people -------------------------------------------------------------------------------------------------
def attempt(person, token, right, target, province):
    login = f'r{ME}-{target}-{province}'
    if right == 'see':
        return person.request('GET', '/admin/people/' + IDS[login], follow=False).status
    unit_of = [('unit', unit if province == 440000 else sql("SELECT code FROM unit WHERE province = 650000 LIMIT 1")[0][0])] if target == 'unit' else []
    if right == 'grant':  # the login is taken: that is told only to who may
        return person.post('/admin/people', [('token', token), ('login', login), ('staff_name', 'x'), ('role', target), ('region', str(province))] + unit_of,
                           follow=False).status
    if right == 'absent':  # without days it is refused beside them, to who may say it at all
        status = person.post('/admin/absence', [('token', token), ('person', IDS[login])], follow=False).status
        return 200 if status == 422 else status
    version = sql(f"SELECT version FROM staff WHERE login = '{login}'")[0][0]
    return person.post('/admin/people/' + IDS[login], [('token', token), ('do', right), ('version', version)] +
                       ([('role', target), ('region', str(province))] + unit_of if right == 'move' else []), follow=False).status


for _, right, by, own, other in RANKS:
    (person, token), wrong = visitor(by), []
    for province, may in ((440000, own.split()), (650000, other.split())):
        for target in DESK + AUDIT:
            status = attempt(person, token, right, target, province)
            if (status in (200, 303, 409)) != (target in may) or status >= 500:
                wrong.append((target, province, status))
    check(f'{by}: {right} those it may and nobody else', not wrong, wrong)

# ---- each role ---------------------------------------------------------------------------------------------------
def wanted(role, line, own):
    _, route, may, other = line
    if may != '*' and role not in may.split():
        return 'no'
    if other == 'none':
        return 'hidden'
    return 'yes' if own or role in other.split() else 'hidden'


def visit(role, area):
    (person, token), wrong, asked = visitor(role, area), [], 0
    for line in ROUTES:
        if not line[1].startswith(f'/{area}') or line[1] in (f'/{area}/login',):
            continue
        for own in (True, False) if line[3] not in ('-', 'none') else (True,):
            got, want = ask(person, line[0], thing(line[1], own), token), wanted(role, line, own)
            asked += 1
            # Leaving leads to the sign-in: that is its yes.
            if got != want and not (line[1].endswith('/logout') and (got, want) == ('sign in', 'yes')):
                wrong.append((line[0], line[1], 'own' if own else 'other', got, 'not', want))
    check(f'{role}: {asked} times as it should be', not wrong and asked > 10, '\n'.join(map(str, wrong)))


for role in DESK:
    visit(role, 'admin')
for role in AUDIT:
    visit(role, 'audit')

# ---- nobody ------------------------------------------------------------------------------------------------------
stranger, wrong = Citizen(URL), []
for line in ROUTES:
    got = ask(stranger, line[0], thing(line[1], True), '')
    want = ('yes', 'sign in', 'no') if line[2] == '*' else ('sign in',) if line[0] == 'GET' else ('no',)
    if got not in want:
        wrong.append((line[0], line[1], got, 'not', want))
check('somebody who is not signed in gets nowhere', not wrong, '\n'.join(map(str, wrong)))

sql(f"DELETE FROM staff WHERE login LIKE 'r{ME}-%'")
done()
