#!/usr/bin/env python3
"""Is who is called back decided by the province's rules and a draw that anybody can repeat, and shown to who calls?

The draw is made again here from the chain as the database holds it."""
import hashlib
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')


def act(who, number, move, **values):
    page = who.get('/admin/ticket/' + number)
    form = next(f for f in page.forms if (f.action or '').endswith('/' + move))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


def events_of(number):
    rows = sql("SELECT LOWER(HEX(hash)), HEX(canonical) FROM event WHERE ticket_id = "
               f"(SELECT id FROM ticket WHERE number = '{number}') ORDER BY seq")
    return [(bytes.fromhex(h), json.loads(bytes.fromhex(c))) for h, c in rows]


def decision(number):
    """The newest one: rule, facts, and what the draw is by the hash of the event before."""
    events = events_of(number)
    for i in range(len(events) - 1, 0, -1):
        rule = next((r for r in events[i][1]['rules'] if r['op'] == 'sample'), None)
        if rule:
            draw = int.from_bytes(hashlib.sha256(b'12328 sample\n' + events[i - 1][0]).digest()[:8], 'big') % 1000
            return rule, events[i][1]['facts'], draw
    return None, {}, None


def row_of(page, number):
    return next((r for r in re.findall(r'<tr.*?</tr>', page.body.decode(), re.S) if number in r), '')


agent = sign_in(URL, find(PEOPLE, 'agent', '44'))
unit = sign_in(URL, next(a for a in accounts(PEOPLE) if a.unit == '440300-02'))
reviewer = sign_in(URL, find(PEOPLE, 'reviewer', '44'))
caller = sign_in(URL, find(PEOPLE, 'followup', '44'))


def answered(number):
    act(agent, number, 'dispatched', unit='440300-02', text='请核实')
    act(unit, number, 'signed')
    act(unit, number, 'replied', text='已经退款，并对司机进行了批评教育。')
    act(reviewer, number, 'approved')
    return sql(f"SELECT state, sampled FROM ticket WHERE number = '{number}'")[0]


# ---- a complaint: all are called back, by the national default --------------------------------------------------------
receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13912360001'))
number, code = number_of(receipt), code_of(receipt)
equal('before it is answered nothing is drawn', decision(number)[0], None)
equal('answered, it is chosen', answered(number), ['6', '1'])
rule, facts, draw = decision(number)
equal('by the national default, which says so', (rule['id'], rule['source'], rule['verified'], rule['fallback']), ('cn.sample.complaint', '', False, False))
check('with its version', re.match(r'20\d\d\.\d\d$', rule['version']), rule)
equal('the event says the rate, the draw and the outcome', (facts['sample_per_mille'], facts['sample_draw'], facts['sampled']), ('1000', str(draw), 'chosen'))
queue = caller.get('/admin/?state=answered')
check('who calls sees it in the queue', '抽中回访' in row_of(queue, number), row_of(queue, number))
page = caller.get('/admin/ticket/' + number)
check('and on the ticket with rate, draw and rule', all(w in page.text for w in ('抽中回访', '100', f'{draw}/1000', 'cn.sample.complaint', '默认规则，未经核实')),
      page.text)
track = Citizen(URL)
check('the person is not told: a call must not be expected', '抽' not in track.press(track.get('/ticket/track'), {'number': number, 'code': code}).text)
act(caller, number, 'dissatisfied', text='没有退款')
equal('following up works as before', sql(f"SELECT state, followed_up FROM ticket WHERE number = '{number}'"), [['8', '2']])
equal('answered again it is drawn again', answered(number), ['6', '1'])
equal('from another event', decision(number)[1]['sample_draw'], str(decision(number)[2]))

# ---- inquiries answered at once: one in ten ----------------------------------------------------------------------------
outcomes = []
for i in range(25):
    page = agent.get('/admin/intake')
    form = next(f for f in page.forms if (f.action or '') == '/admin/intake')
    known = {'source': 'phone', 'kind': 'inquiry', 'region': '440300', 'item': '3301', 'next': 'answered_at_once', 'phone': '1391236%04d' % i,
             'content': f'第{i}路公交车末班车几点？', 'text': '末班车二十二点。'}
    pairs = [(n, known.get(n, v)) for n, kind, v, chosen in form.fields if kind not in ('radio', 'checkbox')] + [('next', known['next'])]
    n = number_of(agent.post('/admin/intake', pairs))
    rule, facts, draw = decision(n)
    wanted = 'chosen' if draw < 100 else 'passed_over'
    sampled = sql(f"SELECT sampled FROM ticket WHERE number = '{n}'")[0][0]
    outcomes.append((rule['id'], facts['sample_per_mille'], facts['sample_draw'] == str(draw), facts['sampled'] == wanted,
                     sampled == {'chosen': '1', 'passed_over': '2'}[wanted]))
equal('each inquiry is decided by its own draw against one in ten', set(outcomes), {('cn.sample', '100', True, True, True)})

done()
