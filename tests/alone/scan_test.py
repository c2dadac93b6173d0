#!/usr/bin/python3
"""Is what people hand in shown to nobody before a scanner let it pass, kept apart when it finds something, and decided on by those who may, in
words that the person reads? With clamd itself, and one signature of our own: the string that EICAR made for such tests."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

# In two halves, so that nobody's own scanner takes this file away.
EICAR = rb'X5O!P%@AP[4\PZX54(P^)7CC)7}$' + b'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
CLAMD = '/usr/sbin/clamd'
WHY = '已与技术人员核对，是误报'


def paper(words):
    return b'%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n' + words + b'\ntrailer<</Root 1 0 R>>\n%%EOF\n'


class Clamd:
    """clamd of this test's own, with a directory of signatures that holds one."""

    def __init__(self, top):
        self.top, self.process = top, None
        self.socket = top + '/clamd.sock'
        os.chmod(top, 0o755)  # the stack's account reaches the socket
        os.makedirs(top + '/signatures')
        with open(top + '/signatures/own.ndb', 'w', encoding='ascii') as f:
            f.write('Hotline.Test.Eicar:0:*:' + EICAR.hex() + '\n')

    def start(self, port=0, most='25M'):
        with open(self.top + '/clamd.conf', 'w', encoding='ascii') as f:
            where = f'TCPSocket {port}\nTCPAddr 127.0.0.1\n' if port else f'LocalSocket {self.socket}\n'
            f.write(f'{where}DatabaseDirectory {self.top}/signatures\nForeground yes\nStreamMaxLength {most}\nTemporaryDirectory {self.top}\nMaxThreads 2\n')
        with open(self.top + '/clamd.log', 'wb') as log:
            self.process = subprocess.Popen([CLAMD, '-c', self.top + '/clamd.conf'], stdout=log, stderr=log)
        where = (socket.AF_INET, ('127.0.0.1', port)) if port else (socket.AF_UNIX, self.socket)
        return until(lambda: answers(*where), 30)

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.process = None
        if os.path.exists(self.socket):
            os.remove(self.socket)


def answers(family, where):
    with socket.socket(family) as s:
        s.settimeout(2)
        s.connect(where)
        s.sendall(b'zPING\0')
        return s.recv(20) == b'PONG\0'


class Lair:
    """Something at clamd's place that is not clamd: it says what it is told to, or nothing at all."""

    def __init__(self, path, says):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        os.chmod(path, 0o666)
        self.listener.listen(8)
        self.path, self.says, self.asked, self.kept = path, says, 0, []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                s, _ = self.listener.accept()
            except OSError:
                return
            self.asked += 1
            self.kept.append(s)
            if self.says is not None:
                s.recv(4096)
                s.sendall(self.says)
                s.close()

    def stop(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for s in self.kept:
            s.close()
        os.remove(self.path)


def file(*papers):
    receipt = Citizen(stack.url).walk('/ticket/new', dict(MATTER, phone='139%08d' % (time.time_ns() // 1000 % 10**8)),
                                      [('attachment', name, 'application/pdf', data) for name, data in papers])
    return number_of(receipt), code_of(receipt)


def files(number):
    return stack.sql("SELECT a.id, a.checked, a.found, a.path, a.tries FROM attachment a JOIN ticket t ON t.id = a.ticket_id "
                     f"WHERE t.number = '{number}' ORDER BY a.id")


def state_of(number):
    return [row[1] for row in files(number)]


def events(number):
    return [row[0] for row in stack.sql("SELECT JSON_VALUE(CONVERT(e.canonical USING utf8mb4), '$.type') FROM event e JOIN ticket t ON t.id = e.ticket_id "
                                        f"WHERE t.number = '{number}' ORDER BY e.seq")]


def told(number, code, lang=None):
    who = Citizen(stack.url, lang)
    return who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def decide(who, **typed):
    page = who.get('/admin/quarantine')
    form = next((f for f in page.forms if f.action == '/admin/quarantine'), None)
    pairs = [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden']
    return who.post('/admin/quarantine', pairs + list(typed.items()))


def lies(*parts):
    return os.path.exists(os.path.join(stack.state, *parts))


def doctor():
    run = subprocess.run([os.path.join(stack.state, 'release/build/hotline'), 'doctor'], capture_output=True, text=True,
                         env=dict(os.environ, HOTLINE_CONF=os.path.join(stack.state, 'conf/hotline.hdf')))
    return next((re.sub(r'\s+', ' ', m) for m in re.findall(r'^(?:ok|BAD) +attachments are checked.*(?:\n     .*)*', run.stdout, re.M)), run.stdout)


def scanner_at(address):
    with open(os.path.join(stack.state, 'conf/scan.hdf'), 'w', encoding='ascii') as f:
        f.write(f'scan.clamd = {address}\n')
    stack.command('up', stdout=subprocess.DEVNULL)


WAITS, CLEAN, HELD, RELEASED, DESTROYED = '1', '2', '3', '4', '5'
NONE = '0'

with Stack() as stack:
    clamd = Clamd(tempfile.mkdtemp(prefix='clamd-'))
    people = stack.env['RUN'] + '/accounts.tsv'
    try:
        # ---- without a scanner ----------------------------------------------------------------------------------
        number, _ = file(('发票.pdf', paper(b'before')))
        equal('without a scanner nothing waits, and doctor has nothing to say', (state_of(number), doctor()[:3]), ([NONE], 'ok '))

        # ---- clean, and found -----------------------------------------------------------------------------------
        check('clamd starts', clamd.start())
        scanner_at(clamd.socket)
        number, code = file(('发票.pdf', paper(b'a bill')), ('合同.pdf', paper(EICAR)))
        check('one passes, the other is held', until(lambda: state_of(number) == [CLEAN, HELD]), files(number))
        check('by its name for it', files(number)[1][2].startswith('Hotline.Test.Eicar'), files(number))
        equal('which is an event of the ticket', events(number), ['filed', 'file_held'])
        (good, bad), path = [row[0] for row in files(number)], files(number)[1][3]
        check('the file lies in quarantine', until(lambda: files(number)[1][3].startswith('quarantine/') and lies('upload', files(number)[1][3])), files(number))
        path = files(number)[1][3]
        equal('which the worker alone can enter', os.stat(os.path.join(stack.state, 'upload/quarantine')).st_mode & 0o777, 0o700)
        check('and nowhere else, not among unfinished uploads either',
              not lies('upload', path.removeprefix('quarantine/')) and not lies('spool', os.path.basename(path)))
        agent = sign_in(stack.url, find(people, 'agent', '44'))
        equal('staff get the one', agent.get(f'/admin/file/{good}').status, 200)
        answer = agent.get(f'/admin/file/{bad}')
        check('and not the other', answer.status == 403 and EICAR not in answer.body, answer.status)
        page = agent.get('/admin/ticket/' + number)
        check('whose page says that it is held and what was found, without a link to it',
              '已暂扣' in page.text and 'Hotline.Test.Eicar' in page.text and f'/admin/file/{bad}' not in page.body.decode() and f'/admin/file/{good}' in page.body.decode())
        page = told(number, code)
        check('the person reads it too', '合同.pdf' in page.text and '已暂扣' in page.text and '可能含有恶意程序' in page.text
              and '您的一份附件没有通过安全检查' in page.text, page.text[:1500])
        page = told(number, code, 'en')
        check('in English as well', 'Held back' in page.text and 'did not pass the safety check' in page.text, page.text[:1500])

        # ---- who decides ----------------------------------------------------------------------------------------
        keeper = sign_in(stack.url, find(people, 'security_admin'))
        page = keeper.get('/admin/quarantine')
        check('who decides sees it in a list', '合同.pdf' in page.text and 'Hotline.Test.Eicar' in page.text and '发票.pdf' not in page.text, page.text)
        answer = decide(keeper, file=bad, decision='file_released', reason='')
        check('without a reason nothing is decided', answer.status == 422 and state_of(number) == [CLEAN, HELD], answer.status)
        answer = decide(keeper, file=good, decision='file_destroyed', reason=WHY)
        check('nor what is not held', answer.status == 422 and '不在暂扣之列' in answer.text and WHY in answer.body.decode(), answer.text[:400])
        equal('released', (decide(keeper, file=bad, decision='file_released', reason=WHY).status, state_of(number), events(number)[-1]),
              (200, [CLEAN, RELEASED], 'file_released'))
        check('the file goes back', until(lambda: not files(number)[1][3].startswith('quarantine/') and lies('upload', files(number)[1][3])), files(number))
        answer = agent.get(f'/admin/file/{bad}')
        check('and is served from then on', answer.status == 200 and EICAR in answer.body, answer.status)
        check('the person reads why', WHY in told(number, code).text)
        equal('and the trail of acts has it', stack.sql(f"SELECT act, detail FROM staff_act WHERE object = '{number}'"), [['file_released', WHY]])

        number, code = file(('病毒.pdf', paper(EICAR)))
        check('the next one is held', until(lambda: files(number)[0][3].startswith('quarantine/')), files(number))
        bad, path = files(number)[0][0], files(number)[0][3]
        page = keeper.get('/admin/holds')
        keeper.send(page, '/admin/holds', number=number, what='held', reason='法院依法调取证据')
        answer = decide(keeper, file=bad, decision='file_destroyed', reason='确认是病毒')
        check('under a legal hold it is not destroyed', answer.status in (409, 422) and '正在依法保留' in answer.text and state_of(number) == [HELD] and lies('upload', path),
              f'{answer.status} {answer.text[:300]}')
        try:
            stack.sql(f'UPDATE attachment SET checked = 5 WHERE id = {bad}')
            refused = False
        except subprocess.CalledProcessError:
            refused = True
        check("not even by the database's owner", refused)
        equal('and is held still', state_of(number), [HELD])
        page = keeper.get('/admin/holds')
        form = next(f for f in page.forms if (f.action or '').endswith('/lift'))
        keeper.post(form.action, [(n, {'lift_reason': '法院调取已完毕'}.get(n, v)) for n, _, v, _ in form.fields])
        equal('after it is lifted it is', (decide(keeper, file=bad, decision='file_destroyed', reason='确认是病毒').status, state_of(number)), (200, [DESTROYED]))
        check('nothing of it is left on the disk', until(lambda: not lies('upload', path)) and until(lambda: files(number)[0][3] == '')
              and subprocess.run(['grep', '-rlaF', EICAR.decode(), os.path.join(stack.state, 'upload'), os.path.join(stack.state, 'spool')],
                                 capture_output=True, text=True).stdout.count('\n') == 1, files(number))
        check('and the person reads that and why', '已销毁' in told(number, code).text and '确认是病毒' in told(number, code).text)
        check('the chains hold', doctor().startswith('ok '), doctor())

        # ---- away, hanging, refusing, lying ---------------------------------------------------------------------
        clamd.stop()
        number, code = file(('等.pdf', paper(b'waits')))
        down = lambda: stack.count("SELECT COUNT(*) FROM pulse WHERE part = 'scan' AND up = 0") == 1  # noqa: E731
        check('away, and the worker knows', until(down, 20))
        check('doctor says so', 'BAD' in doctor() and 'has not answered since' in doctor(), doctor())
        health = sign_in(stack.url, find(people, 'system_admin')).get('/admin/health')
        check('and the health page', '附件安全检查' in health.text, health.text[:600])
        lair = Lair(clamd.socket, None)
        check('silent, it is asked', until(lambda: lair.asked > 0, 15))
        other, _ = file(('还等.pdf', paper(b'waits too')))
        check('while other work goes on', until(lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 0))
        equal('what was handed in meanwhile waits, and is served to nobody',
              (state_of(number) + state_of(other), agent.get(f'/admin/file/{files(number)[0][0]}').status), ([WAITS, WAITS], 403))
        check('the person reads that it is checked', '正在检查' in told(number, code).text)
        lair.stop()
        lair = Lair(clamd.socket, b'INSTREAM size limit exceeded. ERROR\0')
        check('refused, they go on waiting, one after the other', until(lambda: all(row[4] != '0' for row in files(number) + files(other)), 20), files(number) + files(other))
        check('and doctor says that', 'refused' in doctor(), doctor())
        lair.stop()
        lair = Lair(clamd.socket, b'stream: OK\0')
        seen = lair.asked
        number, _ = file(('大.pdf', paper(b'x' * 3000000)))
        check('who says OK before it has all is not believed', until(lambda: files(number)[0][4] != '0', 20) and state_of(number) == [WAITS], files(number))
        lair.stop()

        # ---- and back, over TCP ---------------------------------------------------------------------------------
        with socket.socket() as s:
            s.bind(('127.0.0.1', 0))
            port = s.getsockname()[1]
        check('clamd is back, at another place', clamd.start(port))
        scanner_at(f'127.0.0.1:{port}')
        check('all that waited is let pass', until(lambda: stack.count('SELECT COUNT(*) FROM attachment WHERE checked = 1') == 0, 30),
              stack.sql('SELECT id, checked, tries FROM attachment'))
        check('and doctor is content', until(lambda: doctor().startswith('ok '), 30), doctor())
    finally:
        clamd.stop()
        shutil.rmtree(clamd.top)

done()
