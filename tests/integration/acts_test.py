#!/usr/bin/env python3
"""Does every act on people stand in the trail by the same transaction, found by day, person, act and whom, and out of reach for
those who have no business with it?"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
login = f'trail{os.getpid()}'


def rows(page):
    """The cells of each row shown."""
    found = re.findall(r'<tr class="govuk-table__row">(.*?)</tr>', page.body.decode(), re.S)
    return [[re.sub(r'<[^>]+>', '', cell).strip() for cell in re.findall(r'<td[^>]*>(.*?)</td>', row, re.S)] for row in found if '<td' in row]


account = find(PEOPLE, 'province_admin', '44')
admin = sign_in(URL, account)
admin.press(admin.get('/admin/people'), {'login': login, 'staff_name': '新同事', 'role': 'agent', 'region': '440300', 'unit': ''})
person = sql(f"SELECT id FROM staff WHERE login = '{login}'")[0][0]
page = admin.get('/admin/people/' + person)
form = next(f for f in page.forms if ('do', 'hidden', 'lock', True) in f.fields)
admin.post(form.action, [(n, v) for n, _, v, chosen in form.fields if chosen])
held = sql(f"SELECT act, staff_id <> 0 FROM staff_act WHERE object = '{login}' ORDER BY id")
equal('adding and locking are in the trail', held, [['person_added', '1'], ['locked', '1']])

# What cannot be recorded is not done: the trail refuses the row, so the change is not there either.
before = sql(f"SELECT active, version FROM staff WHERE login = '{login}'")
sql("CREATE TRIGGER acts_test BEFORE INSERT ON staff_act FOR EACH ROW SET NEW.detail = IF(NEW.act = 'unlocked', REPEAT('x', 2000), '')")
try:
    page = admin.get('/admin/people/' + person)
    form = next(f for f in page.forms if ('do', 'hidden', 'unlock', True) in f.fields)
    answer = admin.post(form.action, [(n, v) for n, _, v, chosen in form.fields if chosen])
finally:
    sql('DROP TRIGGER acts_test')
check('an act that cannot be recorded fails', answer.status >= 500, answer.status)
equal('and changed nothing', sql(f"SELECT active, version FROM staff WHERE login = '{login}'"), before)

security = sign_in(URL, find(PEOPLE, 'security_admin'))
page = security.get('/admin/acts?object=' + login)
equal('found by whom it was done to, newest first', [r[2] for r in rows(page)], ['锁定', '新增人员'])
check('with who did it', all(account.login in r[1] for r in rows(page)), rows(page))
page = security.get(f'/admin/acts?login={account.login}&act=locked')
check('found by person and act', rows(page) and all(account.login in r[1] and r[2] == '锁定' for r in rows(page)), rows(page))
check('another day has none', not rows(security.get(f'/admin/acts?object={login}&from=2020-01-01&to=2020-01-05')))
page = security.get('/admin/acts?act=nonsense&object=' + login)
check('an act that is none is refused in words', '错误' in page.text and not rows(page) and login in page.body.decode(), page.text[:300])
page = security.get('/admin/acts?object=%27%20OR%201')
check('an object that cannot be one as well', '错误' in page.text and not rows(page), page.text[:300])
page = security.get('/admin/acts')
offered = set(re.findall(r'<option value="([a-z_]+)"', page.body.decode()))
equal('every act that was ever recorded here is offered', {row[0] for row in sql('SELECT DISTINCT act FROM staff_act')} - offered, set())
check('and who chooses one sees it chosen', 'value="locked" selected' in security.get('/admin/acts?act=locked').body.decode())
check('without a filter the last week is shown', len(rows(page)) >= 3, len(rows(page)))

sql("INSERT INTO staff_act (at_ms, staff_id, program, act, object, detail) SELECT UNIX_TIMESTAMP() * 1000 - seq DIV 3, "
    f"(SELECT id FROM staff WHERE login = '{login}'), 'admin', 'signed_in', 'page{os.getpid()}', seq FROM seq_1_to_130")
seen, url = [], f'/admin/acts?object=page{os.getpid()}'
while url:
    page = security.get(url)
    seen += [int(r[4]) for r in rows(page)]
    found = re.search(r'href="([^"]+)" rel="next"', page.body.decode())
    url = found and found.group(1).replace('&amp;', '&')
check('page after page shows each once, also within one millisecond', sorted(seen) == list(range(1, 131)), (len(seen), seen[:5]))

auditor = sign_in(URL, find(PEOPLE, 'auditor', '44'), 'audit')
page = auditor.get('/audit/acts?object=' + login)
equal('the auditor of the province sees them', [r[2] for r in rows(page)], ['锁定', '新增人员'])
equal('and can change nothing there', auditor.post('/audit/acts', []).status, 405)
check('one of another province does not', not rows(sign_in(URL, find(PEOPLE, 'auditor', '11'), 'audit').get('/audit/acts?object=' + login)))
equal('those it is about do not', [sign_in(URL, find(PEOPLE, role, '44')).get('/admin/acts').status for role in ('province_admin', 'agent')], [403, 403])
denied = sql("SELECT COUNT(*) FROM information_schema.table_privileges WHERE table_name = 'staff_act' AND privilege_type IN ('UPDATE', 'DELETE')")
equal('no serving account may change or remove a record', denied[0][0], '0')
done()
