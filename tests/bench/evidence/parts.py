"""What evidence costs and how soon it is there: parts of tests/bench/run.

evidence  submits of the system as it is, and of one beside it without hashes, salts, signatures and logs (without.c, and no trigger that
          looks after the chain), fired in turns; and what a submit costs in processor time until the worker is done with it, log included.
log       EVENTS a second for EVENT_SECONDS by the store's own way (events.c), while the worker does all that it does: how long until an event
          is in a checkpoint that somebody else can read? And, as that asks for a machine of one's own: how much processor time does worker and
          database take for an event of a heap, until it is counted and logged? Less than 1 ms keeps up with 1,000/s.
verify    `hotline verify` over a package of VERIFY events, made out of one that was exported.
"""
import bisect
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time

from firing import fire, last_requests
from forger import Forger
from stack import TOP, Stack, build_of_its_own, until

BENCH = os.path.join(TOP, 'build', 'bench')
SUBMITS = int(os.environ.get('BENCH_SUBMITS', 1500))
TURNS = 8	# the side that begins changes with each
EVENTS = int(os.environ.get('BENCH_EVENTS', 1000))
EVENT_SECONDS = int(os.environ.get('BENCH_EVENT_SECONDS', 90))
VERIFY = int(os.environ.get('BENCH_VERIFY', 1000000))
DRAIN_SECONDS = 12	# the worker looks at the log every ten
TICK = os.sysconf('SC_CLK_TCK')


def processor_seconds(pids):
    total = 0
    for pid in pids:
        try:
            with open(f'/proc/{pid}/stat') as f:
                words = f.read().rpartition(')')[2].split()
            total += int(words[11]) + int(words[12])
        except FileNotFoundError:
            pass
    return total / TICK


def waiting(stack):
    return stack.count('SELECT (SELECT COUNT(*) FROM event_queue) + (SELECT COUNT(*) FROM log_pending)')


# ---- with and without ------------------------------------------------------------------------------------------

class Side:
    def __init__(self, stack):
        self.stack, self.rates, self.costs = stack, [], []
        self.made = last_requests(stack.url, SUBMITS // TURNS * TURNS)
        self.drain()

    def drain(self):
        begin = time.monotonic()
        while waiting(self.stack):
            if time.monotonic() > begin + 300:
                raise RuntimeError('the worker does not keep up')
            time.sleep(0.5)
        time.sleep(max(0, DRAIN_SECONDS - (time.monotonic() - begin)))

    def turn(self, n):
        share = len(self.made) // TURNS
        before = processor_seconds(self.stack.pids('.'))
        self.rates.append(share / fire(self.stack, self.made[n * share:(n + 1) * share]))
        self.drain()
        self.costs.append((processor_seconds(self.stack.pids('.')) - before) / share * 1000)


def evidence(_, table):
    with build_of_its_own() as build, Stack(DEMO='0') as with_it:
        for program in ('portal', 'worker'):
            shutil.copy2(os.path.join(BENCH, 'without', program), os.path.join(TOP, build))
        with Stack(DEMO='0', BUILD=build) as without:
            without.sql('DROP TRIGGER event_dense')
            sides = [Side(with_it), Side(without)]
            for n in range(TURNS):
                for side in sides if n % 2 else sides[::-1]:
                    side.turn(n)
            if without.count("SELECT COUNT(*) FROM event WHERE hash <> REPEAT(CHAR(0), 32)") or without.count('SELECT COUNT(*) FROM log_entry'):
                raise RuntimeError('the side without evidence has some')
    # What else runs on the machine makes turns slower and dearer, never the other way: the better half of them counts.
    rates = [statistics.median(sorted(side.rates)[-TURNS // 2:]) for side in sides]
    costs = [statistics.median(sorted(side.costs)[:TURNS // 2]) for side in sides]
    table.ratio('submit : without evidence', *rates, 0.85)
    table.say('a submit without evidence : as it is', f'{costs[1]:.2f} : {costs[0]:.2f} ms of processor time, all programs, until it is logged: '
              f'{costs[1] / costs[0]:.2f}')


# ---- from event to checkpoint ------------------------------------------------------------------------------------

class Watch(threading.Thread):
    """Sees the newest checkpoint of each log as it comes: {province: ([size …], [when seen, in ms …])}."""

    def __init__(self, stack):
        super().__init__()
        self.stack, self.seen, self.over, self.most = stack, {}, False, 0

    def look(self):
        now = time.time() * 1000
        for province, size in self.stack.sql('SELECT province, MAX(size) FROM log_checkpoint GROUP BY province'):
            sizes, times = self.seen.setdefault(province, ([], []))
            if not sizes or int(size) > sizes[-1]:
                sizes.append(int(size))
                times.append(now)
        self.most = max(self.most, waiting(self.stack))

    def run(self):
        while not self.over:
            self.look()
            time.sleep(0.25)

    def waits(self, since_ms):
        """Of each event since then, in ms: a look later than it was really there."""
        for at_ms, province, n in self.stack.sql(f'SELECT e.at_ms, l.province, l.n FROM event e JOIN log_entry l USING (ticket_id, seq) '
                                                 f'WHERE e.at_ms >= {since_ms}'):
            sizes, times = self.seen[province]
            yield times[bisect.bisect_right(sizes, int(n))] - int(at_ms)


def make_events(stack, rate, seconds):
    """How many, in how many seconds, and how many milliseconds late the last one began."""
    words = stack.output('env', 'HOTLINE_CONF=conf/portal.hdf', './events', str(rate), str(seconds), '8').split()
    return int(words[-3]), float(words[-2]), int(words[-1])


def heap(stack, table):
    """The worker is held while events come, and then works them off alone."""
    worker, database = stack.program('worker'), stack.pids('^mariadbd ')
    stack.command('exec', 'kill', '-STOP', *map(str, worker))
    made, _, _ = make_events(stack, EVENTS / 4, 20)
    begin = processor_seconds(worker + database)
    stack.command('exec', 'kill', '-CONT', *map(str, worker))
    while waiting(stack):
        time.sleep(0.5)
    table.most('an event counted and logged', (processor_seconds(worker + database) - begin) / made * 1000, 1, 'ms of processor')


def log(_, table):
    what = f'event to checkpoint at {EVENTS}/s'
    with Stack(DEMO='0') as stack:
        with open(os.path.join(BENCH, 'events'), 'rb') as f:
            stack.command('exec', 'sh', '-c', 'cat >events && chmod 755 events', input=f.read())
        heap(stack, table)
        since_ms = int(time.time() * 1000)
        watch = Watch(stack)
        watch.start()
        try:
            made, seconds, late_ms = make_events(stack, EVENTS, EVENT_SECONDS)
            drained = until(lambda: waiting(stack) == 0, 600)
            time.sleep(1)
        finally:
            watch.over = True
            watch.join()
        waits = list(watch.waits(since_ms))
    if not drained or len(waits) < made:
        return table.cannot(what, f'{len(waits)} of {made} events came into a log')
    table.say('events', f'{made} in {seconds:.0f} s, the last one {late_ms} ms late; at most {watch.most} waited for the worker')
    table.most(f'event to checkpoint at {made / seconds:.0f}/s, longest', max(waits) / 1000, 60, 's')
    table.most('… median', statistics.median(waits) / 1000, 60, 's')
    if made / seconds < EVENTS * 0.95:
        table.cannot(what, 'so many were not to be had on this machine')


# ---- the verifier ------------------------------------------------------------------------------------------------

def verify(stack, table):
    hotline = os.path.join(TOP, 'build', 'hotline')
    with tempfile.TemporaryDirectory(prefix='verify-') as scratch:
        whole, many = os.path.join(scratch, 'whole'), os.path.join(scratch, 'many')
        stack.hotline('export', '--texts', '--why', 'bench', '--out', 'bench-package')
        tar = stack.command('exec', 'tar', '-c', '-C', 'bench-package', '.', stdout=subprocess.PIPE).stdout
        os.mkdir(whole)
        subprocess.run(['tar', '-x', '-C', whole], input=tar, check=True)
        stack.command('exec', 'rm', '-r', 'bench-package')
        forger = Forger(scratch)
        _, events, size = forger.grow(whole, many, lambda events, _: events >= VERIFY)
        checking = subprocess.Popen([hotline, 'verify', many, '--key', forger.pem], stdout=subprocess.PIPE, text=True)
        said = checking.stdout.read().strip()
        _, code, used = os.wait4(checking.pid, 0)
        if code or not said.startswith('ok: '):
            return table.cannot('verify', said[:200])
    table.most(f'verify {events} events, {size >> 20} MiB', used.ru_utime + used.ru_stime, 30 * VERIFY / 1e6, 's of processor')
    table.most('… its memory', used.ru_maxrss / 1024, 64, 'MiB')
