"""citizen: a person without JavaScript, for the tests, the bench and the faults.

It fills the fields whose names it knows, keeps hidden ones, presses the one primary button, follows redirects and
keeps cookies: what the contract promises to any script that does the same.

    c = Citizen(os.environ['BASE_URL'])
    page = c.walk('/ticket/new', {'kind': 'complaint', 'region': '440300', ...})
"""
import html.parser
import http.client
import io
import re
import urllib.parse
import uuid


class Form:
    def __init__(self, attrs):
        self.method = (attrs.get('method') or 'get').lower()
        self.action = attrs.get('action')
        self.multipart = 'multipart' in (attrs.get('enctype') or '')
        self.fields = []  # (name, kind, value, chosen)
        self.buttons = []  # (classes, name, value)


class Page(html.parser.HTMLParser):
    """Forms, title and text of one answer."""

    def __init__(self, url, status, headers, body):
        super().__init__(convert_charrefs=True)
        self.url, self.status, self.headers, self.body = url, status, headers, body
        self.forms, self.texts, self.title = [], [], ''
        self._form = self._select = self._area = None
        self._in = []
        if 'html' in headers.get('content-type', ''):
            self.feed(body.decode('utf-8', 'replace'))

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag in ('script', 'style', 'title'):
            self._in.append(tag)
        if tag == 'form':
            self._form = Form(a)
            self.forms.append(self._form)
        if self._form is None:
            return
        if tag == 'input' and a.get('name'):
            kind = (a.get('type') or 'text').lower()
            if kind in ('submit', 'image'):
                self._form.buttons.append((a.get('class') or '', a['name'], a.get('value') or ''))
            elif kind in ('radio', 'checkbox'):
                self._form.fields.append((a['name'], kind, a.get('value') or 'on', 'checked' in a))
            else:
                self._form.fields.append((a['name'], kind, a.get('value') or '', True))
        elif tag == 'button' and (a.get('type') or 'submit') == 'submit':
            self._form.buttons.append((a.get('class') or '', a.get('name'), a.get('value') or ''))
        elif tag == 'select' and a.get('name'):
            self._select = [a['name'], []]
        elif tag == 'option' and self._select:
            self._select[1].append((a.get('value') or '', 'selected' in a))
        elif tag == 'textarea' and a.get('name'):
            self._area = [a['name'], '']

    def handle_endtag(self, tag):
        if self._in and self._in[-1] == tag:
            self._in.pop()
        if tag == 'form':
            self._form = None
        elif tag == 'select' and self._select and self._form is not None:
            name, options = self._select
            value = next((v for v, chosen in options if chosen), options[0][0] if options else '')
            self._form.fields.append((name, 'select', value, True))
            self._select = None
        elif tag == 'textarea' and self._area and self._form is not None:
            name, text = self._area
            self._form.fields.append((name, 'textarea', text.lstrip('\n'), True))
            self._area = None

    def handle_data(self, data):
        if self._area is not None:
            self._area[1] += data
        if self._in and self._in[-1] == 'title':
            self.title += data
        elif not self._in and data.strip():
            self.texts.append(data.strip())

    @property
    def text(self):
        return ' '.join(self.texts)

    def primary(self):
        """The form to go on with: the POST form with a button that is neither secondary nor a warning."""
        for form in self.forms:
            main = [b for b in form.buttons if not re.search(r'secondary|warning|link', b[0])]
            if form.method == 'post' and main:
                return form, main[0]
        return None, None


ZH = '零一二三四五六七八九'
EN = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen'.split()


def sum_asked(page):
    """What somebody who reads the question of a page answers; None where nothing is asked."""
    text = page.body.decode()
    found = re.search(r'请问，(.)加(.)等于多少', text)
    if found:
        return ZH.index(found.group(1)) + ZH.index(found.group(2))
    found = re.search(r'How much is (\w+) plus (\w+)\?', text)
    return EN.index(found.group(1)) + EN.index(found.group(2)) if found else None


class Citizen:
    def __init__(self, base_url, lang=None):
        u = urllib.parse.urlsplit(base_url)
        self.host, self.port, self.lang = u.hostname, u.port, lang
        self.cookies, self.connection = {}, None

    # ---- requests --------------------------------------------------------------------------------

    def request(self, method, path, body=None, headers=None, follow=True):
        for _ in range(10):
            page = self.once(method, path, body, headers)
            if not follow or page.status not in (301, 302, 303, 307, 308):
                return page
            path = urllib.parse.urljoin(path, page.headers['location'])
            path = re.sub(r'^https?://[^/]+', '', path)
            if page.status not in (307, 308):
                method, body, headers = 'GET', None, None
        raise RuntimeError('redirected too often: ' + path)

    def once(self, method, path, body=None, headers=None):
        for last in (False, True):
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.host, self.port, timeout=70)
            try:
                self.connection.request(method, path, body, self.headers(headers))
                answer = self.connection.getresponse()
                data = answer.read()
                break
            except (OSError, http.client.HTTPException) as why:
                self.connection.close()
                self.connection = None
                # A connection kept too long; a POST is repeated only because every submit is idempotent.
                if last or not isinstance(why, (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)):
                    raise
        names = {k.lower(): v for k, v in answer.getheaders()}
        for value in answer.headers.get_all('set-cookie') or []:
            self.keep(value)
        if answer.will_close:
            self.connection.close()
            self.connection = None
        return Page(path, answer.status, names, data)

    def headers(self, more=None):
        h = {'Cookie': '; '.join(f'{k}={v}' for k, v in self.cookies.items())} if self.cookies else {}
        if self.lang:
            h['Accept-Language'] = self.lang
        h.update(more or {})
        return h

    def keep(self, line):
        first, _, attributes = line.partition(';')
        name, _, value = first.strip().partition('=')
        if 'max-age=0' in attributes.lower() or value == '':
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

    def get(self, path, follow=True):
        return self.request('GET', path, follow=follow)

    def post(self, path, pairs, files=(), multipart=None, follow=True):
        pairs = list(pairs.items()) if isinstance(pairs, dict) else list(pairs)
        body, kind = encode(pairs, files, bool(files) if multipart is None else multipart)
        return self.request('POST', path, body, {'Content-Type': kind}, follow)

    # ---- forms -------------------------------------------------------------------------------------

    def fill(self, page, known, files=()):
        """What pressing the primary button would send: path, pairs, files, multipart; None without a form."""
        form, button = page.primary()
        if form is None:
            return None
        pairs, done = [], set()
        for name, kind, value, chosen in form.fields:
            if kind in ('radio', 'checkbox'):
                want = known.get(name)
                if want is None:
                    if chosen:
                        pairs.append((name, value))
                elif want is True or str(want) == value:
                    if name not in done:
                        pairs.append((name, value))
                    done.add(name)
            elif kind == 'file':
                continue
            elif kind == 'hidden':
                pairs.append((name, value))
            else:
                pairs.append((name, str(known.get(name, value))))
        if button[1]:
            pairs.append((button[1], button[2]))
        has_file = any(kind == 'file' for _, kind, _, _ in form.fields)
        path = urllib.parse.urljoin(page.url, form.action or page.url)
        return path, pairs, (files if has_file else ()), form.multipart

    def press(self, page, known, files=(), follow=True):
        answer = sum_asked(page)
        request = self.fill(page, known if answer is None else {'answer': str(answer), **known}, files)
        if request is None:
            raise RuntimeError(f'no form to go on with at {page.url}: {page.title!r}')
        path, pairs, sent, multipart = request
        return self.post(path, pairs, sent, multipart, follow)

    def send(self, page, action, **typed):
        """The form of a page that leads there, with its hidden fields and what is typed into the others or instead."""
        form = next(f for f in page.forms if f.action == action)
        pairs = [(n, typed.pop(n, v)) for n, kind, v, _ in form.fields if kind == 'hidden']
        return self.post(action, pairs + list(typed.items()))

    def walk(self, path, known, files=(), until=None, steps=15):
        """Goes from step to step until `until(page)` or a page that shows a ticket number or has no form."""
        until = until or (lambda p: number_of(p) is not None)
        page = self.get(path)
        for _ in range(steps):
            if page.status != 200 or until(page) or page.primary()[0] is None:
                return page
            page = self.press(page, known, files)
        return page


def encode(pairs, files=(), multipart=False):
    if not multipart:
        return urllib.parse.urlencode(pairs).encode(), 'application/x-www-form-urlencoded'
    mark = uuid.uuid4().hex
    out = io.BytesIO()
    for name, value in pairs:
        out.write(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, file_name, kind, data in files:
        out.write((f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
                   f'Content-Type: {kind}\r\n\r\n').encode() + data + b'\r\n')
    out.write(f'--{mark}--\r\n'.encode())
    return out.getvalue(), 'multipart/form-data; boundary=' + mark


def number_of(page):
    """The ticket number a page shows, without spaces; None when it shows none."""
    found = re.search(r'JT[\s-]*(?:\d[\s-]*){21}', page.text)
    return re.sub(r'[\s-]', '', found.group(0)) if found else None


def code_of(page):
    """The query code a receipt shows: eight characters of Crockford's base32, perhaps in two groups."""
    found = re.search(r'(?<![0-9A-Z])([0-9A-HJKMNP-TV-Z]{4})[ -]?([0-9A-HJKMNP-TV-Z]{4})(?![0-9A-Z])', page.text)
    return found.group(1) + found.group(2) if found else None


MATTER = {
    'kind': 'complaint', 'region': '440300', 'item': '3102', 'content': '昨晚在机场打车，司机绕道多收了六十元，要求退还多收的车费。',
    'wish': '退还多收的车费', 'place': '宝安国际机场', 'happened_at': '2026-01-05T21:30', 'company': '', 'plate': '粤B12345',
    'name': '测试', 'phone': '13800001234', 'confidential': 'no', 'reply_by': 'web', 'consent': True,
}
