#!/usr/bin/env python3
"""Is another version of a province deployed without anybody noticing, and does a ticket keep the one it was filed under?

Three people file without a pause while a second version of Guangdong is deployed, then while the process that answers is killed again
and again. On a stack of its own, from a build directory of its own."""
import json
import os
import random
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import TOP, Stack, add_plugin, build_of_its_own, check, done, equal, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

NEXT = '''#include "table_rules.h"
static const struct table_clock clocks[] = {
	{ "44.next.answer", RULES_STAGE_ANSWER, 0, 0, 0, 0, 6, TABLE_WD, "a rule of the tests" },
	{ "44.next.sign", RULES_STAGE_SIGN, 0, 0, 0, 0, 2, RULES_HOUR, RULES_FROM_MOMENT, "a rule of the tests" },
};
TABLE_CLOCK(clocks)
const struct province_rules province_rules = {
	TABLE_HEAD(440000, "广东省", "Guangdong", "next", "a rule of the tests"), .effective_from = %d, .clock = table_clock_answer,
};
'''
SLACK = 2 if os.environ.get('STACK_SANITIZER') else 0    # built for use, a deployment costs not one decision
CASES = 'complaint\t3301\t440300\tanswer\t-\t6\tworking_day\tnext_day\t44.next.answer\ta rule of the tests\n'


def clock_of(number, stage, seq=1):
    row = stack.sql(f"SELECT canonical FROM event WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}') AND seq = {seq}")
    return [c for c in json.loads(row[0][0].replace('\\\\', '\\'))['clocks'] if c['stage'] == stage][0]


class Person(threading.Thread):
    """Files matters in Guangdong until told to stop; keeps every number and every page that was not a receipt."""

    def __init__(self):
        super().__init__()
        self.numbers, self.failed, self.stop = [], [], False
        self.start()

    def run(self):
        while not self.stop:
            matter = dict(MATTER, kind='inquiry', item='3301', phone='138%08d' % random.randrange(10**8))
            try:
                page = Citizen(stack.url).walk('/ticket/new', matter)
            except OSError as e:
                self.failed.append(e)
                continue
            number = number_of(page)
            self.numbers.append(number) if number else self.failed.append((page.status, page.title))


def deploy():
    return subprocess.run([os.path.join(TOP, 'deploy/stack'), 'up'], env=stack.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def dispatch(number):
    page = agent.get(f'/admin/ticket/{number}')
    form = next(f for f in page.forms if (f.action or '').endswith('/dispatched'))
    pairs = {n: v for n, kind, v, chosen in form.fields if chosen}
    return agent.post(form.action, list(dict(pairs, unit='440300-02', text='请核实').items()))


def answers():
    """Processes that answer: the children of the rules program."""
    return [p for p in stack.program('rules') if p != keeper]


with build_of_its_own() as BUILD:
    with Stack(BUILD=BUILD) as stack:
        keeper = stack.parent('rules')
        agent = sign_in(stack.url, find(os.path.join(stack.run, 'accounts.tsv'), 'agent', '44'))
        old = number_of(Citizen(stack.url).walk('/ticket/new', dict(MATTER, kind='inquiry', item='3301', phone='13800138000')))
        equal('before, the answer is due in two working days', clock_of(old, 'answer')['amount'], 2)

        # ---- deploying --------------------------------------------------------------------------
        others = {name: stack.program(name) for name in ('portal', 'admin', 'worker', 'status', 'api', 'audit')}
        before = answers()
        people = [Person() for _ in range(3)]
        begun = time.time()
        time.sleep(1)
        add_plugin(BUILD, '44_guangdong.next', NEXT % (time.time() // 86400 - 1), CASES)
        up = deploy()
        check('another version is deployed', up.returncode == 0, up.stdout)
        check('and answers', until(lambda: any(p.numbers and clock_of(p.numbers[-1], 'answer')['rule']['version'] == 'next' for p in people), 10))
        time.sleep(1)
        deployed = time.time()
        # As long again in peace: what a loaded machine makes late then, it made late before.
        time.sleep(deployed - begun)
        for person in people:
            person.stop = True
        for person in people:
            person.join()
        numbers = [n for p in people for n in p.numbers]
        check('requests ran throughout', len(numbers) > 20, len(numbers))
        equal('and none failed', [f for p in people for f in p.failed], [])
        clocks = [clock_of(n, 'answer') for n in numbers]
        fallen = [c['from_ms'] < deployed * 1000 for c in clocks if c['rule']['fallback']]
        check('no decision fell back to the national default but as in peace', fallen.count(True) <= 2 * fallen.count(False) + SLACK, fallen)
        equal('both versions decided, and nobody else', {c['rule']['id'] for c in clocks if not c['rule']['fallback']},
              {'44.answer.inquiry', '44.next.answer'})
        equal('nobody but the rules was restarted', {name: stack.program(name) for name in others}, others)
        check('the program that holds the socket is the same, the one that answers another', stack.parent('rules') == keeper and
              not set(before) & set(answers()), (before, answers()))
        listed = stack.hotline('rules', 'list')
        rows = [line.split()[1:3] for line in listed.split('\n') if line.startswith('440000')]
        check('both are listed as serving', len(rows) == 2 and ['serves', 'next'] in rows and all(r[0] == 'serves' for r in rows), rows)

        # ---- a ticket keeps its version ----------------------------------------------------------
        new = number_of(Citizen(stack.url).walk('/ticket/new', dict(MATTER, kind='inquiry', item='3301', phone='13800138001')))
        equal('what is filed now is decided by the new version', stack.sql(f"SELECT rules_version FROM ticket WHERE number = '{new}'"), [['440000 next']])
        for number in (old, new):
            dispatch(number)
        equal('a ticket of before is dispatched by the version of before', clock_of(old, 'sign', 2)['rule']['id'], 'cn.sign')
        equal('one of now by that of now', clock_of(new, 'sign', 2)['rule']['id'], '44.next.sign')

        # ---- the old version beside the new one, at the desk -----------------------------------------
        page = agent.get('/admin/rules/440000')
        form = next(f for f in page.forms if f.action == '/admin/rules/440000')
        hidden = [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden']
        said = agent.post(form.action, hidden + list(dict(kind='inquiry', region='440300', item='3301', version='2022.09').items())).text
        check('the simulator decides by the version in force and by the old one', all(w in said for w in (
            '6 个工作日', '44.next.answer', '2 个工作日', '44.answer.inquiry', '答复 与上表不同', '申请重办期限 与上表相同')), said)

        # ---- what would have been otherwise --------------------------------------------------------
        def diff(after):
            out = subprocess.run([os.path.join(TOP, 'deploy/stack'), 'exec', 'release/build/hotline', 'rules', 'diff', '44_guangdong.so', after,
                                  '--replay', '2020-01-01..' + time.strftime('%Y-%m-%d', time.gmtime(time.time() + 8 * 3600))],
                                 env=stack.env, stdout=subprocess.PIPE, text=True)
            return out.returncode, out.stdout.strip().split('\n')

        inquiries = [r[0] for r in stack.sql("SELECT number FROM ticket WHERE province = 440000 AND kind = 2 AND item = 3301 ORDER BY filed_ms, id")]
        code, said = diff('44_guangdong.next.so')
        lines = {line.split()[0]: line for line in said if ' answer: 2 working_day' in line}
        check('a replay names every ticket that would be decided otherwise', code == 1 and all(n in lines for n in inquiries),
              (code, len(inquiries), len(lines)))
        check('with both answers and what they come to', ' answer: 2 working_day next_day 44.answer.inquiry -> 6 working_day next_day 44.next.answer; due ' in
              lines.get(old, ''), lines.get(old))
        equal('no ticket of another province', {line[2:4] for line in said[:-1]}, {'44'})
        equal('it has read them all', int(said[-1].split()[0]), stack.count('SELECT COUNT(*) FROM ticket WHERE province = 440000'))
        code, said = diff('44_guangdong.so')
        check('a plugin does not differ from itself', code == 0 and len(said) == 1 and ': 0 would' in said[0], said)

        # ---- killing who answers ------------------------------------------------------------------
        # In turns: who answers is killed, or as much is done to nobody. A loaded machine makes answers late in both alike.
        people = [Person() for _ in range(3)]
        killed, turns = 0, []
        for turn in range(40):
            kills = turn % 2 == 0
            begin = time.time() * 1000
            for pid in answers():
                stack.command('exec', *(['kill', '-KILL', str(pid)] if kills else ['true']))
                killed += kills
            time.sleep(0.15)
            turns.append((begin, kills))
        end = time.time() * 1000
        for person in people:
            person.stop = True
        for person in people:
            person.join()
        check('who answers was killed again and again', killed >= 15, killed)
        numbers = [n for p in people for n in p.numbers]
        check('and requests ran throughout', len(numbers) > 20 and not any(p.failed for p in people), [p.failed for p in people])
        fallen = {True: 0, False: 0}
        decided = {True: 0, False: 0}
        for n in numbers:
            filed = int(stack.sql(f"SELECT filed_ms FROM ticket WHERE number = '{n}'")[0][0])
            kills = next((k for b, k in reversed(turns) if b <= filed), False)
            if filed <= end:
                decided[kills] += 1
                fallen[kills] += clock_of(n, 'answer')['rule']['fallback']
        check('matters were decided while it was killed and while it was not', min(decided.values()) > 5, decided)
        check('killing it made hardly any decision fall back to the national default', fallen[True] <= fallen[False] + 2, (fallen, decided))
        check('and most were decided by the rules all the same', fallen[True] < decided[True] / 2, (fallen, decided))
        equal('no plugin was put aside for it', stack.hotline('rules', 'list').count('quarantined'), 0)
        stack.command('exec', 'sh', '-c', ': >log/rules/current; rm -f log/rules/@*')
done()
