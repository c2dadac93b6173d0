#!/usr/bin/env python3
"""An upload that is cut at any point: is anything of it left?"""
import os
import random
import socket
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, encode, number_of  # noqa: E402
from stack import Stack, check, done, equal, until  # noqa: E402

CUTS = int(os.environ.get('UPLOAD_CUTS', 60))
PNG = bytes.fromhex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000'
                    '0500017a5eab3f0000000049454e44ae426082')
FILES = [('attachment', f'{i}.png', 'image/png', PNG + b'\0' * 20000 * i) for i in range(1, 4)]


def to_the_upload(person):
    """The page whose form takes files."""
    page = person.get('/ticket/new')
    for _ in range(12):
        form, _ = page.primary()
        if form is None or any(kind == 'file' for _, kind, _, _ in form.fields):
            return page
        page = person.press(page, MATTER)
    return page


def bytes_of(person, page):
    path, pairs, files, multipart = person.fill(page, MATTER, FILES)
    body, kind = encode(pairs, files, True)
    head = f'POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n'
    head += ''.join(f'{k}: {v}\r\n' for k, v in person.headers().items())
    return (head + '\r\n').encode() + body


with Stack(DEMO='0') as stack:
    def left():
        return stack.output('find', 'spool', 'upload', '-type', 'f').split()

    person = Citizen(stack.url)
    page = to_the_upload(person)
    form, _ = page.primary()
    check('there is a step that takes files', form and any(k == 'file' for _, k, _, _ in form.fields), page.title)
    whole = bytes_of(person, page)
    for _ in range(CUTS):
        s = socket.create_connection(('127.0.0.1', stack.port))
        s.sendall(whole[:random.randrange(1, len(whole))])
        s.close()
    check('nothing of a cut upload is left', until(lambda: left() == [], 20), left())
    equal('and no row', stack.count('SELECT COUNT(*) FROM attachment'), 0)
    page = person.press(page, MATTER, FILES)
    for _ in range(12):
        if number_of(page) or page.primary()[0] is None:
            break
        page = person.press(page, MATTER)
    check('the same person still gets through', number_of(page), page.text)
    equal('with all files', stack.count('SELECT COUNT(*) FROM attachment'), len(FILES))
    # The spool's name for the same file goes when the worker sweeps finished drafts.
    equal('each of which is on the disk', len(stack.output('find', 'upload', '-type', 'f').split()), len(FILES))
done()
