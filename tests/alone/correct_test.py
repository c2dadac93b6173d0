#!/usr/bin/env python3
"""May a person put the own filing right for ten minutes, until somebody begins on it, and does it stay provable what was said before?"""
import hashlib
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from gateway import Gateway, use_gateway  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

NEW = '昨晚在机场打车，司机绕道多收了一百六十元，不是六十元。'


def file(phone='13700100001', **more):
    receipt = Citizen(stack.url).walk('/ticket/new', dict(MATTER, phone=phone, **more))
    return number_of(receipt), code_of(receipt)


def track(number, code, lang=None):
    who = Citizen(stack.url, lang)
    return who, who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def form_of(page, action):
    return next((f for f in page.forms if f.action == action), None)


def send(who, page, action, **fields):
    """A form as it stands, but for some fields."""
    form = form_of(page, action)
    pairs = [(n, fields.pop(n) if n in fields else v) for n, kind, v, chosen in form.fields
             if kind not in ('radio', 'checkbox') or chosen and n not in fields]
    return who.post(action, pairs + list(fields.items()))


def opened(number, code):
    who, page = track(number, code)
    return who, send(who, page, '/ticket/correct')


def value(page, name):
    return next((v for f in page.forms for n, kind, v, chosen in f.fields if n == name and (chosen or kind != 'radio')), None)


def row(number, columns):
    return stack.sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def event_of(number, kind='corrected'):
    text = stack.output('sh', '-c', 'mariadb --defaults-file=conf/my.cnf --user="$(id -un)" -N -r hotline -e "$1"', '-',
                        f"SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' AND e.canonical LIKE '%\"type\":\"{kind}\"%'")
    return [json.loads(line) for line in text.split('\n') if line]


def texts(number):
    """Salt and body of each text, by the number of its event and field."""
    text = stack.output('sh', '-c', 'mariadb --defaults-file=conf/my.cnf --user="$(id -un)" -N -r hotline -e "$1"', '-',
                        f"SELECT x.seq, x.field, HEX(x.salt), HEX(x.body) FROM event_text x JOIN ticket t ON t.id = x.ticket_id WHERE t.number = '{number}'")
    rows = [line.split('\t') for line in text.split('\n') if line]
    return {(int(seq), field): (bytes.fromhex(salt), bytes.fromhex(body)) for seq, field, salt, body in rows}


def the_way():
    number, code = file()
    who, page = track(number, code)
    check('the page offers it and says until when', '写错了？' in page.text and form_of(page, '/ticket/correct'), page.text)
    page = send(who, page, '/ticket/correct')
    equal('the form holds what was sent', [value(page, n) for n in ('content', 'wish', 'place', 'plate', 'happened_at', 'contact', 'phone')],
          [MATTER['content'], MATTER['wish'], MATTER['place'], MATTER['plate'], '2026-01-05 21:30', 'keep', ''])
    check('but not the phone, which this site cannot read', '13700100001' not in page.body.decode() and '137****0001' in page.text, page.text)
    nothing = who.press(page, {})
    equal('without a change there is nothing to check', (nothing.status, '没有任何改动' in nothing.text), (422, True))
    short = who.press(page, {'content': '短', 'place': '火车站'})
    equal('what is wrong is said beside it, and all that was typed stays', (short.status, value(short, 'content'), value(short, 'place'), '至少' in short.text), (422, '短', '火车站', True))
    checked = who.press(page, {'content': NEW, 'place': '', 'happened_at': '2026-01-06 08:15', 'plate': '粤b54321'})
    check('old stands beside new', checked.status == 200 and all(w in checked.text for w in (MATTER['content'], NEW, '宝安国际机场', '（已删去）', '2026-01-06 08:15', '粤B54321')), checked.text)
    equal('nothing is changed yet', (row(number, 'place, last_seq'), event_of(number)), (['宝安国际机场', '1'], []))
    back = send(who, checked, '/ticket/correct/save', do='back')
    equal('one may change it again', (value(back, 'content'), value(back, 'place'), value(back, 'plate').upper()), (NEW, '', '粤B54321'))
    form = form_of(checked, '/ticket/correct/save')
    saved = send(who, checked, '/ticket/correct/save', do='save')
    check('saving shows the ticket with the new words', '已按您的更正保存' in saved.text and NEW in saved.text and '您作了更正' in saved.text, saved.text)
    equal('the ticket has them', (row(number, 'LENGTH(place), plate, LEFT(summary, 12), state'), int(row(number, 'happened_ms')[0]) // 60000 * 60), (['0', '粤B54321', NEW[:12], '1'], 1767658500))
    twice = send(who, checked, '/ticket/correct/save', do='save')
    equal('pressed twice it is saved once', (twice.status, '已按您的更正保存' in twice.text, len(event_of(number))), (200, True, 1))
    event, said = event_of(number)[0], texts(number)
    equal('the event says what was corrected, by whom', (event['facts']['fields'], event['actor']['kind'], event['from'], event['to']),
          ('content place plate happened_at', 'person', 'accepted', 'accepted'))
    check('and commits to the new words', NEW not in json.dumps(event, ensure_ascii=False) and event['texts']['content'] == hashlib.sha256(b''.join(said[2, 'content'])).hexdigest()
          and said[2, 'content'][1].decode() == NEW)
    first = event_of(number, 'filed')[0]
    check('what it said before is still proven by its own', first['texts']['content'] == hashlib.sha256(b''.join(said[1, 'content'])).hexdigest()
          and said[1, 'content'][1].decode() == MATTER['content'])
    equal('the chain holds', [line for line in stack.hotline('doctor').split('\n') if number in line], [])
    again = send(who, saved, '/ticket/correct')
    equal('and it may be corrected once more, from the newest words', value(again, 'content'), NEW)
    return number, code, form


def staff_sees(number):
    agent = sign_in(stack.url, find(accounts, 'agent', '44'))
    page = agent.get('/admin/ticket/' + number)
    check('staff read the corrected words, and that they are', NEW in page.text and '本人已更正' in page.text and '本人更正' in page.text, page.text[:1500])
    head = page.text[page.text.index('本人已更正'):page.text.index('办理过程', page.text.index('本人已更正') + 60)]
    check('and no others at the head', MATTER['content'] not in head and '粤B54321' in head and '宝安国际机场' not in head, head)
    return agent


def closed_by_work(agent):
    number, code = file('13700100002')
    who, page = opened(number, code)
    checked = who.press(page, {'content': NEW})
    form = form_of(agent.get('/admin/ticket/' + number), f'/admin/ticket/{number}/noted')
    agent.post(form.action, [(n, '已联系当事人' if n == 'text' else v) for n, _, v, _ in form.fields])
    late = send(who, checked, '/ticket/correct/save', do='save')
    equal('once somebody has begun, it is too late', (late.status, '现在不能更正了' in late.text, event_of(number)), (409, True, []))
    check('what was typed waits in the supplement', NEW in (value(late, 'supplement') or ''), value(late, 'supplement'))
    after = send(who, late, '/ticket/supplement')
    check('and can be sent as one', '补充内容已收到' in after.text and NEW in after.text, after.text[:300])
    equal('the button is gone', form_of(after, '/ticket/correct'), None)


def closed_by_time():
    number, code = file('13700100003')
    who, page = opened(number, code)
    checked = who.press(page, {'content': NEW})
    stack.sql(f"UPDATE ticket SET filed_ms = filed_ms - 600000 WHERE number = '{number}'")
    late = send(who, checked, '/ticket/correct/save', do='save')
    equal('after ten minutes nothing is saved', (late.status, event_of(number), row(number, 'last_seq')), (409, [], ['1']))
    check('the page says so and leads to the supplement', '提交超过 10 分钟' in late.text and NEW in value(late, 'supplement') and form_of(late, '/ticket/correct') is None, late.text)
    equal('nor does the form open by hand', who.post('/ticket/correct', [(n, v) for n, _, v, _ in form_of(page, '/ticket/track').fields]).status, 409)
    stack.sql(f"UPDATE ticket SET filed_ms = filed_ms - 10000 WHERE number = '{number}'")
    equal('the database would not let it either', stack.output('sh', '-c', 'MYSQL_PWD=$(sed -n "s/^db.password = //p" conf/portal.hdf) mariadb --no-defaults --socket=sock/db.sock '
          f"--user=portal hotline -e \"CALL contact_correct({row(number, 'id')[0]}, 1, '', '', '')\" 2>&1 | grep -o 'the time to correct is over'; true"), 'the time to correct is over')


def contact(agent):
    number, code = file('13700100004', name='王小明')
    kept = f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id WHERE t.number = '{number}'"
    sealed = f"SELECT SHA2(v.sealed, 256) FROM vault v JOIN ticket t ON t.id = v.ticket_id WHERE t.number = '{number}'"
    before = stack.sql(sealed)
    check('a message says that it was received', until(lambda: gateway.to('13700100004'), 60))
    who, page = opened(number, code)
    forgot = who.press(page, {'phone': '13700100005'})
    equal('a new phone without saying so is asked about', (forgot.status, '请选' in forgot.text, value(forgot, 'phone')), (422, True, '13700100005'))
    checked = who.press(page, {'contact': 'change', 'name': '王大明', 'phone': '13700100005'})
    check('masks stand beside what is new', all(w in checked.text for w in ('137****0004', '王大明', '13700100005')), checked.text)
    saved = send(who, checked, '/ticket/correct/save', do='save')
    check('saved: the person is another', '已换成新的联系方式' in saved.text and '137****0005' not in saved.text, saved.text)
    equal('by mask', row(number, 'phone_mask, name_mask'), ['137****0005', '王*'])
    equal('by what is sealed, once', (len(stack.sql(sealed)), stack.sql(sealed) != before), (1, True))
    equal('and by where notices go', stack.count(kept), 1)
    check('the phone is found by its new index', stack.count(f"SELECT COUNT(*) FROM ticket a JOIN ticket b ON a.phone_index = b.phone_index WHERE a.number = '{number}' AND b.number = '{file('13700100005')[0]}'") == 1)
    event = event_of(number)[0]
    equal('the event commits to the person without naming', (event['facts']['fields'], list(event['texts'])), ('person', ['person']))
    check('no text of it lies open', not [k for k in texts(number) if k[1] == 'person'] and '13700100005' not in json.dumps(event))
    form = form_of(agent.get('/admin/ticket/' + number), f'/admin/ticket/{number}/not_accepted')
    agent.post(form.action, [(n, '不属于本热线受理范围' if n == 'text' else v) for n, _, v, _ in form.fields])
    check('the next message goes to the new phone', until(lambda: gateway.to('13700100005'), 60))
    equal('and the old one gets none', len(gateway.to('13700100004')), 1)
    other, other_code = file('13700100006', name='李四', reply_by='web')
    who, page = opened(other, other_code)
    send(who, who.press(page, {'contact': 'change', 'name': '赵六', 'phone': '13700100007'}), '/ticket/correct/save', do='save')
    form = form_of(agent.get('/admin/ticket/' + other), f'/admin/ticket/{other}/reveal')
    shown = agent.post(form.action, [(n, '回电核实情况' if n == 'text' else v) for n, _, v, _ in form.fields])
    check('who may see the person sees the new one', '13700100007' in shown.text and '赵六' in shown.text and '13700100006' not in shown.text, shown.text[:600])
    who, page = opened(*file('13700100008', reply_by='phone'))
    refused = who.press(page, {'contact': 'change'})
    equal('without a phone nobody can be called', (refused.status, '请填写电话' in refused.text), (422, True))
    third, third_code = file('13700100009', reply_by='web')
    who, page = opened(third, third_code)
    gone = send(who, who.press(page, {'contact': 'change'}), '/ticket/correct/save', do='save')
    equal('with the answer on the page all of it may go', ('已按您的更正保存' in gone.text, row(third, 'LENGTH(phone_mask), LENGTH(phone_index)'),
          stack.count(f"SELECT COUNT(*) FROM vault v JOIN ticket t ON t.id = v.ticket_id WHERE t.number = '{third}'"),
          stack.count(f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id WHERE t.number = '{third}'")), (True, ['0', '0'], 0, 0))
    quiet, quiet_code = file('13700100010', quiet='yes')
    who, page = opened(quiet, quiet_code)
    check('who wanted no notices is asked with that box ticked', any(n == 'quiet' and chosen for f in page.forms for n, _, _, chosen in f.fields))
    send(who, who.press(page, {'contact': 'change', 'phone': '13700100011'}), '/ticket/correct/save', do='save')
    equal('and gets none', stack.count(f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id WHERE t.number = '{quiet}'"), 0)
    secret, secret_code = file('13700100012', confidential='yes', reply_by='web')
    who, page = opened(secret, secret_code)
    send(who, who.press(page, {'contact': 'change', 'phone': '13700100013'}), '/ticket/correct/save', do='save')
    equal('nor is where to kept of a confidential matter', (row(secret, 'phone_mask'), stack.count(
        f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id WHERE t.number = '{secret}'")), (['137****0013'], 0))


def hostile():
    number, code = file('13700100020')
    who, page = opened(number, code)
    checked = who.press(page, {'content': NEW})
    form = form_of(checked, '/ticket/correct/save')
    pairs = [(n, v) for n, _, v, _ in form.fields]
    for name, more in (('a wrong code', {'code': 'ZZZZZZZZ'}), ('no code', {'code': ''}), ('another intent', {'intent': 'x'}), ('no button', {'do': 'sell'}),
                       ('too long', {'content': '很' * 5001}), ('a time to come', {'happened_at': '2099-01-01 00:00'}), ('no content', {'content': ''}), ('bytes', {'content': b'\xff\xfe\xfd'})):
        answer = who.post(form.action, [(n, more.get(n, v)) for n, v in pairs] + ([('do', 'save')] if 'do' not in more else [('do', more['do'])]))
        check(f'{name} is refused', answer.status == 422 and not event_of(number), (answer.status, answer.text[:200]))
    equal('without a token', who.post(form.action, [p for p in pairs if p[0] != 'token'] + [('do', 'save')]).status, 403)
    marked = who.press(page, {'content': '<script>alert(1)</script><b>绕道</b>'})
    check('markup stays text', b'<script>alert' not in marked.body and '<script>alert(1)</script>' in marked.text, marked.status)
    equal('an address opened by hand leads to tracking', Citizen(stack.url).get('/ticket/correct/save').url, '/ticket/track')
    stranger, _ = file('13700100021')
    answer = who.post(form.action, [(n, stranger if n == 'number' else v) for n, v in pairs] + [('do', 'save')])
    equal('another\'s ticket is not opened', (answer.status, event_of(stranger)), (422, []))


def english():
    number, code = file('13700100030')
    who, page = track(number, code, 'en')
    page = send(who, page, '/ticket/correct')
    checked = who.press(page, {'place': 'Railway station'})
    for name, p in (('form', page), ('check', checked)):
        body = re.sub(r'<header.*?</header>|<footer.*?</footer>|<textarea.*?</textarea>|value="[^"]*"', '', p.body.decode(), flags=re.S)
        body = re.sub(r'粤B12345|宝安国际机场|中文|测\*', '', re.sub(r'<[^>]*>', ' ', body))
        check(f'the {name} is English', 'orrect' in p.title and not re.search('[\u4e00-\u9fff]', body), re.findall('[\u4e00-\u9fff]+', body))


gateway = Gateway()
with Stack(STACK_RATE_READ='1000r/s', STACK_RATE_WRITE='1000r/s') as stack:
    accounts = os.path.join(stack.run, 'accounts.tsv')
    use_gateway(stack, {'notice.sms': f'http://127.0.0.1:{gateway.port}/send', 'notice.retry_s': 1})
    number, code, _ = the_way()
    agent = staff_sees(number)
    closed_by_work(agent)
    closed_by_time()
    contact(agent)
    hostile()
    english()
done()
