"""firing: submits made ready beforehand, and sent by bench/fire over several connections at once."""
import concurrent.futures
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import citizen  # noqa: E402
from stack import TOP  # noqa: E402

FIRE = os.path.join(TOP, 'build', 'bench', 'fire')
CONNECTIONS = 8


def last_request(url):
    """Everything up to the submit, by one who looks at nobody else's matter; returns the submit's own bytes."""
    person = citizen.Citizen(url)
    matter = dict(citizen.MATTER, phone='138%08d' % random.randrange(10**8), plate='粤B%05d' % random.randrange(10**5))
    page = person.walk('/ticket/new', matter, until=lambda p: p.url.startswith('/ticket/new/check'))
    path, pairs, files, multipart = person.fill(page, matter)
    if not path.startswith('/ticket/new/check'):
        raise RuntimeError(f'no way to the last step: {page.url} {page.title!r}')
    body, kind = citizen.encode(pairs, files, multipart)
    head = [f'POST {path} HTTP/1.0', f'Host: {person.host}:{person.port}', f'Content-Type: {kind}', f'Content-Length: {len(body)}',
            f'Origin: {url}', 'Sec-Fetch-Site: same-origin']
    head += [f'{k}: {v}' for k, v in person.headers().items()]
    return '\r\n'.join(head).encode() + b'\r\n\r\n' + body


def last_requests(url, count):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda _: last_request(url), range(count)))


def fire(stack, requests):
    """Seconds that they took. RuntimeError: not every one became a ticket."""
    path = os.path.join(stack.dir, 'submits')
    with open(path, 'wb') as f:
        for request in requests:
            f.write(b'%d\n' % len(request) + request)
    before = stack.count('SELECT COUNT(*) FROM ticket')
    out = subprocess.run([FIRE, str(stack.env['PORT']), str(CONNECTIONS), path], stdout=subprocess.PIPE, text=True)
    answered, accepted, seconds = out.stdout.split()
    filed = stack.count('SELECT COUNT(*) FROM ticket') - before
    if filed != len(requests):
        raise RuntimeError(f'{len(requests)} sent, {answered} answered, {accepted} accepted, {filed} filed')
    return float(seconds)
