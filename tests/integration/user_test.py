#!/usr/bin/env python3
"""Can an operator let people in and shut them out at a shell, and does everything about it stand in the trail?"""
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from staff import Account, find, totp  # noqa: E402
from stack import TOP, check, done, equal, sql_of_run  # noqa: E402

HOTLINE = os.path.join(TOP, os.environ.get('BUILD', 'build'), 'hotline')
URL = os.environ['BASE_URL']
security = find(os.path.join(os.environ['RUN'], 'accounts.tsv'), 'security_admin').login
login = f'new{os.getpid()}'


def hotline(*words):
    return subprocess.run([HOTLINE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def refused(name, *words):
    run = hotline(*words)
    check(f'{name} is refused in words', run.returncode == 1 and 'refused: ' in run.stderr and not run.stdout, run.stdout + run.stderr)


def account_of(run):
    shown = dict(re.findall(r'^(login|passphrase|TOTP) +(\S+)$', run.stdout, re.M))
    return Account(login, shown.get('passphrase', ''), shown.get('TOTP', ''), 'agent')


def visitor(account, later=0):
    """Signs in with the code of a moment later: codes of the half minutes before and after hold too, each once."""
    who = Citizen(URL)
    who.press(who.get('/admin/login'), {'login': account.login, 'passphrase': account.passphrase,
                                        'totp': totp(account.secret, time.time() + later)})
    return who


def at_work(who):
    page = who.get('/admin/search')
    return page.status == 200 and '/login' not in page.url


new = ['--name', '新来的人', '--role', 'agent', '--region', '440000']
by = ['--by', security]
refused('adding without saying who does it', 'user', 'add', login, *new)
refused('by somebody who may not', 'user', 'add', login, *new, '--by', 'agent111')
refused('a role that does not exist', 'user', 'add', login, '--name', 'x', '--role', 'king', '--region', '440000', *by)
refused('the worker\'s role', 'user', 'add', login, '--name', 'x', '--role', 'system', '--region', '440000', *by)
refused('a region that does not exist', 'user', 'add', login, '--name', 'x', '--role', 'agent', '--region', '990000', *by)
refused('a unit of another province', 'user', 'add', login, '--name', 'x', '--role', 'unit', '--region', '110000', '--unit', '440300-01', *by)
refused('a person of a unit without one', 'user', 'add', login, '--name', 'x', '--role', 'unit', '--region', '440000', *by)
refused('a login with a space', 'user', 'add', 'two words', *new, *by)
equal('none of these left anything', sql_of_run(f"SELECT COUNT(*) FROM staff WHERE login = '{login}'")[0][0], '0')

added = hotline('user', 'add', login, *new, *by)
first = account_of(added)
check('a person is added; both factors are shown', added.returncode == 0 and first.passphrase and first.secret, added.stdout + added.stderr)
refused('the same login again', 'user', 'add', login, *new, *by)
stored = sql_of_run(f"SELECT HEX(pass_hash), HEX(totp_sealed), HEX(pass_salt) FROM staff WHERE login = '{login}'")[0]
check('neither is stored as it was shown', all(first.passphrase.encode().hex().upper() not in cell and
                                               first.secret.encode().hex().upper() not in cell for cell in stored))

if time.time() % 30 > 24:  # all codes below belong to one half minute
    time.sleep(30.1 - time.time() % 30)
person = visitor(first, -30)
check('they come in with them', at_work(person))
equal('locked', hotline('user', 'lock', login, *by).returncode, 0)
check('the session in hand ends at once', not at_work(person))
check('and they do not come in', not at_work(visitor(first)))
check('the list says so', re.search(rf'^{login}\t新来的人\tagent\t440000\t-\tlocked$', hotline('user', 'list').stdout, re.M))
equal('unlocked', hotline('user', 'unlock', login, *by).returncode, 0)
check('they do', at_work(visitor(first)))

renewed = account_of(hotline('user', 'reset', login, *by))
check('a reset gives other factors', renewed.secret and renewed.secret != first.secret and renewed.passphrase != first.passphrase)
check('the old ones are worth nothing', not at_work(visitor(first, 30)))
check('the new ones let them in', at_work(visitor(renewed)))

for verb in ('lock', 'unlock', 'reset'):
    refused(f'to {verb} the own account', 'user', verb, security, *by)
refused('to lock nobody', 'user', 'lock', 'nobody-at-all', *by)
equal('a verb that does not exist is usage', hotline('user', 'promote', login, *by).returncode, 2)
acts = sql_of_run(f"SELECT a.act, s.login FROM staff_act a JOIN staff s ON s.id = a.staff_id"
                  f" WHERE a.program = 'hotline' AND a.object = '{login}' ORDER BY a.id")
equal('each act and who did it stands in the trail', acts,
      [[act, security] for act in ('person_added', 'locked', 'unlocked', 'factors_reset')])
done()
