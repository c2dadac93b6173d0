#!/usr/bin/python3
"""Is the report of a period made by the worker, opened by an independent reader, the same as the page; does it stay, belong to who
asked, and end when it is cancelled or the one who works on it dies?"""
import hashlib
import io
import os
import re
import sys

import openpyxl

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
supervisor, ministry = sign_in(URL, find(PEOPLE, 'supervisor', '44')), sign_in(URL, find(PEOPLE, 'ministry'))


def ask(who, query=''):
    """Presses the button of the report page; the page of the job."""
    page = who.get('/admin/report' + query)
    form = next(f for f in page.forms if f.action == '/admin/report' and f.method == 'post')
    return who.post(form.action, [(n, v) for n, _, v, _ in form.fields])


def state(job):
    return sql(f'SELECT state FROM job WHERE id = {job}')[0][0]


def number_of_job(page):
    return re.search(r'/jobs/(\d+)', page.url).group(1)


def table(page, caption):
    found = re.search(r'<table[^>]*><caption[^>]*>' + caption + r'.*?<tbody[^>]*>(.*?)</tbody>', page.body.decode(), re.S)
    rows = re.findall(r'<tr.*?</tr>', found.group(1), re.S)
    return [[re.sub(r'<[^>]*>|\s', '', c) for c in re.findall(r'<t[dh][^>]*>(.*?)</t[dh]>', row, re.S)] for row in rows]


def as_page(value, is_rate):
    return '–' if value is None else '%.1f%%' % (100 * value) if is_rate else str(value)


check('the queue is worked off', until(lambda: sql('SELECT COUNT(*) FROM event_queue')[0][0] == '0', 30))
report = supervisor.get('/admin/report')
check('the page has figures, parts and how they are counted', all(w in report.text for w in ('差评整改率', '按承办单位', '默认，未经核实')))
page = ask(supervisor)
job = number_of_job(page)
check('who asks is shown how far it is', page.status == 200 and ('排队中' in page.text or '处理中' in page.text or '已完成' in page.text), page.text)
check('the worker makes it', until(lambda: state(job) == '3', 30), state(job))
page = supervisor.get(f'/admin/jobs/{job}')
check('and it stays', '已完成' in page.text and '下载文件' in page.text and 'refresh' not in page.headers)
answer = supervisor.get(f'/admin/jobs/{job}/file')
check('it is offered as a file', 'attachment' in answer.headers.get('content-disposition', '') and '.xlsx' in answer.headers['content-disposition'],
      answer.headers)
check('with the hash that the page shows', hashlib.sha256(answer.body).hexdigest() in page.body.decode())

book = openpyxl.load_workbook(io.BytesIO(answer.body))
equal('its sheets', book.sheetnames, ['指标', '近十二个月', '按地区', '按类型', '按事项', '按来源', '按承办单位', '说明'])
equal('their heads are frozen', {s.freeze_panes for s in book}, {'A2'})
rows = list(book['指标'].values)
equal('a head in Chinese', rows[0][:2], ('指标', '本期'))
shown = table(report, '指标')
equal('the figures are those of the page', [[r[0], as_page(r[1], i >= 2), str(r[3])] for i, r in enumerate(rows[1:])], [r[:3] for r in shown])
rates = [c for c in book['指标']['B'][3:] if c.value is not None]
check('typed: a rate is a number that is shown as a rate', rates and all(c.data_type == 'n' and c.number_format == '0.0%' for c in rates))
for title in ('按地区', '按事项', '按承办单位'):
    names = [r[0] for r in list(book[title].values)[1:]]
    equal(f'{title}: the rows of the page', [n.replace(' ', '') for n in names], [r[0] for r in table(report, title)])
equal('twelve months', len(list(book['近十二个月'].values)), 13)
check('how it is counted stands in it', any('默认，未经核实' in str(c) for row in book['说明'].values for c in row))

# ---- whose it is -------------------------------------------------------------------------------------------------------
for path in (f'/admin/jobs/{job}', f'/admin/jobs/{job}/file'):
    equal(f'nobody else sees it: {path[-4:]}', ministry.get(path).status, 404)
check('nor a stranger', Citizen(URL).get(f'/admin/jobs/{job}').url.startswith('/admin/login'))
check('it is in the list of its owner alone', f'/jobs/{job}"' in supervisor.get('/admin/jobs').body.decode() and
      f'/jobs/{job}"' not in ministry.get('/admin/jobs').body.decode())
equal('not for every role', sign_in(URL, find(PEOPLE, 'agent', '44')).get('/admin/report').status, 403)

# ---- cancelled, cut short, given up, expired --------------------------------------------------------------------------------
mine = sql(f'SELECT staff_id, region FROM job WHERE id = {job}')[0]


def put(job_state, starts, kind='report', parameters='place=440000&from=202611&until=202611'):
    sql(f"INSERT INTO job (kind, program, staff_id, region, language, parameters, title, state, starts, asked_ms, file_name)"
        f" VALUES ('{kind}', 'admin', {mine[0]}, {mine[1]}, 'zh-CN', '{parameters}', 'x', {job_state}, {starts}, 1, 'x.xlsx')")
    return sql('SELECT MAX(id) FROM job')[0][0]


cut_short = put(2, 1)
check('what was begun and cut short is begun again', until(lambda: state(cut_short) == '3', 20), state(cut_short))
hopeless = put(2, 3)
check('but not for ever', until(lambda: state(hopeless) == '4', 20), state(hopeless))
unknown = put(1, 0, 'nonsense')
check('one that nobody can do fails in words', until(lambda: state(unknown) == '4', 20) and '没有成功' in supervisor.get(f'/admin/jobs/{unknown}').text)
running = put(1, 0)
page = supervisor.get(f'/admin/jobs/{running}')
form = next((f for f in page.forms if (f.action or '').endswith('/cancel')), None)
if form:  # it may be quicker than a person
    supervisor.post(form.action, [(n, v) for n, _, v, _ in form.fields])
over = until(lambda: state(running) in ('3', '5'), 20)
check('one can be cancelled, unless it was over before', over and state(running) == ('5' if form else '3'), state(running))
if state(running) == '3':
    sql(f'UPDATE job SET state = 5 WHERE id = {running}')
equal('a cancelled one offers no file', supervisor.get(f'/admin/jobs/{running}/file').status, 404)
sql(f'UPDATE job SET expires_ms = 1 WHERE id = {job}')
check('what expired is gone', until(lambda: state(job) == '6', 20))
equal('and is no longer offered', supervisor.get(f'/admin/jobs/{job}/file').status, 404)
check('but its hash stays', '已过期' in supervisor.get(f'/admin/jobs/{job}').text and sql(f'SELECT LENGTH(sha256) FROM job WHERE id = {job}')[0][0] == '32')
for path in ('/admin/jobs/0', '/admin/jobs/99999999', '/admin/jobs/x', '/admin/jobs/1%27/file'):
    equal(f'a job that is none: {path}', supervisor.get(path).status, 404)
done()
