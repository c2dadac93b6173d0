#!/usr/bin/python3
"""Does the auditor's desk find tickets by unit, item and rule beside period, area, kind and state: the same in the page, in every export and in a
sample, from an index, and never outside the auditor's area?

What must be found is counted here from events and tickets by plain SQL, and from the events' own JSON for the rules.
"""
import csv
import hashlib
import io
import json
import os
import re
import sys

import openpyxl

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import TOP, check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
PERIOD = 'from=2020-01-01&to=2099-12-31'
nation = sign_in(URL, find(PEOPLE, 'auditor', '00'), 'audit')
guangdong = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
until(lambda: sql('SELECT COUNT(*) FROM event_queue')[0][0] == '0')


def records(who, query):
    return [json.loads(line) for line in who.get(f'/audit/export?format=jsonl&{PERIOD}&{query}').body.decode().splitlines()]


def numbers(rows):
    return {row['number'] for row in rows}


def wanted(condition):
    return {n for n, in sql(f'SELECT number FROM ticket WHERE {condition}')}


# ---- what is found ----------------------------------------------------------------------------------------------

unit = sql("SELECT unit FROM ticket WHERE unit LIKE '44%' GROUP BY unit ORDER BY COUNT(*) DESC LIMIT 1")[0][0]
item = sql('SELECT LPAD(item, 4, 0) FROM ticket WHERE province = 440000 GROUP BY item ORDER BY COUNT(*) DESC LIMIT 1')[0][0]
equal('by unit', numbers(records(nation, f'unit={unit}')), wanted(f"unit = '{unit}'"))
equal('by item', numbers(records(nation, f'item={item}')), wanted(f'item = {int(item)}'))
equal('by unit, item and kind together', numbers(records(nation, f'unit={unit}&item={item}&kind=complaint')),
      wanted(f"unit = '{unit}' AND item = {int(item)} AND kind = 1"))
equal('an auditor of a province finds only its own', numbers(records(guangdong, f'item={item}')), wanted(f'item = {int(item)} AND province = 440000'))

said = {}
for number, canonical in sql('SELECT t.number, HEX(e.canonical) FROM event e JOIN ticket t ON t.id = e.ticket_id'):
    event = json.loads(bytes.fromhex(canonical))
    for rule in [r['id'] for r in event['rules']] + [c['rule']['id'] for c in event['clocks']]:
        said.setdefault(rule, set()).add(number)
said.pop('', None)
page = nation.get('/audit/').body.decode()
choices = set(re.findall(r'<option value="([^"]+)"', re.search(r'<select[^>]*name="rule".*?</select>', page, re.S).group(0)))
equal('every rule that decided something can be chosen', choices, set(said))
for rule in sorted(said, key=lambda r: len(said[r]))[:2] + sorted(r for r in said if r.startswith('44.'))[:2] + ['cn.answer.complaint']:
    equal(f'by rule {rule}', numbers(records(nation, f'rule={rule}')), said[rule])
rule = max((r for r in said if r.startswith('44.')), key=lambda r: len(said[r]))
both = numbers(records(nation, f'rule={rule}&item={item}'))
equal('by rule and item together', both, said[rule] & wanted(f'item = {int(item)}'))
equal('in the order of filing', [r['number'] for r in records(nation, f'rule={rule}')],
      [n for n, in sql('SELECT number FROM ticket ORDER BY filed_ms, id') if n in said[rule]])
equal('a rule nobody knows finds nothing', records(nation, 'rule=99.nothing'), [])
answer = nation.get("/audit/?unit=4403%27&item=12&rule=a%26b")
check('what is no code is refused beside its field, and kept', all(f'id="e-{n}"' in answer.body.decode() for n in ('unit', 'item', 'rule')) and
      '4403&#39;' in answer.body.decode(), answer.text)

# ---- the same everywhere -------------------------------------------------------------------------------------------

query = f'{PERIOD}&rule={rule}&item={item}'
shown = nation.get('/audit/?' + query)
check('the page says how many, and shows them', f'{len(both)} 件符合条件' in re.sub(r'\s+', ' ', shown.text) and all(n in shown.body.decode() for n in [r['number'] for r in records(nation, f'rule={rule}&item={item}')][:20]), shown.text)
plain = list(csv.DictReader(io.StringIO(nation.get(f'/audit/export?format=csv&{query}').body.decode('utf-8-sig'))))
equal('CSV holds the same', {row['工单编号'] for row in plain}, both)
form = next(f for f in shown.forms if f.action == '/audit/export/sheet')
job = re.search(r'/jobs/(\d+)', nation.post(form.action, [(n, v) for n, _, v, _ in form.fields]).url).group(1)
check('a spreadsheet is made', until(lambda: sql(f'SELECT state FROM job WHERE id = {job}')[0][0] == '3', 40))
book = openpyxl.load_workbook(io.BytesIO(nation.get(f'/audit/jobs/{job}/file').body))
equal('it holds the same', {row[0] for row in list(book['工单'].values)[1:]}, both)
acts = sql("SELECT detail FROM staff_act WHERE act = 'exported' ORDER BY id DESC LIMIT 1")[0][0]
check('and the trail says by what it was chosen', f'rule={rule}' in acts and f'item={int(item)}' in acts, acts)
draw = nation.get('/audit/inspections?' + query)
form = next(f for f in draw.forms if any(n == 'size' for n, *_ in f.fields))
drawn = nation.post(form.action, [(n, {'title': '按规则抽查', 'size': '200'}.get(n, v)) for n, _, v, _ in form.fields])
equal('a sample is drawn from the same', set(re.findall(r'/audit/ticket/(JT\d+)', drawn.body.decode())), both)
check('and says so', rule in drawn.text, drawn.text)

# ---- what was handed in ---------------------------------------------------------------------------------------------

PICTURE = (b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82')
number = number_of(Citizen(URL).walk('/ticket/new', MATTER, files=[('attachment', '证据.png', 'image/png', PICTURE)]))
ticket, file, digest, province = sql(f"SELECT t.id, a.id, LOWER(HEX(a.sha256)), t.province FROM ticket t JOIN attachment a ON a.ticket_id = t.id WHERE t.number = '{number}'")[0]
shown = nation.get(f'/audit/ticket/{number}')
check('the page of a ticket leads to what was handed in', f'/audit/file/{file}"' in shown.body.decode() and '证据.png' in shown.text and digest in shown.text, shown.text)
check('as a role would see it, it leads nowhere', '/audit/file/' not in nation.get(f'/audit/ticket/{number}?as=agent').body.decode())
got = nation.get(f'/audit/file/{file}')
equal('it is what the event committed to', hashlib.sha256(got.body).hexdigest(), digest)
equal('told to nobody but a look of that person', sql(f'SELECT how, program FROM reading WHERE ticket_id = {ticket} ORDER BY id DESC LIMIT 1')[0], ['2', 'audit'])
check('it is handed over, not opened', got.headers['content-disposition'].startswith('attachment') and got.headers['x-content-type-options'] == 'nosniff' and
      'sandbox' in got.headers['content-security-policy'], got.headers)
looks = sql(f'SELECT COUNT(*) FROM reading WHERE ticket_id = {ticket}')
elsewhere = sign_in(URL, find(PEOPLE, 'auditor', '65'), 'audit')
equal('an auditor of elsewhere is told that there is none, and nothing is noted',
      (elsewhere.get(f'/audit/file/{file}').status, sql(f'SELECT COUNT(*) FROM reading WHERE ticket_id = {ticket}')), (404, looks))

# ---- from an index ----------------------------------------------------------------------------------------------------


def statement(name):
    with open(os.path.join(TOP, 'sql/export.sql'), encoding='utf-8') as f:
        text = re.search(rf'-- name: {name}\n(?:--[^\n]*\n)*(.*?);', f.read(), re.S).group(1)
    return re.sub(r'\{(t\.)?export_row\}', r'\1number', text)


def key_of(name, kind=0, unit='', item=0, rule=None):
    """Which index the server takes for the whole of many years, when the statement is prepared and run with these values."""
    values = [0, 1 << 45, 0, 999999, 0, 0, kind, kind, 0, 0, f"'{unit}'", f"'{unit}'", item, item, *([f"'{rule}'"] if rule else []), 20]
    rows = sql(f"PREPARE p FROM 'EXPLAIN {statement(name).replace(chr(39), chr(39) * 2)}'; EXECUTE p USING {', '.join(map(str, values))}")
    return [row[5] for row in rows if row[2] not in ('<derived2>',)]


equal('by unit', key_of('export_page', unit=unit), ['by_unit_filed'])
equal('by item', key_of('export_page', item=int(item)), ['by_item_filed'])
equal('by rule', key_of('export_rule_page', rule=rule), ['PRIMARY', 'PRIMARY'])
equal('by none, in the order of filing', key_of('export_page'), ['by_filed'])
done()
