"""sip: a telephone exchange for the tests: Kamailio with the configuration of docs/examples, SIPp as the trunk and as telephones.

Everything has an address of its own on the loopback, all on port 5060, as in a house: no other test can be in the way.
"""
import os
import random
import signal
import socket
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PORT = 5060
SDP = 'v=0\no=- 1 1 IN IP4 [local_ip]\ns=-\nc=IN IP4 [media_ip]\nt=0 0\nm=audio [media_port] RTP/AVP 8\na=rtpmap:8 PCMA/8000\n'


def free_net():
    """The first three parts of addresses that nobody here uses."""
    for _ in range(50):
        net = f'127.{random.randint(1, 254)}.{random.randint(1, 254)}'
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            try:
                s.bind((net + '.1', PORT))
                return net
            except OSError:
                pass
    raise RuntimeError(f'UDP port {PORT} is taken everywhere')


class Exchange:
    def __init__(self, directory, url, key, logins):
        self.dir, self.net, self.all = directory, free_net(), []
        self.log = os.path.join(directory, 'kamailio.log')
        self.telephones = [f'{self.net}.{21 + i}' for i in range(len(logins))]
        lines = [f'1 sip:{login}@{ip}:{PORT}\n' for login, ip in zip(logins, self.telephones)]
        agents = self.file('agents', ''.join(reversed(lines)))  # the last one of the file comes first
        self.env = dict(os.environ, HOTLINE_URL=url, HOTLINE_KEY=key, HOTLINE_TRUNK=self.net + '.2', HOTLINE_AGENTS=agents)

    def __enter__(self):
        with open(self.log, 'w') as log:
            self.kamailio = self.start(['kamailio', '-DD', '-E', '-f', os.path.join(TOP, 'docs/examples/kamailio.cfg'), '-l', f'udp:{self.net}.1:{PORT}',
                                        '-n', '2', '-m', '32', '-w', self.dir, '-Y', self.dir], env=self.env, stderr=log)
        return self

    def __exit__(self, *_):
        for process in self.all:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.all:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def start(self, words, stderr=subprocess.DEVNULL, **more):
        process = subprocess.Popen(words, cwd=self.dir, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True, **more)
        self.all.append(process)
        return process

    def file(self, name, text):
        with open(os.path.join(self.dir, name), 'w') as f:
            f.write(text)
        return f.name

    def up(self):
        """Is it there, and its answer to OPTIONS from an address that it knows?"""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.bind((self.telephones[0], 0))
            s.settimeout(0.3)
            s.sendto(f'OPTIONS sip:{self.net}.1 SIP/2.0\r\nVia: SIP/2.0/UDP {self.telephones[0]}:{s.getsockname()[1]};branch=z9hG4bKup{random.random()}\r\n'
                     f'From: <sip:up@test>;tag=1\r\nTo: <sip:up@test>\r\nCall-ID: up{random.random()}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n'.encode(),
                     (self.net + '.1', PORT))
            return b' 200 ' in s.recv(2000)

    def sipp(self, ip, port, steps, *words):
        """A SIPp of one call there, that plays these steps."""
        scenario = self.file(f'{ip}.{len(self.all)}.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="test">\n' + '\n'.join(steps) + '\n</scenario>\n')
        return self.start(['sipp', '-sf', scenario, '-i', ip, '-mi', ip, '-p', str(port), '-m', '1', '-nostdin', '-timeout', '30', '-timeout_error',
                           '-trace_err', '-error_file', scenario + '.err', *words])

    def telephone(self, which, steps):
        return self.sipp(self.telephones[which], PORT, steps)

    def call(self, call_id, steps, host=2):
        return self.sipp(f'{self.net}.{host}', PORT + len(self.all), steps, '-cid_str', call_id, f'{self.net}.1:{PORT}')

    def errors(self):
        """What SIPp and Kamailio complained of."""
        return '\n'.join(open(os.path.join(self.dir, f)).read() for f in sorted(os.listdir(self.dir)) if f.endswith(('.err', '.log')))


# ---- steps ---------------------------------------------------------------------------------------------------------------

def recv(what, **more):
    words = ''.join(f' {k}="{v}"' for k, v in more.items())
    return f'<recv {"response" if what.isdigit() else "request"}="{what}"{words}/>'


def send(text, body='', retrans=''):
    kind = 'Content-Type: application/sdp\n' if body else ''
    return f'<send{retrans and " retrans=" + chr(34) + retrans + chr(34)}><![CDATA[\n{text.strip()}\n{kind}Content-Length: [len]\n\n{body}]]></send>'


def pause(milliseconds):
    return f'<pause milliseconds="{milliseconds}"/>'


VIA = 'Via: SIP/2.0/UDP [local_ip]:[local_port];branch='
FIRST = 'z9hG4bK-[pid]-first'  # that of the INVITE, which CANCEL and the ACK of a refusal have too
LAST = '[last_Via:]\n[last_Record-Route:]\n[last_From:]\n[last_To:]%s\n[last_Call-ID:]\n[last_CSeq:]\n'
CONTACT = 'Contact: <sip:{}@[local_ip]:[local_port]>'


def reply(line, tag=';tag=t[pid]', body='', **more):
    return send(f'SIP/2.0 {line}\n' + LAST % tag + CONTACT.format('phone'), body, **more)


class Caller:
    """The trunk's side of a call: who calls is the From's URI, with what other header fields."""

    def __init__(self, who, *fields):
        self.who, self.fields = f'From: {who};tag=c[pid]', ''.join(f + '\n' for f in fields)

    def request(self, method, number, to='', uri='sip:12328@[remote_ip]', more='', branch=FIRST, **how):
        return send(f'{method} {uri} SIP/2.0\n{VIA}{branch}\n{self.who}\nTo: <sip:12328@[remote_ip]>{to}\nCall-ID: [call_id]\nCSeq: {number} {method}\n'
                    f'Max-Forwards: 70\n{CONTACT.format("trunk")}\n{more}', **how)

    def within(self, method, number, **how):
        return self.request(method, number, '[peer_tag_param]', '[next_url]', '[routes]\n', '[branch]', **how)

    def invite(self):
        return [self.request('INVITE', 1, more=self.fields, body=SDP, retrans='500'), recv('100', optional='true')]

    def ringing(self):
        return self.invite() + [recv('180')]

    def talks(self, milliseconds=4000, again=False, ends=True):
        """Is answered, perhaps changes something in the middle, and hangs up, or hears the other do it."""
        steps = self.ringing() + [recv('200', rrs='true'), self.within('ACK', 1), pause(milliseconds)]
        if again:
            steps += [self.within('INVITE', 2, body=SDP, retrans='500'), recv('100', optional='true'), recv('200'), self.within('ACK', 2), pause(milliseconds)]
        return steps + ([self.within('BYE', 3, retrans='500'), recv('200')] if ends else [recv('BYE'), reply('200 OK', '')])

    def gives_up(self, milliseconds=6000):
        return self.ringing() + [pause(milliseconds), self.request('CANCEL', 1), recv('200'), recv('487'), self.ack_of_refusal()]

    def is_refused(self, code, rings=False):
        return self.invite() + ([recv('180', optional='true')] if rings else []) + [recv(code), self.ack_of_refusal()]

    def ack_of_refusal(self):
        return self.request('ACK', 1, '[peer_tag_param]')


def keep(header, name, nth=1):
    return f'<ereg regexp=".*" search_in="hdr" header="{header}:" occurrence="{nth}" assign_to="{name}"/>'


def recv_keeping(*kept):
    return f'<recv request="INVITE" rrs="true"><action>{"".join(kept)}</action></recv>'


def answers(milliseconds=6000, again=False, ends=0):
    """The agent's side: rings so long, answers, and hears the other hang up, or does so first after so long."""
    steps = [recv_keeping(keep('From', 'from'), keep('To', 'to')), reply('180 Ringing'), pause(milliseconds), reply('200 OK', body=SDP, retrans='500'), recv('ACK')]
    if ends:
        return steps + [pause(ends), send(f'BYE [next_url] SIP/2.0\n{VIA}[branch]\nFrom: [$to];tag=t[pid]\nTo: [$from]\nCall-ID: [call_id]\n'
                                          'CSeq: 1 BYE\nMax-Forwards: 70\n[routes]', retrans='500'), recv('200')]
    if again:
        steps += [recv('INVITE'), reply('200 OK', '', body=SDP, retrans='500'), recv('ACK')]
    return steps + ['<Reference variables="from,to"/>', recv('BYE'), reply('200 OK', '')]


def only_rings():
    """The first Via is of the exchange, the second of the trunk: those of the INVITE, which a CANCEL does not repeat."""
    return [recv_keeping(keep('Via', 'via1'), keep('Via', 'via2', 2)), reply('180 Ringing'), recv('CANCEL'), reply('200 OK'),
            send('SIP/2.0 487 Request Terminated\nVia: [$via1]\nVia: [$via2]\n[last_From:]\n[last_To:];tag=t[pid]\n[last_Call-ID:]\nCSeq: 1 INVITE'), recv('ACK')]


def is_busy():
    return [recv('INVITE'), reply('486 Busy Here', retrans='500'), recv('ACK')]
