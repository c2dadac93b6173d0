#!/usr/bin/env python3
"""Is an agent's unfinished call there again, when the session was lost or it was put aside, for nobody else, and no
longer than it may be?"""
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import number_of  # noqa: E402
from stack import check, done, sql_of_run as sql  # noqa: E402
from staff import accounts, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
HOUR = 3600 * 1000

agents = [a for a in accounts(PEOPLE) if a.role == 'agent' and a.province == '440000']
agent, colleague = sign_in(URL, agents[0]), sign_in(URL, agents[-1])
ME = sql(f"SELECT id FROM staff WHERE login = '{agents[0].login}'")[0][0]
sql(f'DELETE FROM desk_draft WHERE staff_id = {ME}')


def fields(page):
    """What the intake form would send: choices as they stand."""
    form = next(f for f in page.forms if f.action == '/admin/intake')
    return {n: v for n, kind, v, _ in form.fields if kind == 'hidden' or n == 'next'}


def begin():
    return fields(agent.get('/admin/intake'))


def typed(start, path='/admin/intake/preview', **more):
    return agent.post(path, list(dict(start, **more).items()))


def rows():
    return int(sql(f'SELECT COUNT(*) FROM desk_draft WHERE staff_id = {ME}')[0][0])


def listed(who=None):
    return re.findall(r'/admin/intake\?draft=([0-9a-f]{32})', (who or agent).get('/admin/intake').body.decode())


# ---- kept by itself -----------------------------------------------------------------------------------------------

start = begin()
draft = start['intent']
check('choices alone are no draft', typed(start, kind='complaint').status == 200 and rows() == 0)
part = typed(start, phone='13912340078', content='<b>引号"</b> 未说完的话', kind='suggestion', region='440300', item='3301')
check('the agent is told that it is kept', '已自动保留' in part.text, part.text[-300:])
page = agent.get('/admin/intake')
check('a new form is empty, and lists it', '未说完的话' not in re.sub(r'(?s)<details class="hotline-details hotline-drafts".*?</ul>', '', page.body.decode())
      and listed() == [draft] and '自动保留' in page.text, page.text[:400])
check('the list shows a mask of the number', '139****0078' in page.text and '13912340078' not in page.body.decode(), page.text[:400])
page = agent.get('/admin/intake?draft=' + draft)
body = page.body.decode()
check('taken up again it has every word and choice', '&lt;b&gt;引号&quot;&lt;/b&gt; 未说完的话' in body.replace('&#34;', '&quot;') and 'value="13912340078"' in body
      and re.search(r'value="suggestion"[^>]* selected', body) and re.search(r'value="3301"[^>]* selected', body), page.text[:600])
check('and goes on as the same one', fields(page)['intent'] == draft)
stored = sql(f"SELECT HEX(sealed), suite FROM desk_draft WHERE staff_id = {ME}")[0]
check('the database holds it sealed, and says how', '未说完'.encode().hex().upper() not in stored[0] and b'13912340078'.hex().upper() not in stored[0] and stored[1] == '3', stored[1])
check('a colleague neither lists nor opens it', draft not in listed(colleague) and '未说完' not in colleague.get('/admin/intake?draft=' + draft).body.decode())
sql(f"UPDATE desk_draft SET staff_id = (SELECT id FROM staff WHERE login = '{agents[-1].login}') WHERE id = '{draft}'")
check('not even one whose row somebody moves over', '未说完' not in colleague.get('/admin/intake?draft=' + draft).body.decode())
sql(f"UPDATE desk_draft SET staff_id = {ME} WHERE id = '{draft}'")

# ---- several, and put aside ----------------------------------------------------------------------------------------

second = begin()
check('each new form is another call', second['intent'] != draft)
answer = typed(second, '/admin/intake/draft', content='第二个来电', phone='')
check('put aside on purpose', '草稿已保存' in answer.text and sorted(listed()) == sorted([draft, second['intent']]), answer.text[:400])
answer = typed(begin(), '/admin/intake/draft', kind='complaint')
check('an empty one is refused, beside the field', answer.status == 422 and '请先填写电话或内容' in answer.text, answer.text[:400])
kept_by_itself = typed(second, content='第二个来电，又说了几句')
check('typing on in it leaves it put aside', sql(f"SELECT kept FROM desk_draft WHERE id = '{second['intent']}'") == [['1']])

# ---- a lost session -------------------------------------------------------------------------------------------------

sql(f'DELETE FROM session WHERE staff_id = {ME}')
lost = agent.get('/admin/intake?draft=' + draft)
check('without a session nothing is shown', '/admin/login' in lost.url and '未说完' not in lost.text, lost.url)
agent = sign_in(URL, agents[0])
check('signed in again, both are there', sorted(listed()) == sorted([draft, second['intent']]))

# ---- filed once, thrown away -------------------------------------------------------------------------------------------

resumed = fields(agent.get('/admin/intake?draft=' + draft))
call = dict(resumed, source='phone', phone='13912340078', kind='inquiry', region='440300', item='3301', content='公交线路几点收车，末班车常常不停', next='file')
filed = typed(call, '/admin/intake')
number = number_of(filed)
check('a draft becomes a ticket', number is not None, filed.text[:500])
check('and is gone', listed() == [second['intent']])
typed(call)
check('a look-up that comes late does not bring it back', listed() == [second['intent']])
check('filed from another window it is the same ticket', number_of(typed(call, '/admin/intake')) == number)
check('whoever opens it then is told', '已经提交、丢弃或过期' in agent.get('/admin/intake?draft=' + draft).text)
page = agent.get('/admin/intake')
form = next(f for f in page.forms if f.action.endswith(second['intent'] + '/drop'))
agent.post(form.action, [(n, v) for n, _, v, _ in form.fields])
check('the other is thrown away', rows() == 0)
check('no name for a draft is trusted', all(agent.get('/admin/intake?draft=' + x).status == 200 for x in ('', 'x', "'", '0' * 31, '../..', '0' * 33)))

# ---- limits -----------------------------------------------------------------------------------------------------------

LIMIT = 20
many = [begin() for _ in range(LIMIT + 1)]
for n, start in enumerate(many[:-1]):
    typed(start, content=f'第{n}个未说完的来电')
check('as many as the limit says', rows() == LIMIT)
answer = typed(many[-1], '/admin/intake/draft', content='再多一个')
check('one more is refused with its words', answer.status == 422 and f'最多保留{LIMIT}份' in answer.text and '再多一个' in answer.body.decode(), answer.text[:400])
check('and the look-up says so', '太多' in typed(many[-1], content='再多一个').text and rows() == LIMIT)
check('those there are go on', '已自动保留' in typed(many[0], content='第0个，接着说').text)
old, young = many[0]['intent'], many[1]['intent']
now = int(time.time() * 1000)
sql(f"UPDATE desk_draft SET updated_ms = {now - 72 * HOUR - 1000} WHERE id = '{old}'")
sql(f"UPDATE desk_draft SET updated_ms = {now - 71 * HOUR} WHERE id = '{young}'")
page = agent.get('/admin/intake')
check('one that nobody touched for 72 hours is there no longer, as the page says', old not in listed() and young in listed() and '没有改动满 72' in page.text, page.text[:300])
check('nor is it opened', '过期' in agent.get('/admin/intake?draft=' + old).text)
sql(f'DELETE FROM desk_draft WHERE staff_id = {ME}')
done()
