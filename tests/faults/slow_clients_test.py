#!/usr/bin/env python3
"""Do others still get their pages while thousands of clients send a byte now and then?"""
import os
import resource
import socket
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from stack import Stack, check, done, equal  # noqa: E402

WANTED = int(os.environ.get('SLOW_CLIENTS', 10000))
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
count = min(WANTED, hard - 200 if hard > 0 else WANTED)

head = b'POST /ticket/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n'


def trickle(sockets, stop):
    while not stop.wait(5):
        for s in sockets:
            try:
                s.send(b'a')
            except OSError:
                pass


with Stack(DEMO='0') as stack:
    # Every loopback address is this machine, so ports do not run out; nginx counts connections per listener.
    sockets, refused = [], 0
    for i in range(count):
        s = socket.socket()
        try:
            s.connect(('127.0.0.1', stack.port))
            s.send(head[:20 + i % len(head)])
            s.setblocking(False)
            sockets.append(s)
        except OSError:
            refused += 1
    stop = threading.Event()
    thread = threading.Thread(target=trickle, args=(sockets, stop))
    thread.start()
    times, statuses = [], set()
    person = Citizen(stack.url)
    for _ in range(300):
        begin = time.monotonic()
        statuses.add(Citizen(stack.url).get('/').status)
        statuses.add(person.get('/status/').status)
        times.append((time.monotonic() - begin) / 2)
    stop.set()
    thread.join()
    times.sort()
    print(f'# {len(sockets)} slow clients, {refused} refused; p50 {times[150]:.3f} s, p99 {times[296]:.3f} s')
    check('nearly all slow clients were there', len(sockets) > count * 0.95, refused)
    equal('everybody else was answered', statuses, {200})
    check('99 in 100 within a second', times[296] < 1, times[-5:])
    for s in sockets:
        s.close()
done()
