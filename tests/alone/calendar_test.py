#!/usr/bin/env python3
"""Does a notice of days off come in by its file, named line by line where it is wrong, shown before it holds; and are all
running deadlines counted again by it, with what was before and after, and no promise taken back?

What is due is asked of the second clock (tests/unit/second_clock.py), never of ours.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'unit'))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from second_clock import Calendar, Row, due  # noqa: E402
from stack import COMMAND, Stack, check, done, equal  # noqa: E402

EPOCH = date(1970, 1, 1)
stack = None


def hotline(*words):
    """(exit code, what it said, what it complained of)."""
    ran = subprocess.run([COMMAND, 'exec', 'release/build/hotline', *words], env=stack.env, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    return ran.returncode, ran.stdout, ran.stderr


def bring(text, *words, suffix='.tsv'):
    """Imports a file with this text."""
    with tempfile.NamedTemporaryFile('w', suffix=suffix, encoding='utf-8') as file:
        file.write(text)
        file.flush()
        os.chmod(file.name, 0o644)
        return hotline('calendar', 'import', file.name, *words)


def holidays():
    return stack.sql('SELECT day, scope, worked, name, status FROM holiday ORDER BY day, scope')


def moment(ms):
    return datetime(1970, 1, 1, 8) + timedelta(milliseconds=int(ms))


def today():
    return (datetime.utcnow() + timedelta(hours=8)).date()


# ---- reading a file ----------------------------------------------------------------------------

BAD = '''day\tscope\tworked\tname
2027-02-30\t-\toff\t春节
2027-02-05\tGX\toff\t春节
2027-02-06\t-\tmaybe\t春节
2027-02-07\t-\toff
2027-02-08\t-\toff\t春节\tperhaps
2027-02-10..2027-02-09\t-\toff\t春节
2027-02-11 - off 春节
2027-02-11\t\toff\t春节
'''
COMPLAINTS = ['line 2', "'2027-02-30' is no day", 'line 3', "'GX' is no scope", 'line 4', "'maybe' is neither off nor work", 'line 5',
              'no name', 'line 6', "'perhaps' is neither", 'line 7', 'line 9', 'stands in line 8 already', 'nothing was changed']


def bad_files():
    before = holidays()
    code, _, said = bring(BAD, '--apply')
    check('each bad line is named with what to do', code == 1 and all(word in said for word in COMPLAINTS), said)
    check('… and good ones are not', 'line 8:' not in said and 'line 1:' not in said, said)
    for name, text in (('a JSON of something else', '{"a": 1}'), ('half a JSON', '{"dates": ['), ('an empty file', '# nothing\n'),
                       ("another country's", '{"region": "JP", "dates": []}')):
        code, _, said = bring(text, '--apply', suffix='.json')
        check(f'{name} is refused', code == 1 and 'nothing was changed' in said, said)
    equal('nothing of all this was brought in', holidays(), before)


def in_packages_words(year):
    """The rows of a year as the two packages would write them."""
    rows = [(str(EPOCH + timedelta(int(d))), w == '1', n) for d, scope, w, n, _ in holidays()
            if not scope and (EPOCH + timedelta(int(d))).year == year]
    calendar = {'year': year, 'region': 'CN', 'dates': [
        {'date': d, 'name': n, 'name_cn': n, 'name_en': 'x', 'type': 'transfer_workday' if w else 'public_holiday'} for d, w, n in rows]}
    short = {'清明节': '清明', '端午节': '端午', '中秋节': '中秋'}
    days = {'holidays': {}, 'workdays': {}, 'inLieuDays': {}}
    for d, w, n in rows:
        plain = n.removesuffix('补班')
        days['workdays' if w else 'holidays'][d] = f'Some Day,{short.get(plain, plain)},1'
    return json.dumps(calendar), json.dumps(days, ensure_ascii=False)


def packages():
    for name, text in zip(('holiday-calendar', 'chinese-days'), in_packages_words(2026)):
        code, said, _ = bring(text, suffix='.json')
        check(f'the JSON of {name} says what the table says', code == 0 and 'notice of 2026: 0 days differ, 39 are as they were' in said, said)
    both = json.loads(in_packages_words(2026)[1])
    for year in 2025, 2024:
        both['holidays'][f'{year}-01-01'] = "New Year's Day,元旦,1"
    check('a file of many years is asked whose notice it is', '--year' in bring(json.dumps(both), suffix='.json')[2])
    check('… and read when it is said', '0 days differ' in bring(json.dumps(both), '--year', '2026', suffix='.json')[1])


# ---- deadlines ---------------------------------------------------------------------------------

def file(region):
    page = Citizen(stack.url).walk('/ticket/new', dict(MATTER, kind='suggestion', region=region))
    return number_of(page), code_of(page)


def page_of(number, code):
    """How it stands, and the days of its promise."""
    citizen = Citizen(stack.url)
    page = citizen.press(citizen.get('/ticket/track'), {'number': number, 'code': code})
    form = next(f for f in page.forms if f.action == '/ticket/mine')
    return page.body.decode() + citizen.post(form.action, [(n, v) for n, _, v, _ in form.fields]).body.decode()


def second_calendar():
    return Calendar([Row(EPOCH + timedelta(int(d)), s, w == '1', n, status == 'announced') for d, s, w, n, status in holidays()])


def promises():
    """{number: (region, clock of the answer as it was filed, answer_due_ms now)} of all tickets whose promise runs."""
    rows = stack.sql("SELECT t.number, t.region, HEX(e.canonical), t.answer_due_ms FROM ticket t JOIN event e ON e.ticket_id = t.id "
                     'AND e.seq = 1 WHERE t.state IN (1, 2, 3, 5, 13) AND t.reworks = 0 '
                     'AND t.id NOT IN (SELECT ticket_id FROM event WHERE type = 8)')
    found = {}
    for number, region, canonical, now in rows:
        clocks = json.loads(bytes.fromhex(canonical))['clocks']
        found[number] = (region, next(c for c in clocks if c['stage'] == 'answer'), int(now))
    return found


def by_second(region, clock):
    return due(second_calendar(), region, moment(clock['from_ms']), clock['amount'], clock['unit'], clock['start'], [])[0]


def wrong(wanted):
    """Tickets whose promise is another than wanted(number, region, clock)."""
    return [(number, str(moment(now)), str(wanted(number, region, clock))) for number, (region, clock, now) in promises().items()
            if abs(moment(now) - wanted(number, region, clock)) >= timedelta(seconds=1)]


def event_of(number):
    rows = stack.sql(f"SELECT HEX(e.canonical) FROM event e JOIN ticket t ON t.id = e.ticket_id AND t.number = '{number}' "
                     'WHERE e.type = 24 ORDER BY e.seq')
    return [json.loads(bytes.fromhex(row[0])) for row in rows]


def recounts():
    """Of all tickets; the worker may write events of other types meanwhile."""
    return stack.count('SELECT COUNT(*) FROM event WHERE type = 24')


def all_right(when):
    code, said, _ = hotline('recompute', '--all')
    check(f'recompute finds every deadline right {when}', code == 0, said)


def notices():
    south, east = file('450103'), file('440304')
    first, year = today() + timedelta(1), (today() + timedelta(1)).year
    old = hotline('calendar', 'show', str(year))[1]
    days = [first + timedelta(n) for n in range(9) if (first + timedelta(n)).year == year]
    more = ''.join(f'{d} - 休 试行节\n' for d in days) + f'{days[0]}..{days[-1]} 4501 班 试行补班\n'
    new = ''.join(line + '\n' for line in old.split('\n') if line and line[:10] not in {str(d) for d in days}) + more

    before, promised = holidays(), {number: now for number, (_, _, now) in promises().items()}
    code, said, _ = bring(new, '--source', '试行通知')
    check('what would change is shown', code == 0 and f'+ {first}\t-\toff\t试行节' in said and '4501\twork' in said, said)
    equal('… and nothing is changed', (holidays(), {n: p[2] for n, p in promises().items()}), (before, promised))

    code, said, complaints = bring(new, '--apply', '--source', '试行通知')
    check('a notice is applied', code == 0 and 'due later' in said, said + complaints)
    check('some promises are later now', len([n for n in promises() if promises()[n][2] > promised[n]]) > 3, said)
    equal('every running promise is the later of the first and what the second clock says',
          wrong(lambda number, region, clock: max(moment(promised[number]), by_second(region, clock))), [])
    check('a make-up day of one city holds there only', promises()[south[0]][2] < promises()[east[0]][2])
    facts = event_of(east[0])[0]['facts']
    equal('the event tells the date before and after, and why', (facts['answer_before'], facts['answer_after'], facts['calendar']),
          (str(moment(promised[east[0]])), str(moment(promises()[east[0]][2])), '试行通知'))
    page = page_of(*east)
    check('its person sees the new days, and that they are new', '节假' in page and '期限重新计算' in page and re.search(r'<td class="[a-z ]*\bdue\b', page))
    check('… with both dates', f'{facts["answer_before"]} → {facts["answer_after"]}' in page)
    check('… and of the other the make-up days', '补班' in page_of(*south))
    all_right('after the notice')

    differ = re.search(r'notice of \d+: (\d+) days differ', said).group(1)
    later = {number: now for number, (_, _, now) in promises().items()}
    counts = recounts()
    code, said, _ = bring(new, '--apply', '--source', '试行通知')
    check('the same notice again changes nothing', code == 0 and '0 days differ' in said and ' 0 counted anew' in said, said)
    equal('… and writes no event', recounts(), counts)
    equal('the trail of acts tells of it once', stack.sql("SELECT program, object, detail FROM staff_act WHERE act = 'calendar_changed' AND detail LIKE '试行通知%'"),
          [['hotline', str(year), f'试行通知: {differ} days']])

    code, said, _ = bring(old, '--apply', '--source', '撤回')
    check('a notice taken back keeps the later promise', code == 0 and 'keep their date' in said, said)
    equal('… for every ticket', {n: p[2] for n, p in promises().items()}, later)
    facts = event_of(east[0])[1]['facts']
    check('the event says what would have been', facts['answer_before'] == facts['answer_after'] > facts['answer_counted'], facts)
    page = page_of(*east)
    check('its person is told that the date stays', '予以保留' in page and '保留已承诺的时间' in page)
    left = [row for row in holidays() if row[3] == '试行节']
    equal('the days are gone from the table', left, [])
    all_right('after it was taken back')
    again = recounts()
    bring(old, '--apply', '--source', '撤回')
    equal('brought in twice it writes no event twice', recounts(), again)


def next_year():
    """Until its notice is out, 2027 is provisional; then it is settled, and an upgrade brings nothing back."""
    count = ['clock', '--region', '110105', '--at', '2027-02-03 09:00:00', '--amount', '3', '--unit', 'working_day', '--json']
    first = json.loads(hotline(*count)[1])
    check('a proof says that its year is provisional', first['proof'][-1] == 'provisional 2027', first)
    code, said, _ = bring('2027-02-04..2027-02-06 - off 试\n2027-02-07 - work 试补班\n', '--apply', '--source', '试')
    check('the notice takes the place of the statutory days', code == 0 and '- 2027-10-01' in said, said)
    second = json.loads(hotline(*count)[1])
    equal('… and the proof is settled', (second['due'], second['proof'][-1]), ('2027-02-09 23:59:59', '2027-02-09 3 workday'))
    before = holidays()
    stack.sql("DELETE FROM seed_file WHERE name = 'holidays.tsv'")
    hotline('init')
    equal('the seed, loaded again, leaves a settled year alone', holidays(), before)


def local_show():
    code, said, _ = hotline('calendar', 'show', '2026', '--region', '440304')
    worked = sum(second_calendar().look('440304', date(2026, 1, 1) + timedelta(n))[0] for n in range(365))
    check('a year is shown with its working days', code == 0 and f'# 2026: {worked} working days in 440304' in said, said[-200:])


with Stack() as stack:
    bad_files()
    packages()
    local_show()
    next_year()
    notices()
done()
