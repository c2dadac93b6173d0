#!/usr/bin/env python3
"""Does the public's form keep its promises: one ticket for a hundred copies, nothing typed lost, every bad input told
beside its field and nothing changed by it, and no ticket opened by a wrong code?"""
import concurrent.futures
import hashlib
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, sql_of_run  # noqa: E402

URL = os.environ['BASE_URL']


def person():
    return Citizen(URL)


def matter(**more):
    return dict(MATTER, phone='138%08d' % random.randrange(10**8), **more)


def reach(step, known=None, who=None):
    """A person standing on a step of the form."""
    who = who or person()
    page = who.get('/ticket/new')
    for _ in range(12):
        if page.url.split('?')[0].rstrip('/').endswith(step):
            return who, page
        page = who.press(page, known or matter())
    raise RuntimeError(f'cannot reach {step}: {page.url} {page.title}')


def tickets():
    return int(sql_of_run('SELECT COUNT(*) FROM ticket')[0][0])


# ---- a hundred copies ----------------------------------------------------------------------------------------

who, page = reach('/check')
path, pairs, files, multipart = who.fill(page, {})
before = tickets()


def copy_of_submit(_):
    one = Citizen(URL)
    one.cookies = dict(who.cookies)
    answer = one.post(path, pairs, files, multipart)
    return answer.status, number_of(answer), code_of(answer)


with concurrent.futures.ThreadPoolExecutor(25) as pool:
    answers = list(pool.map(copy_of_submit, range(100)))
check('a hundred parallel copies of a submit give one answer', len(set(answers)) == 1 and answers[0][0] == 200, set(answers))
check('and make one ticket', tickets() - before == 1, tickets() - before)
again = copy_of_submit(0)
check('a replay afterwards gives the same answer', again == answers[0], again)
number, code = answers[0][1], answers[0][2]
fresh = Citizen(URL)
fresh.cookies = dict(who.cookies)
page = fresh.get('/ticket/new')
page = fresh.press(page, matter())
check('the next matter in the same browser is another one', number_of(page) is None and '/region' in page.url, page.url)

# ---- tracking -------------------------------------------------------------------------------------------------


def track(number, code, who=None):
    who = who or person()
    page = who.get('/ticket/track')
    return who.press(page, {'number': number, 'code': code})


shown = track(number, code)
check('number and code show the ticket', shown.status == 200 and number in re.sub(r'[\s-]', '', shown.text), shown.text[:300])
typed = ' '.join(number[i:i + 4] for i in range(0, len(number), 4)).lower()
check('typed in groups and lower case they do too', track(typed, code.lower()).status == 200)
other = walk = person().walk('/ticket/new', matter())
wrong_code = track(number, 'AAAAAAAA')
wrong_number = track(number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1], code)


def main_of(page):
    """The page without what was typed and without its incident and token."""
    return re.sub(r'value="[^"]*"', '', re.sub(rb'<main.*?</main>', lambda m: m.group(0), page.body, flags=re.S).decode())


check('a wrong code and a wrong number get the same words',
      wrong_code.status == wrong_number.status and main_of(wrong_code) == main_of(wrong_number), wrong_code.text[-400:])
second = walk
n2, c2 = number_of(second), code_of(second)
for _ in range(20):
    last = track(n2, 'ZZZZZZZZ')
check('twenty wrong codes lock the ticket even for the right one', track(n2, c2).status == 422)
check('and leave other tickets alone', track(number, code).status == 200)

# ---- the person's moves ----------------------------------------------------------------------------------------


def action(page, name):
    return next((f for f in page.forms if (f.action or '').endswith('/' + name)), None)


who = person()
shown = track(number, code, who)
form = action(shown, 'supplement')
pairs = [(n, {'supplement': '司机工牌尾号 07'}.get(n, v)) for n, _, v, _ in form.fields]
once = who.post(form.action, pairs)
twice = who.post(form.action, pairs)
check('a supplement is shown among the steps', once.status == 200 and '司机工牌尾号 07' in once.text, once.text[:400])
check('sent twice it is there once', twice.text.count('司机工牌尾号 07') == 1, twice.text.count('司机工牌尾号 07'))
form = action(twice, 'withdraw')
gone = who.post(form.action, [(n, v) for n, _, v, _ in form.fields])
check('the person can withdraw', '已撤回' in gone.text, gone.text[:300])
check('and then not supplement any more', action(gone, 'supplement') is None)

# ---- bad input --------------------------------------------------------------------------------------------------

BAD = [  # step, field, value, part of the message
    ('/new', 'kind', 'revolution', '类型'), ('/new', 'kind', '', '类型'),
    ('/region', 'region', '999999', '没有这个地区'), ('/region', 'region', 'abc', '地区'), ('/region', 'region', '440000', '城市'),
    ('/item', 'item', '0001', '没有这个事项'), ('/item', 'item', '3100', '没有这个事项'), ('/item', 'item', '', '事项'),
    ('/content', 'content', '', '事情经过'), ('/content', 'content', '短', '至少 5'), ('/content', 'content', '长' * 20000, '最多 5000'),
    ('/content', 'wish', '愿' * 501, '最多 500'), ('/content', 'place', '地' * 101, '最多 100'),
    ('/content', 'happened_at', '2099-01-01 10:00', '还没有到'), ('/content', 'happened_at', '昨天', '时间写成'),
    ('/contact', 'phone', '12', '电话'), ('/contact', 'phone', 'call me', '电话'), ('/contact', 'reply_by', 'pigeon', '答复方式'),
    ('/contact', 'name', '名' * 51, '最多 50'),
]
before = tickets()
for step, field, value, message in BAD:
    who, page = reach(step)
    known = matter()
    known[field] = value
    path, pairs, files, multipart = who.fill(page, known)
    pairs = [(n, value if n == field else v) for n, v in pairs]
    if field not in dict(pairs):
        pairs.append((field, value))
    answer = who.post(path, pairs, files, multipart)
    beside = 'govuk-error-message' in answer.body.decode() or 'govuk-error-summary' in answer.body.decode()
    check(f'{step} refuses {field} = {value[:14]!r} in words', answer.status == 422 and beside and message in answer.text,
          f'{answer.status} {answer.text[300:700]}')
    if value and len(value) < 600 and field in ('content', 'wish', 'place', 'phone', 'happened_at', 'name'):
        check(f'and keeps what was typed in {field}', value in answer.body.decode(), value)

RAW = [
    ('invalid UTF-8', b'content=%FF%FE%FA%FB%FC%FD', 422), ('a NUL', b'content=abc%00defghi', 422),
    ('a repeated field', b'content=aaaaaaa&content=bbbbbbbb', 422), ('a field nobody asked for', b'content=hallo+hallo&admin=1', 422),
]
for what, body, status in RAW:
    who, page = reach('/content')
    token = dict(who.fill(page, {})[1])['token'].encode()
    answer = who.request('POST', '/ticket/new/content', b'token=' + token + b'&' + body, {'Content-Type': 'application/x-www-form-urlencoded'})
    check(f'{what} is refused with the form again', answer.status == status and 'textarea' in answer.body.decode(), f'{answer.status} {answer.text[:200]}')

who, page = reach('/content')
path, pairs, files, multipart = who.fill(page, matter(content='内容要保留下来的文字'))
forged = [(n, 'f' * 32 if n == 'token' else v) for n, v in pairs]
answer = who.post(path, forged, files, multipart)
check('a forged token is refused and the text kept', answer.status in (403, 422) and '内容要保留下来的文字' in answer.body.decode(), answer.status)
check('an unknown method is refused', who.request('DELETE', '/ticket/new').status == 405)
check('a POST where there is none is refused', who.post('/help', []).status in (403, 405))
answer = who.post(path, [(n, '<script>alert(1)</script>“引号”\u202e倒' if n == 'content' else v) for n, v in pairs], files, multipart)
check('markup is text and bidi marks are gone', answer.status == 200, answer.status)
page = who.get('/ticket/new/content')
check('and comes back escaped', '&lt;script&gt;' in page.body.decode() and '\u202e' not in page.body.decode(), page.text[:200])

# ---- files --------------------------------------------------------------------------------------------------------

PNG = bytes.fromhex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082')


def upload(files):
    who, page = reach('/files')
    path, pairs, _, _ = who.fill(page, {})
    return who, who.post(path, pairs, files, True)


who, answer = upload([('attachment', '证据.png', 'image/png', PNG)] * 9)
check('nine files are taken', answer.status == 200 and '/contact' in answer.url, f'{answer.status} {answer.url}')
_, answer = upload([('attachment', f'{i}.png', 'image/png', PNG) for i in range(10)])
check('a tenth is refused in words', answer.status == 422 and '9' in answer.text, answer.text[300:500])
_, answer = upload([('attachment', 'film.png', 'image/png', b'MZ' + bytes(200))])
check('a file that is not what it says is refused', answer.status == 422 and '这种文件不能上传' in answer.text, answer.text[300:500])
_, answer = upload([('attachment', 'big.png', 'image/png', PNG + bytes(21 << 20))])
check('21 MB are refused in words', answer.status == 422 and '20 MB' in answer.text, f'{answer.status} {answer.text[300:500]}')
_, answer = upload([('attachment', 'empty.png', 'image/png', b'')])
check('an empty file is told', answer.status == 422, answer.status)
check('nothing of all this made a ticket', tickets() == before, tickets() - before)

# ---- pictures are made anew -----------------------------------------------------------------------------------------

CANARY = b'CANARY-31.2304N-121.4737E'


def with_exif(jpeg):
    """The picture as a phone sends it: on its side, with where it was taken."""
    entries = struct.pack('<HHHI', 2, 0x010e, 2, len(CANARY) + 1) + struct.pack('<I', 38) + struct.pack('<HHIHH', 0x0112, 3, 1, 6, 0)
    tiff = b'II*\0' + struct.pack('<I', 8) + entries + struct.pack('<I', 0) + CANARY + b'\0'
    block = b'Exif\0\0' + tiff
    return jpeg[:2] + b'\xff\xe1' + struct.pack('>H', len(block) + 2) + block + jpeg[2:]


def vips(*words):
    return subprocess.run(['vips', *words], check=True, capture_output=True)


def boxes(data, at, end):
    while at < end:
        size, kind = struct.unpack('>I4s', data[at:at + 8])
        yield kind, at, at + size
        at += size


def turned(heic):
    """A HEIC as a phone held upright makes it: its container says that the picture is to be turned by a quarter (irot)."""
    data, more = bytearray(heic), 10  # the property, and one byte that gives it to the picture
    meta = next(b for b in boxes(data, 0, len(data)) if b[0] == b'meta')
    inside = {kind: (at, end) for kind, at, end in boxes(data, meta[1] + 12, meta[2])}
    ipco, ipma = ((at, end) for kind, at, end in boxes(data, inside[b'iprp'][0] + 8, inside[b'iprp'][1]) if kind in (b'ipco', b'ipma'))
    index = 1 + sum(1 for _ in boxes(data, ipco[0] + 8, ipco[1]))
    assert data[ipma[0] + 8:ipma[0] + 12] == bytes(4) and inside[b'iloc'][0] < inside[b'iprp'][0], 'another kind of file than is patched here'
    main, = struct.unpack('>H', data[inside[b'pitm'][0] + 12:inside[b'pitm'][0] + 14])
    at = ipma[0] + 16
    while struct.unpack('>H', data[at:at + 2])[0] != main:
        at += 3 + data[at + 2]
    given = at + 3 + data[at + 2]
    data[at + 2] += 1
    # Where the bytes of each item lie moves on by what comes before them.
    loc = inside[b'iloc'][0] + 8
    version, sizes = data[loc], data[loc + 4]
    assert version in (0, 1) and sizes == 0x44, 'another kind of list of places'
    item = loc + 8
    for _ in range(struct.unpack('>H', data[loc + 6:loc + 8])[0]):
        item += 4 + 2 * version + (data[loc + 5] >> 4)
        extents, = struct.unpack('>H', data[item:item + 2])
        for place in range(item + 2, item + 2 + extents * 8, 8):
            data[place:place + 4] = struct.pack('>I', struct.unpack('>I', data[place:place + 4])[0] + more)
        item += 2 + extents * 8
    for start, by in ((meta[1], more), (inside[b'iprp'][0], more), (ipco[0], 9), (ipma[0], 1)):
        data[start:start + 4] = struct.pack('>I', struct.unpack('>I', data[start:start + 4])[0] + by)
    data[given:given] = bytes([0x80 | index])
    data[ipco[1]:ipco[1]] = struct.pack('>I4sB', 9, b'irot', 1)
    return bytes(data)


scratch = tempfile.mkdtemp()
vips('black', scratch + '/plain.png', '400', '300', '--bands', '3')
vips('jpegsave', scratch + '/plain.png', scratch + '/plain.jpg')
with open(scratch + '/plain.jpg', 'rb') as f:
    phone = with_exif(f.read())
with open(scratch + '/phone.jpg', 'wb') as f:
    f.write(phone)
vips('heifsave', scratch + '/phone.jpg', scratch + '/phone.heic')
with open(scratch + '/phone.heic', 'rb') as f:
    heic = f.read()
check('the pictures sent carry the canary', CANARY in phone and CANARY in heic)
who, answer = upload([('attachment', 'IMG_0731.JPG', 'image/jpeg', phone), ('attachment', 'IMG_0732.HEIC', 'image/heic', heic),
                      ('attachment', 'IMG_0733.HEIC', 'image/heic', turned(heic))])
receipt = who.walk(answer.url, matter())
sent = number_of(receipt)
rows = sql_of_run(f"SELECT a.name, a.type, a.size, LOWER(HEX(a.sha256)), a.path FROM attachment a JOIN ticket t ON t.id = a.ticket_id WHERE t.number = '{sent}' ORDER BY a.id")
check('all are kept as JPEG', [(r[0], r[1]) for r in rows] == [('IMG_0731.JPG', 'image/jpeg'), ('IMG_0732.jpg', 'image/jpeg'), ('IMG_0733.jpg', 'image/jpeg')], rows)
state = os.path.join(os.environ['RUN'], 'state')
# Of HEIC the container turns the picture, not its EXIF: the first is upright as it is, the second is not.
for (name, kind, size, digest, path), upright in zip(rows, ('300x400', '400x300', '300x400')):
    with open(os.path.join(state, 'upload', path), 'rb') as f:
        kept = f.read()
    check(f'{name}: what is kept is what the event says', hashlib.sha256(kept).hexdigest() == digest and len(kept) == int(size))
    header = subprocess.run(['vipsheader', os.path.join(state, 'upload', path)], capture_output=True, text=True).stdout
    check(f'{name}: upright', upright in header, header)
found = subprocess.run(['grep', '-rlaF', CANARY.decode(), state], capture_output=True, text=True).stdout
check('the place stands nowhere below the stack', found == '', found)
_, answer = upload([('attachment', 'broken.jpg', 'image/jpeg', phone[:400])])
check('a picture that cannot be read is refused in words', answer.status == 422 and '打不开' in answer.text, answer.text[300:500])
bomb = scratch + '/bomb.png'
vips('black', bomb, '60000', '60000')
with open(bomb, 'rb') as f:
    _, answer = upload([('attachment', 'bomb.png', 'image/png', f.read())])
check('a picture of 3.6 billion pixels hurts nobody', answer.status in (200, 422), answer.status)
check('and leaves nothing half made', not [n for n in os.listdir(os.path.join(state, 'spool')) if n.endswith(('.jpg', '.png', '.webp'))])
shutil.rmtree(scratch)

# ---- not ours --------------------------------------------------------------------------------------------------------

who, page = reach('/item')
answer = who.press(page, {'item': '7101'})
check('an item that is not ours gives the number at once', '12306' in answer.text and '/refer' in answer.url, answer.url)
who, page = reach('/content')
answer = who.press(page, matter(content='快来人啊有人掉水里了救命', plate='', place=''))
check('an emergency in the text is caught before the form goes on', '/scope' in answer.url and '12395' in answer.text, answer.text[:300])
answer = who.press(answer, {})
check('and the person may go on with every word kept', '/files' in answer.url, answer.url)
check('the page shows it again', '快来人啊有人掉水里了救命' in who.get('/ticket/new/content').body.decode())
for words, title, number in (('我的快递三天没送到', '这件事有更合适的电话', '12305'), ('公交车着火了快来人', '这可能是紧急情况', '119'),
                             ('出租车司机绕路', '这件事归我们管', 'ticket/new'), ('你好', '还看不出是哪一类', 'ticket/new')):
    who = Citizen(URL)
    answer = who.press(who.get('/refer'), {'content': words})
    check(f'the page of numbers tells {words}', title in answer.text and number in answer.body.decode() and 'text=' not in answer.url, answer.text[:300])
check('and says what to do when nothing was written', '请填写事情经过' in who.press(who.get('/refer'), {'content': ''}).text)

# In English: the page's own examples first, as it shows them.
who = Citizen(URL, 'en')
hint = re.search(r'For example: (.*?)\.', who.get('/refer').text).group(1)
for words, title, number in (*zip(hint.split('; '), ('There is a better number for this', 'This is ours'), ('tel:12306', 'ticket/new')),
                             ('our boat is sinking', 'This may be an emergency', 'tel:12395'), ('Hello', 'We cannot tell yet', 'ticket/new')):
    answer = who.press(who.get('/refer'), {'content': words})
    check(f'the page of numbers tells in English: {words}', title in answer.text and
          number in re.split('<form', re.split('<main', answer.body.decode())[1])[0], answer.text[:300])

done()
