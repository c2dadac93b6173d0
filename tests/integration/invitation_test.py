#!/usr/bin/env python3
"""Does a person choose the own factors, so that nobody else ever knows them, and see and end the own sessions?"""
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from stack import check, done, equal, sql_of_run  # noqa: E402
from staff import Account, find, sign_in, totp  # noqa: E402

URL, RUN = os.environ['BASE_URL'], os.environ['RUN']
ACCOUNTS = os.path.join(RUN, 'accounts.tsv')
login = f'guest{os.getpid()}'
SENTENCE = '每天早上七点的第三班渡轮'


def link_on(page):
    found = re.search(r'/admin/invitation\?t=[0-9a-f]{64}', page.body.decode())
    return found.group(0) if found else None


def key_on(page):
    found = re.search(r'hotline-code"><strong>([A-Z2-7 ]+)</strong>', page.body.decode())
    return found.group(1) if found else ''


def choose(person, page, passphrase=SENTENCE, again=None, code=None):
    return person.press(page, {'passphrase': passphrase, 'again': passphrase if again is None else again,
                               'totp': code or totp(key_on(page))})


def at_work(person):
    page = person.get('/admin/search')
    return page.status == 200 and '/login' not in page.url


def form_of(page, name, value):
    """The form that carries this hidden field."""
    return next(f for f in page.forms if any(n == name and v == value for n, _, v, _ in f.fields))


def send(person, form, **more):
    pairs = {n: v for n, _, v, chosen in form.fields if chosen}
    return person.post(form.action, list(dict(pairs, **more).items()))


admin = sign_in(URL, find(ACCOUNTS, 'province_admin', '44'))
page = admin.get('/admin/people')
page = admin.press(page, {'login': login, 'staff_name': '新同事', 'role': 'agent', 'region': '440300', 'unit': ''})
link = link_on(page)
check('adding a person gives a link, and no passphrase', link and '口令' not in page.text.replace('口令和', ''), page.text[:600])
check('it is shown once', link_on(admin.get('/admin/people')) is None)
hashes = sql_of_run('SELECT LOWER(HEX(token_hash)) FROM invitation')
check('the database holds nothing that opens it', link and [link[-64:]] not in hashes)

person = Citizen(URL)
page = person.get(link)
check('the link names the person and shows a key to scan', login in page.text and key_on(page) and '<svg' in page.body.decode(), page.text[:400])
equal('loading it again shows the same key', key_on(person.get(link)), key_on(page))
other = Citizen(URL)
check('another browser, such as that of who made the link, sees another', key_on(other.get(link)) != key_on(page))

for name, page_after in (
        ('a short passphrase', choose(person, page, 'kurz')),
        ('one with the login in it', choose(person, page, f'my name is {login}')),
        ('two that differ', choose(person, page, SENTENCE, SENTENCE + '!')),
        ('a wrong code', choose(person, page, code='000000' if totp(key_on(page)) != '000000' else '111111'))):
    check(f'{name} is refused in words', page_after.status == 422 and '有需要改正的地方' in page_after.text, page_after.text[:300])
    equal(f'and the key stays after {name}', key_on(page_after), key_on(page))

secret = key_on(page)
page = choose(person, page)
check('then one is led to sign in', page.url == '/admin/login', page.url)
check('the link counts once', login not in Citizen(URL).get(link).text)
if time.time() % 30 > 24:  # the codes below belong to one half minute
    time.sleep(30.1 - time.time() % 30)
mine = Account(login, SENTENCE, secret, 'agent')
first = sign_in(URL, mine)
check('the chosen factors let one in', at_work(first))

# ---- sessions -------------------------------------------------------------------------------------------------
second = Citizen(URL)
second.press(second.get('/admin/login'), {'login': login, 'passphrase': SENTENCE, 'totp': totp(secret, time.time() + 30)})
check('a second session begins', at_work(second))
page = first.get('/admin/sessions')
keys = re.findall(r'name="key" value="([0-9a-f]{64})"', page.body.decode())
equal('the list shows both; the other one can be ended', (page.text.count('工作台'), len(keys), '本次登录' in page.text), (2, 1, True))
stranger = sign_in(URL, find(ACCOUNTS, 'agent', '11'))
send(stranger, form_of(page, 'key', keys[0]), token=re.search(r'name="token" value="([^"]+)"', stranger.get('/admin/sessions').body.decode()).group(1))
check('nobody ends the session of another', at_work(second))
send(first, form_of(page, 'key', keys[0]))
check('ending it ends it', not at_work(second) and at_work(first))

# ---- a lost device ----------------------------------------------------------------------------------------------
row = sql_of_run(f"SELECT id FROM staff WHERE login = '{login}'")[0][0]
form = form_of(admin.get('/admin/people/' + row), 'do', 'renew')
page = send(admin, form)
check('a lost device: another link', link_on(page) and link_on(page) != link)
check('the sessions end at once', not at_work(first))
old = Citizen(URL)
old.press(old.get('/admin/login'), {'login': login, 'passphrase': SENTENCE, 'totp': totp(secret, time.time() + 60)})
check('and the old factors are worth nothing', not at_work(old))
newer = link_on(send(admin, form))
check('a newer link makes the one before it void', login not in Citizen(URL).get(link_on(page)).text and login in Citizen(URL).get(newer).text)
sql_of_run(f"UPDATE invitation i JOIN staff s ON s.id = i.staff_id SET i.until_ms = 1 WHERE s.login = '{login}' AND i.used_ms = 0")
check('one that is too old is void', login not in Citizen(URL).get(newer).text)

auditor = sql_of_run("SELECT id, version FROM staff WHERE role = (SELECT role FROM staff WHERE login = '%s') AND province = 440000"
                     % find(ACCOUNTS, 'auditor', '44').login)[0]
form.action = '/admin/people/' + auditor[0]
for name in ('renew', 'lock', 'end'):
    equal(f'a provincial admin cannot {name} an auditor', send(admin, form, do=name, version=auditor[1]).status, 403)
check('a link that is none says so', '不能用' in Citizen(URL).get('/admin/invitation?t=' + 'ab' * 32).text)

acts = [row[0] for row in sql_of_run(f"SELECT act FROM staff_act WHERE object = '{login}' ORDER BY id")]
equal('each step stands in the trail', acts, ['person_added', 'factors_chosen', 'factors_reset', 'factors_reset'])
done()
