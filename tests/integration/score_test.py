#!/usr/bin/env python3
"""Are the points of a province's own formula those that its rates come to, and are none made up where there is no formula?

Hebei divides 120 points over the ministry's eight indicators, 15 each (unverified); what is right is worked out here from the rates
that the same page shows."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import check, done, equal  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
EIGHT = ('inquiry_at_once', 'other_on_time', 'at_once_satisfied', 'called_back', 'put_right', 'complaint_on_time', 'complaint_reviewed',
         'complaint_satisfied')


def part(page, name):
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', page.body.decode(), re.S)
    return found.group(1) if found else ''


def words(html):
    return ' '.join(re.sub(r'<[^>]*>', ' ', html).split())


def counts(page):
    """{indicator: (hits, counted)} as the table of figures links them."""
    found = {}
    for what in EIGHT:
        hits = re.search(rf'what={what}&amp;hit=yes[^>]*>(\d+)<', part(page, 'figures'))
        misses = re.search(rf'what={what}&amp;hit=no[^>]*>(\d+)<', part(page, 'figures'))
        found[what] = (int(hits[1]), int(hits[1]) + int(misses[1]))
    return found


def points(figures):
    parts = [15 * (hits * 1000 // counted) if counted else 15000 for hits, counted in (figures[what] for what in EIGHT)]
    return parts, sum(parts)


def milli(text):
    whole, rest = text.split('.')
    return int(whole) * 1000 + int(rest)


admin = sign_in(URL, find(PEOPLE, 'province_admin', '13'))
page = admin.get('/admin/indicators')
score = words(part(page, 'score'))
figures = counts(page)
parts, total = points(figures)
said = re.search(r'(\d+\.\d{3}) 分，满分 (\d+\.\d{3})', score)
check('Hebei has its points of 120', said and milli(said[2]) == 120000, score)
equal('they are what its rates come to', said and milli(said[1]), total)
listed = re.search(r'各项得分： ([\d. ·]+)', score)
equal('part by part', [milli(p) for p in listed[1].split(' · ')] if listed else score, parts)
empty = sum(counted == 0 for _, counted in figures.values())
check('what has no data is said to count as reached', empty == 0 or f'按达标计的指标数: {empty}' in score, score)
check('the formula is named, and that it is unverified', '13.score' in score and '未经核实' in score, score)
check('each city has its own', '石家庄市' in score and len(re.findall(r'市 \d+\.\d{3} \d', score)) >= 2, score)
city = admin.get('/admin/indicators?region=130100')
figures_of_city = counts(city)
shown = re.search(r'石家庄市 (\d+\.\d{3})', score)
equal('which is that of its own page', shown and milli(shown[1]), points(figures_of_city)[1])
unit = admin.get('/admin/indicators?unit=130100-01')
said = re.search(r'(\d+\.\d{3}) 分，满分', words(part(unit, 'score')))
equal('a unit has its points too', said and milli(said[1]), points(counts(unit))[1])
page = sign_in(URL, find(PEOPLE, 'province_admin', '44')).get('/admin/indicators')
equal('a province without a formula has none', (page.status, part(page, 'score')), (200, ''))
check('nor has the nation', part(sign_in(URL, find(PEOPLE, 'ministry')).get('/admin/indicators'), 'score') == '')

done()
