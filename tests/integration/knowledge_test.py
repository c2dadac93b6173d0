#!/usr/bin/env python3
"""Does an answer stand before the question: found by words and by item, in force on its days and in its province only, kept
by those it belongs to, and counted when it solved something?"""
import os
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from stack import check, done, sql_of_run as sql  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')


def search(words, who=None):
    return (who or Citizen(URL)).get('/knowledge?q=' + urllib.parse.quote(words))


def titles(page):
    return re.findall(r'href="/knowledge/\d+">([^<]+)', page.body.decode())


page = Citizen(URL).get('/knowledge')
check('all that is published is listed', len(titles(page)) >= 16, titles(page))
check('two characters find it', '出租车拒载怎么反映？' in titles(search('拒载')), titles(search('拒载')))
check('a sentence finds the nearest', '东西落在出租车上怎么办？' in titles(search('我的手机落在出租车上了')), titles(search('我的手机落在出租车上了')))
check('nothing is said to be nothing', '没有找到' in search('zzqq').text and 'ticket/new' in search('zzqq').body.decode())
one = re.search(r'href="(/knowledge/\d+)">东西落在出租车上怎么办', page.body.decode()).group(1)
who = Citizen(URL)
shown = who.get(one)
check('with its paragraphs and its basis', shown.status == 200 and '72 小时' in shown.text and 'GB/T 22485' in shown.text, shown.text[:300])
check('each of its lines is a paragraph', '\\n' not in shown.text and shown.body.decode().count('<p class="govuk-body">') >= 2, shown.text[-600:])
english = Citizen(URL)
english.get('/prefs?lang=en&back=/')
check('in English too', 'within 72 hours' in english.get(one).text)
before = sql("SELECT helped, unhelped FROM article WHERE slug = 'taxi-lost'")[0]
form = next(f for f in shown.forms if f.action == one)
answer = who.post(one, [(n, v) for n, k, v, _ in form.fields if k == 'hidden'] + [('solved', 'yes')])
after = sql("SELECT helped, unhelped FROM article WHERE slug = 'taxi-lost'")[0]
check('"this solved it" is counted once', int(after[0]) == int(before[0]) + 1 and after[1] == before[1] and '很高兴' in answer.text, (before, after))
check('no such article', Citizen(URL).get('/knowledge/999999').status == 404 and Citizen(URL).get('/knowledge/x').status == 404)

# ---- before the form --------------------------------------------------------------------------------------------------


def at_content(region, item):
    who = Citizen(URL)
    page = who.press(who.get('/ticket/new'), {'kind': 'complaint'})
    page = who.press(page, {'region': region})
    if '/county' in page.url:
        page = who.press(page, {'region': region})
    return who.press(page, {'item': item})


check('who chose the item sees the answer before writing', '东西落在出租车上怎么办？' in at_content('440300', '3113').text)

# ---- keeping it -------------------------------------------------------------------------------------------------------

admin = sign_in(URL, find(PEOPLE, 'province_admin', '44'))
NEW = {'item': '3113', 'title': '深圳失物招领在哪里？', 'body': '请先打车票上的电话。\n\n没有车票的，在网上提交。', 'from': '2026-01-01', 'review': '2027-01-01',
       'article_status': 'draft'}


def save(path, person=admin, **values):
    page = person.get(path)
    form = next(f for f in page.forms if f.action == path and any(n == 'title' for n, *_ in f.fields))
    pairs = [(n, values.get(n, NEW.get(n, v) if path == '/admin/knowledge' else v)) for n, k, v, _ in form.fields if k not in ('radio',)]
    return person.post(path, pairs)


answer = save('/admin/knowledge', review='2025-01-01')
check('a review before it begins is refused, and what was typed kept', answer.status == 422 and NEW['title'] in answer.body.decode(), answer.text[:300])
answer = save('/admin/knowledge')
check('a draft is kept', answer.status == 200 and NEW['title'] in answer.text, answer.text[:300])
identity = sql(f"SELECT id, region FROM article WHERE title = '{NEW['title']}' ORDER BY id DESC LIMIT 1")[0]
check('as the own province\'s', identity[1] == '440000', identity)
path = '/admin/knowledge/' + identity[0]
check('the public does not see a draft', Citizen(URL).get('/knowledge/' + identity[0]).status == 404)
old = admin.get(path)
save(path, article_status='published')
check('published, it is read', Citizen(URL).get('/knowledge/' + identity[0]).status == 200)
check('and offered in its province', NEW['title'] in at_content('440300', '3113').text)
check('not in another', NEW['title'] not in at_content('110101', '3113').text)
form = next(f for f in old.forms if f.action == path)
answer = admin.post(path, [(n, v) for n, k, v, _ in form.fields])
check('a stale save is told', answer.status == 409, answer.status)
save(path, until='2026-01-31', article_status='published')
check('out of force, it is gone', Citizen(URL).get('/knowledge/' + identity[0]).status == 404)
stranger = sign_in(URL, find(PEOPLE, 'province_admin', '11'))
check('another province can neither open nor change it', stranger.get(path).status == 404)
national = sql("SELECT id FROM article WHERE slug = 'taxi-lost'")[0][0]
check('what holds everywhere is not a province\'s to change', admin.get('/admin/knowledge/' + national).status == 404)
check('an agent keeps no articles', sign_in(URL, find(PEOPLE, 'agent', '44')).get('/admin/knowledge').status == 403)
check('each change is in the trail', int(sql("SELECT COUNT(*) FROM staff_act WHERE act IN ('article_added', 'article_changed')")[0][0]) >= 3)
sql(f"DELETE FROM article WHERE id = {identity[0]}")

done()
