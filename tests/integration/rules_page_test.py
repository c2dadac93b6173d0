#!/usr/bin/env python3
"""Does the desk show what each province's rules say and on what ground, and does the simulator count as the law does?"""
import hashlib
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import check, done  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
PEOPLE = os.path.join(os.environ['RUN'], 'accounts.tsv')


def rows(page):
    """The rows of all tables as lists of texts."""
    found = []
    for row in re.findall(r'<tr[^>]*>(.*?)</tr>', page.body.decode(), re.S):
        found.append([' '.join(re.sub(r'<[^>]*>', ' ', cell).split()) for cell in re.findall(r'<t[hd][^>]*>(.*?)</t[hd]>', row, re.S)])
    return found


def row(page, head):
    return next((r for r in rows(page) if r and r[0] == head), None) or ['no row ' + head] * 8


def simulate(province, **values):
    page = ministry.get(f'/admin/rules/{province}')
    form = next(f for f in page.forms if (f.action or '') == f'/admin/rules/{province}')
    pairs = [(n, v) for n, kind, v, _ in form.fields if kind == 'hidden'] + list(values.items())
    return ministry.post(form.action, pairs)


ministry = sign_in(URL, find(PEOPLE, 'ministry'))

page = ministry.get('/admin/rules')
provinces = [r for r in rows(page) if len(r) == 7][1:]
check('31 provinces', len(provinces) == 31, len(provinces))
check('each answer says whether it is sourced', all(cell.endswith(('有依据', '默认，未核实')) for r in provinces for cell in r[2:]), provinces)
check('Guangdong: 15, 2 and 10 working days, sourced', [c.split(' ')[0] for c in row(page, '广东省')[2:5]] == ['15', '2', '10'] and
      all('工作日' in c and '有依据' in c for c in row(page, '广东省')[2:5]), row(page, '广东省'))
check('Beijing: seven natural days', '7 个自然日' in row(page, '北京市')[2], row(page, '北京市'))
check('Anhui: three for a question', '3 个工作日' in row(page, '安徽省')[3] and '有依据' in row(page, '安徽省')[3], row(page, '安徽省'))
check('a province without published rules has the default, marked', '未核实' in row(page, '贵州省')[2],
      row(page, '贵州省'))

check('every file serves, with its version', all('运行中' in r[1] and re.search(r'\d{4}', r[1]) for r in provinces), [r[1] for r in provinces])

page = ministry.get('/admin/rules/440000')
with open(os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), 'build/plugins/44_guangdong.so'), 'rb') as f:
    digest = hashlib.sha256(f.read()).hexdigest()[:12]
check('the file is named with its hash', digest in row(page, '44_guangdong.so')[3] and '运行中' in row(page, '44_guangdong.so')[1], row(page, '44_guangdong.so'))
check('a province shows its sources', '2022-09-01' in row(page, '答复')[4] and '44.answer' in row(page, '答复')[4], row(page, '答复'))
check('and the statutes that hold everywhere', '72 小时' in row(page, '答复：出租车失物')[1], row(page, '答复：出租车失物'))
check('no such province', ministry.get('/admin/rules/990000').status == 404 and ministry.get('/admin/rules/440300').status == 404)

page = simulate('120000', kind='complaint', region='120101', item='2101', filed_at='2026-09-30 10:00', life='yes')
sign = row(page, '签收')
check('Tianjin: fifteen minutes where life is at risk', '15 分钟' in sign[1] and '10:15' in sign[2] and '有依据' in sign[1], sign)
page = simulate('120000', kind='complaint', region='120101', item='2101', filed_at='2026-09-30 10:00', utilities='yes')
check('half an hour for water and power', '30 分钟' in row(page, '签收')[1], row(page, '签收'))
page = simulate('440000', kind='inquiry', region='440300', item='2101', filed_at='2026-09-30 10:00')
answer = row(page, '答复')
check('two working days over the National Day end on 9 October', '2026年10月9日 23:59' in answer[2] and '国庆节' in answer[2], answer)
page = simulate('440000', kind='inquiry', region='440300', item='2101', filed_at='2026-09-30 10:00', beside='2022-08-01 10:00')
runs = [r for r in rows(page) if r and r[0].split(' ')[0] == '答复'][:2]
marks = [r[0] for r in rows(page) if re.search('与上表(相同|不同)', r[0])]
check('each line of the second says in words whether it differs', len(marks) == 13 and '答复 与上表不同' in marks and '退回 与上表相同' in marks, marks)
check('and their number is said', '与上表不同的行数' in page.text and str(sum('不同' in m for m in marks)) in page.text, page.text)
check('another date stands beside it', len(runs) == 2 and runs[0][2] != runs[1][2], runs)
page = simulate('440000', kind='inquiry', region='440300', item='2101', filed_at='2026-09-30 10:00', beside='2026-09-30 10:00', version='2022.09')
check('the same version at the same moment says the same', '与上表全部相同' in page.text and '与上表不同' not in page.text, page.text)
page = simulate('440000', kind='inquiry', region='440300', item='2101', version='1999')
check('a version that does not serve is refused', page.status == 422 and '没有这个版本在运行' in page.text, page.status)
page = simulate('440000', kind='inquiry', region='110101', item='2101')
check('a region of another province is refused, and what was typed is kept', page.status == 422 and '请选择本省的地区' in page.text, page.status)
page = simulate('440000', kind='inquiry', region='440300', item='2101', filed_at='昨天')
check('a time that cannot be read is asked for again', page.status == 422 and 'value="昨天"' in page.body.decode(), page.status)

unit = sign_in(URL, find(PEOPLE, 'unit', '44'))
check('a unit may read the rules it is measured by', unit.get('/admin/rules/440000').status == 200)

done()
