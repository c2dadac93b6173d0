#!/usr/bin/env python3
"""Does a real telephone exchange with the example of docs/examples/kamailio.cfg tell the desk of its calls: answered, given up, refused, handed on,
withheld, two at once, changed in the middle, and while the desk is away?

Kamailio runs that very file; SIPp is the trunk and both agents' telephones, which it rings in turn (sip.py)."""
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from sip import Caller, Exchange, answers, is_busy, only_rings  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

PHONES = [f'13{n}{int(time.time()) % 10**8:08d}' for n in range(6)]


def mask(phone):
    return f'{phone[:3]}****{phone[-4:]}'


def of(phone):
    return Caller(f'<sip:{phone}@trunk.example.cn>')


def now(which):
    return json.loads(desks[which].get('/admin/calls/now').body)


def shows(which, state, phone):
    """Is it soon at that agent's desk, in this state with this number?"""
    return until(lambda: (now(which).get('state'), now(which).get('phone')) == (state, phone), 8)


def missed(phone, which=0):
    """How often the list of who waits for a call back has it: None when it has no such line."""
    row = next((r for r in re.findall(r'(?s)<tr>.*?</tr>', desks[which].get('/admin/calls').body.decode()) if mask(phone) in r), None)
    return row and re.search(r'numeric">(\d+)<', row).group(1)


def told():
    """How many events the desk has been told of, whatever it answered; nginx writes its log once a second."""
    time.sleep(1.2)
    return len(re.findall(r'"path":"/api/call"', stack.log('nginx')))


def well(*sipps):
    """Has each SIPp seen what its steps wait for?"""
    return all(s.wait(40) == 0 for s in sipps)


def over(which):
    return until(lambda: now(which).get('state') not in ('ringing', 'answered'), 8)


def row(call):
    found = stack.sql(f"SELECT COALESCE(s.login, ''), phone_mask, LENGTH(phone_index), answered_ms > 0, ended_ms > 0 FROM call_in c LEFT JOIN staff s ON s.id = c.staff_id "
                      f"WHERE call_id = '{call}'")
    return found[0] if found else None


def nginx(verb):
    stack.command('exec', 'sv', '-w', '10', verb, './service/nginx', stdout=subprocess.DEVNULL)


with Stack() as stack, tempfile.TemporaryDirectory(prefix='hotline-pbx-') as scratch:
    people = os.path.join(stack.run, 'accounts.tsv')
    agents = [a for a in accounts(people) if a.role == 'agent' and a.province == '440000'][:2]
    logins = [a.login for a in agents]
    desks = [sign_in(stack.url, a) for a in agents]
    key = stack.hotline('api', 'new', '话务', '--rights', 'call', '--province', '44', '--by', find(people, 'security_admin').login).split()[0]
    with Exchange(scratch, stack.url + '/api/call', key, logins) as pbx:
        check('Kamailio runs the file of the docs', until(pbx.up, 10), pbx.errors())
        if pbx.kamailio.poll() is not None:
            done()

        # ---- answered, with a change in the middle ---------------------------------------------------------------------
        sipps = [pbx.telephone(0, answers(again=True)), pbx.call('one+1@trunk', of(PHONES[0]).talks(again=True))]
        check('it rings at the first desk, with the number', shows(0, 'ringing', PHONES[0]), now(0))
        equal('and at no other', now(1), {})
        page = desks[0].get('/admin/calls')
        check('the page of calls has it, masked', mask(PHONES[0]) in page.text and PHONES[0] not in page.body.decode(), page.text[:600])
        check('it is answered', shows(0, 'answered', PHONES[0]), now(0))
        check('the call goes through, and a re-INVITE in it', well(*sipps), pbx.errors())
        check('it is over', shows(0, 'ended', PHONES[0]), now(0))
        equal('its name is the Call-ID, and who answered is known', row('one+1@trunk'), [logins[0], mask(PHONES[0]), '16', '1', '1'])
        equal('three things were told: the re-INVITE was no second ring', told(), 3)
        equal('nobody waits for a call back', missed(PHONES[0]), None)

        # ---- given up ----------------------------------------------------------------------------------------------------
        sipps = [pbx.telephone(1, only_rings()), pbx.call('two', of('+86' + PHONES[1]).gives_up())]
        check('the next one rings at the second desk', shows(1, 'ringing', PHONES[1]), now(1))
        check('the caller gives up', well(*sipps), pbx.errors())
        check('and is in the list of missed calls', until(lambda: missed(PHONES[1]) == '1' == missed(PHONES[1], 1)), row('two'))
        check('at no desk any more', PHONES[1] not in str(now(1)), now(1))

        # ---- refused; then handed on, from another city -------------------------------------------------------------------
        sipps = [pbx.telephone(0, is_busy()), pbx.telephone(1, is_busy()), pbx.call('three', of(PHONES[2]).is_refused('486'))]
        check('both are busy: so is the line', well(*sipps), pbx.errors())
        check('and the caller is in the list', until(lambda: missed(PHONES[2]) == '1'), row('three'))
        sipps = [pbx.telephone(1, is_busy()), pbx.telephone(0, answers(ends=4000)), pbx.call('four', of('0' + PHONES[2]).talks(0, ends=False))]
        check('the second is busy: it rings at the first', shows(0, 'ringing', PHONES[2]), now(0))
        check('and is answered there, until the agent hangs up', well(*sipps) and over(0) and row('four') == [logins[0], mask(PHONES[2]), '16', '1', '1'], (row('four'), pbx.errors()))
        check('who got through waits no longer', until(lambda: missed(PHONES[2]) is None))

        # ---- two at once: one withheld, one of a long Call-ID -------------------------------------------------------------
        long = 'a-Call-ID-of-an-exchange-that-writes-(much)-into-it/' + 'f' * 40 + '@pbx.example.cn'
        hidden = Caller('"Anonymous" <sip:anonymous@anonymous.invalid>', f'P-Asserted-Identity: <sip:+86{PHONES[3]}@trunk.example.cn>', 'Privacy: id')
        asserted = Caller('<sip:12345@trunk.example.cn>', f'P-Asserted-Identity: <tel:+86-{PHONES[4]};phone-context=example.cn>')
        sipps = [pbx.telephone(0, answers()), pbx.telephone(1, answers()), pbx.call('five', hidden.talks()), pbx.call(long, asserted.talks())]
        check('two ring at once, each at a desk', until(lambda: sorted(now(i).get('phone', '-') for i in (0, 1)) == ['', PHONES[4]], 8), [now(0), now(1)])
        check('both are answered', until(lambda: [now(i).get('state') for i in (0, 1)] == ['answered'] * 2, 8), [now(0), now(1)])
        check('and go through', well(*sipps) and over(0) and over(1), pbx.errors())
        check('a withheld number is nowhere, though the trunk asserts it', (row('five') or [])[1:] == ['', '0', '1', '1'], row('five'))
        check('a Call-ID that is too long counts by its MD5', (row(hashlib.md5(long.encode()).hexdigest()) or [])[1:] == [mask(PHONES[4]), '16', '1', '1'],
              stack.sql('SELECT call_id FROM call_in'))

        # ---- the desk is away ---------------------------------------------------------------------------------------------
        nginx('down')
        sipps = [pbx.telephone(0, only_rings()), pbx.call('seven', of(PHONES[5]).gives_up(500))]
        check('without the desk calls ring all the same', well(*sipps), pbx.errors())
        sipps = [pbx.telephone(1, answers(500)), pbx.call('eight', of(PHONES[0]).talks(8000))]
        time.sleep(2)
        check('nothing is known of them there', row('seven') is None and row('eight') is None)
        nginx('up')
        check('once it is back it is told who is on the line', shows(1, 'answered', PHONES[0]), (now(1), pbx.errors()))
        check('and who gave up meanwhile', until(lambda: missed(PHONES[5]) == '1'), row('seven'))
        check('the call goes through', well(*sipps) and over(1), pbx.errors())
        equal('and was answered', row('eight'), [logins[1], mask(PHONES[0]), '16', '1', '1'])

        # ---- who may not call, and what may not be seen ----------------------------------------------------------------------
        check('nobody but the trunk calls', well(pbx.call('nine', of(PHONES[0]).is_refused('403'), host=9)), pbx.errors())
        logs = pbx.errors() + stack.log('nginx') + stack.log('api')
        check('no log has the key or a number', not any(secret in logs for secret in (key, *PHONES)), logs)
        check('it was told in no other way', row('nine') is None and 'refuses' not in logs, logs)
    check('nothing of it runs any longer', subprocess.run(['pgrep', '-a', '-s', ','.join(str(p.pid) for p in pbx.all)]).returncode == 1)
done()
