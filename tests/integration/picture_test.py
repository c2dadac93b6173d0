#!/usr/bin/env python3
"""Do the person and the staff see small pictures of what was handed in, upright and without what the phone wrote into them, in the room
kept for them, and does nobody else?"""
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import check, done, equal, sql_of_run as sql  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
PDF = b'%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'


def vips(*words):
    subprocess.run(['vips', *words], check=True, capture_output=True)


def on_its_side(jpeg):
    """EXIF says: turn by a quarter."""
    tiff = b'II*\0' + struct.pack('<IHHHIHHI', 8, 1, 0x0112, 3, 1, 6, 0, 0)
    block = b'Exif\0\0' + tiff
    return jpeg[:2] + b'\xff\xe1' + struct.pack('>H', len(block) + 2) + block + jpeg[2:]


scratch = tempfile.mkdtemp()
vips('gaussnoise', scratch + '/noise.v', '1200', '600', '--sigma', '40', '--mean', '128')
vips('cast', scratch + '/noise.v', scratch + '/noise.png', 'uchar')
vips('jpegsave', scratch + '/noise.png', scratch + '/plain.jpg')
with open(scratch + '/plain.jpg', 'rb') as f:
    jpeg = on_its_side(f.read())
vips('heifsave', scratch + '/noise.png', scratch + '/plain.heic')
with open(scratch + '/plain.heic', 'rb') as f:
    heic = f.read()
with open(scratch + '/noise.png', 'rb') as f:
    png = f.read()

who = Citizen(URL)
receipt = who.walk('/ticket/new', dict(MATTER, phone='13912360001'), [
    ('attachment', 'IMG_1.JPG', 'image/jpeg', jpeg), ('attachment', 'IMG_2.HEIC', 'image/heic', heic),
    ('attachment', '截图.png', 'image/png', png), ('attachment', '收据.pdf', 'application/pdf', PDF)])
number, code = number_of(receipt), code_of(receipt)
ids = [row[0] for row in sql(f"SELECT a.id FROM attachment a JOIN ticket t ON t.id = a.ticket_id WHERE t.number = '{number}' ORDER BY a.id")]


def track(who):
    return who.press(who.get('/ticket/track'), {'number': number, 'code': code})


def images(page):
    """(src, alt, width, height) of each small picture, in order."""
    found = re.findall(r'<img class="hotline-small"[^>]*>', page.body.decode())
    return [tuple((re.search(rf'{name}="([^"]*)"', tag) or [None, ''])[1] for name in ('src', 'alt', 'width', 'height')) + (tag,) for tag in found]


def size_of(jpeg):
    path = scratch + '/got.jpg'
    with open(path, 'wb') as f:
        f.write(jpeg)
    words = subprocess.run(['vipsheader', path], capture_output=True, text=True).stdout
    return re.search(r'(\d+)x(\d+) ', words).groups() if ' ' in words else None


# ---- the person -------------------------------------------------------------------------------------------------------

shown = images(track(who))
check('the person sees a small picture of each picture and none of the paper', len(shown) == 3, shown)
for (src, alt, width, height, tag), name, room in zip(shown, ('IMG_1.JPG', 'IMG_2.jpg', '截图.png'), (('80', '160'), ('160', '80'), ('160', '80'))):
    answer = who.get(src)
    check(f'{name} has words for who cannot see it, room kept and is fetched when looked at',
          name in alt and (width, height) == room and 'loading="lazy"' in tag, tag)
    equal(f'{name} is upright, twice as fine as shown', size_of(answer.body), tuple(str(2 * int(side)) for side in room))
    check(f'{name} is small and holds nothing but the picture', len(answer.body) < 40000 and b'Exif' not in answer.body, len(answer.body))
src = shown[0][0]
head = who.get(src).headers
check('it comes as a file for saving, of a type that is not guessed, shut in, kept by nobody',
      head['content-type'] == 'image/jpeg' and head['content-disposition'].startswith('attachment') and head['x-content-type-options'] == 'nosniff'
      and 'sandbox' in head['content-security-policy'] and 'no-store' in head['cache-control'], head)
check('the page holds no address of a file itself', '/admin/' not in track(who).body.decode())

# ---- nobody else ------------------------------------------------------------------------------------------------------

other = Citizen(URL)
track(other)
check('another browser gets nothing by the same address', other.get(src).status == 404)
check('nor does one that keeps no cookie', Citizen(URL).get(src).status == 404)
token = src.rsplit('/', 1)[1]
for what, forged in (('another file', f'{int(ids[1]):016x}' + token[16:]), ('a later end', token[:16] + 'ffffffff' + token[24:]),
                     ('another signature', token[:-1] + ('0' if token[-1] != '0' else '1')), ('a short one', token[:-2]), ('no token', 'x')):
    check(f'an address changed to {what} opens nothing', who.get('/ticket/picture/' + forged).status == 404, forged)

# ---- staff ------------------------------------------------------------------------------------------------------------

agent = sign_in(URL, next(a for a in accounts(PEOPLE) if a.role == 'agent' and a.province == '440000'))
page = agent.get('/admin/ticket/' + number)
seen = images(page)
equal('the desk shows the same', [s[:1] for s in seen], [(f'/admin/file/{i}/small',) for i in ids[:3]])
before = int(sql(f"SELECT COUNT(*) FROM reading WHERE number = '{number}'")[0][0])
answer = agent.get(seen[0][0])
check('and gets them', answer.status == 200 and size_of(answer.body) == ('160', '320'), answer.status)
check('which is written down as a look at the ticket', int(sql(f"SELECT COUNT(*) FROM reading WHERE number = '{number}'")[0][0]) == before + 1)
answer = agent.get(f'/admin/file/{ids[0]}')
check('a file is served shut in as well', answer.status == 200 and 'sandbox' in answer.headers['content-security-policy'] and answer.headers['content-disposition'].startswith('attachment'))
equal('a paper has no small picture', agent.get(f'/admin/file/{ids[3]}/small').status, 404)
stranger = sign_in(URL, find(PEOPLE, 'agent', '65'))
equal('another province gets none', stranger.get(seen[0][0]).status, 404)
check('nobody signed in gets none', '/login' in Citizen(URL).get(seen[0][0]).url)

shutil.rmtree(scratch)
done()
