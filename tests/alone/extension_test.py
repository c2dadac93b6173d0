#!/usr/bin/env python3
"""Does an extended promise keep its extension when the calendar changes under it and when the person is waited for; and do
list, events and rules agree after each step?

What is due is asked of the second clock (tests/unit/second_clock.py), never of ours.
"""
import json
import os
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'unit'))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from second_clock import Calendar, Row, due  # noqa: E402
from stack import COMMAND, Stack, check, done, equal, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

EPOCH = date(1970, 1, 1)
stack = None


def hotline(*words):
    ran = subprocess.run([COMMAND, 'exec', 'release/build/hotline', *words], env=stack.env, stdout=subprocess.PIPE, text=True)
    return ran.returncode, ran.stdout


def bring(text):
    with tempfile.NamedTemporaryFile('w', suffix='.tsv', encoding='utf-8') as file:
        file.write(text)
        file.flush()
        os.chmod(file.name, 0o644)
        return hotline('calendar', 'import', file.name, '--apply', '--year', str(year), '--source', '试')


def moment(ms):
    return datetime(1970, 1, 1, 8) + timedelta(milliseconds=int(ms))


def counted(begin, days):
    """So many working days after the day of a moment, by the days off that hold now."""
    rows = stack.sql('SELECT day, scope, worked, name, status FROM holiday')
    calendar = Calendar([Row(EPOCH + timedelta(int(d)), s, w == '1', n, status == 'announced') for d, s, w, n, status in rows])
    return due(calendar, '440300', moment(begin), days, 'working_day', 'next_day', [])[0]


def ticket(columns):
    return stack.sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def last_event():
    canonical = stack.sql(f"SELECT HEX(e.canonical) FROM event e JOIN ticket t ON t.id = e.ticket_id AND e.seq = t.last_seq WHERE t.number = '{number}'")
    return json.loads(bytes.fromhex(canonical[0][0]))


def do(who, move, **values):
    page = who.get('/admin/ticket/' + number)
    form = next(f for f in page.forms if (f.action or '').endswith('/' + move))
    return who.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


def all_agree(when):
    code, said = hotline('recompute', '--all')
    check(f'{when}: recompute finds nothing', code == 0 and said.startswith('0 differ'), said)
    code, said = hotline('deadline', number)
    check(f'{when}: each clock counts to the same', code == 0, said)


def shown():
    person = Citizen(stack.url)
    return person, person.press(person.get('/ticket/track'), {'number': number, 'code': code})


with Stack() as stack:
    people = os.path.join(stack.env['RUN'], 'accounts.tsv')
    agent, reviewer = sign_in(stack.url, find(people, 'agent', '44')), sign_in(stack.url, find(people, 'reviewer', '44'))
    unit = sign_in(stack.url, next(a for a in accounts(people) if a.unit == '440300-02'))
    receipt = Citizen(stack.url).walk('/ticket/new', dict(MATTER, kind='suggestion', item='3301', phone='13912380001'))
    number, code = number_of(receipt), code_of(receipt)
    do(agent, 'dispatched', unit='440300-02', text='请办理')
    do(unit, 'signed')
    first = int(ticket('answer_due_ms')[0])
    do(unit, 'extension_asked', days='5', text='需要实地勘察')
    do(reviewer, 'extended')
    extended = int(ticket('answer_due_ms')[0])
    equal('extended by five working days', moment(extended).replace(microsecond=0), counted(first, 5))
    all_agree('extended')

    # Days off before the first date and after it: one moves the promise, the other the extension.
    year = moment(first).year
    off = [(moment(first) - timedelta(days=n)).date() for n in range(1, 20)]
    before = next(d for d in off if d.isoweekday() < 6)
    after = next(d for d in ((moment(first) + timedelta(days=n)).date() for n in range(3, 20)) if d.isoweekday() < 6 and d.year == year)
    old = [(EPOCH + timedelta(int(d)), w) for d, w in stack.sql("SELECT day, worked FROM holiday WHERE scope = ''")]
    notice = ''.join(f'{d} - {"work" if w == "1" else "off"} 原\n' for d, w in old if d.year == year)
    code_, said = bring(notice + f'{before} - off 试\n{after} - off 试\n')
    check('a notice with two new days off is brought in', code_ == 0, said)
    event = last_event()
    equal('it is told as one event with both clocks', [event['type'], [c['stage'] for c in event['clocks']]], ['recounted', ['answer', 'extend']])
    base, extension = event['clocks']
    equal('the extension begins where the promise now ends', extension['from_ms'], base['due_ms'])
    equal('and is five working days by the new days', moment(extension['due_ms']).replace(microsecond=0), counted(base['due_ms'], 5))
    check('both moved', base['due_ms'] > first and extension['due_ms'] > extended)
    equal('the list says so', [int(n) for n in ticket('answer_due_ms, due_ms')], [extension['due_ms']] * 2)
    text = shown()[1].text
    check('the person reads the new date', '您的答复期限重新计算' in text and f'{moment(extension["due_ms"]).day}日' in text, text[:600])
    all_agree('by a new calendar')
    code_, said = bring(notice)
    equal('taken back, the later date is kept', int(ticket('answer_due_ms')[0]), extension['due_ms'])
    all_agree('by the old calendar again')

    # Waiting for the person: both are counted again, and what was promised is not taken back.
    do(unit, 'asked', text='请问线路编号')
    equal('the person is waited for', ticket('state')[0], '4')
    person, page = shown()
    form = next(f for f in page.forms if (f.action or '').endswith('/supplement'))
    person.post(form.action, [(n, {'supplement': 'M123'}.get(n, v)) for n, _, v, _ in form.fields])
    event = last_event()
    equal('the answer counts both again', [event['type'], [c['stage'] for c in event['clocks']], int(ticket('answer_due_ms')[0])],
          ['supplemented', ['answer', 'extend'], extension['due_ms']])
    all_agree('after waiting')
    do(unit, 'asked', text='再问一次')
    stack.sql('UPDATE demand SET due_ms = 1 WHERE kind = 2 AND outcome = 0')
    check('the worker goes on when the window is over', until(lambda: last_event()['type'] == 'resumed', 45), last_event())
    equal('by both clocks too', [[c['stage'] for c in last_event()['clocks']], int(ticket('answer_due_ms')[0])], [['answer', 'extend'], extension['due_ms']])
    all_agree('after resuming')

    # Answered, reopened: a new promise is no extended one, and may be extended once itself.
    do(unit, 'replied', text='已办理')
    do(reviewer, 'approved')
    person, page = shown()
    form = next(f for f in page.forms if (f.action or '').endswith('/why'))
    person.press(person.post(form.action, [(n, v) for n, _, v, _ in form.fields]), {'wanted': 'rework', 'reopen_reason': '没有解决问题'})
    event = last_event()
    equal('asked again there is a new promise', [event['type'], event['to'], [c['stage'] for c in event['clocks']][-1]], ['reopened', 'rework', 'answer'])
    renewed = int(ticket('answer_due_ms')[0])
    do(agent, 'dispatched', unit='440300-02', text='重办')
    do(unit, 'signed')
    do(unit, 'extension_asked', days='1', text='再次勘察')
    do(reviewer, 'extended')
    equal('which can be extended', moment(ticket('answer_due_ms')[0]).replace(microsecond=0), counted(renewed, 1))
    all_agree('extended again')
done()
