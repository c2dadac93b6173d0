"""stack: a private stack of a Python test's own, and the words such tests print (TAP; see README.md).

    with Stack() as stack:
        check('the home page is there', Citizen(stack.url).get('/').status == 200)
    done()
"""
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from database import Database

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMAND = os.path.join(TOP, 'deploy', 'stack')


class Stack:
    def __init__(self, **settings):
        self.dir = tempfile.mkdtemp(prefix='hotline-')
        self.env = dict(os.environ, RUN=os.path.join(self.dir, 'run'), **{'DEMO': '1', **settings})
        self.database = Database(self.env)

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.database.close()
        subprocess.run([os.path.join(TOP, 'tests', 'reports'), self.env['RUN']])
        subprocess.run([COMMAND, 'destroy'], env=self.env, stdout=subprocess.DEVNULL)
        shutil.rmtree(self.dir, ignore_errors=True)

    def start(self):
        for _ in range(5):
            self.port = random.randint(20000, 30000)
            self.env['PORT'] = str(self.port)
            up = subprocess.run([COMMAND, 'up'], env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if up.returncode == 0:
                break
            if 'is taken' not in up.stdout:
                raise RuntimeError(up.stdout)
        self.run = self.env['RUN']
        self.url = f'http://127.0.0.1:{self.port}'
        self.state = os.path.realpath(os.path.join(self.run, 'state'))

    def command(self, *words, **more):
        return subprocess.run([COMMAND, *words], env=self.env, check=True, **more)

    def output(self, *words):
        """What a command says that runs in the stack's directory as its account."""
        return self.command('exec', *words, stdout=subprocess.PIPE, text=True).stdout.strip()

    def hotline(self, *words):
        return self.output('release/build/hotline', *words)

    def sql(self, text):
        """Rows of cells, by the database's own administrator."""
        return self.database.rows(text)

    def count(self, text):
        return int(self.sql(text)[0][0])

    def setting(self, program, key):
        return self.output('sed', '-n', f's/^{key} = //p', f'conf/{program}.hdf')

    def pids(self, pattern):
        """Processes of this stack alone: they share one session."""
        with open(os.path.join(self.state, 'session')) as f:
            session = f.read().strip()
        found = subprocess.run(['pgrep', '-s', session, '-f', pattern], stdout=subprocess.PIPE, text=True)
        return [int(p) for p in found.stdout.split()]

    def program(self, name):
        return self.pids(f'^{re.escape(self.state)}/release/build/{name}$')

    def parent(self, name):
        """The one of a program's processes that began the others; numbers of processes begin anew some time."""
        pids = self.program(name)
        parents = [int(self.output('ps', '-o', 'ppid=', '-p', str(p))) for p in pids]
        return next((p for p in pids if p in parents), None)

    def log(self, name):
        with open(os.path.join(self.state, 'log', name, 'current'), encoding='utf-8', errors='replace') as f:
            return f.read()


PLUGIN = ['gcc', '-std=gnu11', '-w', '-Iplugins', '-O2', '-fPIC', '-fvisibility=hidden', '-ffreestanding', '-shared', '-nostdlib']


@contextlib.contextmanager
def build_of_its_own():
    """A copy of the built programs and plugins whose plugins a test may add to: the name of its directory."""
    built = os.environ.get('BUILD', 'build')
    build = f'{built}/own.{os.getpid()}'
    os.makedirs(os.path.join(TOP, build))
    try:
        for program in ('portal', 'status', 'admin', 'audit', 'api', 'rules', 'worker', 'hotline'):
            shutil.copy2(os.path.join(TOP, built, program), os.path.join(TOP, build))
        shutil.copytree(os.path.join(TOP, built, 'plugins'), os.path.join(TOP, build, 'plugins'))
        yield build
    finally:
        shutil.rmtree(os.path.join(TOP, build), ignore_errors=True)


def add_plugin(build, name, source, cases):
    """Compiles a plugin of the test's own into such a build."""
    base = os.path.join(TOP, build, 'plugins', name)
    with open(base + '.c', 'w') as f:
        f.write(source)
    subprocess.run([*PLUGIN, '-o', base + '.so', base + '.c'], cwd=TOP, check=True)
    os.remove(base + '.c')
    with open(base + '.cases', 'w') as f:
        f.write(cases)


_database_of_run = Database(os.environ)


def sql_of_run(text):
    """Rows of cells from the database of the stack that this run's tests share (RUN)."""
    return _database_of_run.rows(text)


def until(true, seconds=15):
    """Waits for something to be true; says whether it came true in time."""
    end = time.monotonic() + seconds
    while True:
        try:
            if true():
                return True
        except OSError:
            pass
        if time.monotonic() > end:
            return False
        time.sleep(0.05)


_lines = []


def check(name, holds, shown=''):
    _lines.append(bool(holds))
    print(f'{"ok" if holds else "not ok"} {len(_lines)} - {name}', flush=True)
    if not holds and shown != '':
        for line in str(shown)[:4000].split('\n')[:40]:
            print('# ' + line[:300], flush=True)


def equal(name, got, wanted):
    check(name, got == wanted, f'got    {got!r}\nwanted {wanted!r}')


def skip(name, why):
    _lines.append(True)
    print(f'ok {len(_lines)} - {name} # SKIP {why}', flush=True)


def done():
    print(f'1..{len(_lines)}', flush=True)
    sys.exit(0 if all(_lines) else 1)
