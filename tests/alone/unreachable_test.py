#!/usr/bin/env python3
"""Is a follow-up ended as not reached after calls in vain in three different half-days, and not after three in two? Time is
moved in the database, in which the triggers are dropped for it."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import Stack, check, done, equal  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

HALF_DAY = 12 * 3600 * 1000

with Stack() as stack:
    people = os.path.join(stack.run, 'accounts.tsv')
    agent = sign_in(stack.url, find(people, 'agent', '44'))
    unit = sign_in(stack.url, next(a for a in accounts(people) if a.unit == '440300-02'))
    reviewer = sign_in(stack.url, find(people, 'reviewer', '44'))
    caller = sign_in(stack.url, find(people, 'followup', '44'))

    def act(who, move, **values):
        form = next(f for f in who.get('/admin/ticket/' + number).forms if (f.action or '').endswith('/' + move))
        return who.post(form.action, [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen])

    def call(result, **values):
        form = next(f for f in caller.get('/admin/followup/' + number).forms if (f.action or '').endswith(number))
        return caller.post(form.action, [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden'] + [('result', result), *values.items()])

    def earlier(half_days):
        """Everything so far happened that many half-days earlier."""
        stack.sql(f"UPDATE ticket SET answered_ms = answered_ms - {half_days * HALF_DAY} WHERE number = '{number}'; UPDATE event SET at_ms = at_ms - "
                  f"{half_days * HALF_DAY} WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}')")

    def state():
        return stack.sql(f"SELECT state, followed_up FROM ticket WHERE number = '{number}'")[0]

    stack.sql('DROP TRIGGER event_no_update')
    number = number_of(Citizen(stack.url).walk('/ticket/new', MATTER))
    act(agent, 'dispatched', unit='440300-02', text='请核实')
    act(unit, 'signed')
    act(unit, 'replied', text='已核实并退款')
    act(reviewer, 'approved')
    call('failed', why='no_answer')
    call('failed', why='busy')
    earlier(1)
    call('failed', why='no_answer')
    answer = call('unreachable')
    check('three calls in two half-days are too few', answer.status == 409 and '三个不同的半天' in answer.text, answer.status)
    equal('and nothing changed', state(), ['7', '0'])
    earlier(1)
    call('failed', why='off')
    page = caller.get('/admin/followup/' + number)
    check('after three it is offered', '3 / 3' in page.text and 'value="unreachable"' in page.body.decode())
    call('unreachable')
    equal('and ends the follow-up', state(), ['9', '3'])
done()
