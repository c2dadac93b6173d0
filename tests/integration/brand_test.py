#!/usr/bin/env python3
"""Does the line of a province stand beside the mark on its own pages and nowhere else, and is a mark that cannot be seen told?"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen, number_of  # noqa: E402
from stack import check, done, equal  # noqa: E402

URL, BUILD = os.environ['BASE_URL'], os.environ['BUILD']


def line(page):
    found = re.search(r'<p class="hotline-header__brand" lang="([^"]+)">([^<]*)</p>', page.body.decode())
    return found and found.groups()


def at(path, lang='zh-CN'):
    return line(Citizen(URL, lang).get(path))


# ---- the status pages ------------------------------------------------------------------------------------------
equal('a province has its own line', at('/status/11'), ('zh-CN', '北京市交通委员会'))
equal('in English too', at('/status/11', 'en'), ('en', 'Beijing Municipal Commission of Transport'))
equal('its districts and cities have it', (at('/status/110105')[1], at('/status/4403')[1]), ('北京市交通委员会', '广东省交通运输厅'))
equal('the nation has none', at('/status/'), None)
equal('nor a province of which none is known', at('/status/65'), None)

# ---- the portal ------------------------------------------------------------------------------------------------
citizen = Citizen(URL)
equal('before a place is chosen there is none', line(citizen.get('/ticket/new')), None)
told = {'kind': 'complaint', 'region': '440300', 'county': '440305', 'item': '3102', 'content': '司机绕路，多收了三十元，请核实处理。', 'reply_by': 'web', 'consent': 'yes',
        'part': '440305', 'choice': 'apart'}
seen = []
page = citizen.walk('/ticket/new', told, until=lambda p: seen.append((p.url, line(p))) or number_of(p) is not None)
number = number_of(page)
check('a matter is filed', number is not None, page.text[:300])
check('each step behind the place shows it', {l and l[1] for u, l in seen if u.split('?')[0] in ('/ticket/new/item', '/ticket/new/content', '/ticket/new/check')} == {'广东省交通运输厅'}, seen)
equal('the receipt too', line(page), ('zh-CN', '广东省交通运输厅'))
code = re.search(r'\b[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}\b', page.text)
tracked = Citizen(URL)
page = tracked.press(tracked.get('/ticket/track'), {'number': number, 'code': code and code.group(0)})
equal('and the page of the matter', (number in page.body.decode().replace(' ', ''), line(page)), (True, ('zh-CN', '广东省交通运输厅')))

# ---- the mark --------------------------------------------------------------------------------------------------
with open(os.environ['HOTLINE_CONF'], encoding='utf-8') as f:
    settings = f.read()
served = re.search(r'^static\.dir = (.*)$', settings, re.M).group(1)


def doctor(mark):
    """What it says of a mark that somebody put in the place of ours."""
    with tempfile.TemporaryDirectory() as own:
        if mark is not None:
            with open(os.path.join(own, 'mark.01234567.svg'), 'w', encoding='utf-8') as f:
                f.write(mark)
        with open(os.path.join(own, 'manifest.hdf'), 'w', encoding='utf-8') as f:
            f.write('app_js = /static/app.0.js\nmark_svg = /static/mark.01234567.svg\n')
        conf = os.path.join(own, 'hotline.hdf')
        with open(conf, 'w', encoding='utf-8') as f:
            f.write(settings.replace(f'static.dir = {served}', f'static.dir = {own}'))
        os.chmod(conf, 0o600)
        out = subprocess.run([os.path.join(BUILD, 'hotline'), 'doctor'], env={**os.environ, 'HOTLINE_CONF': conf}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return out[out.index('the mark can be seen') - 5:].split('\n')[:2]


with open(os.path.join(served, re.search(r'^mark_svg = /static/(.*)$', open(os.path.join(served, 'manifest.hdf')).read(), re.M).group(1)), encoding='utf-8') as f:
    ours = f.read()
equal('ours can be seen', doctor(ours)[0], 'ok   the mark can be seen (1 marks)')
pale = doctor(ours.replace('#ffffff', '#2a56a8'))
equal('one that cannot is told with colour and ratio', (pale[0][:4], pale[1].strip()), ('BAD ', 'mark.01234567.svg: #2a56a8 on #0b3d91 is 1.4:1, and 3.0:1 is needed'))
equal('and one that is not there', doctor(None)[0][:4], 'BAD ')
done()
