#!/usr/bin/env python3
"""Does the wall say what is overdue, due within the day, ordered and urged, for each unit and place, as a count made another way
says it; only to those who supervise, within their reach; and does it renew itself without being forced on anybody?"""
import collections
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
DAY = 86400000
RUNNING = (1, 2, 3, 5, 6, 7, 8, 13)
supervisor, ministry = sign_in(URL, find(PEOPLE, 'supervisor', '44')), sign_in(URL, find(PEOPLE, 'ministry'))


def figures(page):
    """{table: {name: [late, soon, cards, orders, urges]}} and the six sums."""
    body = page.body.decode()
    tables = {}
    for title, rows in re.findall(r'<caption[^>]*>(.*?)</caption>(.*?)</table>', body, re.S):
        tables[title] = {re.sub('<[^>]*>', '', name): [int(n) for n in re.findall(r'>(\d+)</td>', cells)]
                         for name, cells in re.findall(r'<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', rows, re.S)}
    return tables, [int(n) for n in re.findall(r'<strong>(\d+)</strong>', re.search(r'<ul class="hotline-wall__sums">(.*?)</ul>', body, re.S).group(1))]


def counted(key, province):
    """The same from the bare rows."""
    now, lines = time.time() * 1000, collections.defaultdict(lambda: [0, 0, 0, 0, 0])
    extensions = 0
    for region, unit, state, due, card in sql('SELECT region, unit, state, due_ms, card FROM ticket'):
        if int(state) in RUNNING and int(due) and (not province or region.startswith(province)) and int(due) <= now + DAY:
            lines[key(unit, region)][int(due) >= now] += 1
        if int(card) > 1 and (not province or region.startswith(province)):
            lines[key(unit, region)][2] += 1
    for region, unit, kind, due in sql('SELECT region, unit, kind, due_ms FROM demand WHERE outcome = 0'):
        if int(due) and (not province or region.startswith(province)):
            line = lines[key(unit, region)]
            line[3] += kind == '4'
            line[4] += kind == '3'
            extensions += kind == '1'
    return lines, extensions


def name_of(table, code):
    return sql(f"SELECT name FROM {table} WHERE code = '{code}'")[0][0] if code else '热线'


def looked_again():
    """Once the worker has gone through what there is after this moment."""
    now = int(sql('SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)')[0][0])
    check('the worker keeps what the wall shows', until(lambda: int(sql("SELECT MAX(at_ms) FROM freshness WHERE name = 'wall'")[0][0]) > now, 60))


kept = {}
for n in range(4):
    number = number_of(Citizen(URL).walk('/ticket/new', dict(MATTER, phone='1391237000%d' % n, region=('440100', '440300', '440300', '110101')[n])))
    kept[number] = sql(f"SELECT due_ms FROM ticket WHERE number = '{number}'")[0][0]
numbers = list(kept)
# The worker looks at what is filed and again a day later: in between it leaves these alone.
of_ours = ', '.join(f"'{number}'" for number in numbers)
check('the worker has looked at them', until(lambda: sql('SELECT COUNT(*) FROM escalation_check c JOIN ticket t ON t.id = c.ticket_id '
      f'WHERE c.check_ms > UNIX_TIMESTAMP() * 1000 + 60000 AND t.number IN ({of_ours})') == [['4']], 60))
now = int(time.time() * 1000)
for number, due in zip(numbers, (now - DAY, now - 60000, now + 3600000, now - 60000)):
    sql(f"UPDATE ticket SET due_ms = {due}, card = {2 + (due < now)} WHERE number = '{number}'")
try:
    looked_again()
    page = supervisor.get('/admin/wall')
    tables, sums = figures(page)
    by_unit, extensions = counted(lambda unit, region: name_of('unit', unit), '44')
    cities = {r[0] for r in sql('SELECT code FROM region WHERE level < 3')}
    by_place, _ = counted(lambda unit, region: region[:4] + '00' if region[:4] + '00' in cities else region, '44')
    equal('each unit has its figures', tables['按承办单位'], dict(by_unit))
    # A place is shown with its path: Guangdong, Shenzhen.
    equal('each city has its figures', sorted(tables['按地区'].values()), sorted(by_place.values()))
    equal('and the sums are theirs', sums, [sum(line[i] for line in by_unit.values()) for i in range(5)] + [extensions])
    check('some are late, some are due soon, some have cards', sums[0] >= 2 and sums[1] >= 1 and sums[2] >= 3 and '红牌 ' in page.text, sums)
    tabs = re.findall(r'href="/admin/\?state=\w+&amp;card=raised"[^>]*>(?:<strong>)?[^<]*?(\d+)<', supervisor.get('/admin/?card=raised').body.decode())
    [[held]] = sql('SELECT COUNT(*) FROM ticket WHERE province = 440000 AND card IN (2, 3) AND state IN (1, 2, 3, 4, 5, 6, 8, 13)')
    check('the cards lead to the tickets of both colours', 'href="/admin/?card=raised"' in page.body.decode() and sum(map(int, tabs)) == int(held) >= 3, (tabs, held))
    lateness = [line[0] for line in tables['按承办单位'].values()]
    equal('the worst comes first', lateness, sorted(lateness, reverse=True))
    capital = figures(sign_in(URL, find(PEOPLE, 'supervisor', '11')).get('/admin/wall'))[0].get('按地区', {})
    check('the districts of a municipality have names of their own', all('北京市' in name for name in capital) and len(capital) > 0, capital)
    by_province, extensions = counted(lambda unit, region: region[:2], '')
    tables, sums = figures(ministry.get('/admin/wall'))
    equal('the ministry sees provinces', [list(tables), sorted(tables['按地区'].values())], [['按地区'], sorted(by_province.values())])
    equal('and their sums', sums, [sum(line[i] for line in by_province.values()) for i in range(5)] + [extensions])

    def told(late, at='0'):
        """Another figure than there is, as of such a moment: what the walls then say is late, and whether they call it old; until the worker comes by."""
        sql(f"UPDATE wall_line SET late = {late} WHERE up IN (0, 440000); UPDATE freshness SET at_ms = {at} WHERE name = 'wall'")
        pages = supervisor.get('/admin/wall'), ministry.get('/admin/wall')
        return min(figures(page)[1][0] for page in pages), [OLD in page.text for page in pages]

    NOW, OLD = 'UNIX_TIMESTAMP() * 1000', '数据已超过一分钟没有更新'
    check('it is what the worker kept that is shown', until(lambda: told(70000, NOW)[0] >= 70000, 20))
    check('it is not called old', until(lambda: told(70000, f'{NOW} - 40000')[0] >= 70000 and told(70000, f'{NOW} - 40000')[1] == [False, False], 20))

    def shown_old():
        late, old = told(70000, f'{NOW} - 80000')
        return late >= 70000 and old == [True, True]

    def shown_never():
        told(0)
        page = supervisor.get('/admin/wall')
        return '数据还没有统计出来' in page.text and '截至' not in page.text and '1970' not in page.text

    check('before it was ever kept that is said, and no moment', until(shown_never, 20))
    check('when nobody keeps it the last is shown all the same, and said to be old', until(shown_old, 20))
    looked_again()
    check('until it is kept again', OLD not in supervisor.get('/admin/wall').text)
finally:
    for number, due in kept.items():
        sql(f"UPDATE ticket SET due_ms = {due}, card = 0 WHERE number = '{number}'")
equal('it renews itself', page.headers.get('refresh'), '60')
still = supervisor.get('/admin/wall?still=1')
check('and can be told not to', 'refresh' not in still.headers and '恢复自动更新' in still.text)
for role in ('agent', 'reviewer', 'followup'):
    equal(f'not for every role: {role}', sign_in(URL, find(PEOPLE, role, '44')).get('/admin/wall').status, 403)
check('nor for strangers', Citizen(URL).get('/admin/wall').url.startswith('/admin/login'))
done()
