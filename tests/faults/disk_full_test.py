#!/usr/bin/env python3
"""A disk with no room for uploads: a clear refusal, no ticket with a missing file, and all well when there is room again.

Needs root, to put a small file system in the place of spool and upload.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import Stack, check, done, equal, skip  # noqa: E402

MIB = 1024 * 1024
PNG = bytes.fromhex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489') + b'\0' * (3 * MIB)


def files(count):
    return [('attachment', f'{i}.png', 'image/png', PNG) for i in range(count)]


def file_with(stack, count):
    """Walks through the form; gives the receipt, or the page that refused the files."""
    person = Citizen(stack.url)
    page = person.get('/ticket/new')
    for _ in range(15):
        form, _ = page.primary()
        if number_of(page) or form is None:
            break
        takes = any(kind == 'file' for _, kind, _, _ in form.fields)
        page = person.press(page, MATTER, files(count) if takes else ())
        again, _ = page.primary()
        if takes and (again is None or any(kind == 'file' for _, kind, _, _ in again.fields)):
            return page
    return page


if os.getuid() != 0:
    skip('a full disk', 'needs root to mount a small file system')
    done()

with Stack(DEMO='0') as stack:
    # One small file system for both, since an upload is moved from one to the other by its name alone.
    small = os.path.join(stack.state, 'small')
    os.mkdir(small)
    subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=8m,mode=0777', 'tmpfs', small], check=True)
    try:
        for part in ('spool', 'upload'):
            stack.output('mkdir', f'small/{part}')
            stack.output('sh', '-c', f'rm -rf {part} && ln -s small/{part} {part}')
        page = file_with(stack, 1)
        check('a file that fits is taken', number_of(page), page.text)
        page = file_with(stack, 5)
        check('files that do not fit are refused', number_of(page) is None, page.text)
        check('in plain words, with a page of ours', page.status in (200, 400, 413, 422, 503, 507) and page.title, page.status)
        equal('no ticket lacks a file', stack.count(
            'SELECT COUNT(*) FROM ticket t WHERE t.files <> (SELECT COUNT(*) FROM attachment a WHERE a.ticket_id = t.id)'), 0)
        kept = stack.output('find', 'small/upload', '-type', 'f').split()
        equal('no file lacks its ticket', len(kept), stack.count('SELECT COUNT(*) FROM attachment'))
        stack.output('find', 'small/spool', '-type', 'f', '-delete')
        page = file_with(stack, 1)
        check('who sends what fits gets through', number_of(page), page.text)
    finally:
        subprocess.run(['umount', '-l', small], check=False)
done()
