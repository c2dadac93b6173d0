#!/usr/bin/env python3
"""Is a citizen told whether the office works today, when, and on which day it works next, from the rules of the place?

What is right is worked out here from the day, the table of days off and Xinjiang's two seasons."""
import datetime
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from cst import now  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
EPOCH = datetime.date(1970, 1, 1)


def worked(day, region):
    """By the row of the longest scope that fits, else Monday to Friday."""
    rows = sql(f'SELECT scope, worked FROM holiday WHERE day = {(day - EPOCH).days}')
    fits = sorted((r for r in rows if region.startswith(r[0])), key=lambda r: len(r[0]))
    return fits[-1][1] == '1' if fits else day.weekday() < 5


def next_worked(day, region):
    day += datetime.timedelta(1)
    while not worked(day, region):
        day += datetime.timedelta(1)
    return day


def hours_of_xinjiang(day):
    return '10:00–14:00, 16:00–20:00' if (5, 1) <= (day.month, day.day) < (10, 1) else '10:00–14:00, 15:30–19:30'


def is_open(hours, moment):
    spans = [part.split('–') for part in hours.split(', ')]
    return any(a <= moment.strftime('%H:%M') < b for a, b in spans)


def office_of(page):
    found = re.search(r'<section class="hotline-office".*?</section>', page.body.decode(), re.S)
    return ' '.join(re.sub(r'<[^>]*>', ' ', found.group(0)).split()) if found else ''


def says(name, page, region, before):
    """Both moments around the request, since midnight or a closing hour may come in between."""
    text, right = office_of(page), []
    for moment in (before, now()):
        today, following = moment.date(), next_worked(moment.date(), region)
        wanted = [f'今天 {today.year}年{today.month}月{today.day}日', '上班' if worked(today, region) else '休息',
                  f'下一个工作日： {following.year}年{following.month}月{following.day}日']
        if region.startswith('65'):
            hours = hours_of_xinjiang(today)
            wanted += [hours, '作息时间']
            if worked(today, region):
                wanted.append('现在正在办公' if is_open(hours, moment) else '现在不在办公时间')
        else:
            wanted.append('没有已核实的资料')
        right.append(all(w in text for w in wanted))
    check(name, any(right), text or page.title)


equal('the home page alone tells of no place', office_of(Citizen(URL).get('/')), '')
for region, place in (('650000', '新疆'), ('650100', '乌鲁木齐'), ('440000', '广东'), ('450000', '广西'), ('441900', '东莞'), ('460400', '儋州')):
    before = now()
    page = Citizen(URL).get(f'/?region={region}')
    says(f'asked about {place} it does', page, region, before)
    check(f'and names it: {place}', place in office_of(page), office_of(page))
check('what was chosen stays chosen', '<option value="440000" selected>' in Citizen(URL).get('/?region=440000').body.decode())
for wrong in ('999999', 'x', '650000%27', ''):
    page = Citizen(URL).get(f'/?region={wrong}')
    check(f'of a place there is none of nothing: {wrong!r}', page.status == 200 and office_of(page) == '', (page.status, office_of(page)))
check('in English too', 'Next working day:' in office_of(Citizen(URL, 'en').get('/?region=650000')) and
      '工作日' not in office_of(Citizen(URL, 'en').get('/?region=650000')))

before = now()
says('the status page of a city does', Citizen(URL).get('/status/6501'), '650100', before)
before = now()
says('and of its province', Citizen(URL).get('/status/65'), '650000', before)
equal('the page of the nation does not', office_of(Citizen(URL).get('/status/')), '')

equal('cities without counties have a status page too', [Citizen(URL).get(f'/status/{c}').status for c in ('4419', '4420', '4604')], [200] * 3)

# ---- on the way of a matter ------------------------------------------------------------------------------------------
person = Citizen(URL)
matter = dict(MATTER, region='650100', phone='13900006501')
before = now()
county = person.walk('/ticket/new', matter, until=lambda p: p.url.endswith('/ticket/new/county'))
says('whoever chose a city is told its hours', county, '650100', before)
before = now()
receipt = person.walk('/ticket/new', dict(matter, region='650100'))
number, code = number_of(receipt), code_of(receipt)
says('the receipt does', receipt, '650100', before)
track = Citizen(URL)
before = now()
page = track.press(track.get('/ticket/track'), {'number': number, 'code': code})
says('the page of the ticket does', page, '650100', before)
agent = sign_in(URL, find(os.path.join(os.environ['RUN'], 'accounts.tsv'), 'agent', '65'))
before = now()
says('and the desk', agent.get(f'/admin/ticket/{number}'), '650100', before)

receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, region='441900', phone='13900044190'))
before = now()
says('where a city has no counties none is asked for, and the receipt tells its hours', receipt, '441900', before)

done()
