#!/usr/bin/env python3
"""Does the status page say what is so: whether the hotline is up, what people wrote about faults, figures that add up?"""
import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from citizen import Citizen
from stack import check, done, equal, sql_of_run, until

URL, HOTLINE = os.environ['BASE_URL'], os.path.join(os.environ['BUILD'], 'hotline')


def get(path):
    return Citizen(URL).get(path)


def source(path):
    return get(path).body.decode()


def hotline(*words):
    return subprocess.run([HOTLINE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rows_of(path):
    return list(csv.DictReader(io.StringIO(get(path).body.decode('utf-8-sig'))))


# ---- what was counted ---------------------------------------------------------------------------------------
check('the worker has counted what is queued', until(lambda: sql_of_run('SELECT COUNT(*) FROM event_queue') == [['0']]))


def agrees():
    """The months against the tickets themselves, which the status program cannot read."""
    [[taken]] = sql_of_run("SELECT COUNT(*) FROM ticket WHERE DATE_FORMAT('1970-01-01' + INTERVAL filed_ms / 1000 + 28800 SECOND, '%Y%m') = "
                           "DATE_FORMAT(UTC_TIMESTAMP() + INTERVAL 8 HOUR, '%Y%m')")
    return int(taken) == json.loads(get('/status.json').body)['nation']['month']['taken']


check('the month has as many as there are tickets of this month', until(agrees, 10))
data = json.loads(get('/status.json').body)
for word in data['nation']['month']:
    equal(f'the provinces add up to the nation: {word}', sum(p['month'][word] for p in data['provinces']), data['nation']['month'][word])
equal('and what waits does too', sum(p['waiting'] for p in data['provinces']), data['nation']['waiting'])
by_month = rows_of('/status/months.csv')
[[now]] = sql_of_run("SELECT DATE_FORMAT(UTC_TIMESTAMP() + INTERVAL 8 HOUR, '%Y%m')")


def taken_this_month(path):
    return sum(int(r['taken']) for r in rows_of(path) if r['month'] == now)


equal('the months by kind and field add up to the same', taken_this_month('/status/months.csv'), data['nation']['month']['taken'])
check('what waits is what has not ended', data['nation']['waiting'] <= int(sql_of_run('SELECT COUNT(*) FROM ticket')[0][0]))
guangdong = next(p for p in data['provinces'] if p['region'] == '440000')
equal('the cities add up to their province', taken_this_month('/status/44/months.csv'), guangdong['month']['taken'])
# Somebody else may have looked a moment ago: the page may be a few seconds old.
check('a province shows it', until(lambda: f'<span class="hotline-figure">{guangdong["month"]["taken"]}</span>' in source('/status/44')))
page = source('/status/44')
equal('twelve months', page.count('<rect '), 12)
check('the nation is 31 tiles', source('/status/').count('<rect ') == 31 + 12)
equal('doctor comes to the same counts another way', 'ok   counts equal a recount' in hotline('doctor').stdout, True)

# ---- bulletins ----------------------------------------------------------------------------------------------
[[this, last]] = sql_of_run("SELECT DATE_FORMAT(UTC_TIMESTAMP() + INTERVAL 8 HOUR, '%Y%m'), "
                            "DATE_FORMAT(UTC_TIMESTAMP() + INTERVAL 8 HOUR - INTERVAL 1 MONTH, '%Y%m')")
equal('a month that is over has its bulletin', get(f'/status/44/bulletin/{last}').status, 200)
equal('the one at hand has none yet', get(f'/status/bulletin/{this}').status, 404)
equal('nor has what is no month', [get(f'/status/bulletin/{m}').status for m in ('202613', '202600', '20261', 'x', '201312')], [404] * 5)
equal('nor what is no place', get(f'/status/99/bulletin/{last}').status, 404)

# ---- is it up -----------------------------------------------------------------------------------------------
check('the worker asks the parts', until(lambda: len(sql_of_run('SELECT part FROM pulse WHERE up = 1')) >= 2, 40))
check('and the page says that they work', until(lambda: 'hotline-state--up' in source('/status/'), 10))
check('a title is needed', hotline('incident', 'open', '--part', 'portal', '--text', '词').returncode == 1)
check('an unknown part is refused', hotline('incident', 'open', '--part', 'moon', '--title', '题', '--text', '词').returncode == 1)
check('planned work has an end', hotline('incident', 'open', '--part', 'desk', '--planned', '--title', '题', '--text', '词').returncode == 1)
opened = hotline('incident', 'open', '--part', 'portal', '--title', '提交<较>慢', '--title-en', 'Slow & late', '--text', '正在查找原因')
number = opened.stdout.strip()
equal('a fault is told', opened.returncode, 0)
try:
    check('the page shows it', until(lambda: '提交&lt;较&gt;慢' in source('/status/'), 10))
    page = source('/status/')
    check('and that the part does not work', 'hotline-state--down' in page and '正在查找原因' in page)
    equal('more is said', hotline('incident', 'say', number, '--text', '原因已经找到').returncode, 0)
    check('both words stand there', until(lambda: '原因已经找到' in source('/status/incidents') and '正在查找原因' in source('/status/incidents'), 10))
    feed = ET.fromstring(get('/status/feed.atom?lang=en').body)
    titles = [t.text for t in feed.iter('{http://www.w3.org/2005/Atom}title')]
    check('the feed tells it', 'Slow & late' in titles, titles)
    check('the badge turns red', until(lambda: '#b3261e' in source('/status/badge.svg'), 10))
    equal('nobody can end what is not', hotline('incident', 'end', '4000000').returncode, 1)
finally:
    hotline('incident', 'end', number, '--text', '已恢复')
over = hotline('incident', 'end', number, '--text', '又恢复了一次')
check('to end one that is over is told', over.returncode == 1 and 'it is over already' in over.stderr, over.stderr)
said = [[b] for b in ('正在查找原因', '原因已经找到', '已恢复')]
equal('and what was to be said of that end is not said', sql_of_run(f'SELECT body FROM incident_word WHERE incident_id = {number} ORDER BY id'), said)
check('an end that says nothing is one all the same', hotline('incident', 'end', hotline('incident', 'open', '--part', 'notice', '--region', '659001', '--title', '试',
                                                                                    '--text', '试').stdout.strip()).returncode == 0)
check('when it is over, all is well again', until(lambda: 'hotline-state--up' in source('/status/'), 10))
check('and its history stays', until(lambda: '已恢复' in source('/status/incidents'), 10))
ET.fromstring(get('/status/badge.svg').body)
for path, policy in (('/status/badge.svg', 'cross-origin'), ('/status.json', 'cross-origin'), ('/status/', 'same-origin'), ('/', 'same-origin')):
    equal(f'who may embed {path}', get(path).headers.get('cross-origin-resource-policy'), policy)
fields = source('/status/data')
check('each column of the open data is explained', all(f'<code>{c}</code>' in fields for c in {*rows_of('/status.csv')[0], *(by_month[0] if by_month else ()), *guangdong['month']}))
done()
