#!/usr/bin/env python3
"""What happens to people when a plugin that passed its check turns bad? Every hostile plugin of tests/plugins/hostile, on a stack
of its own: no request fails, no matter is lost, the national default is recorded, the operator hears of it once, the desk says so,
the plugin is put aside, and a release brings it back."""
import glob
import json
import os
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import TOP, Stack, check, done, equal, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

SANITIZED = os.environ.get('BUILD', '').endswith('asan')
NEEDS_SANDBOX = {'fork', 'file', 'network', 'memory', 'sleep'}
CASES = 'complaint\t3101\t130102\tanswer\t-\t5\tworking_day\tnext_day\t13.answer.test\ta rule of the tests\n'
PLUGINS = 'release/build/plugins'
GCC = ['gcc', '-std=gnu11', '-w', '-Iplugins', '-Itests/plugins/hostile', '-O2', '-fPIC', '-fvisibility=hidden', '-ffreestanding', '-shared', '-nostdlib']


def file_one(region):
    """Number, the rule of the promise, and how the page answered; the matter that wakes them is a complaint of item 3102 in 130105."""
    page = Citizen(stack.url).walk('/ticket/new', dict(MATTER, region=region, phone='138%08d' % random.randrange(10**8)))
    number = number_of(page)
    if not number:
        return None, {}, page
    row = stack.sql(f"SELECT canonical FROM event WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}') AND seq = 1")
    event = json.loads(row[0][0].replace('\\\\', '\\'))
    return number, [c['rule'] for c in event['clocks'] if c['stage'] == 'answer'][0], page


def put(name, data):
    stack.command('exec', 'sh', '-c', f'rm -f {PLUGINS}/{name} && cat >{PLUGINS}/{name} && chmod 644 {PLUGINS}/{name}', input=data)


def build(source, *options):
    made = os.path.join(stack.dir, 'made.so')
    subprocess.run([*GCC, *options, '-o', made, source], cwd=TOP, check=True)
    with open(made, 'rb') as f:
        return f.read()


def reload():
    stack.command('exec', 'sh', '-c', 'sv hup "$PWD/service/rules" >/dev/null')


def hotline(*words):
    """Exit code and all that it says."""
    done = subprocess.run([os.path.join(TOP, 'deploy/stack'), 'exec', 'release/build/hotline', *words], env=stack.env,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def conduct():
    return next((line.split()[1] for line in hotline('rules', 'list')[1].split('\n') if line.startswith('130000')), 'refused')


def lines(level):
    found = []
    for line in stack.log('rules').split('\n'):
        if f'"level":"{level}"' in line and '13_' in line:
            found.append(json.loads(line)['message'])
    return found


def banner(desk):
    return '本省规则已停用' in desk.get('/admin/').text


def deploy(data):
    """Signed and loaded: it was good when it was looked at."""
    put('13_hebei.so', data)
    code, said = hotline('rules', 'check', '13')
    reload()
    return code == 0 and until(lambda: file_one('130102')[1].get('version') == 'hostile', 10), said


def turns_bad(name):
    signed, said = deploy(build(f'tests/plugins/hostile/{name}.c', f'-DBUILT_AT={time.time_ns()}', '-Wl,--build-id=0x%016x' % time.time_ns()))
    check(f'{name}: it passes its check, is signed and serves', signed, said[-600:])
    alarms = len(lines('error'))
    before = stack.count('SELECT COUNT(*) FROM ticket')
    filed = []
    end = time.monotonic() + 15
    while time.monotonic() < end and conduct() != 'quarantined':
        filed.append(file_one('130105'))
    check(f'{name}: every matter is filed', all(n for n, _, _ in filed), [p.title for n, _, p in filed if not n])
    equal(f'{name}: none is lost', stack.count('SELECT COUNT(*) FROM ticket') - before, len(filed))
    check(f'{name}: the national default is recorded, and that it stood in',
          all(r.get('id', '').startswith('cn.') and r['fallback'] for _, r, _ in filed), [r for _, r, _ in filed])
    equal(f'{name}: it is put aside', conduct(), 'quarantined')
    equal(f'{name}: the operator hears of it once', len(lines('error')) - alarms, 1)
    _, rule, _ = file_one('130102')
    check(f'{name}: a good matter has the national default, too, and nobody waits', rule.get('id', '').startswith('cn.') and rule['fallback'], rule)
    check(f'{name}: the desk of that province says so', banner(hebei))
    equal(f'{name}: a release takes it back', hotline('rules', 'release', '13')[0], 0)
    _, rule, _ = file_one('130102')
    check(f'{name}: it is asked again, without a restart', rule.get('id') == '13.answer.test' and not rule['fallback'], rule)
    check(f'{name}: the desk is calm again', not banner(hebei))


def is_refused(what, name, data, signs):
    """A file that is not loaded: what was in force is gone, the nation answers, the rest is served."""
    alarms = len(lines('error'))
    put(name, data)
    if signs:
        check(f'{what}: the check does not sign it', hotline('rules', 'check', '13')[0] == 1)
    reload()
    check(f'{what}: it is refused, and the operator hears of it once', until(lambda: len(lines('error')) == alarms + 1, 10), lines('error')[alarms:])
    reload()
    reload()
    number, rule, page = file_one('130102')
    check(f'{what}: a matter is filed', number is not None, page.title)
    time.sleep(0.3)
    equal(f'{what}: loading it again is no news', len(lines('error')), alarms + 1)
    check(f'{what}: the desk says so', banner(hebei))
    return rule


with Stack(DEMO='1') as stack:
    hebei = sign_in(stack.url, find(os.path.join(stack.run, 'accounts.tsv'), 'agent', '13'))
    beijing = sign_in(stack.url, find(os.path.join(stack.run, 'accounts.tsv'), 'agent', '11'))
    good = subprocess.run([os.path.join(TOP, 'deploy/stack'), 'exec', 'cat', f'{PLUGINS}/13_hebei.so'], env=stack.env, stdout=subprocess.PIPE).stdout
    put('13_hebei.cases', CASES.encode())
    names = sorted(os.path.basename(p)[:-2] for p in glob.glob(os.path.join(TOP, 'tests/plugins/hostile/*.c')))
    check('there are hostile plugins', len(names) >= 15, names)
    for name in names:
        if not (SANITIZED and name in NEEDS_SANDBOX):
            turns_bad(name)

    # What was signed is what is loaded, to the last byte.
    rule = is_refused('a byte changed after signing', '13_hebei.so', build('tests/plugins/hostile/null.c', '-Wl,--build-id=0x77'), False)
    check('a byte changed after signing: the national default is recorded', rule['id'].startswith('cn.') and rule['fallback'], rule)
    rule = is_refused('a plugin that is bad from the start', '13_hebei.so', build('tests/plugins/hostile/range.c', '-DAWAKE'), True)
    check('a plugin that is bad from the start: the national default is recorded', rule['id'].startswith('cn.') and rule['fallback'], rule)
    check('nobody else is told', not banner(beijing))
    _, rule, _ = file_one('110105')
    check('and other provinces never noticed', rule['id'].startswith('11.') and not rule['fallback'], rule)

    good_one = build('tests/plugins/hostile/null.c')
    check('a good one takes its place', deploy(good_one)[0] and not banner(hebei))
    put('13_twin.cases', CASES.encode())
    rule = is_refused('a second plugin for the province', '13_twin.so', build('tests/plugins/hostile/loop.c'), True)
    check('a second plugin for the province: the first goes on', rule['id'] == '13.answer.test', rule)
    put('13_null.so', build('tests/plugins/hostile/null.c'))
    code, said = hotline('rules', 'diff', '13_hebei.so', '13_null.so', '--replay', '2020-01-01..2099-12-31')
    check('a replay survives a plugin that does not, and says which', code == 1 and "'13_" in said and
          ('touched memory that is not its own' in said or SANITIZED), said[-300:])
    # These deaths were asked for: the reader of all logs must not take them for ours.
    stack.command('exec', 'sh', '-c', ': >log/rules/current; rm -f log/rules/@*')
done()
