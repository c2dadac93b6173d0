#!/usr/bin/env python3
"""Can a province word its own notices: looked at first in both languages, with number and date as the only blanks, let through by somebody else, ended by
going back to the nation's words, with all that was said kept? That it is sent just so is for tests/alone/notice_test.py."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
LIST, PAGE = '/admin/notices', '/admin/notices/dispatched'
WORDS, WORDS_EN = f'粤交<b>热线{ME}把您的事项 {{number}} 转给了承办单位，{{date}}前答复。', f'Guangdong <b>{ME} passed your matter {{number}} on; answer due {{date}}.'
admin, second = sign_in(URL, find(PEOPLE, 'province_admin', '44')), sign_in(URL, find(PEOPLE, 'supervisor', '44'))
other = sign_in(URL, find(PEOPLE, 'supervisor', '65'))


def form(person, step, path=PAGE):
    return next((f for f in person.get(path).forms if f.action == path + step), None)


def fields(f):
    return {n: v for n, _, v, _ in f.fields}


def send(person, step, base=None, path=PAGE, **typed):
    return person.post(path + step, {**fields(base or form(person, step, path)), **typed}, follow=False)


def rows():
    return int(sql('SELECT COUNT(*) FROM notice_wording')[0][0])


def plain(page):
    return re.sub(r'<[^>]*>', ' ', page.body.decode()).replace('&lt;', '<').replace('&gt;', '>')


def refused(answer, field):
    return answer.status == 422 and re.findall('href="#f-([^"]*)"', answer.body.decode()) == [field]


NEW = {'words': WORDS, 'words_en': WORDS_EN, 'do': 'propose'}
if (left := form(admin, '/end')) is not None:
    send(admin, '/end', left)
page = plain(admin.get(LIST))
check('the list says what each notice says', all(w in page for w in ('已转办', '您的事项 {number} 已转交承办单位办理', 'was passed to the responsible unit', '回访')))
check('codes and links to new ones are not among them', '验证码是' not in page and [admin.get(f'{LIST}/{k}').status for k in ('recovery', 'phone_code', 'x', 'none')] == [404] * 4)

# ---- looking first ----------------------------------------------------------------------------------------------
before, acts = rows(), int(sql("SELECT COUNT(*) FROM staff_act WHERE act LIKE 'wording_%'")[0][0])
seen = send(admin, '/propose', **dict(NEW, do='preview'))
text = plain(seen)
check('looking writes nothing down', seen.status == 200 and rows() == before)
check('it shows message and mail in both languages, filled in', f'【12328】粤交<b>热线{ME}把您的事项 JT440000' in text and f'Guangdong <b>{ME} passed your matter JT440000' in text and
      re.search(r'\d{4}年\d\d月\d\d日前答复', text) and '/notice/stop?t=' in text, text)
message = re.search(f'【12328】粤交<b>热线{ME}.*?t=[0-9a-f]+', text).group(0)
parts = -(-len(message) // 67) if len(message) > 70 else 1
check('and how many messages that is', f'{parts} 条短信' in text, (len(message), parts))
shown = next(f for f in seen.forms if f.action == PAGE + '/propose')
equal('what was typed is still there', {n: v for n, v in fields(shown).items() if n.startswith('words')}, {'words': WORDS, 'words_en': WORDS_EN})

# ---- what cannot be ---------------------------------------------------------------------------------------------
for name, field, wrong in (('a blank there is not', 'words', '事项 {number}：{content}'), ('the reason', 'words_en', 'Matter {number}: {reason}'), ('the link', 'words', '事项 {number} {stop}'),
                           ('a brace alone', 'words', '事项 {number} {'), ('a link of its own', 'words', '事项 {number}，见 http://example.cn'), ('words without the number', 'words', '您的事项已转办'),
                           ('words too long', 'words', '{number}' + '长' * 113), ('too long in English', 'words_en', '{number}' + 'l' * 233), ('no Chinese', 'words', ''), ('no English', 'words_en', '')):
    answer = send(admin, '/propose', **{**NEW, field: wrong})
    check(f'{name} is refused at its field', refused(answer, field) and rows() == before, (answer.status, re.findall('href="#f-([^"]*)"', answer.body.decode())))
check('with the blanks that there are', '花括号里只能是 {number} 和 {date}' in plain(send(admin, '/propose', **{**NEW, 'words': '{x} {number}'})))
check('of an answer there is no date', refused(send(admin, '/propose', path=f'{LIST}/answered', **NEW | {'words_en': 'Matter {number}'}), 'words'))
long = send(admin, '/propose', **{**NEW, 'words_en': '{number}' * 30})
check('many messages are refused, though the words are few', refused(long, 'words_en') and '5 条短信' in plain(long), long.status)

# ---- proposed, let through --------------------------------------------------------------------------------------
base = form(admin, '/propose')
equal('a form sent twice proposes once', ([send(admin, '/propose', base, **NEW).status for _ in range(2)], rows()), ([303, 303], before + 1))
[[proposal]] = sql('SELECT MAX(id) FROM notice_wording')
equal('who proposed it cannot let it through', (form(admin, '/decide'), admin.post(PAGE + '/decide', {
    'token': fields(base)['token'], 'wording': proposal, 'decision': 'let'}, follow=False).status, rows()), (None, 422, before + 1))
theirs = form(other, '/decide')
token = next(v for f in other.get('/admin/sessions').forms for n, _, v, _ in f.fields if n == 'token')
equal('nor anybody of another province, who does not see it either', (theirs, other.post(PAGE + '/decide', {
    'token': token, 'wording': proposal, 'decision': 'let'}, follow=False).status, str(ME) in plain(other.get(PAGE)), rows()), (None, 409, False, before + 1))
login = find(PEOPLE, 'supervisor', '44').login
ask = form(second, '/decide')
sql(f"UPDATE staff SET region = 440300 WHERE login = '{login}'")
try:
    equal('nor a supervisor of a city', (form(second, '/decide'), send(second, '/decide', ask, decision='let').status, rows()), (None, 403, before + 1))
finally:
    sql(f"UPDATE staff SET region = 440000 WHERE login = '{login}'")
check('until then the nation\'s words count', '已转交承办单位办理' in plain(admin.get(PAGE)) and '等待另一人同意' in plain(admin.get(LIST)))
send(admin, '/propose', **dict(NEW, words=WORDS + '再说一句。'))
equal('what was replaced meanwhile is decided on no more', send(second, '/decide', ask, decision='let').status, 409)
equal('what is refused does not count', (send(second, '/decide', decision='refused').status, form(second, '/decide'), form(admin, '/end')), (303, None, None))
send(admin, '/propose', **NEW)
ask = form(second, '/decide')
equal('what somebody else lets through does, once', ([send(second, '/decide', ask, decision='let').status for _ in range(2)],
                                                     sql("SELECT COUNT(*) FROM notice_wording WHERE act = 2 AND of_id = (SELECT MAX(id) FROM notice_wording WHERE act = 1)")), ([303, 409], [['1']]))
check('and the pages say so', f'粤交<b>热线{ME}' in plain(admin.get(LIST)) and '本省' in plain(admin.get(LIST)))
check('in English', f'Guangdong <b>{ME}' in plain(second.get(LIST)))
check('other provinces keep the nation\'s', str(ME) not in plain(other.get(LIST)))
end = form(admin, '/end')
equal('a supervisor does not end it', (form(second, '/end'), second.post(PAGE + '/end', {'token': fields(ask)['token'], 'wording': fields(end)['wording']}, follow=False).status), (None, 403))
equal('an administrator does, once', [send(admin, '/end', end).status for _ in range(2)], [303, 409])
check('and the nation\'s words count again', str(ME) not in plain(admin.get(LIST)))
past = plain(admin.get(PAGE))
check('all that was said is kept, with who did what', past.count(f'粤交<b>热线{ME}') == 6 and all(w in past for w in ('再说一句', '提出', '同意', '不同意', '恢复全国措辞')), past)
for name, statement in (('changed', "UPDATE notice_wording SET words = 'x' LIMIT 1"), ('taken away', 'DELETE FROM notice_wording LIMIT 1')):
    try:
        why = sql(statement)
    except subprocess.CalledProcessError as error:
        why = error.stderr
    check(f'nor can it be {name} in the database', 'append-only' in why, why)
trail = sql("SELECT act, object, COUNT(*) FROM staff_act WHERE act LIKE 'wording_%' AND detail LIKE '%" + str(ME) + "%' GROUP BY 1, 2 ORDER BY 1")
equal('each step is in the trail once', trail, [[a, '440000 dispatched', n] for a, n in (('wording_ended', '1'), ('wording_let', '1'), ('wording_proposed', '3'), ('wording_refused', '1'))])
done()
