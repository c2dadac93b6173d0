#!/usr/bin/env python3
"""Are tickets of an older system taken over from a file as somebody mapped it: each once, whatever is done again or cut short; with who the
person is in the vault alone, in no figure of ours; and is every row that is not taken over named with its line and reason?"""
import csv
import hashlib
import io
import os
import re
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import Stack, check, done, equal, until  # noqa: E402
from staff import find, sign_in  # noqa: E402
from verify_package import verify  # noqa: E402

HEAD = ['序号', '受理编号', '来电时间', '诉求类型', '业务分类', '所属地市', '诉求内容', '投诉人姓名', '联系电话', '工单状态', '办结时间', '办结时限', '处理结果', '坐席']
PHONE = '13912345678'
GOOD = [
    ['1', 'GD-0001', '2021-05-06 09:30:00', '投诉', '3101', '广州市天河区', '司机拒载，\n说"不顺路"', '张三丰', PHONE, '已办结', '2021-05-08 10:00', '2021-05-20', '已约谈司机', '7号'],
    ['2', 'GD-0002', '2021/5/7 8:05', '信息咨询', '3113', '深圳', '=1+1 钱包落在出租车上', '', '匿名', '办理中', '', '2021-05-10', '', ''],
    ['3', 'GD-0003', '2021年5月8日', '投诉', '巡游出租汽车-多收费', '440100', '多收费', '李四', '020-81234567', '已归档', '', '', '', ''],
]
BAD = [  # and the column and reason that are wanted
    (['4', '', '2021-05-06', '投诉', '3101', '广州', '没有编号', '', '', '已办结', '', '', '', ''], '受理编号', '没有填写'),
    (['5', 'GD-0005', '昨天', '投诉', '3101', '广州', '时间', '', '', '已办结', '', '', '', ''], '来电时间', '时间认不出'),
    (['6', 'GD-0006', '2021-05-06', '投诉', '3101', '北京', '外省', '', '', '已办结', '', '', '', ''], '所属地市', '写法认不出'),
    (['7', 'GD-0007', '2021-05-06', '表扬', '3101', '广州', '类型', '', '', '已办结', '', '', '', ''], '诉求类型', '写法认不出'),
    (['8', 'GD-0008', '2021-05-06', '投诉', '3101', '广州', '电话', '', '12', '已办结', '', '', '', ''], '联系电话', '电话号码认不出'),
    (['9', 'GD-0001', '2021-05-06', '投诉', '3101', '广州', '重复', '', '', '已办结', '', '', '', ''], '受理编号', '这个编号在本文件里重复'),
    (['10', 'GD-0010', '2021-05-06'], '整行', '列数少于表头'),
]


def table(rows, charset='utf-8', head=HEAD):
    out = io.StringIO()
    csv.writer(out).writerows([head] + rows)
    return out.getvalue().encode(charset)


def hand_in(who, content, origin='gd-2019', name='旧工单.csv'):
    page = who.get('/admin/import')
    form = next(f for f in page.forms if f.action == '/admin/import')
    pairs = [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden'] + [('origin', origin)]
    return who.post('/admin/import', pairs, [('file', name, 'text/csv', content)])


def press(who, page, ending, **more):
    """The form of that action, as it stands but for more."""
    forms = [f for f in page.forms if f.method == 'post' and (f.action or '').endswith(ending) and
             all(v == more[n] for n, kind, v, _ in f.fields if kind == 'hidden' and n in more)]
    pairs = [(n, more.pop(n, v)) for n, kind, v, chosen in forms[0].fields if chosen]
    return who.post(forms[0].action, pairs + list(more.items()))


def save(who, page, **more):
    return press(who, page, '/import/' + page.url.split('?')[0].rsplit('/', 1)[1], **more)


def run(who, page, how):
    """Asks for a run, waits for its end; its state, and the lines of its file."""
    asked = press(who, page, '/run', how=how, **({'sure': 'yes'} if how == 'real' else {}))
    job = re.search(r'/jobs/(\d+)', asked.url).group(1)
    until(lambda: stack.sql(f'SELECT state FROM job WHERE id = {job}')[0][0] in ('3', '4'), 60)
    check('its page leads back to the file', f'/admin/import/{id_of(page)}"' in who.get(f'/admin/jobs/{job}').body.decode())
    answer = who.get(f'/admin/jobs/{job}/file')
    lines = list(csv.reader(io.StringIO(answer.body.decode('utf-8-sig')))) if answer.status == 200 else []
    return stack.sql(f'SELECT state FROM job WHERE id = {job}')[0][0], lines


def job_of(page):
    return re.search(r'/jobs/(\d+)', page.url).group(1)


def state_of(job):
    return stack.sql(f'SELECT state FROM job WHERE id = {job}')[0][0]


def act_of(page, action, pairs):
    """Posted to an action of the file's page, whether the page offers it or not."""
    token = next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
    return page.url.split('?')[0].split('#')[0] + action, {'token': token, **pairs}


def ask_for(who, page, how):
    return who.post(*act_of(page, '/run', {'how': how, 'sure': 'yes'}))


def columns_of(page):
    form = next(f for f in page.forms if (f.action or '').endswith('/import/' + id_of(page)))
    return [v for n, _, v, _ in form.fields if n.startswith('x_')]


def can_be_run(page):
    return any((f.action or '').endswith('/run') for f in page.forms)


def imports_told(object_name):
    return [r[0] for r in stack.sql(f"SELECT detail FROM staff_act WHERE act = 'legacy_imported' AND object = '{object_name}' ORDER BY id")]


def outcome(page):
    return [int(n) for n in stack.sql(f'SELECT taken, known, refused FROM legacy_import WHERE id = {id_of(page)}')[0]]


def id_of(page):
    return re.search(r'/import/(\d+)', page.url).group(1)


def taken_over():
    return stack.count('SELECT COUNT(*) FROM legacy_ticket')


def tried_and_mapped(admin):
    page = hand_in(admin, table(GOOD + [b[0] for b in BAD], 'gb18030'))
    check('a file in GB18030 is read', page.status == 200 and 'gb18030' in page.text and '旧工单.csv' in page.text, (page.status, page.text[:300]))
    form = next(f for f in page.forms if (f.action or '').endswith('/import/' + id_of(page)))
    guessed = [v for n, _, v, _ in form.fields if n.startswith('x_')]
    equal('columns are guessed by their headings', guessed, ['nothing', 'number', 'filed', 'kind', 'item', 'region', 'content', 'name', 'phone', 'state',
                                                             'closed', 'due', 'reply', 'nothing'])
    check('the first rows are shown as what they become', page.text.count('可导入') == len(GOOD) + 1 and '广东省深圳市' in page.text, page.text.count('可导入'))
    check('with masks for who the person is', PHONE not in page.body.decode() and '张三丰' not in page.body.decode() and '139****5678' in page.text)
    check('and with what is wrong in words', all(reason in page.text for _, _, reason in BAD if '重复' not in reason))
    check('before somebody saved the mapping nothing can be run', not any((f.action or '').endswith('/run') for f in page.forms))
    refused = save(admin, page, x_1='nothing')
    check('a mapping without a number is refused', refused.status == 422 and '哪一列是原工单编号' in refused.text, refused.status)
    refused = save(admin, page, x_13='phone')
    check('and one that says a thing twice', refused.status == 422 and '只能对应一列' in refused.text, refused.status)
    page = save(admin, page, x_13='other')
    check('a good one is kept', page.status == 200 and stack.count('SELECT COUNT(*) FROM legacy_system') == 1)
    state, lines = run(admin, page, 'trial')
    equal('a trial ends well', state, '3')
    equal('and says what it would do', outcome(page), [3, 0, len(BAD)])
    equal('and has done nothing', taken_over(), 0)
    return page, lines


def errors_named(lines):
    equal('the list of errors has headings', lines[0], ['行号', '原工单编号', '列', '原因'])
    wanted = [[str(6 + i), row[1], column, reason] for i, (row, column, reason) in enumerate(BAD)]
    equal('and each row that is refused, with its line in the file and why', [r for r in lines[1:]], wanted)
    check('and nothing of what the rows say', PHONE not in str(lines) and '没有编号' not in str(lines))


def figures():
    return stack.sql('SELECT SUM(taken), SUM(closed), SUM(answered), SUM(on_time) FROM rollup'), stack.count('SELECT COUNT(*) FROM measure_mark'), \
        stack.count('SELECT COUNT(*) FROM topic_mark')


def queue_is_worked_off():
    return until(lambda: stack.count('SELECT COUNT(*) FROM event_queue') == 0 and stack.count('SELECT COUNT(*) FROM log_pending') == 0, 60)


def imported(admin, page):
    queue_is_worked_off()
    before, acts = figures(), stack.count("SELECT COUNT(*) FROM staff_act WHERE act = 'legacy_imported'")
    unsure = press(admin, page, '/run', how='real')
    check('an import wants to be confirmed', unsure.status == 422 and taken_over() == 0, unsure.status)
    state, _ = run(admin, page, 'real')
    equal('the import ends well', (state, outcome(page)), ('3', [3, 0, len(BAD)]))
    rows = stack.sql("SELECT t.number, l.number, t.state, t.source, t.kind, t.item, t.region, t.closed_ms > 0, t.phone_mask, t.answer_due_ms > 0 "
                     "FROM legacy_ticket l JOIN ticket t ON t.id = l.ticket_id ORDER BY l.number")
    equal('each is a ticket, ended or to be worked on', [r[1:] for r in rows], [
        ['GD-0001', '9', '13', '1', '3101', '440106', '1', '139****5678', '0'], ['GD-0002', '1', '13', '2', '3113', '440300', '0', '', '1'],
        ['GD-0003', '9', '13', '1', '3105', '440100', '1', rows[2][8], '0']])
    ids = 'SELECT ticket_id FROM legacy_ticket'
    equal('by one event', stack.sql(f'SELECT type, COUNT(*) FROM event WHERE ticket_id IN ({ids}) GROUP BY type ORDER BY type'), [['69', '1'], ['70', '2']])
    told = stack.sql("SELECT canonical FROM event WHERE ticket_id = (SELECT ticket_id FROM legacy_ticket WHERE number = 'GD-0001')")[0][0]
    check('which says the times of the older system, the hash of the row, and that no clock of it was counted', all(w in told for w in (
        '"old_filed":"2021-05-06 09:30:00"', '"old_closed":"2021-05-08 10:00:00"', '"old_due":"2021-05-20 00:00:00"', '"old_clock":"not_computed"',
        '"origin":"gd-2019"')) and re.search(r'"row":"[0-9a-f]{64}"', told), told)
    stored = str(stack.sql(f'SELECT canonical FROM event WHERE ticket_id IN ({ids})')) + str(stack.sql(f'SELECT body FROM event_text WHERE ticket_id IN ({ids})'))
    check('who the person is stands in no event and no text', PHONE not in stored and '张三丰' not in stored and '拒载' in stored)
    equal('but in the vault, of those that tell it', stack.count(f'SELECT COUNT(*) FROM vault WHERE ticket_id IN ({ids})'), 2)
    equal('nobody is written to', stack.count(f'SELECT COUNT(*) FROM notice_contact WHERE ticket_id IN ({ids})'), 0)
    equal('who imported is in the trail, at its beginning and its end', stack.count("SELECT COUNT(*) FROM staff_act WHERE act = 'legacy_imported'"), acts + 2)
    queue_is_worked_off()
    equal('no figure of ours counts them', figures(), before)
    return rows


def shown(agent, rows):
    page = agent.get('/admin/ticket/' + rows[0][0])
    check('the ticket says where it comes from', all(w in page.text for w in ('gd-2019', 'GD-0001', '2021年5月6日', '法定时限未重新推算', '已约谈司机', '坐席：7号')), page.status)
    page = agent.get('/admin?state=accepted&source=legacy')
    check('the queue finds those to be worked on by their source', '钱包落在出租车上' in page.text, page.status)
    check('and search the older number', '钱包落在出租车上' in agent.get('/admin?q=GD-0002').text)


def again(admin, page):
    state, lines = run(admin, page, 'real')
    equal('the same again takes nothing over', (state, outcome(page), taken_over()), ('3', [0, 3, len(BAD)], 3))
    changed = [list(r) for r in GOOD] + [['4', 'GD-0004', '2021-05-06', '投诉', '3101', '广州', '补上的', '', '', '已办结', '', '', '', '']]
    changed[0][6] = '内容改过'
    page = hand_in(admin, b'\xef\xbb\xbf' + table([r[::-1] for r in changed], head=HEAD[::-1]))
    form = next(f for f in page.forms if (f.action or '').endswith('/import/' + id_of(page)))
    equal('a second file with its columns in another order is mapped as the first was', [v for n, _, v, _ in form.fields if n.startswith('x_')][:2], ['other', 'reply'])
    state, lines = run(admin, page, 'real')
    equal('what was put right comes in, what is there stays', (state, outcome(page), taken_over()), ('3', [1, 2, 1], 4))
    equal('and what was changed there is said', lines[1:], [['2', 'GD-0001', '受理编号', '这个编号早已导入，而内容不同；原工单未改动']])
    check('the ticket is as it was', '内容改过' not in str(stack.sql('SELECT body FROM event_text')))
    page = hand_in(admin, table(GOOD), origin='gd-2020')
    save(admin, page)
    run(admin, admin.get(page.url), 'real')
    equal('another system has numbers of its own', (outcome(page), taken_over()), ([3, 0, 0], 7))


def headings_of_its_own(admin):
    head = [{'诉求内容': '投诉内容', '受理编号': '工单编号'}.get(h, h) for h in HEAD]
    page = hand_in(admin, table(GOOD, head=head))
    equal('where a known system names its columns otherwise, they are guessed', columns_of(page)[1:7:5], ['number', 'content'])
    before, jobs = taken_over(), stack.count('SELECT COUNT(*) FROM job')
    check('and the guess is shown to be confirmed', not can_be_run(page) and '列名与上次保存的不同' in page.text, page.text[:200])
    for how in ('trial', 'real'):
        asked = ask_for(admin, page, how)
        check(f'a guess that nobody saved is not run: {how}', asked.status == 422 and '请先核对并保存' in asked.text, asked.status)
    equal('nor asked of the worker', (taken_over(), stack.count('SELECT COUNT(*) FROM job')), (before, jobs))
    page = save(admin, page)
    check('saved, it can be', can_be_run(page) and '列名与上次保存的不同' not in page.text)
    save(admin, hand_in(admin, table(GOOD)), x_13='other')    # what the others go on with
    page = hand_in(admin, table([r + ['转自窗口', '再次来电'] for r in GOOD], head=HEAD + ['备注', '备注']))
    check('a column that nobody has seen is shown to be confirmed too', not can_be_run(page) and '备注 (2)' in page.text)
    equal('and not run before', ask_for(admin, page, 'trial').status, 422)
    page = admin.get(save(admin, page, x_14='other').url)
    equal('of two columns called alike each is what was said of it', columns_of(page)[13:], ['other', 'other', 'nothing'])
    save(admin, hand_in(admin, table(GOOD)), x_13='other')


def long_name(admin):
    name = '旧' + 'a' * 248 + '.csv'
    page = save(admin, hand_in(admin, table(GOOD), name=name))
    check('a long name of a file is shown whole', name in page.text)
    asked = press(admin, page, '/run', how='trial')
    check('and can be tried', asked.status == 200 and '/jobs/' in asked.url, asked.status)
    title = stack.sql(f'SELECT title FROM job WHERE id = {job_of(asked)}')[0][0]
    check('by a job whose title is cut where it is too long', len(title) == 200 and '旧aaa' in title and title.endswith('a…'), title)
    until(lambda: not stack.count('SELECT COUNT(*) FROM job WHERE state IN (1, 2)'), 60)


def many(origin, letter):
    """A file that keeps the worker busy for a while, of more than one sealed part."""
    rows = [['', f'{letter}-{i:05}', '2020-01-01', '投诉', '3101', '广州', f'第{i}件旧事' + '，说来话长' * 12, '', '', '已办结', '', '', '', ''] for i in range(3000)]
    return table(rows), origin


def begun(admin, page):
    """A real import that has taken some hundred over; its job."""
    before = taken_over()
    job = job_of(press(admin, page, '/run', how='real', sure='yes'))
    until(lambda: taken_over() > before + 100, 30)
    return job


def standing_still(job):
    """The process that works on a job, stopped: the child of a worker."""
    pids = stack.pids('build/worker')
    for pid in pids:
        with open(f'/proc/{pid}/stat', encoding='ascii') as f:
            if int(f.read().rsplit(')', 1)[1].split()[1]) in pids:
                os.kill(pid, signal.SIGSTOP)
                return pid
    raise AssertionError(f'nobody works on job {job}')


def ask_report(login):
    stack.sql("INSERT INTO job (kind, program, staff_id, region, language, parameters, title, state, asked_ms, file_name) SELECT 'report', 'admin', id, region, "
              f"'zh-CN', 'place=440000&from=202611&until=202611', 'x', 1, 1, 'x.xlsx' FROM staff WHERE login = '{login}'")
    return stack.sql('SELECT MAX(id) FROM job')[0][0]


def beside(job):
    """While a long import is at work."""
    pid = standing_still(job)
    other = ask_report(find(stack.run + '/accounts.tsv', 'supervisor', '44').login)
    check('meanwhile others get what they ask for', until(lambda: state_of(other) == '3', 60), state_of(other))
    equal('and the import is at work still, begun once', stack.sql(f'SELECT state, starts FROM job WHERE id = {job}')[0], ['2', '1'])
    os.kill(pid, signal.SIGCONT)


def cancelled(admin):
    page = save(admin, hand_in(admin, *many('cancelled', 'C')))
    job = begun(admin, page)
    check('an import stands in the trail before it ends', imports_told('cancelled')[0].endswith('; begun') and state_of(job) == '2', imports_told('cancelled'))
    beside(job)
    kept = admin.post(*act_of(page, '/drop', {'drop': 'yes'}))
    check('a file is not thrown away under a run', kept.status == 422 and '正在' in kept.text and state_of(job) == '2', (kept.status, state_of(job)))
    token = next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
    admin.post(f'/admin/jobs/{job}/cancel', {'token': token})
    check('an import that is cancelled stands in the trail', until(lambda: len(imports_told('cancelled')) == 2, 20), imports_told('cancelled'))
    taken = stack.count("SELECT COUNT(*) FROM legacy_ticket WHERE origin = 'cancelled'")
    told = imports_told('cancelled')[-1]
    check('with how far it came', 100 < taken < 3000 and f'; {taken} taken, 0 known, 0 refused; cut short' in told, (taken, told))
    equal('and is not begun again', (state_of(job), len(imports_told('cancelled'))), ('5', 2))


def given_up(admin):
    page = save(admin, hand_in(admin, *many('given-up', 'G')))
    job = begun(admin, page)
    stack.sql(f'UPDATE job SET starts = 3 WHERE id = {job}')
    for pid in stack.pids('build/worker'):
        os.kill(pid, signal.SIGKILL)
    until(lambda: state_of(job) == '4', 60)
    told = imports_told('given-up')[-1]
    check('one that is given up stands there too', state_of(job) == '4' and 'given up' in told and f'import {id_of(page)}; ' in told, told)


def gone_meanwhile(admin):
    page = save(admin, hand_in(admin, table(GOOD), origin='gone'))
    workers = stack.pids('build/worker')
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    job = job_of(press(admin, page, '/run', how='trial'))
    kept = admin.post(*act_of(page, '/drop', {'drop': 'yes'}))
    equal('nor where a run waits', (kept.status, stack.sql(f'SELECT gone FROM legacy_import WHERE id = {id_of(page)}')[0][0]), (422, '0'))
    stack.sql(f'UPDATE legacy_import SET gone = 1 WHERE id = {id_of(page)}')
    for pid in workers:
        os.kill(pid, signal.SIGCONT)
    until(lambda: state_of(job) in '345', 60)
    equal('a run whose file is gone has failed, at once', stack.sql(f'SELECT state, starts FROM job WHERE id = {job}')[0], ['4', '1'])
    check('and says why', '文件已删除' in admin.get(f'/admin/jobs/{job}').text)


def killed(admin):
    page = hand_in(admin, *many('killed', 'K'))
    page = admin.get(save(admin, page).url)
    before = taken_over()
    job = begun(admin, page)
    stack.sql(f'UPDATE legacy_import SET made_ms = made_ms - 15 * 86400000 WHERE id = {id_of(page)}')    # the sweep waits for the run
    worker = stack.pids('build/worker')
    for pid in worker:
        os.kill(pid, signal.SIGKILL)
    check('the worker is killed in the middle', before < taken_over() < before + 3000, taken_over())
    until(lambda: stack.sql(f'SELECT state FROM job WHERE id = {job}')[0][0] == '3', 180)
    equal('and throws away files that nobody went on with for a fortnight', [r[0] for r in stack.sql(
        "SELECT gone FROM legacy_import WHERE origin = 'gd-2020' OR id = 2 ORDER BY id")], ['0', '1'])
    equal('and makes the rest, each once', (taken_over() - before, stack.count("SELECT COUNT(*) FROM ticket WHERE external_number LIKE 'K-%'")), (3000, 3000))
    taken, known, refused = outcome(page)
    check('some were there when it began again', taken + known == 3000 and known > 0 and refused == 0, (taken, known, refused))


def hostile(admin):
    for what, content, said in (
            ('nothing', b'', '文件是空的'), ('one line', '编号,内容\n'.encode(), '没有可导入的行'), ('one column', b'a\nb\nc\n', '没有可导入的行'),
            ('more than 20 MiB', b'a,b\n' + b'x' * (20 << 20), '文件超过 20 MB'), ('more than its page takes', b'a,b\n' + b'x' * (21 << 20), '20 MB'), ('a heading with an open quote', b'a,"b\n' + b'x' * 300000, '不是可用的列名'),
            ('a hundred columns and one', b','.join([b'h'] * 101) + b'\n1\n', '不是可用的列名'), ('more rows than are taken', b'a,b\n' + b'1,2\n' * 200001, '200000')):
        page = hand_in(admin, content)
        check(f'{what} is refused in words', page.status in (413, 422) and said in page.text, (page.status, page.text[-400:]))
    page = hand_in(admin, os.urandom(40000).replace(b'\n', b'') + b',b\n' + os.urandom(200000))
    check('bytes at random break nothing', page.status in (200, 422), page.status)
    page = hand_in(admin, b'a,b\n1,2\n', origin='../etc')
    check('a system has a plain name', page.status == 422 and '只能用字母' in page.text, page.status)
    page = hand_in(admin, b'\xff\xfe' + '编号\t内容\r\nU-1\t这是制表符分隔\r\nU-2\t坏\x00了\r\nU-3\t<script>alert(1)</script>\r\n'.encode('utf-16-le'), name='<b>&".csv')
    check('text of Excel, in UTF-16 and with tabs', 'utf-16le' in page.text and '这是制表符分隔' in page.body.decode(), page.status)
    check('is shown as text', '<script>alert' not in page.body.decode() and '<b>&' not in page.body.decode() and '含有空字节' in page.text)


def leaves_the_system():
    stack.hotline('export', '--texts', '--province', '44', '--why', '旧系统转入核对', '--out', 'package')
    equal('a package with them is accepted by both verifiers', (stack.command('exec', 'release/build/hotline', 'verify', 'package', stdout=subprocess.PIPE).returncode,
                                                                 verify(os.path.join(stack.state, 'package'))), (0, None))


def apart(admin, other, page):
    equal('another province sees nothing of it', (other.get(page.url).status, '旧工单' in other.get('/admin/import').text), (404, False))
    token = next(v for f in other.get('/admin/import').forms for n, _, v, _ in f.fields if n == 'token')
    for path, pairs in (('/run', {'how': 'real', 'sure': 'yes'}), ('/drop', {'drop': 'yes'}), ('', {})):
        equal(f'nor does anything to it: {path or "mapping"}', other.post(page.url.split('?')[0] + path, {'token': token, **pairs}).status, 404)


def at_rest(admin, page):
    parts = stack.sql('SELECT HEX(sealed) FROM legacy_part')
    check('no part of a file lies open', parts and all(PHONE.encode().hex().upper() not in p[0] and '张三丰'.encode('gb18030').hex().upper() not in p[0] for p in parts))
    stack.sql("CREATE TRIGGER refuses BEFORE DELETE ON legacy_part FOR EACH ROW SIGNAL SQLSTATE '45000'")
    press(admin, page, '/drop')
    stack.sql('DROP TRIGGER refuses')
    equal('what cannot be thrown away whole is there, for the next try and the sweep', stack.sql(
        f"SELECT gone, (SELECT COUNT(*) FROM legacy_part WHERE import_id = i.id) > 0, (SELECT COUNT(*) FROM staff_act WHERE act = 'legacy_thrown_away') "
        f'FROM legacy_import i WHERE id = {id_of(page)}')[0], ['0', '1', '0'])
    press(admin, page, '/drop')
    equal('what is thrown away is gone', stack.count(f'SELECT COUNT(*) FROM legacy_part WHERE import_id = {id_of(page)}'), 0)
    check('and says so', '文件已删除' in admin.get(page.url.split('?')[0]).text)
    stack.sql(f"UPDATE legacy_import SET made_ms = made_ms - 14 * 86400000 - 1000 WHERE origin = 'gd-2020'")
    stack.sql(f"UPDATE legacy_import SET made_ms = made_ms - 13 * 86400000 WHERE id = 2")


with Stack() as stack:
    people = os.path.join(stack.run, 'accounts.tsv')
    admin, other = sign_in(stack.url, find(people, 'province_admin', '44')), sign_in(stack.url, find(people, 'province_admin', '32'))
    agent = sign_in(stack.url, find(people, 'agent', '44'))
    first, lines = tried_and_mapped(admin)
    errors_named(lines)
    rows = imported(admin, admin.get(first.url))
    shown(agent, rows)
    again(admin, admin.get(first.url))
    headings_of_its_own(admin)
    long_name(admin)
    apart(admin, other, first)
    hostile(admin)
    at_rest(admin, admin.get(first.url))
    gone_meanwhile(admin)
    cancelled(admin)
    given_up(admin)
    killed(admin)
    queue_is_worked_off()
    leaves_the_system()
    check('doctor finds all of it well', 'BAD' not in stack.output('release/build/hotline', 'doctor'))
    equal('every due time is what its rule comes to', stack.output('release/build/hotline', 'recompute', '--all').split(',')[0], '0 differ')
done()
