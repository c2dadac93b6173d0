"""second_clock: the deadline rules written down a second time, from the law's words and not from our C.

It shares no code and no way of counting with cgi-bin/domain: dates are the library's, days are picked from an endless
list, hours are spent from a purse while nobody is waited for. Moments are civil times in China, without a zone.
"""
from datetime import date, datetime, timedelta
from itertools import count
from typing import NamedTuple

MOST_DAYS, MOST_MINUTES = 400, 1000000


class Row(NamedTuple):
    day: date
    scope: str          # first digits of a region code; '' the nation
    worked: bool
    name: str
    announced: bool


class Calendar:
    def __init__(self, rows):
        self.rows = {(row.day, row.scope): row for row in rows}
        self.settled = {row.day.year for row in rows if row.scope == '' and row.announced}

    def look(self, region, day):
        """(worked, the word for why, name of the holiday): what holds nearest to the place comes first."""
        for length in range(len(region), -1, -1):
            row = self.rows.get((day, region[:length]))
            if row:
                return row.worked, 'makeup' if row.worked else 'holiday', row.name
        return (False, 'weekend', '') if day.isoweekday() > 5 else (True, 'workday', '')


def midnight(day):
    return datetime(day.year, day.month, day.day)


def waiting(pauses, moment):
    return any(begin <= moment < end for begin, end in pauses)


def spend(start, purse, pauses):
    """When a purse of running time that is opened at start is empty; it is closed during pauses."""
    at = start
    for begin, end in sorted(pauses):
        if end <= at:
            continue
        running = max(begin - at, timedelta(0))
        if running >= purse:
            break
        purse -= running
        at = max(end, at)
    return at + purse


def days_after(day):
    return (day + timedelta(n) for n in count(1))


def count_days(calendar, region, filed, amount, working, pauses, moment):
    lines, provisional, found, day = [], None, 0, filed.date()
    candidates = days_after(day)
    while found < amount:
        day = next(candidates)
        worked, why, name = calendar.look(region, day)
        still = waiting(pauses, midnight(day) + timedelta(days=1) - timedelta(milliseconds=1))
        good = not still and (worked or not working)
        found += good
        word = 'paused' if still else why if working else 'natural'
        lines.append(f'{day} {found if good else "-"} {word}' + (f' {name}' if working and name else ''))
        if working and provisional is None and day.year not in calendar.settled:
            provisional = day.year
    if provisional:
        lines.append(f'provisional {provisional}')
    if amount == 0:
        return filed, lines
    clock = filed - midnight(filed.date()) if moment else timedelta(hours=23, minutes=59, seconds=59)
    return midnight(day) + clock, lines


def due(calendar, region, filed, amount, unit, start, pauses):
    """(moment, proof lines), or None for a rule that makes no sense."""
    days, most = unit in ('working_day', 'natural_day'), {'hour': MOST_MINUTES // 60, 'minute': MOST_MINUTES}.get(unit, MOST_DAYS)
    if not 0 <= amount <= most or start not in ('moment', 'next_day') or not (days or unit in ('hour', 'minute')):
        return None
    if days:
        return count_days(calendar, region, filed, amount, unit == 'working_day', pauses, start == 'moment')
    if start == 'next_day':
        filed = midnight(filed.date() + timedelta(days=1))
    return spend(filed, timedelta(**{unit + 's': amount}), pauses), [f'{amount} {unit}, days off included']
