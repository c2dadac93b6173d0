#!/usr/bin/env python3
"""Can a province's administrator say what stands beside the mark on its public pages, from a day on, before what its rules have and back again; does what was
said stay, and does nobody name another province?"""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import Citizen  # noqa: E402
from cst import day  # noqa: E402
from stack import check, done, equal, sql_of_run as sql, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL, ME = os.environ['BASE_URL'], os.getpid()
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')
PAGE = '/admin/brand'
admin, stranger = sign_in(URL, find(PEOPLE, 'province_admin', '32')), sign_in(URL, find(PEOPLE, 'province_admin', '65'))


def send(person=admin, intent=None, **typed):
    form = next((f for f in person.get(PAGE).forms if f.action == PAGE), None)
    fields = {n: v for n, kind, v, chosen in form.fields if kind != 'radio' or chosen}
    return person.post(PAGE, {**fields, **typed, **({'intent': intent} if intent else {})}, follow=False)


def line(path, lang='zh-CN'):
    found = re.search(r'<p class="hotline-header__brand" lang="[^"]+">([^<]*)</p>', Citizen(URL, lang).get(path).body.decode())
    return found and found.group(1)


def now(person=admin):
    """What the desk says stands there: from the database and the rules, not from what the public's programs keep for a minute."""
    found = re.search(r'<p class="govuk-inset-text">(.*?)</p>', person.get(PAGE).body.decode(), re.S).group(1)
    return re.sub(r'<[^>]*>', ' ', found).split()


def count():
    return int(sql('SELECT COUNT(*) FROM brand_change')[0][0])


OWN = {'whose': 'own', 'from_day': day(0), 'words': f'江苏<b>交通{ME}', 'words_en': f'Jiangsu <b>{ME}', 'brand_source': f'苏交办〔{ME}〕1号'}
send(whose='rules', from_day=day(0), words='', words_en='', brand_source='从头开始')
rules = now()
before, acts = count(), int(sql("SELECT COUNT(*) FROM staff_act WHERE act = 'brand_changed'")[0][0])

# ---- what cannot be ---------------------------------------------------------------------------------------------
for name, wrong in (('no Chinese', {'words': ''}), ('no English', {'words_en': ''}), ('a name too long', {'words': '长' * 31}), ('one of rare signs that take more room', {'words': '𠮷' * 30}),
                    ('English too long', {'words_en': 'l' * 96}), ('a day that was', {'from_day': day(-1)}), ('a day far ahead', {'from_day': day(367)}), ('no source', {'brand_source': ''})):
    answer = send(**{**OWN, **wrong})
    check(f'{name} is refused at its field', answer.status == 422 and re.findall('href="#f-([^"]*)"', answer.body.decode()) == [*wrong] and count() == before, answer.status)

# ---- said, and read ---------------------------------------------------------------------------------------------
equal('a form sent twice says it once', ([send(intent=f'{ME:032x}', **OWN).status for _ in range(2)], count()), ([303, 303], before + 1))
check('the province has its own line', until(lambda: all(line(p) == OWN['words'].replace('<', '&lt;').replace('>', '&gt;') for p in ('/status/32', '/status/3201')), 65), line('/status/32'))
check('in English too', until(lambda: line('/status/32', 'en') == OWN['words_en'].replace('<', '&lt;').replace('>', '&gt;'), 65), line('/status/32', 'en'))
check('others keep theirs', str(ME) not in (line('/status/11') or '') + (line('/status/65') or ''))
person = Citizen(URL)
page = person.walk('/ticket/new', {'kind': 'complaint', 'region': '320100', 'county': '320102'}, until=lambda p: p.url.endswith('/item'))
check('the form has it once the place is known', OWN['words'].replace('<', '&lt;').replace('>', '&gt;') in page.body.decode())
equal('who said it is in the trail', sql(f"SELECT s.login, a.object, a.detail FROM staff_act a JOIN staff s ON s.id = a.staff_id WHERE a.act = 'brand_changed' AND a.detail LIKE '%{ME}%'"), [
    [find(PEOPLE, 'province_admin', '32').login, '320000', f'{day(0)}: {OWN["words"]} / {OWN["words_en"]} · {OWN["brand_source"]}']])
send(**dict(OWN, from_day=day(3), words=f'三天后{ME}'))
check('what is said for a later day does not stand there yet', f'三天后{ME}' not in ' '.join(now()) and '管理员填写' in now(), now())
send(**dict(OWN, words=f'再改{ME}'))
check('of two for the same day the later counts', f'再改{ME}' in now(), now())
equal('back to what the rules have', (send(whose='rules', from_day=day(0), words='', words_en='', brand_source='撤回署名').status, now()), (303, rules))
text = admin.get(PAGE).text
check('all that was said is kept', all(w in text for w in (f'三天后{ME}', f'再改{ME}', OWN['brand_source'], '同日另有修改', '撤回署名')), text[-800:])
send(whose='rules', from_day=day(3), words='', words_en='', brand_source='撤回署名')
for name, statement in (('changed', "UPDATE brand_change SET words = 'x' LIMIT 1"), ('taken away', 'DELETE FROM brand_change LIMIT 1')):
    try:
        why = sql(statement)
    except subprocess.CalledProcessError as error:
        why = error.stderr
    check(f'nor can it be {name} in the database', 'append-only' in why, why)
equal('each change is in the trail', int(sql("SELECT COUNT(*) FROM staff_act WHERE act = 'brand_changed'")[0][0]) - acts, count() - before)

# ---- of others --------------------------------------------------------------------------------------------------
check('another province sees nothing of it', str(ME) not in stranger.get(PAGE).text)
login, before = find(PEOPLE, 'province_admin', '65').login, count()
form = {n: v for f in stranger.get(PAGE).forms if f.action == PAGE for n, kind, v, chosen in f.fields if kind != 'radio' or chosen}
sql(f"UPDATE staff SET region = 650100 WHERE login = '{login}'")
try:
    equal('who has a city names no province', (next((f for f in stranger.get(PAGE).forms if f.action == PAGE), None), stranger.post(PAGE, {**form, **OWN}, follow=False).status, count()), (None, 403, before))
finally:
    sql(f"UPDATE staff SET region = 650000 WHERE login = '{login}'")
done()
