#!/usr/bin/env python3
"""Is who is dissatisfied asked why, and does the matter go to rework, or to an explanation, within the window of the rule and not after?"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
agent = sign_in(URL, find(os.path.join(os.environ['RUN'], 'accounts.tsv'), 'agent', '44'))


def form_of(page, action):
    return next((f for f in page.forms if f.action == action), None)


def act(number, move, **values):
    page = agent.get('/admin/ticket/' + number)
    form = form_of(page, f'/admin/ticket/{number}/{move}')
    return agent.post(form.action, [(n, values.get(n, v)) for n, _, v, _ in form.fields])


def answered(text='多收的车费已经退还'):
    """A matter that was answered at once: closed, with the window that the rule names."""
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone='13700%06d' % (time.time_ns() // 1000 % 1000000)))
    number, code = number_of(receipt), code_of(receipt)
    act(number, 'answered_at_once', text=text)
    return number, code


def track(number, code, lang=None):
    who = Citizen(URL, lang)
    return who, who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def send(who, page, action, **fields):
    form = form_of(page, action)
    pairs = [(n, v) for n, kind, v, chosen in form.fields if kind not in ('radio', 'checkbox') and n not in fields]
    for name, value in fields.items():
        pairs += [(v, 'yes') for v in value.split()] if name == 'cause' else [(name, value)]
    return who.post(action, pairs)


def state(number):
    return sql(f"SELECT state, reworks, rating FROM ticket WHERE number = '{number}'")[0]


def reopened(number):
    rows = sql(f"SELECT JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.why'), JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.wanted'), "
               f"JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.to') FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' AND e.type = 14 ORDER BY e.seq")
    return rows


# ---- asked why --------------------------------------------------------------------------------------------------
number, code = answered()
who, page = track(number, code)
check('the page says until when one may ask again', form_of(page, '/ticket/why') and '最迟在此之前提出' in page.text, page.text)
due = int(sql(f"SELECT due_ms FROM ticket WHERE number = '{number}'")[0][0])
day = time.gmtime(due / 1000 + 8 * 3600)
check('which is the clock of the rule', f'{day.tm_year}年{day.tm_mon}月{day.tm_mday}日' in page.text, (due, page.text))
liked = send(who, page, '/ticket/rate', rating='4', comment='还可以')
check('a good rating asks nothing more', '谢谢您的评价' in liked.text and '哪里不满意' not in liked.text)
why = send(who, liked, '/ticket/rate', rating='2', comment='')
check('a low one asks why', '哪里不满意' in why.text and '评价已收到' in why.text and form_of(why, '/ticket/reopen'), why.text)
equal('the rating counts whatever follows, and nothing is reworked by it', state(number), ['9', '0', '2'])
left = send(who, why, '/ticket/track')
check('one may leave it at that', left.status == 200 and '工单进度' in left.title and not reopened(number))

# ---- what is wrong with it ----------------------------------------------------------------------------------------
for name, fields, words in (
        ('nothing said', {'wanted': 'rework'}, '请勾选原因'), ('too few words', {'wanted': 'rework', 'reopen_reason': '不好'}, '请勾选原因'),
        ('something else without words', {'wanted': 'rework', 'cause': 'other'}, '请勾选原因'), ('no wish', {'cause': 'slow'}, '请选择希望怎样'),
        ('a reason that is none', {'wanted': 'rework', 'cause': 'slow sold'}, '不认识'), ('too many words', {'wanted': 'rework', 'reopen_reason': '很' * 501}, '最多')):
    answer = send(who, why, '/ticket/reopen', **{'reopen_reason': '', **fields})
    check(f'{name} is refused in words', answer.status == 422 and words in answer.text and not reopened(number), (answer.status, answer.text[:300]))
answer = send(who, why, '/ticket/reopen', wanted='explanation', cause='slow other', reopen_reason='短')
ticked = sorted(v if n == 'wanted' else n for f in answer.forms for n, kind, v, chosen in f.fields if kind in ('radio', 'checkbox') and chosen)
equal('what was ticked and typed stays', (ticked, next(v for f in answer.forms for n, _, v, _ in f.fields if n == 'reopen_reason')), (['explanation', 'other', 'slow'], '短'))
equal('a wrong code opens nothing', send(who, why, '/ticket/reopen', wanted='rework', cause='slow', reopen_reason='', code='ZZZZZZZZ').status, 422)

# ---- rework -----------------------------------------------------------------------------------------------------
fields = {'wanted': 'rework', 'cause': 'not_contacted unsolved', 'reopen_reason': '到现在没有人给我打过电话'}
after = send(who, answer, '/ticket/reopen', **fields)
check('it goes to rework', '我们会重新办理' in after.text and '没有人联系过我' in after.text and '问题没有解决' in after.text, after.text)
equal('which is one event with the reasons in order', (reopened(number), state(number)), ([['unsolved not_contacted', 'rework', 'rework']], ['8', '1', '2']))
twice = send(who, answer, '/ticket/reopen', **fields)
equal('pressed twice it is asked once', (twice.status, len(reopened(number))), (200, 1))
check('while it is worked on there is nothing to ask again', form_of(after, '/ticket/why') is None)
desk = agent.get('/admin/ticket/' + number)
check('staff see why, and what is wanted', '没有人联系过我' in desk.text and '到现在没有人给我打过电话' in desk.text and '重新办理' in desk.text, desk.text)

once = number

# ---- explanation ------------------------------------------------------------------------------------------------
number, code = answered('按规定处理')
who, page = track(number, code)
why = send(who, page, '/ticket/why')
check('one may say so without a rating', '哪里不满意' in why.text and '评价已收到' not in why.text)
after = send(who, why, '/ticket/reopen', wanted='explanation', cause='unclear', reopen_reason='')
check('an explanation is promised', '我们会向您说明' in after.text and '把答复解释清楚' in after.text, after.text)
equal('and asked for of the centre', (reopened(number), state(number)[0]), ([['unclear', 'explanation', 'rework']], '8'))
check('who reads so on the ticket', '把答复解释清楚' in agent.get('/admin/ticket/' + number).text)
act(number, 'answered_at_once', text='机场到市区按表计费，绕行路段的费用已经退还到您的账户')
who, page = track(number, code)
check('the explanation reaches the person', '绕行路段的费用已经退还' in page.text, page.text)
why = send(who, page, '/ticket/why')
send(who, why, '/ticket/reopen', wanted='rework', cause='untrue', reopen_reason='')
equal('who is still dissatisfied may have it done again', [row[1] for row in reopened(number)], ['explanation', 'rework'])



def before_supervisors(number):
    return len(sql(f"SELECT 1 FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' AND e.canonical LIKE '%cn.escalate.twice%' AND e.canonical LIKE '%\"card\":\"red\"%'"))


check('and, the second time, the matter comes before its supervisors at once, by the rule that says so', until(lambda: before_supervisors(number) == 1))
equal('but not the first', before_supervisors(once), 0)
desk = agent.get('/admin/ticket/' + number)
check('who see the card and why', '红牌' in desk.text and 'cn.escalate.twice' in desk.text, desk.text[:800])

# ---- after the window ----------------------------------------------------------------------------------------------
number, code = answered()
who, page = track(number, code)
why = send(who, page, '/ticket/why')
sql(f"UPDATE ticket SET due_ms = {int(time.time() * 1000) - 1000} WHERE number = '{number}'")
late = send(who, why, '/ticket/reopen', wanted='rework', cause='unsolved', reopen_reason='')
equal('after the window it is refused', (late.status, '期限已过' in late.text, reopened(number)), (409, True, []))
who, page = track(number, code)
check('the page says so, and what else there is', '期限已过' in page.text and '12328' in page.text and form_of(page, '/ticket/why') is None, page.text)
if form_of(page, '/ticket/rate'):
    rated = send(who, page, '/ticket/rate', rating='1', comment='')
    check('a low rating is taken and asks nothing that leads nowhere', '谢谢您的评价' in rated.text and '哪里不满意' not in rated.text, rated.text)
else:
    check('archived meanwhile, it is rated no more', sql(f"SELECT state FROM ticket WHERE number = '{number}'") == [['10']])
equal('opened by hand it leads to tracking', Citizen(URL).get('/ticket/why').url, '/ticket/track')

number, code = answered()
who, page = track(number, code, 'en')
why = send(who, page, '/ticket/why')
check('all of it is there in English', 'What was wrong?' in why.title and 'Nobody contacted me' in why.text and 'To have the answer explained' in why.text, why.text)
done()
