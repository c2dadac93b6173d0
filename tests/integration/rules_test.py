#!/usr/bin/env python3
"""What happens to people when the rules program is gone, or a province's plugin crashes or loops? On a stack of its own."""
import json
import os
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import TOP, Stack, check, done, until  # noqa: E402

BAD = {
    'a plugin that follows a null pointer': 'volatile int *p = 0; a->amount = *p; return 0;',
    'a plugin that never ends': 'for (;;) a->amount ^= 1;',
    'a plugin that recurses for ever': 'return c(h, f, a) + 1;',
    'a plugin that calls the kernel': '__asm__ volatile("syscall" :: "a"(57)); return 0;',
    'a plugin that answers nonsense': 'a->amount = -5; a->unit = 99; a->start = 7; return 0;',
    'a plugin whose note does not end': 'for (int i = 0; i < 256; i++) a->note[i] = (char)0xff; a->amount = 1; a->unit = 4; a->start = 2; return 0;',
}


def matter(region='120101', **more):
    return dict(MATTER, region=region, phone='138%08d' % random.randrange(10**8), **more)


def file_one(stack):
    return Citizen(stack.url).walk('/ticket/new', matter())


def rule_of(stack, number):
    row = stack.sql(f"SELECT canonical FROM event WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}') AND seq = 1")
    return [c['rule'] for c in json.loads(row[0][0].replace('\\\\', '\\'))['clocks'] if c['stage'] == 'answer'][0]


def plugin(stack, body):
    """Builds a plugin of province 12 and puts it where the stack's rules program loads from."""
    source = ('#include "table_rules.h"\nstatic int32_t c(const struct rules_host *h, const struct rules_facts *f, struct rules_clock *a)\n'
              '{ (void)h; (void)f; ' + body + ' }\nconst struct province_rules province_rules = { TABLE_HEAD(120000, "天津市", "Tianjin", "bad", "x"), .clock = c };\n')
    made = os.path.join(stack.dir, '12_tianjin.so')
    subprocess.run(['gcc', '-std=gnu11', '-Iplugins', '-O0', '-w', '-fPIC', '-fvisibility=hidden', '-ffreestanding', '-shared', '-nostdlib',
                    '-x', 'c', '-', '-o', made], input=source.encode(), cwd=TOP, check=True)
    with open(made, 'rb') as f:
        stack.command('exec', 'sh', '-c', 'rm -f release/build/plugins/12_tianjin.so state/rules.faults rules.faults; '
                      'cat >release/build/plugins/12_tianjin.so && chmod 644 release/build/plugins/12_tianjin.so', input=f.read())


def restart_rules(stack):
    stack.command('exec', 'sh', '-c', 'sv -w 7 restart "$PWD/service/rules" >/dev/null')
    time.sleep(0.3)


with Stack(DEMO='0') as stack:
    receipt = file_one(stack)
    check('with the rules up they are asked', not rule_of(stack, number_of(receipt))['fallback'])

    stack.command('exec', 'sh', '-c', 'sv -w 7 down "$PWD/service/rules" >/dev/null')
    begin = time.time()
    receipt = file_one(stack)
    number = number_of(receipt)
    check('with the rules down a matter is filed all the same', number is not None, receipt.title)
    check('and not slowly', time.time() - begin < 10, time.time() - begin)
    rule = rule_of(stack, number)
    check('its clock says that the national default stood in', rule['fallback'] and rule['id'].startswith('cn.'), rule)
    stack.command('exec', 'sh', '-c', 'sv -w 7 up "$PWD/service/rules" >/dev/null')
    time.sleep(1)
    check('with the rules up again they are asked again', not rule_of(stack, number_of(file_one(stack)))['fallback'])

    for what, body in BAD.items():
        plugin(stack, body)
        restart_rules(stack)
        pages = [file_one(stack) for _ in range(2)]
        numbers = [number_of(p) for p in pages]
        check(f'{what}: every matter is filed', all(numbers), [p.title for p in pages])
        rules = [rule_of(stack, n) for n in numbers if n]
        check(f'{what}: the national default is recorded', all(r['id'].startswith('cn.') for r in rules), rules)
    beijing = number_of(Citizen(stack.url).walk('/ticket/new', matter('110105')))
    plugin(stack, BAD['a plugin that follows a null pointer'])
    restart_rules(stack)
    def said():
        return stack.output('sh', '-c', 'cat log/rules/current')

    def blamed_thrice():
        file_one(stack)
        return 'fault 3' in said()

    def answered_again():
        return not rule_of(stack, number_of(file_one(stack)))['fallback']

    check('a plugin that keeps killing is named and put aside', until(blamed_thrice, 60), said()[-800:])
    check('after that nobody waits for it any more', until(answered_again, 20))
    rule = rule_of(stack, number_of(Citizen(stack.url).walk('/ticket/new', matter('110105'))))
    # These deaths were asked for: the reader of all logs must not take them for ours.
    stack.command('exec', 'sh', '-c', ': >log/rules/current; rm -f log/rules/@*')
    check('and other provinces never noticed', rule['id'].startswith('11.') and not rule['fallback'], rule)
done()
