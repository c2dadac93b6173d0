#!/usr/bin/env python3
"""Is every look of staff at a ticket recorded before it is shown, found by person, ticket and period, out of reach for those
it is about, and does somebody who only looks stand out?"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, sql_of_run as sql  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
LOOKS = 24

numbers = [number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='139%08d' % (12350000 + i)))) for i in range(LOOKS)]
check('there is something to look at', len(set(numbers)) == LOOKS and None not in numbers)

curious = find(PEOPLE, 'reviewer', '44')
agent_account = find(PEOPLE, 'agent', '44')
reviewer, agent = sign_in(URL, curious), sign_in(URL, agent_account)
for number in numbers:
    reviewer.get('/admin/ticket/' + number)
for number in numbers[:2]:
    agent.get('/admin/ticket/' + number)
check('what was refused was not looked at', sign_in(URL, find(PEOPLE, 'agent', '65')).get('/admin/ticket/' + numbers[0]).status == 404)

auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
auditor.get('/audit/ticket/' + numbers[0])
held = sql(f"SELECT s.login, r.program FROM reading r JOIN staff s ON s.id = r.staff_id WHERE r.number = '{numbers[0]}' ORDER BY r.id")
check('every look is there, and nobody else', [tuple(r) for r in held] == [(curious.login, 'admin'), (agent_account.login, 'admin'),
                                                                        (find(PEOPLE, 'auditor', '44').login, 'audit')], held)

page = auditor.get('/audit/reading?number=' + numbers[0])
body = page.body.decode()
check('found by ticket', page.status == 200 and curious.login in body and agent_account.login in body, page.text[:300])
page = auditor.get('/audit/reading?login=' + curious.login)
shown = re.findall(r'JT44[0-9X]+', page.body.decode())
check('found by person, newest first', shown[:LOOKS] == numbers[::-1], shown[:3])
check('somebody who only looks stands out', re.search(curious.login + r'.{0,700}?明显多于同岗位', page.body.decode(), re.S) is not None, page.text[:600])
check('an agent with two looks does not', re.search(agent_account.login + r'[^\n]{0,700}?明显多于同岗位', page.body.decode()) is None)
page = auditor.get('/audit/reading?from=2020-01-01&to=2020-01-05')
check('another period has nothing', '没有人查看' in page.text and 'JT' not in page.text, page.text[:300])
check('a login that cannot be one is refused', auditor.get('/audit/reading?login=%27%20OR%201').status in (200, 422) and
      '错误' in auditor.get('/audit/reading?login=%27%20OR%201').text)
check('those it is about do not see it', reviewer.get('/admin/reading').status == 403 and agent.get('/admin/reading').status == 403)
stranger = sign_in(URL, find(PEOPLE, 'auditor', '11'), 'audit')
check('an auditor of another province sees none of it', curious.login not in stranger.get('/audit/reading?number=' + numbers[0]).body.decode())
security = sign_in(URL, find(PEOPLE, 'security_admin'))
check('the security administrator does', curious.login in security.get('/admin/reading?login=' + curious.login).body.decode())
denied = sql("SELECT COUNT(*) FROM information_schema.table_privileges WHERE table_name = 'reading' AND privilege_type IN ('UPDATE', 'DELETE')")
check('no serving account may change or remove a record', denied[0][0] == '0', denied)

done()
