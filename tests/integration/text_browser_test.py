#!/usr/bin/env python3
"""Does a person with a text browser get through: from the form to the receipt and back to the ticket, by keys alone?

lynx is driven by a script of keys, as somebody with a braille line or a bad connection would use it. What it shows at the end it
prints into a file, which is read here.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import check, done, equal  # noqa: E402

URL = os.environ['BASE_URL']
SETTINGS = ('ACCEPT_ALL_COOKIES:TRUE\nPREFERRED_LANGUAGE:en\nCHARACTER_SET:utf-8\nPERSISTENT_COOKIES:FALSE\n'
            'INFOSECS:0\nMESSAGESECS:0\nALERTSECS:0\nREPLAYSECS:0\n')
STORY = 'The driver took a detour and asked sixty yuan more.'
ENTER, TAB = ['^J'], ['<tab>']


def words(text):
    return ['<space>' if c == ' ' else c for c in text]


def to(text):
    """The first link, button or choice that carries this text."""
    return ['/', *words(text), *ENTER]


def press(text):
    return to(text) + ENTER


def lynx(path, keys):
    """What stands on the screen after these keys."""
    with tempfile.TemporaryDirectory() as place:
        with open(place + '/cfg', 'w') as f:
            f.write(SETTINGS)
        save = place + '/page.txt'
        with open(place + '/keys', 'w') as f:
            f.write(''.join(f'key {k}\n' for k in keys + ['P', '^J', '^U', *words(save), '^J', 'q', 'y']))
        env = dict(os.environ, LC_ALL='C.UTF-8', TERM='xterm', HOME=place)
        subprocess.run(['lynx', '-cfg=' + place + '/cfg', '-cmd_script=' + place + '/keys', URL + path], cwd=place, env=env,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        try:
            with open(save, encoding='utf-8') as f:
                return re.sub(r'\s+', ' ', f.read())
        except FileNotFoundError:
            return ''


kind = press('Complaint or report') + press('Continue')
region = press('Guangdong') + press('Please choose') + press('Shenzhen') + press('Continue')
county = press('Futian') + press('Continue')
item = press('Please choose') + press('Taking a detour') + press('Continue')
content = to('Back') + TAB + words(STORY) + TAB * 7 + ENTER
files = press('Upload')
contact = press('On this website') + press('I have read') + press('Continue')

page = lynx('/ticket/new', kind + region + county + item + content + files)
check('six steps lead to how one can be reached', 'How can we reach you?' in page, page)
page = lynx('/ticket/new', kind + region + county + item + content + files + contact)
check('the answers are read out to be checked', 'Check your answers' in page and STORY in page, page)
page = lynx('/ticket/new', kind + region + county + item + content + files + contact + press('Submit'))
number = re.search(r'JT(?: \d{3}){7}', page)
code = re.search(r'Query code ([0-9A-Z]{4} [0-9A-Z]{4})', page)
check('the receipt shows number, code and the promised date', number and code and 'answered by' in page, page)

page = lynx('/ticket/track', press('Show'))
check('what is missing is said at the top', 0 < page.find('There is a problem') < page.find('Enter query code') < page.find('Ticket number'), page)
if number and code:
    typed = to('Service status') + TAB + words(number.group(0)) + TAB
    page = lynx('/ticket/track', typed + words(code.group(1)) + TAB + ENTER)
    check('number and code lead back to the ticket', number.group(0) in page and STORY in page, page)
    page = lynx('/ticket/track', typed + words('AAAA AAAA') + TAB + ENTER)
    check('a wrong code is said in words', 'There is a problem' in page and STORY not in page, page)
equal('a page begins with a way past the head', lynx('/', []).strip()[:20], 'Skip to main content')
done()
