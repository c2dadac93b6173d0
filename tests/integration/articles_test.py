#!/usr/bin/env python3
"""Does somebody answer for each article, is it seen which are due for review, which answered most and after which people were dissatisfied, and does each
figure open the tickets that it is made of?"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen, code_of  # noqa: E402
from cst import day, day_number  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
LIST = '/admin/knowledge'
admin, agent = sign_in(URL, find(PEOPLE, 'province_admin', '44')), sign_in(URL, find(PEOPLE, 'agent', '44'))


def id_of(role, province='44'):
    return sql(f"SELECT id FROM staff WHERE login = '{find(PEOPLE, role, province).login}'")[0][0]


def save(person, path=LIST, **typed):
    form = next(f for f in person.get(path).forms if f.action == path and any(n == 'title' for n, *_ in f.fields))
    return person.post(path, {**{n: v for n, _, v, _ in form.fields}, **typed}, follow=False)


def article(title, review, **more):
    answer = save(admin, item='3113', title=f'{title}{ME}', body=f'请凭发票上的车号联系公司{ME}。', **{'from': day(-30)}, review=day(review), article_status='published', **more)
    return sql(f"SELECT id FROM article WHERE title = '{title}{ME}'")[0][0] if answer.status == 303 else answer.status


def rows(query='', person=admin):
    """The article's cells in the list, in its order, of those that this run made."""
    found = []
    for row in re.findall(r'<tr class="govuk-table__row">(.*?)</tr>', person.get(LIST + query).body.decode(), re.S):
        cells = [' '.join(re.sub(r'<[^>]*>', ' ', c).split()) for c in re.findall(r'<td[^>]*>(.*?)</td>', row, re.S)]
        if str(ME) in cells[0]:
            found.append([cells[0].replace(str(ME), ''), *cells[1:]])
    return found


def titles(query='', person=admin):
    return [r[0] for r in rows(query, person)]


# ---- who answers for it, and when it is looked at again -----------------------------------------------------------
me, other = id_of('province_admin'), id_of('supervisor')
names = dict(sql(f'SELECT id, name FROM staff WHERE id IN ({me}, {other})'))
late, soon, later = article('早该复审', -1), article('快到复审', 20, owner=other), article('以后复审', 90)
try:
    equal('whoever adds one answers for it, unless somebody else is chosen', [(r[0], r[4]) for r in rows()], [
        ('早该复审', names[me]), ('快到复审', names[other]), ('以后复审', names[me])])
    check('what is due is marked, and what will be', ['该复审了' in r[5] for r in rows()] == [True, False, False] and ['快到复审日期' in r[5] for r in rows()] == [False, True, False], rows())
    equal('what is due can be listed alone', titles('?due=yes'), ['早该复审', '快到复审'])
    equal('and what one answers for oneself', (titles('?mine=yes'), titles('?mine=yes&due=yes')), (['早该复审', '以后复审'], ['早该复审']))
    told = admin.get(LIST).text
    equal('the page says how many are due', re.search(r'该复审的条目 (\d+) · 其中您负责的 (\d+)', told).groups(), tuple(sql(
        f"SELECT COUNT(*), SUM(owner = {me}) FROM article WHERE region DIV 10000 = 44 AND status < 3 AND review_day <= {day_number()}")[0]))
    equal('another person saves it and its owner stays', (save(sign_in(URL, find(PEOPLE, 'supervisor', '44')), f'{LIST}/{late}').status, sql(f'SELECT owner FROM article WHERE id = {late}')), (303, [[me]]))
    equal('it is handed over', (save(admin, f'{LIST}/{late}', owner=other).status, sql(f'SELECT owner FROM article WHERE id = {late}')), (303, [[other]]))
    for name, who in (('an agent', id_of('agent')), ('somebody of another province', id_of('supervisor', '65')), ('nobody', ''), ('no such person', '4294967290')):
        answer = save(admin, f'{LIST}/{late}', owner=who)
        check(f'{name} does not answer for it', answer.status == 422 and 'href="#f-owner"' in answer.body.decode() and sql(f'SELECT owner FROM article WHERE id = {late}') == [[other]], answer.status)
    sql(f'UPDATE staff SET active = 0 WHERE id = {other}')
    try:
        check('who was locked is marked, and has to be replaced', '已停用' in rows()[0][4] and save(admin, f'{LIST}/{late}').status == 422, rows())
    finally:
        sql(f'UPDATE staff SET active = 1 WHERE id = {other}')
    save(admin, f'{LIST}/{late}', article_status='withdrawn')
    check('what was taken back is not due', '该复审了' not in rows()[0][5], rows()[0])
    save(admin, f'{LIST}/{late}', article_status='published')

    # ---- what was answered with it --------------------------------------------------------------------------------
    def answered(which, **more):
        """A call, answered at once with an article; what its person tracks it by."""
        form = next(f for f in agent.get('/admin/intake').forms if f.action == '/admin/intake')
        fields = {n: v for n, kind, v, chosen in form.fields if kind not in ('radio', 'checkbox')}
        page = agent.post('/admin/intake', {**fields, 'phone': '13800138000', 'region': '440300', 'item': '3113', 'kind': 'inquiry', 'content': f'背包落在出租车上怎样找回{ME}',
                                            'next': 'answered_at_once', 'text': f'请凭发票上的车号联系公司{ME}。', 'article': which, **more})
        return re.search(r'/admin/ticket/(JT\d+)', page.url).group(1), code_of(page)

    def used():
        return [tuple(map(int, r)) for r in sql(f'SELECT used, regretted FROM article WHERE id IN ({late}, {soon}, {later}) ORDER BY id')]

    draft = next(f for f in agent.get('/admin/intake').forms if f.action == '/admin/intake')
    token = {n: v for n, kind, v, chosen in draft.fields if kind not in ('radio', 'checkbox')}
    part = agent.post('/admin/intake/preview', {**token, 'region': '440300', 'item': '3113', 'content': '背包落在出租车上'}).body.decode()
    check('the screen of a call names each answer it offers', re.search(r'data-use="[^"]*" data-article="\d+"', part), part[:500])
    first, second = answered(soon), answered(soon)
    answered(later)
    equal('each call that was answered with it counts', used(), [(0, 0), (2, 0), (1, 0)])
    answered(''), answered('4294967290'), answered(later, next='file', text='')
    national = sql("SELECT id, used FROM article WHERE slug = 'taxi-lost'")[0]
    answered(national[0])
    sql(f"INSERT INTO article (slug, item, region, title, body, from_day, review_day, status) VALUES ('x{ME}', 3113, 650000, '别处的{ME}', 'x', 0, 40000, 2)")
    elsewhere = sql(f"SELECT id FROM article WHERE slug = 'x{ME}'")[0][0]
    save(admin, f'{LIST}/{late}', article_status='withdrawn')
    answered(late), answered(elsewhere)
    equal('none without an answer, of no article, of one that was taken back or is of elsewhere', (used(), sql(f'SELECT used FROM article WHERE id = {elsewhere}')), ([(0, 0), (2, 0), (1, 0)], [['0']]))
    equal('what holds everywhere is counted too', int(sql(f'SELECT used FROM article WHERE id = {national[0]}')[0][0]), int(national[1]) + 1)
    equal('most answered comes first', titles('?by=used')[0], '快到复审')

    # ---- and whether people were satisfied ------------------------------------------------------------------------
    def rate(ticket, rating):
        who = Citizen(URL)
        page = who.press(who.get('/ticket/track'), {'number': ticket[0], 'code': ticket[1]})
        form = next(f for f in page.forms if f.action == '/ticket/rate')
        return who.post('/ticket/rate', {**{n: v for n, kind, v, chosen in form.fields if kind == 'hidden'}, 'rating': rating, 'comment': ''}).status

    def taken():
        return until(lambda: sql('SELECT COUNT(*) FROM event_queue') == [['0']], 30)

    equal('one is content and one is not', (rate(first, '5'), rate(second, '1'), taken()), (200, 200, True))
    equal('who is not is held against the article', used(), [(0, 0), (2, 1), (1, 0)])
    rate(second, '2')
    equal('once', (taken(), used()), (True, [(0, 0), (2, 1), (1, 0)]))
    equal('most dissatisfied comes first', (titles('?by=regretted')[0], rows('?by=regretted')[0][6:8]), ('快到复审', ['2', '1']))
    page = admin.get(f'{LIST}/{soon}/tickets').body.decode()
    check('the figure opens its tickets', first[0] in page and second[0] in page)
    page = admin.get(f'{LIST}/{soon}/tickets?only=regretted').body.decode()
    check('and those alone whose people were not', first[0] not in page and second[0] in page)
    stranger = sign_in(URL, find(PEOPLE, 'supervisor', '65'))
    check('another province sees neither them nor, of what holds everywhere, tickets of here', stranger.get(f'{LIST}/{soon}/tickets').status == 404 and
          'JT44' not in stranger.get(f'{LIST}/{national[0]}/tickets').body.decode() and 'JT44' in admin.get(f'{LIST}/{national[0]}/tickets').body.decode())

    # ---- of a city ------------------------------------------------------------------------------------------------
    login = find(PEOPLE, 'province_admin', '44').login
    sql(f"UPDATE staff SET region = 440300 WHERE login = '{login}'")
    try:
        mine = article('深圳自己的', 60)
        equal('who has a city keeps its articles, and can change them', (sql(f'SELECT region FROM article WHERE id = {mine}'), save(admin, f'{LIST}/{mine}').status), ([['440300']], 303))
        equal('and not those of the province', admin.get(f'{LIST}/{soon}').status, 404)
    finally:
        sql(f"UPDATE staff SET region = 440000 WHERE login = '{login}'")
finally:
    sql(f"DELETE u FROM article_use u JOIN article a ON a.id = u.article_id WHERE a.title LIKE '%{ME}'; DELETE FROM article WHERE title LIKE '%{ME}'")
done()
