#!/usr/bin/env python3
"""Does whoever runs the system see what works and what is under way, and neither a person nor a ticket?"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')

system = sign_in(URL, find(PEOPLE, 'system_admin'), fresh=True)
check('the system administrator arrives there', system.page.url == '/admin/health' and system.page.status == 200, system.page.url)
check('each part has its state once the worker looked', until(lambda: '网上提交和查询' in system.get('/admin/health').text, 90))
sql("UPDATE pulse SET at_ms = at_ms - 3600000 WHERE part = 'portal'")
rows = re.findall(r'<tr class="govuk-table__row">(.*?)</tr>', system.get('/admin/health').body.decode(), re.S)
portal = next((r for r in rows if '网上提交和查询' in r), '')
check('what was not looked at for an hour is not said to work', '正常' not in portal or sql("SELECT at_ms > UNIX_TIMESTAMP() * 1000 - 60000 FROM pulse WHERE part = 'portal'") == [['1']], portal)
sql("INSERT INTO job (kind, program, staff_id, region, language, parameters, title, state, starts, asked_ms, ended_ms, file_name) "
    "VALUES ('report', 'admin', 1, 440000, 'zh-CN', '', '秘密的题目', 4, 3, UNIX_TIMESTAMP() * 1000, UNIX_TIMESTAMP() * 1000, 'x')")
page = system.get('/admin/health')
check('long work is there, without what it is about', '没有成功' in page.text and '秘密的题目' not in page.body.decode(), page.text[:500])
sql("DELETE FROM job WHERE title = '秘密的题目'")
equal('no ticket, no people', [system.get(p).status for p in ('/admin/people', '/admin/search', '/admin/acts', '/admin/')], [403] * 4)
equal('nobody else has business there', [sign_in(URL, find(PEOPLE, r, p)).get('/admin/health').status for r, p in (('security_admin', None), ('supervisor', '44'))], [403, 403])
done()
