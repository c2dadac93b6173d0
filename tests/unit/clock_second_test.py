#!/usr/bin/env python3
"""Do our clock and a second one, written apart from it, agree on more than 100,000 random deadlines, 2024 to 2028?

Each run draws a fresh seed and names it; CLOCK_SEED=n repeats a run, CLOCK_CASES=n makes it longer. The first
disagreement is shown with both answers.
"""
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from second_clock import Calendar, Row, due  # noqa: E402
from stack import TOP, check, done, equal  # noqa: E402

SEED = int(os.environ.get('CLOCK_SEED') or random.SystemRandom().randrange(10 ** 9))
CASES = int(os.environ.get('CLOCK_CASES', 120000))
CALENDARS = 24
HOTLINE = os.path.join(TOP, os.environ.get('BUILD', 'build'), 'hotline')
REGIONS = ['110105', '120103', '310115', '440304', '440305', '441900', '450103', '450981', '469028', '513401', '532301',
           '640104', '650102', '650502', '659001', '540102', '990000', '000000']
FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
SPAN = (LAST - FIRST).days


# ---- ours ------------------------------------------------------------------------------------

def stamp(moment):
    return moment.isoformat(' ', 'milliseconds')


def line_of(case):
    region, filed, amount, unit, start, pauses = case
    waits = ','.join(f'{stamp(a)}/{stamp(b)}' for a, b in pauses) or '-'
    return f'{region}\t{stamp(filed)}\t{amount}\t{unit}\t{start}\t{waits}'


def table_line(dice, row):
    """The same row in one of the ways in which people may write it."""
    cells = [str(row.day), row.scope or '-', dice.choice([['off', '0', '休'], ['work', '1', '班']][row.worked]), row.name]
    if not row.announced or dice.random() < 0.5:
        cells.append('announced' if row.announced else 'provisional')
    return dice.choice(['\t', '  ']).join(cells)


def ours(table, cases):
    """The answers of the program under test, a line a case."""
    with tempfile.NamedTemporaryFile('w', encoding='utf-8') as file:
        file.write(table)
        file.flush()
        ran = subprocess.run([HOTLINE, 'clock', '--batch', '--calendar', file.name], text=True, encoding='utf-8',
                             input=''.join(line_of(c) + '\n' for c in cases), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return ran.stdout.split('\n')[:-1] if ran.returncode == 0 else [ran.stderr]


def second(calendar, case):
    answer = due(calendar, *case)
    return 'refused' if answer is None else f'{stamp(answer[0])}\t{"; ".join(answer[1])}'


# ---- drawing ---------------------------------------------------------------------------------

def draw_calendar(dice):
    rows = {}
    for year in range(2024, 2029):
        announced = dice.random() < 0.6
        for n in range(dice.randrange(0, 14)):
            first = date(year, 1, 1) + timedelta(dice.randrange(360))
            for day in range(dice.randrange(1, 9)):
                put(rows, first + timedelta(day), '', False, f'假{n}', announced)
            put(rows, first - timedelta(dice.randrange(1, 9)), '', True, f'班{n}', announced)
        for n in range(dice.randrange(0, 40)):
            region = dice.choice(REGIONS)
            day = date(year, 1, 1) + timedelta(dice.randrange(365))
            put(rows, day, region[:dice.randrange(1, 7)], dice.random() < 0.4, f'地{n}', dice.random() < 0.8)
    return list(rows.values())


def put(rows, day, scope, worked, name, announced):
    rows[day, scope] = Row(day, scope, worked, name, announced)


def draw_moment(dice):
    moment = datetime(2024, 1, 1) + timedelta(days=dice.randrange(SPAN + 1))
    return moment + dice.choice([
        timedelta(0), timedelta(days=1) - timedelta(milliseconds=1), timedelta(days=1, seconds=-1),
        timedelta(milliseconds=dice.randrange(86400000)), timedelta(seconds=dice.randrange(86400))])


def draw_pauses(dice, filed):
    """Apart and in order, as the events of one ticket are; many begin and end on the very edge of a day."""
    pauses, at = [], filed + timedelta(days=dice.randrange(-2, 3))
    for _ in range(dice.choice([0, 0, 0, 1, 1, 2, 3, 5])):
        edges = []
        for _ in range(2):
            at += timedelta(milliseconds=dice.choice([1, dice.randrange(1, 3600000), dice.randrange(1, 12 * 86400000)]))
            if dice.random() < 0.3:
                at = datetime(at.year, at.month, at.day) + timedelta(days=1, milliseconds=dice.choice([-1, 0, 1]))
            edges.append(at)
        pauses.append(tuple(edges))
    return pauses


def draw_case(dice):
    filed = draw_moment(dice)
    unit = dice.choice(['minute', 'hour', 'natural_day', 'working_day', 'working_day'])
    usual = {'minute': 3000, 'hour': 400}.get(unit, 25)
    amount = dice.choice([dice.randrange(usual), dice.randrange(usual), dice.choice([0, 1, 2])])
    if dice.random() < 0.01:
        amount = dice.choice([-1, 60, 180, 399, 400, 401, 16666, 16667, 1000000, 1000001])
    return (dice.choice(REGIONS), filed, amount, unit, dice.choice(['moment', 'next_day']), draw_pauses(dice, filed))


# ---- the facts by hand -----------------------------------------------------------------------

def seed_rows():
    with open(os.path.join(TOP, 'sql', 'seed', 'holidays.tsv'), encoding='utf-8') as file:
        text = file.read()
    rows = [line.split('\t') for line in text.split('\n') if line and line[0].isdigit()]
    return text, [Row(date.fromisoformat(d), s.strip('-'), w == '1', n, status == 'announced') for d, s, w, n, status, _ in rows]


LOCAL = '''2021-04-14  45  off  三月三
2021-04-15  45  off  三月三
2021-04-18  45  work 三月三补班
2025-06-06..2025-06-10 65 off 古尔邦节
'''
# Counted with a printed calendar. 18 April 2021 was a working Sunday in Guangxi only.
BY_HAND = [
    ('a working Sunday in Guangxi', '450103', '2021-04-16 09:00:00', 2, 'working_day', 'next_day', '2021-04-19 23:59:59'),
    ('the same Sunday in Guangdong', '440304', '2021-04-16 09:00:00', 2, 'working_day', 'next_day', '2021-04-20 23:59:59'),
    ('Corban in Xinjiang', '650102', '2025-06-05 09:00:00', 1, 'working_day', 'next_day', '2025-06-11 23:59:59'),
    ('no Corban in Beijing', '110105', '2025-06-05 09:00:00', 1, 'working_day', 'next_day', '2025-06-06 23:59:59'),
    ('a taxi complaint: ten natural days', '440304', '2026-03-01 23:59:59', 10, 'natural_day', 'next_day', '2026-03-11 23:59:59'),
    ('filed on a day off', '440304', '2021-04-17 12:00:00', 1, 'working_day', 'next_day', '2021-04-19 23:59:59'),
    ('fifteen minutes over midnight', '120103', '2024-02-28 23:50:00', 15, 'minute', 'moment', '2024-02-29 00:05:00'),
    ('a leap day is a day', '110105', '2028-02-28 10:00:00', 24, 'hour', 'moment', '2028-02-29 10:00:00'),
]


def by_hand():
    cases = [(region, datetime.fromisoformat(at), n, unit, start, []) for _, region, at, n, unit, start, _ in BY_HAND]
    for (name, *_, wanted), answer in zip(BY_HAND, ours(LOCAL, cases)):
        equal(name, answer[:19], wanted)


# ---- at random -------------------------------------------------------------------------------

def disagreement(text, rows, cases):
    """The first case on which the two differ, told in full; None when they agree."""
    calendar, answers = Calendar(rows), ours(text, cases)
    if len(answers) != len(cases):
        return f'{len(answers)} answers to {len(cases)} cases: {answers[-1]}'
    for case, answer in zip(cases, answers):
        wanted = second(calendar, case)
        if answer != wanted:
            return f'CLOCK_SEED={SEED} CLOCK_CASES={CASES} repeats it\ncase   {line_of(case)}\nours   {answer}\nsecond {wanted}'
    return None


def at_random():
    dice = random.Random(SEED)
    calendars = [seed_rows()]
    while len(calendars) < CALENDARS:
        rows = draw_calendar(dice)
        dice.shuffle(rows)
        calendars.append(('\n'.join(table_line(dice, row) for row in rows), rows))
    each, found = CASES // CALENDARS, None
    for text, rows in calendars:
        found = found or disagreement(text, rows, [draw_case(dice) for _ in range(each)])
    check(f'{each * CALENDARS} random deadlines agree over {CALENDARS} calendars, seed {SEED}', found is None, found)


def can_fail():
    """A calendar that lacks one day off must be found out, or the comparison proves nothing."""
    dice = random.Random(SEED)
    text, rows = seed_rows()
    cases = [draw_case(dice) for _ in range(4000)]
    check('a day off that one of the two does not know is found out',
          disagreement(text, [row for row in rows if row.day != date(2026, 10, 1)], cases) is not None)


by_hand()
can_fail()
at_random()
done()
