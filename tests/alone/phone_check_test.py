#!/usr/bin/env python3
"""Where a province's rules want the phone verified, is a matter filed only by who reads the message that went to it, and by nobody else;
and is nobody asked where they do not, where no message can get there, or of a confidential matter?

The rules are a plugin of this test's own, the gateway one on this machine. Codes may stand in no table, log or page."""
import datetime
import os
import re
import signal
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from gateway import Gateway, use_gateway  # noqa: E402
from stack import Stack, add_plugin, build_of_its_own, check, done, equal, until  # noqa: E402

TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
DAY = (TODAY - datetime.date(1970, 1, 1)).days
PLUGIN = '''#include "table_rules.h"
#define OURS "a rule of the tests"
static const struct table_admit admissions[] = {
	{ "32.test.phone", RULES_COMPLAINT, 0, 0, 0, RULES_ACCEPT, 0, "", OURS, .without = RULES_CONFIDENTIAL, .phone_check = RULES_PHONE_CODE },
};
TABLE_ADMIT(admissions)
const struct province_rules province_rules = {
	TABLE_HEAD(320000, "江苏省", "Jiangsu", "test", OURS), .effective_from = %d - 1, .admit = table_admit_answer,
};
''' % DAY
CASES = 'admit\tcomplaint\t3101\t320100\t-\taccept\t-\t32.test.phone\ta rule of the tests\n'
CODES = set()


def begin(phone, lang=None, **more):
    """A person whose answers are given, and what pressing "submit" leads to."""
    person = Citizen(stack.url, lang)
    page = person.walk('/ticket/new', dict(MATTER, region='320100', phone=phone, **more), until=lambda p: p.url.endswith('/ticket/new/phone'))
    return person, page


def texts_to(phone):
    return [m['text'] for m in gateway.to(phone) if re.search(r'(验证码是|code is) ?\d{6}', m['text'])]


def code_sent(phone, count=1):
    """The newest code, once there are so many."""
    until(lambda: len(texts_to(phone)) >= count)
    found = re.search(r'\d{6}', texts_to(phone)[-1]).group(0)
    CODES.add(found)
    return found


def enter(person, page, code):
    return person.press(page, {'sms_code': code})


def again(person, page):
    form = next(f for f in page.forms if any(n == 'do' for n, *_ in f.fields))
    return person.post(form.action, [(n, v) for n, _, v, _ in form.fields])


def other(code, by=1):
    return '%06d' % ((int(code) + by) % 1000000)


def tickets(phone_mask_end):
    return stack.count(f"SELECT COUNT(*) FROM ticket WHERE phone_mask LIKE '%{phone_mask_end}'")


def later(ms):
    stack.sql(f'UPDATE phone_check SET asked_ms = asked_ms - {ms}, until_ms = until_ms - {ms}')


def not_set_up():
    _, page = begin('13500000000')
    check('where no message can be sent, nobody is asked', number_of(page) is not None, page.text[:300])


def the_right_way():
    person = Citizen(stack.url)
    page = person.walk('/ticket/new', dict(MATTER, region='320100', phone='13500000001'), until=lambda p: p.url.endswith('/ticket/new/check'))
    check('the last step says that a code will come', '验证码会发送到手机' in page.text and '135****0001' in page.text, page.text)
    page = person.press(page, {})
    check('behind it the code is asked for', page.url == '/ticket/new/phone' and '验证手机号码' in page.title and '135****0001' in page.text, page.url)
    check('with the rule that wants it', 'a rule of the tests' in page.text)
    check('without the number', '13500000001' not in page.body.decode())
    code = code_sent('13500000001')
    text = texts_to('13500000001')[0]
    check('a message comes, with the code and how long it counts', text.startswith('【12328】') and code in text and '10分钟' in text and '/notice/stop' not in text, text)
    equal('nothing is filed before', tickets('0001'), 0)
    wrong = enter(person, page, other(code))
    check('a wrong code files nothing and says so', wrong.status == 422 and '验证码不对' in wrong.text and tickets('0001') == 0, wrong.text[:300])
    for what, typed in (('nothing', ''), ('five digits', code[:5]), ('words', '验证码'), ('very much', '1' * 5000)):
        equal(f'{what} is refused', enter(person, wrong, typed).status, 422)
    equal('and costs no try', stack.sql("SELECT tries FROM phone_check ORDER BY id DESC LIMIT 1"), [['1']])
    check('going back, everything is kept', '司机绕道' in person.get('/ticket/new/check').text and '司机绕道' in person.get('/ticket/new/content').body.decode())
    back = person.press(person.get('/ticket/new/check'), {})
    equal('submitting again sends no second code', (back.url, len(texts_to('13500000001'))), ('/ticket/new/phone', 1))
    form = person.fill(back, {'sms_code': ' '.join((code[:3], code[3:])).translate({48 + i: 0xff10 + i for i in range(10)})})
    receipt = person.post(form[0], form[1])
    number = number_of(receipt)
    check('the right one files it, typed as people do', receipt.url == '/ticket/receipt' and number, receipt.text[:300])
    equal('pressed twice: the same ticket', (number_of(person.post(form[0], form[1])), tickets('0001')), (number, 1))
    equal('where it went is gone', stack.sql("SELECT COUNT(*) FROM phone_check WHERE passed_ms > 0 AND sealed <> ''"), [['0']])
    rule = stack.sql(f"SELECT CONVERT(canonical USING utf8mb4) LIKE '%32.test.phone%' FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' AND e.seq = 1")
    equal('the filing names the rule', rule, [['1']])


def put_right():
    person, page = begin('13500000181')
    receipt = enter(person, page, code_sent('13500000181'))
    page = person.press(person.get('/ticket/track'), {'number': number_of(receipt), 'code': code_of(receipt)})
    form = next(f for f in page.forms if f.action == '/ticket/correct')
    page = person.post(form.action, [(n, v) for n, k, v, _ in form.fields if k == 'hidden'])
    refused = person.press(page, {'contact': 'change', 'name': '赵六', 'phone': '13500000182'})
    check('a correction does not bring in a phone that nobody verified', refused.status == 422 and '更正时不能换号码' in refused.text and
          '13500000182' in refused.body.decode(), refused.text[:300])
    kept = person.press(refused, {'contact': 'change', 'name': '赵六', 'phone': '135 0000 0181'})
    check('with the phone as it was, the name may be another', kept.status == 200 and any(f.action == '/ticket/correct/save' for f in kept.forms), kept.text[:300])
    equal('and there is one ticket', (tickets('0181'), tickets('0182')), (1, 0))


def at_once():
    person, page = begin('13500000011')
    form = person.fill(page, {'sms_code': code_sent('13500000011')})
    people, answers = [Citizen(stack.url) for _ in range(6)], []
    for p in people:
        p.cookies = dict(person.cookies)
    threads = [threading.Thread(target=lambda p=p: answers.append(number_of(p.post(form[0], form[1])))) for p in people]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    equal('six at once: one ticket', (len(set(answers)), None in answers, tickets('0011')), (1, False, 1))


def tries_end():
    person, page = begin('13500000021')
    code = code_sent('13500000021')
    answers = [enter(person, page, other(code, i + 1)) for i in range(6)]
    check('five wrong ones', all('验证码不对' in a.text for a in answers[:5]) and '已经失效' in answers[5].text, [a.text[:80] for a in answers])
    late = enter(person, page, code)
    check('then the right one counts no more', late.status == 422 and '已经失效' in late.text and tickets('0021') == 0)
    page = again(person, late)
    check('another can be had', page.status == 200 and '最新一条短信' in page.text)
    fresh = code_sent('13500000021', 2)
    check('and files it', number_of(enter(person, page, fresh)) is not None)


def too_old():
    person, page = begin('13500000031')
    code = code_sent('13500000031')
    later(10 * 60000 + 1000)
    check('after ten minutes it counts no more', '已经失效' in enter(person, page, code).text)
    check('submitting again sends one', person.press(person.get('/ticket/new/check'), {}).url == '/ticket/new/phone' and code_sent('13500000031', 2) != '')
    page = again(person, person.get('/ticket/new/phone'))
    equal('within a minute another is the same one', (page.status, len(texts_to('13500000031'))), (200, 2))
    check('the newest files it', number_of(enter(person, page, code_sent('13500000031', 2))) is not None)


def too_often():
    person, page = begin('13500000041')
    for n in range(2, 6):
        code_sent('13500000041', n - 1)
        stack.sql('UPDATE phone_check SET asked_ms = asked_ms - 61000')
        page = again(person, page)
    code_sent('13500000041', 5)
    stack.sql('UPDATE phone_check SET asked_ms = asked_ms - 61000')
    page = again(person, page)
    check('five codes a day and no more', page.status == 429 and '太多' in page.text, (page.status, page.text[:200]))
    _, page = begin('13500000041')
    check('nor for another visit with this phone', page.status == 429 and '太多' in page.text, page.status)
    change = person.walk('/ticket/new/contact', dict(MATTER, phone='13500000042'), until=lambda p: p.url.endswith(('/phone', '/check')))
    change = person.press(change, {}) if change.url.endswith('/check') else change
    check('nor for this visit with another phone', change.status == 429 and not texts_to('13500000042'), (change.status, change.url))


def another_phone():
    person, page = begin('13500000051')
    code = code_sent('13500000051')
    page = person.walk('/ticket/new/contact', dict(MATTER, phone='13500000052'), until=lambda p: p.url.endswith('/check'))
    page = person.press(page, {})
    second = code_sent('13500000052')
    if code != second:
        check('the code of one phone does not verify another', '验证码不对' in enter(person, page, code).text)
    check('its own does', number_of(enter(person, page, second)) is not None)
    stranger, theirs = begin('13500000053')
    mine = code_sent('13500000053')
    thief, page = begin('13500000053')
    if mine != code_sent('13500000053', 2):
        check('nor does the code of another visit', thief.press(page, {'sms_code': mine}).status == 422)


def not_asked():
    for what, phone, more in (('of another kind', '13500000061', {'kind': 'inquiry'}), ('confidential', '13500000062', {'confidential': 'yes'}),
                              ('a landline', '025-83210000', {}), ('of no phone', '', {}), ('of another province', '13500000063', {'region': '440300'})):
        _, page = begin(phone, **({'kind': 'complaint'} | more)) if 'region' not in more else (None, Citizen(stack.url).walk('/ticket/new', dict(MATTER, phone=phone, **more)))
        check(f'{what}: nobody is asked', number_of(page) is not None, (page.url, page.text[:200]))
    equal('and no code was sent', [p for p in ('13500000061', '13500000062', '13500000063') if texts_to(p)], [])


def english():
    person, page = begin('13500000071', 'en')
    main = page.text[page.text.index('Verify your phone number', 40):page.text.index('Why this is asked')]
    check('the page is English', not re.search('[\u4e00-\u9fff]', main), main)
    code = code_sent('13500000071')
    check('the message too', 'within' in texts_to('13500000071')[0] or 'minutes' in texts_to('13500000071')[0], texts_to('13500000071'))
    check('and it files', number_of(enter(person, page, code)) is not None)


def forged():
    person = Citizen(stack.url)
    page = person.get('/ticket/track')
    token = next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
    equal('without a form nothing is filed', person.post('/ticket/new/phone', [('token', token), ('sms_code', '123456')]).url.startswith('/ticket/new'), True)
    for region, phone in (('440300', '13500000191'), ('320100', '13500000192')):
        person = Citizen(stack.url)
        check_page = person.walk('/ticket/new', dict(MATTER, region=region, phone=phone), until=lambda p: p.url.endswith('/ticket/new/check'))
        token = next(v for f in check_page.forms for n, _, v, _ in f.fields if n == 'token')
        for more in ([('sms_code', '123456')], [('do', 'again')]):
            past = person.post('/ticket/new/phone', [('token', token)] + more)
            equal(f'nobody gets past "check answers" in {region}', (past.url, tickets(phone[-4:]), len(texts_to(phone))), ('/ticket/new/check', 0, 0))
    person, page = begin('13500000081')
    form = person.fill(page, {'sms_code': code_sent('13500000081')})
    equal('a form without its token', person.post(form[0], [p for p in form[1] if p[0] != 'token']).status, 403)
    equal('a field that is none', person.post(form[0], form[1] + [('phone_passed', '1')]).status, 422)
    equal('who does not press "submit" there', (tickets('0081'), person.get('/ticket/receipt').url), (0, '/ticket/track'))


def looked_at():
    """The page in Chromium, which gives its own lines."""
    said = subprocess.run(['node', 'tests/browser/phone_page.mjs'], env=dict(os.environ, BASE_URL=stack.url), capture_output=True, text=True)
    wrong = [line for line in said.stdout.splitlines() if not line.startswith('ok ')]
    check('axe and html-validate find nothing on the page of the code', said.returncode == 0 and len(wrong) == 1, said.stdout[-3000:] + said.stderr[-500:])


def nowhere():
    columns = [c for (c,) in stack.sql("SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'phone_check' AND data_type = 'varbinary'")]
    dump = [cell for row in stack.sql('SELECT ' + ', '.join(f'HEX({c})' for c in columns) + ' FROM phone_check') for cell in row]
    logs = ''.join(stack.log(name) for name in ('portal', 'worker', 'nginx'))
    check('codes and phones do not stand there', len(dump) > 50 and not [c for c in (*CODES, '1350000') if any(c.encode().hex().upper() in cell for cell in dump)], len(dump))
    check('and in no log', not [c for c in CODES if re.search(rf'(?<!\d){c}(?!\d)', re.sub(r'"(pid|id|bytes|us|ms|at|time)":"?[\d.]+', '', logs))], len(CODES))
    stack.sql("UPDATE phone_check SET asked_ms = asked_ms - 90000000, until_ms = until_ms - 90000000")
    for pid in stack.program('worker'):  # a fresh one does all its duties at once
        os.kill(pid, signal.SIGTERM)
    check('after a day nothing is left', until(lambda: stack.count('SELECT COUNT(*) FROM phone_check') == 0, 90))


gateway = Gateway()
with build_of_its_own() as BUILD:
    add_plugin(BUILD, '32_jiangsu.test', PLUGIN, CASES)
    with Stack(BUILD=BUILD) as stack:
        check('the rules serve', 'test' in stack.hotline('rules', 'list'), stack.hotline('rules', 'list'))
        not_set_up()
        use_gateway(stack, {'notice.sms': f'http://127.0.0.1:{gateway.port}/send', 'notice.retry_s': 1, 'notice.tries': 20})
        the_right_way()
        put_right()
        at_once()
        tries_end()
        too_old()
        too_often()
        another_phone()
        not_asked()
        english()
        forged()
        looked_at()
        nowhere()
        equal('the chains hold', 'BAD' in stack.output('sh', '-c', 'release/build/hotline doctor || :'), False)
done()
