#!/usr/bin/env python3
"""Does anybody outside see an upgrade, an nginx reload, or workers that end after the request in hand?"""
import collections
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import TOP, Stack, check, done, equal  # noqa: E402

answers, stop = collections.Counter(), threading.Event()


def look(stack, path):
    person = Citizen(stack.url)
    while not stop.is_set():
        try:
            answers[person.once('GET', path).status] += 1
        except (OSError, http.client.HTTPException) as why:
            answers[type(why).__name__] += 1


def file_matters(stack):
    while not stop.is_set():
        try:
            page = Citizen(stack.url).walk('/ticket/new', MATTER)
            answers[200 if number_of(page) else f'no number: {page.status}'] += 1
        except (OSError, http.client.HTTPException) as why:
            answers[type(why).__name__] += 1


with Stack(DEMO='0') as stack, tempfile.TemporaryDirectory() as copy:
    # Another release is this tree with one more file, taken from a copy so that nothing here changes.
    for part in ('build', 'templates', 'sql', 'nginx', 'deploy'):
        shutil.copytree(os.path.join(TOP, part), os.path.join(copy, part), symlinks=True,
                        ignore=shutil.ignore_patterns('obj', 'asan', 'fuzz', 'bench', 'tests'))
    # … and with other styles, as if their source had changed.
    style = re.search(r'/static/public\.(\w+)\.css', Citizen(stack.url).once('GET', '/').body.decode())
    static = os.path.join(copy, 'build/static')
    for name in os.listdir(static):
        os.rename(os.path.join(static, name), os.path.join(static, name.replace(style[1], '0' * 8)))
    with open(os.path.join(static, 'manifest.hdf'), 'r+') as f:
        names = f.read().replace(style[1], '0' * 8)
        f.seek(0)
        f.write(names)
    people = [threading.Thread(target=look, args=(stack, p), daemon=True) for p in ('/', '/status/', '/admin/login', '/audit/login')]
    people += [threading.Thread(target=file_matters, args=(stack,), daemon=True) for _ in range(2)]
    for person in people:
        person.start()
    old = set(stack.program('portal'))
    for turn in range(3):
        with open(os.path.join(copy, 'templates', 'upgrade.txt'), 'w') as f:
            f.write(str(turn))
        up = subprocess.run([os.path.join(copy, 'deploy/stack'), 'up'], env=stack.env, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)
        check(f'upgrade {turn + 1} comes up', up.returncode == 0, up.stdout)
    for _ in range(3):
        stack.command('exec', 'sv', 'hup', './service/nginx', stdout=subprocess.DEVNULL)
    stop.set()
    for person in people:
        person.join()
    equal('a page from before the upgrade still finds its styles',
          Citizen(stack.url).once('GET', style[0]).status, 200)
    check('a page from after it names the new ones', b'00000000.css' in Citizen(stack.url).once('GET', '/').body)
    check('every process was replaced', not old & set(stack.program('portal')))
    check('while people were looking', answers[200] > 50, answers)
    equal('and no request failed', {k: n for k, n in answers.items() if k != 200}, {})
done()
