"""lynx, driven by a script of keys, as somebody with a braille line or a bad connection would use it.

What it shows at the end it prints into a file, which is read here. A field takes what is typed once Enter was pressed in it, so that
keys for moving about are keys everywhere else.

    page = lynx(URL + '/ticket/track', fill('Service status', number, code) + ENTER)
"""
import os
import re
import subprocess
import tempfile

SETTINGS = ('ACCEPT_ALL_COOKIES:TRUE\nPREFERRED_LANGUAGE:en\nCHARACTER_SET:utf-8\nPERSISTENT_COOKIES:FALSE\n'
            'CASE_SENSITIVE_ALWAYS_ON:TRUE\nTEXTFIELDS_NEED_ACTIVATION:TRUE\nINFOSECS:0\nMESSAGESECS:0\nALERTSECS:0\nREPLAYSECS:0\n')
ENTER, TAB = ['^J'], ['<tab>']


def words(text):
    """Keys by which lynx hears a text; what is not ASCII comes byte by byte."""
    return ['<space>' if b == 32 else chr(b) if b < 128 else f'0x{b:02X}' for b in text.encode()]


def to(text):
    """The first link, button or choice that carries this text."""
    return ['/', *words(text), *ENTER]


def press(text):
    return to(text) + ENTER


def fill(text, *typed):
    """Into the fields that follow what carries this text; what comes after them is then chosen."""
    return to(text) + TAB + [k for t in typed for k in ENTER + words(t) + TAB]


def run(url, keys, place):
    with open(place + '/cfg', 'w') as f:
        f.write(SETTINGS)
    with open(place + '/keys', 'w') as f:
        f.write(''.join(f'key {k}\n' for k in keys + ['q', 'y']))
    env = dict(os.environ, LC_ALL='C.UTF-8', TERM='xterm', HOME=place)
    subprocess.run(['lynx', '-cfg=' + place + '/cfg', '-cmd_script=' + place + '/keys', url], cwd=place, env=env,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)


def read(path):
    try:
        with open(path, encoding='utf-8') as f:
            return f.read()
    except FileNotFoundError:
        return ''


def lynx(url, keys):
    """What stands on the screen after these keys."""
    with tempfile.TemporaryDirectory() as place:
        shown = place + '/page.txt'
        run(url, keys + ['P', '^J', '^U', *words(shown), '^J'], place)
        return re.sub(r'\s+', ' ', read(shown))


def save(url, keys, place):
    """What is in the file that these keys offer, when it is saved as lynx asks to."""
    saved = tempfile.mktemp(dir=place)
    run(url, keys + ['d'] + press('Save to') + ['^U', *words(saved), '^J'], place)
    return read(saved)
