#!/usr/bin/env python3
"""Who chose the wrong region or item files anew with all that was told, and the old ticket goes in the same moment or not at all;
and may pictures be added to what is filed?"""
import io
import os
import re
import struct
import sys
import time
import zlib

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
RUN_ID = f'{int(time.time() * 1000) % 10**7:07d}'
ACCEPTED, WITHDRAWN = 1, 12
PNG = b'\x89PNG\r\n\x1a\n' + b''.join(struct.pack('>I', len(d)) + k + d + struct.pack('>I', zlib.crc32(k + d)) for k, d in (
    (b'IHDR', struct.pack('>IIBBBBB', 8, 8, 8, 2, 0, 0, 0)), (b'IDAT', zlib.compress(b''.join(b'\0' + b'\x10\x80\xf0' * 8 for _ in range(8)))), (b'IEND', b'')))
agent = sign_in(URL, find(PEOPLE, 'agent', '44'))


def filed(files=(), **values):
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, plate='粤B' + RUN_ID[-5:], **values), files)
    return number_of(receipt), code_of(receipt)


def seen(number, code):
    who = Citizen(URL)
    return who, who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def row(number, columns):
    return sql(f"SELECT {columns} FROM ticket WHERE number = '{number}'")[0]


def files_of(number):
    return [r[0] for r in sql(f"SELECT a.name FROM attachment a JOIN ticket t ON t.id = a.ticket_id WHERE t.number = '{number}' ORDER BY a.id")]


def last(number):
    return sql(f"SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.number = '{number}' ORDER BY e.seq DESC LIMIT 1")[0][0]


def anew(number, code):
    """The form as it opens after the wrong one was named."""
    who, page = seen(number, code)
    page = who.send(page, '/ticket/correct')
    return who, who.send(page, '/ticket/refile')


def walk(who, page, **values):
    for _ in range(9):
        if page.status != 200 or page.url.endswith('/ticket/new/check'):
            return page
        page = who.press(page, values)
    return page


# ---- filed anew ---------------------------------------------------------------------------------------------------

WORDS = '司机在广州绕道，多收了钱，要求退还。' + RUN_ID
old, old_code = filed([('attachment', '发票.png', 'image/png', PNG)], content=WORDS, wish='退钱', phone='13733330001', company='某公司')
who, page = anew(old, old_code)
check('the form opens with what was told', page.url.endswith('/ticket/new') and page.status == 200, page.url)
equal('and nothing has happened yet', (row(old, 'state, last_seq'), files_of(old)), ([str(ACCEPTED), '1'], ['发票.png']))
page = walk(who, page, region='440100', item='3103', phone='13733330001', reply_by='phone', consent=True)
check('every word and file is there', all(w in page.text for w in (WORDS, '退钱', '某公司', '粤B' + RUN_ID[-5:], '发票.png', '2026-01-05 21:30')), page.text)
check('the page says which one goes', '原来提交的这一件同时撤回' in page.text and old in re.sub(r'\s', '', page.text), page.text)
form = who.fill(page, {})
receipt = who.press(page, {})
new, new_code = number_of(receipt), code_of(receipt)
check('there is a new ticket, of the region it belongs to', new and new != old and new.startswith('JT440100'), new)
equal('with its item, and its own rules, promise and files', (row(new, 'item, region, state'), int(row(new, 'answer_due_ms')[0]) > 0, files_of(new)),
      (['3103', '440100', str(ACCEPTED)], True, ['发票.png']))
equal('the old one is withdrawn', row(old, 'state, due_ms'), [str(WITHDRAWN), '0'])
check('each says the other in its chain', f'"ticket":"{new}"' in last(old) and f'"replaces":"{old}"' in last(new), (last(old), last(new)))
before = [row(n, 'last_seq') for n in (old, new)]
again = who.post(form[0], form[1])
equal('sent twice it is filed once', (number_of(again), [row(n, 'last_seq') for n in (old, new)]), (new, before))
check('the files are readable in both', all(int(r[0]) > 0 for r in sql(f"SELECT a.size FROM attachment a JOIN ticket t ON t.id = a.ticket_id WHERE t.number IN ('{old}', '{new}')")))

# ---- the old one went on ---------------------------------------------------------------------------------------------

kept, kept_code = filed(content=WORDS + '二', phone='13733330002')
who, page = anew(kept, kept_code)
page = walk(who, page, region='440100', item='3103', phone='13733330002', reply_by='phone', consent=True)
desk = agent.get('/admin/ticket/' + kept)
form = next(f for f in desk.forms if (f.action or '').endswith('/answered_at_once'))
agent.post(form.action, [(n, {'text': '已经答复'}.get(n, v)) for n, _, v, _ in form.fields])
tickets = sql('SELECT COUNT(*) FROM ticket')
answer = who.press(page, {})
check('what was answered meanwhile is not withdrawn, and nothing is filed', answer.status == 422 and '不能撤回了' in answer.text and
      sql('SELECT COUNT(*) FROM ticket') == tickets, answer.status)
check('all that was typed is there still', WORDS + '二' in answer.text)
receipt = who.press(answer, {})
check('pressed again it is filed beside it', number_of(receipt) and '"replaces"' not in last(number_of(receipt)) and row(kept, 'state')[0] != str(WITHDRAWN), receipt.text[:200])
who, page = seen(kept, kept_code)
token = next(v for f in page.forms for n, _, v, _ in f.fields if n == 'token')
answer = who.post('/ticket/refile', {'token': token, 'number': kept, 'code': kept_code})
equal('nor does the form open for what is not to be corrected any more', answer.status, 409)
answer = who.post('/ticket/refile', {'token': token, 'number': new, 'code': kept_code})
equal('nor with another\'s code', (answer.status, row(new, 'state')[0]), (422, str(ACCEPTED)))
left, left_code = filed(content=WORDS + '三', phone='13733330003')
anew(left, left_code)
equal('who leaves the form half-way has lost nothing', row(left, 'state, last_seq'), [str(ACCEPTED), '1'])

# ---- completed -----------------------------------------------------------------------------------------------------------


def adds(number, code, text='', files=(), **more):
    who, page = seen(number, code)
    form = next(f for f in page.forms if f.action == '/ticket/supplement')
    pairs = [(n, more.get(n, {'supplement': text}.get(n, v))) for n, kind, v, _ in form.fields if kind != 'file']
    return who.post(form.action, pairs, files, multipart=True), lambda: who.post(form.action, pairs, files, multipart=True)


picture = ('attachment', '现场.png', 'image/png', PNG)
answer, again = adds(left, left_code, '补一张照片', [picture])
equal('a picture is added with words', (answer.status, files_of(left), '补充内容已收到' in answer.text and '现场.png' in answer.text), (200, ['现场.png'], True))
check('and committed to in the event', re.search(r'"texts":\{[^}]*"file1":"[0-9a-f]{64}"', last(left)) is not None, last(left))
answer = again()
equal('sent twice it is added once', (answer.status, files_of(left)), (200, ['现场.png']))
answer, _ = adds(left, left_code, '', [picture])
equal('or without words', (answer.status, len(files_of(left))), (200, 2))
answer, _ = adds(left, left_code)
equal('nothing at all is said beside the field', (answer.status, '请填写' in answer.text, len(files_of(left))), (422, True, 2))
answer, _ = adds(left, left_code, '留下的话', [picture, ('attachment', '坏.png', 'image/png', b'no picture at all')])
equal('one that is no picture stops all, and the words stay', (answer.status, '留下的话' in answer.body.decode(), len(files_of(left))), (422, True, 2))
paper = ('attachment', '材料.pdf', 'application/pdf', b'%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
answer, _ = adds(left, left_code, '太多', [paper] * 8)
equal('more than nine in all are refused', (answer.status, '9' in answer.text, len(files_of(left))), (422, True, 2))
answer, _ = adds(left, left_code, '正好', [paper] * 7)
equal('nine are taken', (answer.status, len(files_of(left)), row(left, 'files')), (200, 9, ['9']))
_, page = seen(left, left_code)
check('then the page asks for none', 'type="file"' not in page.body.decode())
check('staff see them', '现场.png' in agent.get('/admin/ticket/' + left).text)

done()
