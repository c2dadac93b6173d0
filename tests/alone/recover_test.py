#!/usr/bin/env python3
"""Does who lost the query code get another one by the phone number used, and nobody else learn or get anything?

A gateway on this machine takes the messages. The page must answer the same, in words and in time, whether number and phone belong
together or not; the link counts once and for thirty minutes; and no log, page or table may hold code, token or phone."""
import os
import re
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from gateway import Gateway, use_gateway  # noqa: E402
from lynx import ENTER, TAB, lynx, press, to, words  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402

SECRETS = set()  # what may stand nowhere: codes, tokens, phones


def file(phone, **more):
    person = Citizen(stack.url)
    receipt = person.walk('/ticket/new', dict(MATTER, phone=phone, **more))
    SECRETS.update({phone, code_of(receipt)} - {''})
    return number_of(receipt), code_of(receipt), person


def ask(number, phone, lang=None):
    person = Citizen(stack.url, lang)
    return person.press(person.get('/recover'), {'number': number, 'phone': phone})


def texts_to(phone):
    """Of what was sent to a phone, the messages with a link to a new code."""
    return [m['text'] for m in gateway.to(phone) if '/recover/code' in m['text']]


def messages(phone, count):
    """The links of those, once there are so many."""
    until(lambda: len(texts_to(phone)) >= count)
    links = [re.search(r'/recover/code\?t=([0-9a-f]+)', text) for text in texts_to(phone)]
    SECRETS.update(found.group(1) for found in links)
    return [found.group(0) for found in links]


def link_for(number, phone):
    """Asks, and gives the newest link."""
    before = len(texts_to(phone))
    ask(number, phone)
    return messages(phone, before + 1)[-1]


def renew(link, person=None):
    person = person or Citizen(stack.url)
    return person.press(person.get(link), {})


def new_code(page):
    code = code_of(page)
    SECRETS.update({code} - {None})
    return code


def opens(number, code):
    who = Citizen(stack.url)
    return who.press(who.get('/ticket/track'), {'number': number, 'code': code}).status == 200


def looked_at():
    return until(lambda: stack.count('SELECT COUNT(*) FROM recovery WHERE phase = 1') == 0)


def later(ms):
    """So much later, as far as asks go."""
    stack.sql(f'UPDATE recovery SET asked_ms = asked_ms - {ms}, until_ms = until_ms - {ms}')


def events(number):
    return stack.sql(f"SELECT JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.type'), e.from_state, e.to_state, JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.actor.kind') FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' ORDER BY seq")


def not_set_up():
    page = Citizen(stack.url).get('/recover')
    check('without a gateway the page says to call, and asks for nothing', page.primary()[0] is None and '12328' in page.text, page.text)
    who = Citizen(stack.url)
    token = next(v for n, _, v, _ in who.get('/ticket/track').forms[0].fields if n == 'token')
    sent = who.post('/recover', {'number': file('13600000000')[0], 'phone': '13600000000', 'token': token})
    equal('what is sent all the same is refused', (sent.status, stack.count('SELECT COUNT(*) FROM recovery')), (422, 0))
    track = Citizen(stack.url).get('/ticket/track')
    check('tracking leads there', 'href="/recover"' in track.body.decode() and '查询码丢了' in track.text)


def the_right_way():
    number, code, person = file('13600000001')
    answer = ask(f'{number[:10]} {number[10:]}'.lower(), '+86 136 0000 0001')
    check('number and phone may be typed as people do', answer.status == 200 and '请看手机短信' in answer.text, answer.text)
    link = messages('13600000001', 1)[0]
    text = texts_to('13600000001')[0]
    check('a message comes, with a link and how long it works', '30分钟' in text and text.startswith('【12328】'), text)
    for word in (number, code, number[-8:], '绕道', '投诉', '/notice/stop'):
        check(f'but without {word[:4]}…', word not in text, text)
    who = Citizen(stack.url)
    page = who.get(link)
    equal('opening the link changes nothing', (page.status, code_of(page), number_of(page), opens(number, code)), (200, None, None, True))
    form = who.fill(page, {})
    after = who.post(form[0], form[1])
    fresh = new_code(after)
    check('the button shows a new code and the number', after.status == 200 and fresh and fresh != code and number_of(after) == number, after.text)
    equal('pressed twice: the same code', code_of(who.post(form[0], form[1])), fresh)
    ticket = who.press(after, {})
    check('and leads to the ticket', ticket.status == 200 and '工单进度' in ticket.title and '您换了查询码' in ticket.text, ticket.text[:300])
    check('the message stands among the notices', '换查询码的链接' in who.send(ticket, '/ticket/mine').text)
    equal('the old code is dead, the new one opens', (opens(number, code), opens(number, fresh)), (False, True))
    check('the receipt shows the old one no more', code not in person.get('/ticket/receipt').text.replace(' ', '')
          and '换了查询码' in person.get('/ticket/receipt').text)
    equal('it is one event of the person, and the state stays', events(number)[1:], [['code_renewed', '1', '1', 'person']])
    equal('whose chain holds', [line for line in stack.hotline('doctor').split('\n') if number in line], [])
    equal('the link is used up', (code_of(renew_page(link)), opens(number, fresh)), (None, True))
    again = who.post(form[0], [(n, 'f' * 32 if n == 'intent' else v) for n, v in form[1]])
    equal('used by another button too', (again.status, code_of(again), opens(number, fresh)), (410, None, True))
    equal('the database keeps no phone and no token of it', stack.sql(f"SELECT phase, LENGTH(wrapped), LENGTH(sealed) FROM recovery WHERE number = '{number}'"), [['4', '0', '0']])


def renew_page(link):
    page = Citizen(stack.url).get(link)
    check('and says so', '这个链接不能用了' in page.text and page.primary()[0] is None, page.text)
    return page


def what_does_not_fit():
    number, code, _ = file('13600000002')
    other, _, _ = file('13600000003')
    gone = number[:-7] + ('%06d' % ((int(number[-7:-1]) + 1) % 1000000))
    gone += check_digit(gone[2:])
    nameless, _, _ = file('', reply_by='web')
    landline, _, _ = file('0755-83456780')
    right = ask(number, '13600000002')
    for name, pair in (('a wrong phone', (number, '13600000003')), ('a wrong number', (other, '13600000002')), ('a number that is nobody\'s', (gone, '13600000009')),
                       ('a matter without a phone', (nameless, '13600000008')), ('one with a landline', (landline, '13600000007'))):
        answer = ask(*pair)
        equal(f'{name}: the same answer', (answer.status, answer.url, answer.text), (right.status, right.url, right.text))
    check('all are looked at', looked_at())
    equal('one message went out', [len(messages(f'1360000000{i}', 1 if i == 2 else 0)) for i in (2, 3, 7, 8, 9)], [1, 0, 0, 0, 0])
    equal('of the others no phone is kept', stack.count("SELECT COUNT(*) FROM recovery WHERE phase = 3 AND (sealed <> '' OR wrapped <> '' OR ticket_id <> 0)"), 0)
    equal('a landline gets no messages, and is told so', [w in ask(landline, '0755-83456780').text for w in ('短信只能发到手机号', '请看手机短信')], [True, False])
    check('nothing changed', opens(number, code) and len(events(number)) == 1)


def check_digit(digits):
    """ISO 7064 MOD 11,10."""
    p = 10
    for d in digits:
        s = (p + int(d)) % 10 or 10
        p = s * 2 % 11
    return str((11 - p) % 10)


def too_old():
    number, code, _ = file('13600000011')
    link = link_for(number, '13600000011')
    later(29 * 60000)
    check('after 29 minutes the link still works', Citizen(stack.url).get(link).primary()[0])
    who = Citizen(stack.url)
    page = who.get(link)
    later(61000)
    after = who.press(page, {})
    equal('after 30 it does not, even with the page open before', (after.status, code_of(after), opens(number, code)), (410, None, True))
    renew_page(link)
    gateway.code = 503
    ask(number, '13600000011')
    check('a message that does not get through', until(lambda: stack.count('SELECT COUNT(*) FROM notice WHERE kind = 8 AND state = 1 AND tries > 0') == 1))
    later(31 * 60000)
    gateway.code = 200
    check('is not sent any more when its link is old', until(lambda: stack.count('SELECT COUNT(*) FROM notice WHERE kind = 8 AND state = 3') == 1))
    equal('indeed', len(texts_to('13600000011')), 1)


def several_links():
    number, code, _ = file('13600000012')
    first = link_for(number, '13600000012')
    later(61000)
    second = link_for(number, '13600000012')
    fresh = new_code(renew(second))
    check('the newer link works', opens(number, fresh))
    renew_page(first)
    later(61000)
    racing = link_for(number, '13600000012')
    visitors = [Citizen(stack.url) for _ in range(6)]
    pages = [v.get(racing) for v in visitors]
    answers = [None] * 6

    def press(i):
        answers[i] = visitors[i].press(pages[i], {})

    threads = [threading.Thread(target=press, args=(i,)) for i in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    codes = [new_code(a) for a in answers if code_of(a)]
    equal('six at once with one link: one gets a code', (len(codes), sorted(a.status for a in answers)), (1, [200] + [410] * 5))
    check('which opens', opens(number, codes[0]) and not opens(number, fresh))
    stack.sql(f"UPDATE ticket SET code_tries = 10, code_locked_until_ms = 1000 * UNIX_TIMESTAMP() + 900000 WHERE number = '{number}'")
    check('wrong codes locked it', not opens(number, codes[0]))
    later(61000)
    check('who has the phone gets past that', opens(number, new_code(renew(link_for(number, '13600000012')))))


def limits():
    number, _, _ = file('13600000021')
    stray, _, _ = file('13600000022')
    texts = set()
    for phones in (('13600000021', '13600000031'), ('13600000032', '13600000033')):
        for target, phone in zip((number, stray), phones):
            ask(target, phone)
    for i in range(5):
        texts.add(ask(number, '13600000021').text if i % 2 else ask(number, f'1360000004{i}').text)
        later(61000)
    check('the same again within a minute is the same ask', looked_at() and stack.count(f"SELECT COUNT(*) FROM recovery WHERE number = '{number}'") == 5)
    refused = [ask(number, '13600000021'), ask(number, '13600000045')]
    equal('a sixth ask for a number is refused, whether the phone is right or not',
          [(p.status, '申请得太多' in p.text, p.text) for p in refused], [(429, True, refused[0].text)] * 2)
    check('what was typed stays', all(any(v == number for f in p.forms for n, _, v, _ in f.fields if n == 'number') for p in refused))
    tickets = [file(f'1360000005{i}')[0] for i in range(6)]
    answers = [ask(t, '13600000060') for t in tickets]
    equal('one phone tries six numbers', [p.status for p in answers], [200] * 5 + [429])
    later(24 * 3600000)
    equal('tomorrow again', ask(number, '13600000021').status, 200)
    tries = [file('13600000061')[0] for _ in range(8)]
    statuses, threads = [], []
    for t in tries:
        threads.append(threading.Thread(target=lambda n=t: statuses.append(ask(n, '13600000062').status)))
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    equal('eight at once count too', sorted(statuses), [200] * 5 + [429] * 3)


def confidential():
    number, code, _ = file('13600000071', confidential='yes', reply_by='web')
    other, _, _ = file('13600000072')
    link_for(other, '13600000072')
    link = link_for(number, '13600000071')
    shapes = {re.sub(r't=[0-9a-f]+', '', texts_to(phone)[-1]) for phone in ('13600000071', '13600000072')}
    equal('the message of a confidential matter is that of any other', len(shapes), 1)
    equal('and the only one', len(gateway.to('13600000071')), 1)
    who = Citizen(stack.url)
    page = renew(link, who)
    check('its code is renewed too', opens(number, new_code(page)) and not opens(number, code))
    equal('and no address is logged from there on', who.cookies.get('quiet'), '1')
    lines = [line for line in stack.log('nginx').split('\n') if '"path":"/recover' in line]
    equal('nor was one before', {re.search(r'"address":"([^"]*)"', line).group(1) for line in lines}, {''})


def archived():
    number, _, _ = file('13600000081')
    stack.sql(f"UPDATE ticket SET state = 10, stage = 0 WHERE number = '{number}'")
    ask(number, '13600000081')
    check('an archived matter', looked_at())
    equal('gets no message', len(texts_to('13600000081')), 0)


def english():
    number, _, _ = file('13600000091')
    stack.sql(f"UPDATE ticket SET lang = 'en' WHERE number = '{number}'")
    page = ask(number, '13600000091', 'en')
    main = page.text[page.text.index('Look at your phone', 100):page.text.index('Ask again')]
    check('the page is English', 'a message is on its way' in main and not re.search('[\u4e00-\u9fff]', main), page.text)
    link = messages('13600000091', 1)[0]
    text = texts_to('13600000091')[0]
    check('the message too', 'within 30 minutes' in text and not re.search('[\u4e00-\u9fff]', text.replace('【12328】', '')), text)
    after = renew(link, Citizen(stack.url, 'en'))
    check('and the code', 'Please note the number and the new query code' in after.text and new_code(after), after.text)


def by_keys_alone():
    phone = '13812340077'
    number, code, _ = file(phone)
    page = lynx(stack.url + '/recover', to('Large type') + TAB * 7 + ENTER + words(number) + TAB + ENTER + words(phone) + TAB + ENTER)
    check('lynx: a message is asked for', 'Look at your phone' in page, page)
    page = lynx(stack.url + messages(phone, 1)[0], press('Show the'))
    new = re.search(r'Query code ([0-9A-Z]{4} [0-9A-Z]{4})', page)
    SECRETS.update(new and {new.group(1), new.group(1).replace(' ', '')} or ())
    check('lynx: and its link shows a new code', new and new.group(1).replace(' ', '') != code, page)


def hostile():
    number, code, _ = file('13600000101')
    rows = stack.count('SELECT COUNT(*) FROM recovery')
    for name, pairs in (
            ('nothing', {}), ('quotes', {'number': "JT' OR '1'='1", 'phone': "' OR 1=1 --"}), ('a wrong check digit', {'number': number[:-1] + str((int(number[-1]) + 1) % 10), 'phone': '13600000101'}),
            ('control characters', {'number': number + '\x00', 'phone': '136\r\n00000101'}), ('very much', {'number': 'JT' + '9' * 200000, 'phone': '1' * 200000}),
            ('bytes that are no text', {'number': b'\xff\xfe', 'phone': b'\xc3\x28'}), ('markup', {'number': '<script>alert(1)</script>', 'phone': '"><img src=x>'})):
        person = Citizen(stack.url)
        token = person.fill(person.get('/recover'), {})[1][0]
        page = person.post('/recover', [token, *pairs.items()])
        check(f'{name} is refused in words', page.status in (400, 422) and b'<script>alert' not in page.body and b'<img src=x' not in page.body, (page.status, page.text[:200]))
    person = Citizen(stack.url)
    form = person.fill(person.get('/recover'), {'number': number, 'phone': '13600000101'})
    equal('a form without its token', person.post('/recover', [p for p in form[1] if p[0] != 'token']).status, 403)
    equal('a field twice', person.post('/recover', form[1] + [('phone', '13600000102')]).status, 422)
    equal('a field that is none', person.post('/recover', form[1] + [('to', '13600000102')]).status, 422)
    equal('none of it left a row', stack.count('SELECT COUNT(*) FROM recovery'), rows)
    for token in ('', 'x', '0' * 24, 'A' * 24, '0' * 23, '0' * 5000, "'", '%00', '..%2f', '0' * 24 + '&t=' + '1' * 24):
        page = Citizen(stack.url).get('/recover/code?t=' + token)
        check(f'a token {token[:6]!r}: no more than that it does not work', page.status in (200, 400, 414) and code_of(page) is None and 'JT' not in page.text.replace('JT 开头', ''), page.status)
    who = Citizen(stack.url)
    page = who.post('/recover/code', [*who.fill(who.get('/recover'), {})[1][:1], ('t', '0' * 24), ('intent', '0' * 32)])
    equal('a token that is invented gives nothing', (page.status, code_of(page)), (410, None))
    check('the code stays', opens(number, code))


def same_time():
    pairs = [(file(f'13610000{i:03d}')[0], f'13610000{i:03d}') for i in range(20)]
    took = {True: [], False: []}
    for i in range(40):
        fits = i % 2 == 0
        number, phone = pairs[i // 2]
        person = Citizen(stack.url)
        form = person.fill(person.get('/recover'), {'number': number, 'phone': phone if fits else f'13620000{i:03d}'})
        begun = time.perf_counter()
        person.post(form[0], form[1], follow=False)
        took[fits].append(time.perf_counter() - begun)
    right, wrong = (sorted(took[fits])[3] for fits in (True, False))  # what else runs here only makes some slower
    check('right and wrong take the same time', 0.5 < right / wrong < 2, (right, wrong))
    print(f'# right {right * 1000:.1f} ms, wrong {wrong * 1000:.1f} ms')


def swept():
    later(25 * 3600000)
    stack.command('exec', 'sh', '-c', 'sv restart "$PWD/service/worker" >/dev/null')
    check('after a day nothing is left of any ask', until(lambda: stack.count('SELECT COUNT(*) FROM recovery') == 0))


def one_address():
    stack.env['STACK_LIMIT_LOOPBACK'] = '1'
    stack.command('up', stdout=-3)
    person = Citizen(stack.url)
    form = person.fill(person.get('/recover'), {'number': 'JT1', 'phone': '13600000001'})
    statuses = [person.post(form[0], form[1]).status for _ in range(10)]
    equal('one address asks a few times, then is held back', (statuses[:5], set(statuses[6:])), ([422] * 5, {429}))
    equal('and may still read', person.get('/recover').status, 200)


def nothing_is_written_down():
    check('there are secrets to look for', len(SECRETS) > 60)
    found = set()
    for folder, _, names in os.walk(os.path.join(stack.state, 'log')):
        for name in names:
            with open(os.path.join(folder, name), encoding='utf-8', errors='replace') as f:
                text = f.read()
            found.update((name, secret) for secret in SECRETS if secret in text)
    equal('no log names a code, a token or a phone', found, set())
    dump = stack.output('sh', '-c', 'mariadb-dump --defaults-file=conf/my.cnf --user="$(id -un)" --hex-blob hotline recovery notice event idempotency')
    hexed = {secret.encode().hex().upper() for secret in SECRETS}
    equal('nor do the tables', [s for s in SECRETS if s in dump] + [h for h in hexed if h in dump.upper()], [])


gateway = Gateway()
with Stack(DEMO='0') as stack:
    not_set_up()
    use_gateway(stack, {'notice.sms': f'http://127.0.0.1:{gateway.port}/send', 'notice.retry_s': 1, 'notice.tries': 20})
    the_right_way()
    what_does_not_fit()
    too_old()
    several_links()
    limits()
    confidential()
    archived()
    english()
    by_keys_alone()
    hostile()
    same_time()
    nothing_is_written_down()
    swept()
    one_address()
done()
