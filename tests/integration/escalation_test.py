#!/usr/bin/env python3
"""Is somebody told, once a level, when a matter is about to be late: in the chain, in the queue and on the ticket?"""
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')


def file(who, **known):
    """At the desk, so that it can be urgent: in Beijing two hours where life is at risk, which is within the last day."""
    page = who.get('/admin/intake')
    form = next(f for f in page.forms if (f.action or '') == '/admin/intake')
    known = {'source': 'phone', 'kind': 'complaint', 'item': '2101', 'next': 'file', 'content': '高架桥护栏脱落，随时会掉到行人身上。', **known}
    pairs = [(n, known.get(n, v)) for n, kind, v, chosen in form.fields if kind not in ('radio', 'checkbox')]
    pairs += [(n, known[n]) for n in ('next', 'urgent') if n in known]
    return number_of(who.post('/admin/intake', pairs))


def told(number):
    """The escalations in the chain."""
    rows = sql(f"SELECT HEX(canonical) FROM event WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}') ORDER BY seq")
    events = [json.loads(bytes.fromhex(r[0])) for r in rows]
    return [e for e in events if e['type'] == 'escalated']


def present(number):
    return sql(f"SELECT step, step_level, card FROM ticket WHERE number = '{number}'")[0]


def waits(number):
    return sql(f"SELECT COUNT(*) FROM escalation_check WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}')")[0][0]


def looked_at(number):
    """Once more from now on."""
    of = f"ticket_id = (SELECT id FROM ticket WHERE number = '{number}')"
    sql(f'UPDATE escalation_check SET check_ms = 1 WHERE {of}')
    return until(lambda: sql(f'SELECT check_ms > UNIX_TIMESTAMP() * 1000 FROM escalation_check WHERE {of}') == [['1']], 40)


agent = sign_in(URL, find(PEOPLE, 'agent', '11'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '110000-02'))
urgent = file(agent, region='110101', urgent='yes')
calm = file(agent, region='110101')

check('a matter due within the day gets a card', until(lambda: present(urgent) == ['1', '2', '2'], 40), present(urgent))
events = told(urgent)
equal('by one event of the system', [(e['actor']['kind'], e['from'], e['to']) for e in events], [('system', 'accepted', 'accepted')])
equal('that says card, step, level and of which clock', {k: events[0]['facts'][k] for k in ('card', 'step', 'level')},
      {'card': 'yellow', 'step': '1', 'level': '2'})
equal('of the deadline at hand', events[0]['facts']['stage'], 'dispatch')
rule = events[0]['rules'][0]
equal('and who said so: the national default, unverified', (rule['op'], rule['id'], rule['verified'], rule['source'], rule['fallback']),
      ('escalate', 'cn.escalate', False, '', False))
check('the worker asks again later', until(lambda: sql("SELECT check_ms > UNIX_TIMESTAMP() * 1000 FROM escalation_check WHERE ticket_id = "
                                                       f"(SELECT id FROM ticket WHERE number = '{urgent}')") == [['1']], 30))
due = int(sql(f"SELECT due_ms FROM ticket WHERE number = '{calm}'")[0][0]) / 1000
if due - time.time() > 86400:
    equal('a matter that has days left gets none', present(calm), ['0', '0', '0'])
    check('and no event', told(calm) == [], told(calm))

queue = agent.get('/admin/?state=accepted&kind=complaint')
row = next((r for r in re.findall(r'<tr.*?</tr>', queue.body.decode(), re.S) if urgent in r), '')
check('the queue shows it in words', '黄牌' in row and '提醒级别 1' in row, row)
page = agent.get('/admin/ticket/' + urgent)
check('the ticket shows it with its rule', all(w in page.text for w in ('预警升级', '黄牌', '市级', 'cn.escalate', '默认规则，未经核实')), page.text)
check('and among its steps', page.text.count('黄牌') >= 2, page.text.count('黄牌'))

# ---- once a level; another clock, another beginning ----------------------------------------------------------------
check('asked again', looked_at(urgent))
equal('the same level is not told twice', len(told(urgent)), 1)
form = next(f for f in page.forms if (f.action or '').endswith('/dispatched'))
agent.post(form.action, [(n, {'unit': '110000-02', 'text': '立即处置'}.get(n, v)) for n, _, v, _ in form.fields])
check('dispatched in time, the promise is what is near now', until(lambda: [e['facts']['stage'] for e in told(urgent)] == ['dispatch', 'answer'], 40),
      told(urgent))
equal('the ticket shows that one', present(urgent), ['1', '2', '2'])
page = unit.get('/admin/ticket/' + urgent)
check('the unit sees it', '黄牌' in page.text, page.title)

# ---- answered, nobody owes anything; reworked, there is another promise -------------------------------------------------
def act(who, number, move, **values):
    page = who.get('/admin/ticket/' + number)
    form = next(f for f in page.forms if (f.action or '').endswith('/' + move))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


act(unit, urgent, 'signed')
check('signed, it is looked at again', looked_at(urgent))
check('but the promise is the same: nobody is told twice', len(told(urgent)) == 2 and present(urgent) == ['1', '2', '2'],
      (told(urgent), present(urgent)))
act(unit, urgent, 'replied', text='已经修复。')
act(sign_in(URL, find(PEOPLE, 'reviewer', '11')), urgent, 'approved')
equal('once it is answered the card is gone', present(urgent), ['0', '0', '0'])
act(sign_in(URL, find(PEOPLE, 'followup', '11')), urgent, 'dissatisfied', text='没有修好')
check('worked on again, the new promise has its own card', until(lambda: len(told(urgent)) == 3 and present(urgent) == ['1', '2', '2'], 40),
      (told(urgent), present(urgent)))

# ---- it ends with the matter ------------------------------------------------------------------------------------------
equal('an open matter is waited for', waits(calm), '1')
page = agent.get('/admin/ticket/' + calm)
form = next(f for f in page.forms if (f.action or '').endswith('/answered_at_once'))
agent.post(form.action, [(n, {'text': '已经修好。'}.get(n, v)) for n, _, v, _ in form.fields])
check('one that has ended no more', until(lambda: waits(calm) == '0', 40), waits(calm))

done()
