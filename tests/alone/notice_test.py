#!/usr/bin/python3
"""Is a person told what happens, by mail and message, once and only as wanted, whatever dies on the way?

A real SMTP server and an HTTP gateway on this machine take what the worker sends. People file matters while the worker is
killed; both machines count what they got by its key. Then they refuse, are too busy, hang, and are switched off.
"""
import asyncio
import email
import email.policy
import os
import random
import re
import signal
import sys
import threading
import time

from aiosmtpd.controller import Controller

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from gateway import Gateway, use_gateway  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402


class Mailbox:
    """What the SMTP server took: every delivery, repeats too."""

    def __init__(self):
        self.got, self.answer, self.asked, self.slow = [], '250 OK', 0, 0

    async def handle_DATA(self, server, session, envelope):
        self.asked += 1
        if self.answer.startswith('250'):
            self.got.append((envelope.rcpt_tos[0], email.message_from_bytes(envelope.content, policy=email.policy.default)))
        await asyncio.sleep(self.slow)  # taken, but whoever sent it may die before it hears so
        return self.answer

    def to(self, address):
        """Each mail to an address once, by its Message-ID, in the order in which they came."""
        return list({m['Message-ID']: m for to, m in self.got if to == address}.values())


def phone_of(i):
    return f'139{random.randrange(10):01d}{i:07d}'


def settings_of_notices(**more):
    use_gateway(stack, {'notice.smtp': f'smtp://127.0.0.1:{smtp.port}', 'notice.smtp_tls': 0, 'notice.from': '12328@example.cn',
                        'notice.sms': f'http://127.0.0.1:{gateway.port}/send', 'notice.sms_token': 'geheim', 'notice.retry_s': 1,
                        'notice.tries': 4, **more})


def file(phone, address, lang=None, **more):
    receipt = Citizen(stack.url, lang).walk('/ticket/new', dict(MATTER, phone=phone, email=address, **more))
    return number_of(receipt), code_of(receipt)


def nothing_waits():
    return stack.count('SELECT COUNT(*) FROM event_queue') == 0 and stack.count('SELECT COUNT(*) FROM notice WHERE state = 1') == 0


def body_of(mail):
    return mail.get_content()


def states(number):
    return sorted(row[0] for row in stack.sql(f"SELECT n.state FROM notice n JOIN ticket t ON t.id = n.ticket_id WHERE t.number = '{number}'"))


def kill_worker():
    """Those killed."""
    there = stack.program('worker')
    for pid in there:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    return there


box, gateway = Mailbox(), Gateway()
smtp = Controller(box, hostname='127.0.0.1', port=0)


def listen():
    """aiosmtpd cannot be asked for any free port: take one that is free now."""
    import socket
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        smtp.port = s.getsockname()[1]
    smtp.start()


def off_by_default():
    number, _ = file('13800000001', 'off@example.cn')
    check('without settings nothing is sent, and the outbox says so', until(lambda: states(number) == ['4']), states(number))
    page = Citizen(stack.url).walk('/ticket/new', MATTER, until=lambda p: p.url.endswith('/contact'))
    names = [name for form in page.forms for name, *_ in form.fields]
    check('and the form offers nothing of it', 'phone' in names and 'email' not in names and 'quiet' not in names, names)


def received():
    number, _ = file('13800000002', 'a@example.cn')
    check('a mail and a message say that it was received', until(lambda: box.to('a@example.cn') and gateway.to('13800000002')))
    mail, message = box.to('a@example.cn')[0], gateway.to('13800000002')[0]
    text = body_of(mail)
    check('in Chinese, with the number and a date', number in text and '已受理' in text and re.search(r'\d{4}年\d\d月\d\d日', text), text)
    check('the message too', number in message['text'] and message['text'].startswith('【12328】'), message)
    for word in (MATTER['content'][:6], MATTER['name'], '绕道'):
        check(f'but nothing of the matter: {word}', word not in text + message['text'] + str(mail['Subject']))
    check('the mail has what mails need', mail['From'] and mail['Date'].datetime and mail['Auto-Submitted'] == 'auto-generated'
          and re.fullmatch(r'<[0-9a-f]{32}@example\.cn>', mail['Message-ID']), mail)
    equal('the gateway is shown the token', {auth for _, auth, _ in gateway.got}, {'Bearer geheim'})
    number, _ = file('13800000003', 'b@example.cn', lang='en')
    check('in English for who reads English', until(lambda: box.to('b@example.cn')) and 'has been received' in body_of(box.to('b@example.cn')[0])
          and not re.search('[\u4e00-\u9fff]', body_of(box.to('b@example.cn')[0])), box.to('b@example.cn'))


def not_wanted():
    file('13800000004', 'quiet@example.cn', quiet='yes')
    secret, _ = file('13800000005', 'secret@example.cn', confidential='yes')
    landline, _ = file('0755-83456789', '')
    check('all that waited is sent', until(nothing_waits))
    equal('who wants no notices gets none', (box.to('quiet@example.cn'), gateway.to('13800000004')), ([], []))
    equal('of a confidential matter nobody is told', (box.to('secret@example.cn'), gateway.to('13800000005')), ([], []))
    equal('and where to is not even kept', stack.count(f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id"
                                                      f" WHERE t.number IN ('{secret}', '{landline}')"), 0)


def stopped():
    number, code = file('13800000006', 'stop@example.cn')
    check('a mail comes', until(lambda: box.to('stop@example.cn')))
    mail = box.to('stop@example.cn')[0]
    path = re.search(r'/notice/stop\?t=[0-9a-f]+', body_of(mail)).group(0)
    check('its header names the same link', path in mail['List-Unsubscribe'], mail['List-Unsubscribe'])
    who = Citizen(stack.url)
    page = who.get(path)
    kept = f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id WHERE t.number = '{number}'"
    equal('opening the link changes nothing', (page.status, stack.count(kept)), (200, 1))
    after = who.press(page, {})
    equal('the button does', (after.status, stack.count(kept)), (200, 0))
    other = Citizen(stack.url)
    invented = other.press(other.get('/notice/stop?t=' + '0' * 24), {})
    equal('a token that is none gets the same answer', (invented.status, invented.text), (after.status, after.text))
    equal('what is no token is refused', other.press(other.get('/notice/stop?t=xyz'), {}).status, 422)
    before = len(box.got), len(gateway.got)
    stack.sql(f"INSERT INTO notice (ticket_id, seq, channel, kind, state, k, next_ms, made_ms) SELECT id, 99, 2, 5, 1, 'x', 0, filed_ms FROM ticket WHERE number = '{number}'")
    check('what waited for this person ends unwanted', until(lambda: '5' in states(number)), states(number))
    equal('and is not sent', (len(box.got), len(gateway.got)), before)


def killed_in_the_middle():
    people = [(phone_of(i), f'p{i}@example.cn') for i in range(40)]
    box.got.clear(), gateway.got.clear()
    box.slow = gateway.slow = 0.4
    stop, killed = threading.Event(), []

    def killer():
        while not stop.is_set():
            killed.extend(kill_worker())
            time.sleep(random.uniform(0.3, 1.5))

    thread = threading.Thread(target=killer)
    thread.start()
    for phone, address in people:
        file(phone, address)
    until(lambda: len(box.got) > 20, 30)
    stop.set()
    thread.join()
    box.slow = gateway.slow = 0
    check('the worker was killed again and again', len(killed) >= 5, killed)
    check('what the kills left over is sent', until(nothing_waits, 90), stack.sql('SELECT state, tries, COUNT(*) FROM notice GROUP BY 1, 2'))
    equal('each person got one mail by its key', [(a, len(box.to(a))) for _, a in people], [(a, 1) for _, a in people])
    equal('and one message', [(p, len(gateway.to(p))) for p, _ in people], [(p, 1) for p, _ in people])
    check('though some came twice', len(box.got) + len(gateway.got) > 2 * len(people), (len(box.got), len(gateway.got)))
    print(f'# {len(killed)} kills; {len(box.got)} mails and {len(gateway.got)} messages came for {len(people)} people')


def refused_and_busy():
    box.answer = '550 no such mailbox'
    number, _ = file('13800000007', 'nobody@example.cn')
    check('a mailbox that is refused is given up at once', until(lambda: states(number) == ['2', '3']), states(number))
    equal('after one try', stack.count(f"SELECT MAX(tries) FROM notice n JOIN ticket t ON t.id = n.ticket_id WHERE t.number = '{number}'"), 1)
    box.answer = '451 try again'
    number, _ = file('13800000008', 'later@example.cn')
    before = box.asked
    check('one that is busy is tried again', until(lambda: box.asked > before + 1))
    box.answer = '250 OK'
    check('until it takes it', until(lambda: states(number) == ['2', '2'], 30), states(number))
    equal('once', len(box.to('later@example.cn')), 1)
    gateway.code = 503
    number, _ = file('13800000009', '')
    check('a gateway that never takes it is given up after so many tries', until(lambda: states(number) == ['3'], 60), states(number))
    equal('namely', stack.count(f"SELECT tries FROM notice n JOIN ticket t ON t.id = n.ticket_id WHERE t.number = '{number}'"), 4)
    gateway.code = 200


def hanging():
    gateway.hang.clear()
    before = gateway.asked
    for i in range(12):
        file(phone_of(100 + i), '')
    check('a gateway hangs', until(lambda: gateway.asked > before))
    number, _ = file('', 'through@example.cn', reply_by='web')
    check('mails go on, and the queue too', until(lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 0))
    gateway.hang.set()
    check('and all is sent when it wakes', until(nothing_waits, 60))
    equal('the mail among them', len(box.to('through@example.cn')), 1)


def extended():
    """The reason of an extension is told, and the words between offices that stand beside it are not."""
    number, _ = file('13800000012', 'more@example.cn')
    check('it waits for nothing', until(nothing_waits))
    ticket = stack.sql(f"SELECT id FROM ticket WHERE number = '{number}'")[0][0]
    for kind, words in ((25, '现场核查需要时间'), (7, '内部意见不得外传')):
        stack.sql(f"INSERT INTO event (ticket_id, seq, at_ms, type, from_state, to_state, actor_kind, actor_id, suite, prev_hash, hash, canonical)"
                  f" SELECT id, last_seq + 1, UNIX_TIMESTAMP(NOW(3)) * 1000, {kind}, 1, 1, 2, 1, 1, last_hash, SHA2(id, 256), '' FROM ticket WHERE id = {ticket};"
                  f" INSERT INTO event_text SELECT id, last_seq + 1, 'reason', 'x', '{words}' FROM ticket WHERE id = {ticket};"
                  f" UPDATE ticket SET last_seq = last_seq + 1, last_hash = SHA2(id, 256) WHERE id = {ticket}"
                  .replace('SHA2(id, 256)', 'UNHEX(SHA2(id, 256))'))
    stack.sql(f"INSERT INTO notice (ticket_id, seq, channel, kind, state, k, next_ms, made_ms) SELECT id, 9, 2, 4, 1, 'y', 0, filed_ms FROM ticket WHERE id = {ticket}")
    check('a mail tells of the extension', until(lambda: len(box.to('more@example.cn')) == 2))
    text = body_of(box.to('more@example.cn')[-1])
    check('with its reason', '新的答复期限' in text and '现场核查需要时间' in text, text)
    check('and no other words of that name', '内部' not in text, text)


def erased():
    number, _ = file('13800000010', 'gone@example.cn')
    kept = f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id WHERE t.number = '{number}'"
    equal('where to is kept', stack.count(kept), 1)
    equal('sealed', stack.count("SELECT COUNT(*) FROM notice_contact WHERE HEX(CONCAT(wrapped, sealed)) REGEXP HEX('example') OR"
                               " HEX(CONCAT(wrapped, sealed)) REGEXP HEX('138000')"), 0)
    stack.sql(f"DELETE v FROM vault v JOIN ticket t ON t.id = v.ticket_id WHERE t.number = '{number}'")
    equal('until the identity is erased', stack.count(kept), 0)
    number, code = file('13800000011', 'arch@example.cn')
    check('all is told', until(nothing_waits))
    who = Citizen(stack.url)
    page = who.press(who.get('/ticket/track'), {'number': number, 'code': code})
    form = next(f for f in page.forms if f.action == '/ticket/withdraw')
    who.post('/ticket/withdraw', [(n, v) for n, k, v, _ in form.fields if k == 'hidden'] + [('reason', '不用了')])
    stack.sql(f"UPDATE ticket SET closed_ms = 1 WHERE number = '{number}'")
    check('or the matter is archived', until(lambda: stack.count(f"SELECT COUNT(*) FROM archive WHERE number = '{number}'") == 1, 60)
          and stack.count(f"SELECT COUNT(*) FROM notice_contact c JOIN ticket t ON t.id = c.ticket_id WHERE t.number = '{number}'") == 0)


def worded_at_the_desk():
    """What the desk let through (tests/integration/wording_test.py) is what is sent, from then on and until it is ended; blanks are filled in and nothing else is read in it."""
    hostile = '粤交<?cs var:L.site.demo ?>热线"收到 {number}，%s %n {date}前答复'

    def write(act, of_id, words='', words_en=''):
        stack.sql(f"INSERT INTO notice_wording (k, province, kind, act, of_id, words, words_en, staff_id, at_ms) VALUES ('{act}', 440000, 1, {act}, {of_id}, '{words}', '{words_en}', 1, 1)")

    def told(address, phone, lang=None, region='440300'):
        number, _ = file(phone, address, lang, region=region)
        until(lambda: box.to(address) and gateway.to(phone), 30)
        return number, body_of(box.to(address)[0]), gateway.to(phone)[0]['text']

    write(1, 0, hostile, 'Guangdong has your matter {number}.')
    proposal = stack.count('SELECT MAX(id) FROM notice_wording')
    _, mail, message = told('w1@example.cn', '13800000021')
    check('words that are proposed change nothing yet', '已受理' in mail and '已受理' in message and '粤交' not in mail + message, message)
    write(2, proposal)
    number, mail, message = told('w2@example.cn', '13800000022')
    wanted = hostile.replace('{number}', number).split('{date}')[0]
    check('let through they are what mail and message say, each sign as it was typed', all(
        wanted in text and re.search(r'\d{4}年\d\d月\d\d日前答复', text) and '{' not in text and '已受理' not in text for text in (mail, message)), (mail, message))
    check('with signature and links as ever', message.startswith('【12328】') and '/notice/stop?t=' in message and '/ticket/track' in mail, message)
    number, mail, message = told('w3@example.cn', '13800000023', 'en')
    check('in English too', all(f'Guangdong has your matter {number}.' in text for text in (mail, message)), message)
    check('elsewhere the words of all count', '已受理' in told('w4@example.cn', '13800000024', region='450100')[1])
    write(4, proposal)
    check('and here too when they are ended', '已受理' in told('w5@example.cn', '13800000025')[2])


def worded_by_a_province():
    """The words that are in use, with Guangdong's own beside them in one language; the worker reads them when it starts."""
    with open(os.path.join(stack.state, 'release/templates/labels/zh-CN.hdf'), 'a', encoding='utf-8') as f:
        f.write('notice.p44.received = 粤交热线收到了您的第{number}号反映，{date}前答复。\n')
    settings_of_notices(**{'notice.tries': 5})
    for address, region, lang, says, says_not in (
            ('gd@example.cn', '440300', None, '粤交热线收到了您的第', '已受理'), ('gx@example.cn', '450100', None, '已受理', '粤交热线'),
            ('gd-en@example.cn', '440300', 'en', 'has been received', '粤交热线')):
        number, _ = file('13800000012', address, lang, region=region)
        text = body_of(box.to(address)[0]) if until(lambda: box.to(address), 30) else ''
        check(f'{region} in {lang or "zh-CN"}: the province\'s own words where it has them, else those of all', says in text and says_not not in text and number in text
              and '{' not in text, text)
    settings_of_notices()


def swept():
    before, day = int(time.time() * 1000), 86400000
    number, _ = file('13800000013', 'swept@example.cn')
    check('all is told', until(nothing_waits))
    of = f"(SELECT id FROM ticket WHERE number = '{number}')"
    stack.sql(f'UPDATE notice SET done_ms = {before - 185 * day} WHERE ticket_id = {of} AND channel = 1')
    stack.sql(f'UPDATE notice SET done_ms = {before - 183 * day} WHERE ticket_id = {of} AND channel = 2')
    stack.sql(f'INSERT INTO notice (ticket_id, seq, channel, kind, state, k, next_ms, made_ms) VALUES ({of}, 9, 1, 1, 1, "waits", {before + day}, {before - 300 * day})')
    rows = f'SELECT seq, channel FROM notice WHERE ticket_id = {of} ORDER BY seq, channel'
    stack.sql("INSERT INTO draft (k, sealed, updated_ms) VALUES ('a sign', '', 1)")
    settings_of_notices(**{'notice.keep_days': 0})
    check('the sweep passes', until(lambda: stack.count("SELECT COUNT(*) FROM draft WHERE k = 'a sign'") == 0, 30))
    equal('kept for good, nothing goes', stack.sql(rows), [['1', '1'], ['1', '2'], ['9', '1']])
    settings_of_notices()
    check('what is over goes after the time that is set, and nothing else', until(lambda: stack.sql(rows) == [['1', '2'], ['9', '1']], 30), stack.sql(rows))
    stack.sql(f'DELETE FROM notice WHERE ticket_id = {of} AND seq = 9')
    settings_of_notices(**{'notice.keep_days': 182})
    check('which may be shorter', until(lambda: stack.sql(rows) == [], 30), stack.sql(rows))
    equal('and nobody is told again', (len(box.to('swept@example.cn')), len(gateway.to('13800000013'))), (1, 1))


def only_the_worker():
    for program in ('portal', 'admin', 'api'):
        equal(f'{program} cannot read where people are told', stack.output(
            'sh', '-c', f'MYSQL_PWD=$(sed -n "s/^db.password = //p" conf/{program}.hdf) mariadb --no-defaults --socket=sock/db.sock '
            f'--user={program} hotline -e "SELECT sealed FROM notice_contact LIMIT 1" 2>&1 | grep -c denied'), '1')
    log = stack.log('worker')
    check('the log names nobody', not re.search(r'1380000\d{4}|example\.cn', log))


listen()
try:
    with Stack(DEMO='0') as stack:
        off_by_default()
        settings_of_notices()
        received()
        not_wanted()
        stopped()
        killed_in_the_middle()
        refused_and_busy()
        hanging()
        extended()
        erased()
        worded_at_the_desk()
        worded_by_a_province()
        swept()
        only_the_worker()
finally:
    smtp.stop()
done()
