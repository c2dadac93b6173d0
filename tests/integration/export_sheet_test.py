#!/usr/bin/python3
"""Does the spreadsheet that an auditor takes away hold what the CSV of the same filter holds, typed, with no formula in it, and is what
was taken recorded with its hash before it can be taken?"""
import csv
import hashlib
import io
import os
import re
import sys

import openpyxl

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
TRAP = '=HYPERLINK("http://example.com","x") 公式'
auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
other = sign_in(URL, find(PEOPLE, 'auditor', '65'), 'audit')

number = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912390001', content=TRAP + '司机绕道', place='@SUM(1)里路')))
check('a matter that would be a formula is filed', number is not None)
# The forms take such marks out; an import might not.
sql(f"UPDATE ticket SET company = CONCAT('甲', CHAR(0xE280AE USING utf8mb4), '乙') WHERE number = '{number}'")


def ask(who, query, **more):
    """The page of the job, after pressing the button below the filter."""
    page = who.get('/audit/' + query)
    form = next(f for f in page.forms if f.action == '/audit/export/sheet')
    fields = {n: more.get(n, v) for n, _, v, _ in form.fields}
    page = who.post(form.action, list(fields.items()))
    return page, re.search(r'/jobs/(\d+)', page.url).group(1)


def finished(job):
    return until(lambda: sql(f'SELECT state FROM job WHERE id = {job}')[0][0] not in ('1', '2'), 40)


def rows_of(book, title):
    return [list(r) for r in book[title].values]


page, job = ask(auditor, '?kind=complaint')
check('the worker makes it', finished(job), page.text)
page = auditor.get(f'/audit/jobs/{job}')
answer = auditor.get(f'/audit/jobs/{job}/file')
digest = hashlib.sha256(answer.body).hexdigest()
check('its page shows the hash of the file', digest in page.body.decode(), page.text)
acts = sql("SELECT act, detail FROM staff_act WHERE act IN ('export_begun', 'exported') ORDER BY id DESC LIMIT 2")
check('that it was begun and what was taken is recorded', acts[1][0] == 'export_begun' and acts[0][0] == 'exported' and digest in acts[0][1], acts)
check('and shown to the auditor', digest in auditor.get('/audit/').text)

book = openpyxl.load_workbook(io.BytesIO(answer.body))
equal('its sheets', book.sheetnames, ['工单', '字段说明', '导出说明'])
equal('heads are frozen', {s.freeze_panes for s in book}, {'A2'})
plain = list(csv.reader(io.StringIO(auditor.get('/audit/export?format=csv&kind=complaint').body.decode('utf-8-sig'))))
sheet = rows_of(book, '工单')
equal('the same head as the CSV', sheet[0], plain[0])
typed = {'保密', '当场答复', '退回次数', '重办次数', '评分', '回访结果', '事件数'}


def as_csv(name, value):
    if value is None:
        return ''
    if hasattr(value, 'strftime'):
        return value.strftime('%Y-%m-%d %H:%M:%S')
    return str(value)


def as_written(cell):
    """Without the apostrophe by which CSV keeps a spreadsheet from reading a formula."""
    return cell[1:] if cell[:2] in ("'=", "'@", "'+", "'-") else cell


now = [[as_csv(n, v) for n, v in zip(sheet[0], r)] for r in sheet[1:]]
equal('the same rows as the CSV, cell by cell', now, [[as_written(c) for c in r] for r in plain[1:]])
kinds = {name: {type(r[i]).__name__ for r in sheet[1:] if r[i] is not None} for i, name in enumerate(sheet[0])}
equal('numbers are numbers', {n: kinds[n] for n in typed}, {n: {'int'} for n in typed})
equal('times are times', kinds['受理时间'], {'datetime'})
equal('codes are text: no zero is lost', [kinds['地区代码'], kinds['事项代码']], [{'str'}, {'str'}])
cells = [c for s in book for row in s for c in row]
equal('no cell of it is a formula', [c.coordinate for c in cells if c.data_type == 'f'], [])
mine = next(r for r in book['工单'].iter_rows(min_row=2) if r[0].value == number)
check('the trap is there as text', any(c.value and str(c.value).startswith('=HYPERLINK') and c.data_type == 's' for c in mine), [c.value for c in mine])
check('a mark that turns text around is made visible', any('⟪bidi⟫' in str(c.value) for c in mine) and not any('\u202e' in str(c.value) for c in mine),
      [c.value for c in mine])
dictionary = rows_of(book, '字段说明')
equal('each column is explained in both languages', [[r[1] for r in dictionary[1:]], all(r[0] and r[2] and r[3] for r in dictionary)], [sheet[0], True])
about = {r[0]: r[1] for r in rows_of(book, '导出说明')[1:]}
equal('it says how many', about['件数'], len(sheet) - 1)
check('and for what was asked', 'kind=1' in about['筛选条件'] and 'region=440000' in about['筛选条件'], about)

page, job = ask(auditor, '?kind=complaint', profile='no_text')
check('the one without what people wrote is made too', finished(job))
book = openpyxl.load_workbook(io.BytesIO(auditor.get(f'/audit/jobs/{job}/file').body))
short = rows_of(book, '工单')
equal('nothing that people wrote is in it', sorted(set(sheet[0]) - set(short[0])), sorted(['摘要', '地点', '公司', '车牌', '线路']))
check('in no sheet', not any('绕道' in str(c.value) for s in book for row in s for c in row))
equal('and as many rows', len(short), len(sheet))
for path in (f'/audit/jobs/{job}', f'/audit/jobs/{job}/file'):
    equal(f'another auditor does not get it: {path[-4:]}', other.get(path).status, 404)
page, job = ask(other, '?region=440000')
check('who reaches only one province gets only that', finished(job))
there = rows_of(openpyxl.load_workbook(io.BytesIO(other.get(f'/audit/jobs/{job}/file').body)), '工单')
equal('whatever was asked for', {r[4][:2] for r in there[1:]} - {'65'}, set())
check('in English', 'Nothing that people wrote' in auditor.get('/audit/?lang=en').text)
done()
