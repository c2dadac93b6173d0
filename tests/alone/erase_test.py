#!/usr/bin/env python3
"""Does who a person is go when its time is over or it is ordered, everywhere and for good, while chain, archive and figures stay; and does
a legal hold, or something that nobody has read, stop it on every path?"""
import gzip
import json
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import COMMAND, Stack, check, done, equal, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

DAY = 86400000
stack = None
codes = {}


def hotline(*words):
    return subprocess.run([COMMAND, 'exec', 'release/build/hotline', *words], env=stack.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(run):
    return run.stdout + run.stderr


def who(role, area='admin', province='44'):
    return sign_in(stack.url, find(os.path.join(stack.run, 'accounts.tsv'), role, province), area)


def fields_of(form, **values):
    return [(n, values.get(n, v)) for n, _, v, chosen in form.fields if chosen and (n not in ('what',) or values.get(n, v) == v)]


def file_matter(phone, words='', **values):
    receipt = Citizen(stack.url).walk('/ticket/new', {**MATTER, 'phone': phone, 'name': '李冬梅', 'content': MATTER['content'] + words, **values})
    number = number_of(receipt)
    codes[number] = code_of(receipt)
    return number


def tracked(number):
    person = Citizen(stack.url)
    return person, person.press(person.get('/ticket/track'), {'number': number, 'code': codes[number]})


def press(number, action, **values):
    person, page = tracked(number)
    form = next(f for f in page.forms if (f.action or '').endswith(action))
    return person.post(form.action, fields_of(form, **values))


def kept(number):
    """Whether anything of who the person is still lies in the database."""
    row = stack.sql(f"SELECT phone_mask <> '' OR name_mask <> '' OR phone_index <> '' OR EXISTS (SELECT 1 FROM vault v WHERE v.ticket_id = t.id) OR "
                    f"EXISTS (SELECT 1 FROM vault_key k WHERE k.ticket_id = t.id) OR EXISTS (SELECT 1 FROM notice_contact c WHERE c.ticket_id = t.id) "
                    f"FROM ticket t WHERE number = '{number}'")
    return row[0][0] == '1'


def figures():
    """What is counted: the tables that every published and inner figure is made of, and the public page's data."""
    tables = [stack.sql(f'SELECT * FROM {t} ORDER BY 1, 2, 3, 4') for t in ('rollup', 'rollup_month', 'measure_mark', 'measure_month')]
    public = json.loads(Citizen(stack.url).get('/status.json').body)
    for moment in ('made_at', 'fresh_at', 'generated_at', 'asked_at', 'as_of'):
        public.pop(moment, None)
    return tables, {k: v for k, v in public.items() if not re.search('_at$|fresh|state|service', k)}


def archived(numbers):
    listed = ', '.join(f"'{n}'" for n in numbers)
    stack.sql(f"UPDATE ticket SET closed_ms = closed_ms - {20 * DAY} WHERE number IN ({listed})")
    done = until(lambda: stack.count(f"SELECT COUNT(*) FROM archive WHERE number IN ({listed})") == len(numbers), 90)
    stack.sql(f"UPDATE ticket SET closed_ms = closed_ms + {20 * DAY} WHERE number IN ({listed})")  # doctor holds it against the events
    return done


def long_ago(days):
    """An archive record says itself when it was made; only whoever owns the database can say otherwise."""
    stack.sql('DROP TRIGGER archive_no_update')
    for number, n in days.items():
        stack.sql(f"UPDATE archive SET archived_ms = archived_ms - {n * DAY} WHERE number = '{number}'")
    stack.sql("CREATE DEFINER = 'hotline'@'localhost' TRIGGER archive_no_update BEFORE UPDATE ON archive FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'archive records are written once'")


def refused_by_database(text):
    run = subprocess.run([COMMAND, 'exec', 'sh', '-c', 'mariadb --defaults-file=conf/my.cnf --user="$(id -un)" hotline -e "$1"', '-', text],
                         env=stack.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return run.returncode != 0 and run.stdout


def inside(name):
    """All that lies in a backup, opened with its key: files by name, what is packed unpacked."""
    if os.path.exists(os.path.join(stack.state, 'opened')):
        os.remove(os.path.join(stack.state, 'opened'))
    run = hotline('unseal', name, '--key', 'carried-away', '--out', 'opened')
    check(f'{name} is opened', run.returncode == 0, said(run))
    with open(os.path.join(stack.state, 'opened'), 'rb') as f:
        data = f.read()
    files, at = {}, 0
    while data[at:at + 1] == b'F':
        n = int.from_bytes(data[at + 1:at + 3], 'big')
        file, at, content = data[at + 3:at + 3 + n].decode(), at + 3 + n, []
        while (n := int.from_bytes(data[at:at + 4], 'big')) > 0:
            content.append(data[at + 4:at + 4 + n])
            at += 4 + n
        at += 4
        files[file] = gzip.decompress(b''.join(content)) if file.endswith('.gz') else b''.join(content)
    check('to its end', data[at:] == b'E', data[at:at + 20])
    return files


def traces(number):
    """Whatever tells of a person, in the spellings that a dump has for it; asked while it is there."""
    index, phone, name = stack.sql(f"SELECT HEX(phone_index), phone_mask, name_mask FROM ticket WHERE number = '{number}'")[0]
    spelt = {t for text in (phone, name) for t in (text.encode(), text.encode().hex().encode(), text.encode().hex().upper().encode())}
    return spelt | {index.encode(), index.lower().encode(), bytes.fromhex(index)}


def found(files, marks):
    return sorted({(name, mark) for name, content in files.items() for mark in marks if mark in content})


def proves_itself(when):
    doctor = hotline('doctor')
    equal(f'{when}: doctor finds nothing', [line for line in doctor.stdout.split('\n') if line.startswith(('BAD', '     '))], [])
    out = f'package{time.monotonic_ns()}'
    hotline('export', '--out', out, '--texts', '--why', 'test')
    run = hotline('verify', out)
    check(f'{when}: a package of everything verifies', run.returncode == 0, said(run))


def hold_page(admin, number, what, reason):
    page = admin.get('/admin/holds')
    form = next(f for f in page.forms if f.action == '/admin/holds')
    return admin.post('/admin/holds', [p for p in fields_of(form, number=number, reason=reason) if p[0] != 'what'] + [('what', what)])


def retention():
    run = hotline('retention')
    return {m[1]: m[0].strip() for m in re.findall(r'^(would erase|held|not read) +(JT\d+)', run.stdout, re.M)}, run


with Stack() as stack:
    plain = file_matter('13711223344', '1', name='欧阳克昌')
    held, unread, ordered, young, running = (file_matter(f'1370000000{i}', str(i)) for i in range(2, 7))
    secret, secret_young = (file_matter(f'1370000001{i}', str(i), confidential='yes') for i in range(2))
    ended = [plain, held, unread, ordered, young, secret, secret_young]
    press(unread, '/supplement', supplement='车上还有一位乘客可以作证，请联系我')
    for number in ended:
        press(number, '/withdraw', reason='')
    check('what has ended is archived', archived(ended))
    check('an archive record cannot be changed', 'written once' in (refused_by_database("UPDATE archive SET record = ''") or ''))
    check('nor removed', 'written once' in (refused_by_database('DELETE FROM archive') or ''))
    long_ago({plain: 366, held: 366, unread: 366, young: 364, secret: 91, secret_young: 89})

    # ---- the classes, and where they come from -------------------------------------------------------------------------
    states, run = retention()
    for number in ended:
        stack.sql(f"DELETE FROM reading WHERE number = '{number}'")
    check('each class says what it rests on', re.search(r'^person +- +365 +default, unverified: ', run.stdout, re.M) and
          re.search(r'^confidential +- +90 +default, unverified: ', run.stdout, re.M) and re.search(r'^log +- +no end', run.stdout, re.M), run.stdout)
    equal('looked at without doing it, it is what is due and nothing else', states,
          {plain: 'would erase', held: 'would erase', secret: 'would erase', unread: 'not read'})
    check('and everybody is still known', all(kept(n) for n in ended))
    stack.sql("INSERT INTO retention (class, scope, days, source, verified) VALUES ('person', '44', 400, 'a province of its own', 1)")
    check('a place may have a rule of its own', plain not in retention()[0] and secret in retention()[0])
    stack.sql("UPDATE retention SET days = 363 WHERE scope = '44'")
    check('which decides there', retention()[0].get(young) == 'would erase')
    stack.sql("DELETE FROM retention WHERE scope = '44'")

    # ---- holds and orders -------------------------------------------------------------------------------------------------
    admin = who('security_admin', province=None)
    page = hold_page(admin, held, 'held', '短')
    check('a hold needs a reason', page.status == 422 and '至少' in page.text and held in str([f.fields for f in page.forms]), (page.status, page.text[:300]))
    page = hold_page(admin, 'JT440300202600000000000', 'held', '法院调取证据')
    check('and a matter', page.status == 422 and '没有找到' in page.text or page.status == 422, page.text[:300])
    page = hold_page(admin, held, 'held', '市中级人民法院（2026）民初字调取证据')
    check('with both it stands', page.status == 200 and held in re.sub(r'\s', '', page.text) and '市中级人民法院' in page.text, page.text[:500])
    page = hold_page(admin, held, 'held', '市中级人民法院（2026）民初字调取证据')
    check('once', page.status == 409 and '已经依法保留' in page.text, (page.status, page.text[:300]))
    page = hold_page(admin, held, 'erasure_ordered', '反映人电话要求，已核对')
    check('what is held is not ordered to be erased', page.status == 409, page.status)
    page = hold_page(admin, running, 'erasure_ordered', '反映人电话要求，已核对')
    check('nor what has not ended', page.status == 409 and '没有办结' in page.text, (page.status, page.text[:300]))
    page = hold_page(admin, ordered, 'erasure_ordered', '反映人电话要求，已核对')
    check('what has ended is', page.status == 200 and ordered in re.sub(r'\s', '', page.text), (page.status, page.text[:300]))
    agent = who('agent')
    equal('an agent does neither', agent.get('/admin/holds').status, 403)
    page = tracked(held)[1]
    check('the person does not read of it', '法院' not in page.text and page.status == 200)
    equal('the hold is an event and an act', stack.sql(f"SELECT a.act, JSON_VALUE(e.canonical, '$.type'), JSON_VALUE(e.canonical, '$.actor.role') FROM staff_act a JOIN ticket t ON "
                                                      f"t.number = a.object JOIN event e ON e.ticket_id = t.id AND e.seq = t.last_seq WHERE a.object = '{held}'"),
          [['held', 'held', 'security_admin']])

    # ---- a backup of before -------------------------------------------------------------------------------------------------
    marks, others = traces(plain), traces(running)
    equal('what is looked for is there to be found', len(marks), 9)
    hotline('keys', 'new', 'backup', '--private', 'carried-away')
    run = hotline('backup', 'first.backup')
    check('a backup is two files', run.returncode == 0 and os.path.exists(os.path.join(stack.state, 'vault-keys.backup')), said(run))
    old = inside('first.backup')
    equal('the one that is kept tells of nobody: no mask, no index', found(old, marks | others | {b'13711223344', '欧阳克昌'.encode()}), [])
    check('though the tickets are in it, and what keys the index', plain.encode().hex().upper().encode() in old['database.sql.gz'] and len(old['keys/phone.key']) == 32)
    equal('the one that is replaced does', len(found(inside('vault-keys.backup'), marks)), 3)

    # ---- doing it ----------------------------------------------------------------------------------------------------------------
    check('all events are counted first', until(lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 0, 30))
    before, records = figures(), stack.sql('SELECT number, HEX(hash), MD5(record) FROM archive ORDER BY number')
    states, run = retention()
    equal('the look before', states, {plain: 'would erase', held: 'held', secret: 'would erase', unread: 'not read', ordered: 'would erase'})
    run = hotline('retention', '--do', '2')
    check('another number than was looked at is refused', run.returncode == 1 and 'refused: 3 would' in run.stderr, said(run))
    check('and nothing was done', all(kept(n) for n in ended))
    run = hotline('retention', '--do', '3')
    check('the number that was looked at is done', run.returncode == 0 and '3 erased, 0 left alone; 1 held, 1 with' in run.stdout, said(run))
    equal('these and no others', [n for n in ended + [running] if not kept(n)], [plain, ordered, secret])
    check('again there is nothing to do', hotline('retention', '--do', '0').returncode == 0)
    last = stack.sql(f"SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id AND e.seq = t.last_seq WHERE t.number = '{plain}'")[0][0]
    check('each by an event that names its rule and that it is not verified', '"type":"erased"' in last and '"id":"retention.person"' in last and
          '"verified":false' in last and '"kept_days":"365"' in last, last)
    page = tracked(plain)[1]
    check('the person sees it, and the matter', '身份信息已清除' in page.text and MATTER['content'] in page.text, page.text[:800])
    page = agent.get('/admin/ticket/' + plain)
    check('the desk has no mask and nothing to look at', '137****' not in page.text and not any((f.action or '').endswith('/reveal') for f in page.forms))
    check('all events are counted', until(lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 0, 30))
    after = figures()
    check('no figure is another', after == before, [(a, b) for a, b in zip([*after[0], *after[1].items()], [*before[0], *before[1].items()]) if a != b])
    equal('no archive record is', stack.sql('SELECT number, HEX(hash), MD5(record) FROM archive ORDER BY number'), records)
    proves_itself('after erasing')

    # ---- the hold beats every path ---------------------------------------------------------------------------------------------
    of_held = f"(SELECT id FROM ticket WHERE number = '{held}')"
    for table in ('vault', 'vault_key', 'event_text'):
        check(f'not even the database\'s owner erases from {table}', 'legal hold' in (refused_by_database(f'DELETE FROM {table} WHERE ticket_id = {of_held}') or ''))
    check('nor empties the seal', 'legal hold' in (refused_by_database(f"UPDATE vault SET sealed = '' WHERE ticket_id = {of_held}") or ''))
    page = hold_page(admin, young, 'erasure_ordered', '反映人电话要求，已核对')
    hold_page(admin, young, 'held', '审计需要，来函第七号')
    equal('a hold ends an order', stack.sql(f"SELECT d.kind, d.outcome FROM demand d JOIN ticket t ON t.id = d.ticket_id WHERE t.number = '{young}' ORDER BY d.kind"),
          [['9', '0'], ['10', '2']])
    page = admin.get('/admin/holds')
    form = next(f for f in page.forms if f.action.endswith(held + '/lift'))
    page = admin.post(form.action, fields_of(form, lift_reason=''))
    check('lifting needs a reason', page.status == 422 and kept(held), page.status)
    page = admin.post(form.action, fields_of(form, lift_reason='案件已经审结，来函第九号'))
    check('with one it is lifted', page.status == 200 and held not in re.sub(r'\s', '', page.text), page.text[:300])
    equal('and its time is over', retention()[0], {held: 'would erase', unread: 'not read'})

    # ---- what nobody has read -----------------------------------------------------------------------------------------------------
    agent.get('/admin/ticket/' + unread)
    equal('once somebody has read what was added, that one too', retention()[0], {held: 'would erase', unread: 'would erase'})
    equal('both go', hotline('retention', '--do', '2').returncode, 0)
    equal('and are gone', [n for n in ended if kept(n)], [young, secret_young])
    proves_itself('at the end')

    # ---- backups of before ------------------------------------------------------------------------------------------------------------
    equal('the next backup replaces the keys', hotline('backup', 'second.backup').returncode, 0)
    new = inside('vault-keys.backup')
    equal('in old backup and new keys nothing is left of somebody who was erased between', found({**inside('first.backup'), **{'new ' + k: v for k, v in new.items()}}, marks), [])
    equal('while who was not is there', len(found(new, others)), 3)
    run = hotline('restore', 'first.backup', '--key', 'carried-away', '--replace')
    check('an old backup comes back without those who were erased since', run.returncode == 0 and '4 people were erased after this backup' in run.stdout, said(run))
    equal('nothing of them is there but the seal of one that was on hold then', [n for n in ended + [running] if kept(n)], [held, young, secret_young, running])
    equal('whose key, masks and index are gone all the same', stack.sql(f"SELECT (SELECT COUNT(*) FROM vault_key WHERE ticket_id = t.id), CONCAT(phone_mask, name_mask, HEX(phone_index)) = '' "
                                                                        f"FROM ticket t WHERE number = '{held}'"), [['0', '1']])
    equal('who was not erased has mask and index again', traces(running), others)
    subprocess.run([COMMAND, 'down'], env=stack.env, stdout=subprocess.DEVNULL)
    equal('the stack comes up with it', subprocess.run([COMMAND, 'up'], env=stack.env, stdout=subprocess.DEVNULL).returncode, 0)
    agent = who('agent')
    page = agent.get('/admin/ticket/' + running)
    form = next(f for f in page.forms if (f.action or '').endswith('/reveal'))
    page = agent.post(form.action, fields_of(form, text='需要回电核实时间'))
    check('and who was not erased is still found', '13700000006' in page.text, page.text[:400])
    check('the same caller is found by the index again', running in re.sub(r'\s', '', agent.get('/admin/search?q=13700000006').text))
    proves_itself('restored')

    # ---- when the vault's key is lost --------------------------------------------------------------------------------------------------
    equal('a backup of today', hotline('backup', 'third.backup').returncode, 0)
    os.remove(os.path.join(stack.state, 'keys/vault.private'))
    run = hotline('restore', 'third.backup', '--key', 'carried-away', '--replace')
    check('without the vault\'s key it is refused', run.returncode == 1 and '--without-vault' in run.stderr, said(run))
    run = hotline('restore', 'third.backup', '--key', 'carried-away', '--replace', '--without-vault')
    check('unless that is said', run.returncode == 0 and 'restored and verified' in run.stdout, said(run))
    equal('with what lies beside it masks and index are there', traces(running), others)
    os.remove(os.path.join(stack.state, 'vault-keys.backup'))
    run = hotline('restore', 'third.backup', '--key', 'carried-away', '--replace', '--without-vault')
    check('when that is lost too it proves itself as well', run.returncode == 0 and 'restored and verified' in run.stdout, said(run))
    equal('and names nobody', stack.count("SELECT COUNT(*) FROM ticket WHERE CONCAT(phone_mask, name_mask, phone_index) <> ''"), 0)
done()
