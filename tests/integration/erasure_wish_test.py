#!/usr/bin/env python3
"""Can a person ask to be erased, told before what is kept and how long, and does whoever decides find it, and the person the answer?"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import TOP, check, done, equal, sql_of_run as sql  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
admin = sign_in(URL, find(os.path.join(os.environ['RUN'], 'accounts.tsv'), 'security_admin'))
WISH, WHY = '事情已经解决，不希望再留电话', '案件尚在办理，办结后再提出'


def form_of(page, action):
    return next((f for f in page.forms if f.action == action), None)


def send(who, page, action, **fields):
    form = form_of(page, action)
    pairs = [(n, v) for n, kind, v, _ in form.fields if kind not in ('radio', 'checkbox') and n not in fields]
    return who.post(action, pairs + list(fields.items()))


def file(**more):
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, **{'phone': '13700%06d' % (time.time_ns() // 1000 % 1000000), **more}))
    return number_of(receipt), code_of(receipt)


def mine(number, code, lang=None):
    who = Citizen(URL, lang)
    page = who.press(who.get('/ticket/track'), {'number': number, 'code': code})
    return who, send(who, page, '/ticket/mine')


def ask(number, code, words=WISH):
    who, page = mine(number, code)
    return who, send(who, send(who, page, '/ticket/erase'), '/ticket/erase/ask', erase_reason=words)


def events(number):
    return [row[0] for row in sql(f"SELECT JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.type') FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' ORDER BY e.seq")]


def decide(number, what, reason=WHY):
    return send(admin, admin.get('/admin/erasures'), '/admin/erasures', number=number, decision=what, reason=reason)


def waiting():
    form = form_of(admin.get('/admin/erasures'), '/admin/erasures')
    return [v for n, _, v, _ in form.fields if n == 'number'] if form else []


# ---- what is kept, and the wish -----------------------------------------------------------------------------------
number, code = file()
who, page = mine(number, code)
kept = send(who, page, '/ticket/erase')
with open(os.path.join(TOP, 'sql/seed/retention.tsv'), encoding='utf-8') as f:
    rules = {r[0]: r for r in (line.rstrip('\n').split('\t') for line in f if line[0] != '#' and '\t' in line) if r[1] == '-'}
for name in ('person', 'ticket', 'log'):
    days = rules[name][2]
    check(f'the page says how long, and by which source: {name}', rules[name][3] in kept.text and (days == '0' or f'归档后 {days} 天' in kept.text), kept.text)
agreed = sql(f"SELECT JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.facts.consent') FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' AND e.seq = 1")[0][0]
notice = {lang: Citizen(URL, lang).get('/privacy') for lang in ('zh-CN', 'en')}
check('the notice that the person agreed to is the one that is shown, by its version', all(agreed in page.title for page in notice.values()), (agreed, [p.title for p in notice.values()]))
check('and promises what the rules of keeping say', rules['person'][2] == '365' and '保存一年' in notice['zh-CN'].text and 'for a year' in notice['en'].text
      and all(rules['confidential'][2] + ' ' in page.text and f"{int(rules['ticket'][2]) // 365} " in page.text for page in notice.values()), notice['zh-CN'].text)
kept_en = send(*mine(number, code, 'en'), '/ticket/erase')
for name in ('person', 'ticket', 'log'):
    check(f'in English too: {name}', rules[name][4] in kept_en.text and rules[name][3] not in kept_en.text, kept_en.text)
check('of a confidential matter only where it is one', rules['confidential'][3] not in kept.text)
equal('reading it asks for nothing', events(number), ['filed'])
long = send(who, kept, '/ticket/erase/ask', erase_reason='很' * 501)
equal('what is too long is said beside it and stays', (long.status, '最多' in long.text, any(v == '很' * 501 for f in long.forms for _, _, v, _ in f.fields)), (422, True, True))
asked = send(who, kept, '/ticket/erase/ask', erase_reason=WISH)
check('the wish is taken, and where it stands is said', '删除要求已收到' in asked.text and '正在核对' in asked.text, asked.text)
equal('it is an event', events(number), ['filed', 'erasure_asked'])
equal('sent twice it is one', (send(who, kept, '/ticket/erase/ask', erase_reason=WISH).status, events(number)), (200, ['filed', 'erasure_asked']))
check('while it waits it cannot be asked again', form_of(asked, '/ticket/erase') is None and send(who, page, '/ticket/erase').status == 409)
equal('a wrong code asks nothing', send(who, kept, '/ticket/erase/ask', erase_reason='', code='ZZZZZZZZ').status, 422)

# ---- who decides -------------------------------------------------------------------------------------------------
page = admin.get('/admin/erasures')
check('whoever decides finds it, with the words', number in waiting() and WISH in page.text, page.text[:600])
equal('without a reason nothing is decided', (decide(number, 'erasure_declined', '').status, events(number)), (422, ['filed', 'erasure_asked']))
refused = decide(number, 'erasure_ordered')
equal('while it is worked on nobody can be erased', (refused.status, events(number)), (409, ['filed', 'erasure_asked']))
check('and what was typed stays', any(v == WHY for f in refused.forms for _, _, v, _ in f.fields), refused.text[:300])
equal('declined', (decide(number, 'erasure_declined').status, events(number)), (200, ['filed', 'erasure_asked', 'erasure_declined']))
check('it waits no more', number not in waiting())
equal('it stands in the trail of acts', sql(f"SELECT act, detail FROM staff_act WHERE object = '{number}'"), [['erasure_declined', WHY]])
who, page = mine(number, code)
check('the person reads so, and why', '没有同意' in page.text and WHY in page.text, page.text)
check('and may ask again', form_of(page, '/ticket/erase') is not None)
stranger, _ = file()
equal('what nobody asked for is not decided here', (decide(stranger, 'erasure_declined').status if form_of(admin.get('/admin/erasures'), '/admin/erasures') else 422, events(stranger)), (422, ['filed']))

# ---- ended, and agreed to ------------------------------------------------------------------------------------------
page = who.press(who.get('/ticket/track'), {'number': number, 'code': code})
send(who, page, '/ticket/withdraw', reason='不用了')
ask(number, code)
equal('of what has ended it can be agreed to', (decide(number, 'erasure_ordered', '已核对本人要求').status, events(number)[-1]), (200, 'erasure_ordered'))
who, page = mine(number, code)
check('the person reads so; words between offices stay there', '已同意删除您的身份信息' in page.text and '已核对本人要求' not in page.text and form_of(page, '/ticket/erase') is None, page.text)
check('it waits no more', number not in waiting())

# ---- nobody, confidential, English, others ---------------------------------------------------------------------------
nobody, nobody_code = file(phone='', name='', reply_by='web')
who, page = mine(nobody, nobody_code)
check('where nobody is known there is nothing to ask', form_of(page, '/ticket/erase') is None and '没有可以删除的身份信息' in page.text, page.text)
secret, secret_code = file(confidential='yes', reply_by='web')
who, page = mine(secret, secret_code)
page = send(who, page, '/ticket/erase')
check('a confidential matter has its own term', rules['confidential'][3] in page.text and rules['person'][3] not in page.text, page.text)
who, page = mine(secret, secret_code, 'en')
page = send(who, page, '/ticket/erase')
check('in English', 'Ask to have my identity erased' in page.title and 'How long what is kept' in page.text, page.text)
for role in ('agent', 'supervisor', 'system_admin'):
    other = sign_in(URL, find(os.path.join(os.environ['RUN'], 'accounts.tsv'), role))
    equal(f'not for the {role}', other.get('/admin/erasures').status, 403)
equal('opened by hand it leads to tracking', Citizen(URL).get('/ticket/erase/ask').url, '/ticket/track')
done()
