#!/usr/bin/env python3
"""Does what a province's plugin says reach people: fields of its own in the form, days worked, hours, who hears of a delay, who is called back?

On a stack of its own, with a version of Jiangsu that is made here and in force since yesterday."""
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from stack import Stack, add_plugin, build_of_its_own, check, done, equal, until  # noqa: E402
from staff import find, sign_in  # noqa: E402

TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
DAY = (TODAY - datetime.date(1970, 1, 1)).days
PLUGIN = '''#include "table_rules.h"
#define OURS "a rule of the tests"
static const struct rules_field fields[] = {
	{ "badge", "服务监督卡号", "Driver's badge", NULL, RULES_FIELD_TEXT, 3100 },
	{ "ride", "乘车方式", "How you rode", "公交|地铁|轮 渡", RULES_FIELD_CHOICE, 0 },
	{ "people", "同行人数", "People with you", NULL, RULES_FIELD_NUMBER, 0 },
};
static const struct table_admit admissions[] = { { "32.test.more", RULES_SUGGESTION, 3301, 3301, 0, RULES_ASK_MORE, 1 << 2, "", OURS } };
static const struct table_clock clocks[] = {
	{ "32.test.dispatch", RULES_STAGE_DISPATCH, 0, 0, 0, 0, 0, RULES_MINUTE, RULES_FROM_MOMENT, OURS },
};
static const struct table_day days[] = {
	{ "32.test.off", %(day)d, %(day)d, RULES_DAY_OFF, "试验假", OURS },
	{ "32.test.on", %(day)d + 1, %(day)d + 1, RULES_DAY_WORKED, "试验补班", OURS },
	{ "32.test.off", %(day)d + 2, %(day)d + 12, RULES_DAY_OFF, "试验长假", OURS },
};
static const struct table_hours hours[] = { { "32.test.hours", 101, 1231, { TABLE_AT(0, 0), TABLE_AT(24, 0) }, OURS } };
static const struct table_escalate steps[] = {
	{ "32.test.red", RULES_STAGE_DISPATCH, 0, 0, 0, 0, 0, 0, TABLE_OVERDUE, 0, 4, 1, RULES_CARD_RED, OURS },
};
static const struct table_sample samples[] = { { "32.test.sample", 0, 0, 0, 0, 500, OURS } };
TABLE_ADMIT(admissions)
TABLE_CLOCK(clocks)
TABLE_WORKDAY(days)
TABLE_HOURS(hours)
TABLE_ESCALATE(steps)
TABLE_SAMPLE(samples)
const struct province_rules province_rules = {
	TABLE_HEAD(320000, "江苏省", "Jiangsu", "test", OURS), .effective_from = %(day)d - 1, TABLE_FIELDS(fields),
	.admit = table_admit_answer, .clock = table_clock_answer, .workday = table_workday_answer, .office_hours = table_hours_answer,
	.escalate = table_escalate_answer, .sample = table_sample_answer,
};
'''
CASES = 'complaint\t3301\t320100\tdispatch\t-\t0\tminute\tmoment\t32.test.dispatch\ta rule of the tests\n'
BUS = dict(MATTER, region='320100', item='3301', plate='', place='新街口')
TAXI = dict(MATTER, region='320100', item='3102')


def content_page(matter):
    person = Citizen(stack.url)
    return person, person.walk('/ticket/new', matter, until=lambda p: p.url.endswith('/ticket/new/content'))


def names(page):
    return [n for form in page.forms for n, *_ in form.fields if n.startswith('x_')]


def events_of(number):
    rows = stack.sql("SELECT LOWER(HEX(hash)), HEX(canonical) FROM event WHERE ticket_id = "
                     f"(SELECT id FROM ticket WHERE number = '{number}') ORDER BY seq")
    return [(bytes.fromhex(h), json.loads(bytes.fromhex(c))) for h, c in rows]


def texts_of(number):
    """Field: (salt, body) of the filing."""
    rows = stack.sql("SELECT field, HEX(salt), HEX(body) FROM event_text WHERE seq = 1 AND ticket_id = "
                     f"(SELECT id FROM ticket WHERE number = '{number}')")
    return {f: (bytes.fromhex(s), bytes.fromhex(b)) for f, s, b in rows}


def day_of(text):
    return f'{text.year}年{text.month}月{text.day}日'


def in_public():
    before = stack.count('SELECT COUNT(*) FROM ticket')
    # ---- what is asked ----------------------------------------------------------------------------
    person, page = content_page(BUS)
    equal('a bus matter is asked what all are asked', names(page), ['x_ride', 'x_people'])
    check('in words, with the choices', all(w in page.text for w in ('乘车方式', '（可不填）', '地铁', '轮 渡', '同行人数')), page.text)
    equal('a taxi matter for the badge too', names(content_page(TAXI)[1]), ['x_badge', 'x_ride', 'x_people'])
    equal('another province is asked nothing more', names(content_page(dict(BUS, region='440300'))[1]), [])
    english = Citizen(stack.url, 'en')
    page = english.walk('/ticket/new', TAXI, until=lambda p: p.url.endswith('/ticket/new/content'))
    check('in English too', "Driver's badge" in page.text and '服务监督卡号' not in page.text, page.text)

    # ---- what is refused, and kept ----------------------------------------------------------------
    person, page = content_page(TAXI)
    wrong = person.press(page, dict(TAXI, x_badge='', x_ride='飞机', x_people='很多'))
    equal('what is wrong is said', wrong.status, 422)
    for word in ('请填写服务监督卡号', '请为乘车方式选一项', '同行人数要填 0 到'):
        check(f'by the name of the field: {word}', wrong.text.count(word) == 2, (wrong.text.count(word), wrong.text))
    form = {n: v for f in wrong.forms for n, kind, v, _ in f.fields}
    check('what was typed is kept', form['x_people'] == '很多' and form['content'] == TAXI['content'], form)
    wrong = person.press(page, dict(TAXI, x_badge='<b>&"', content='短'))
    form = {n: v for f in wrong.forms for n, kind, v, _ in f.fields}
    check('also when another field was wrong, and as text', wrong.status == 422 and form['x_badge'] == '<b>&"' and
          '<b>&' not in wrong.body.decode(), form)
    check('a text of a thousand characters is too long', person.press(page, dict(TAXI, x_badge='长' * 1000)).status == 422)
    check('a field that this province does not have is refused',
          person.post('/ticket/new/content', person.fill(page, dict(TAXI, x_badge='1'))[1] + [('x_other', '1')]).status == 422)
    equal('nothing was filed', stack.count('SELECT COUNT(*) FROM ticket'), before)

    # ---- filed ----------------------------------------------------------------------------------------
    known = dict(TAXI, x_badge='苏A·监0001', x_ride='轮 渡', x_people='3', phone='13900003201')
    person = Citizen(stack.url)
    at = person.walk('/ticket/new', known, until=lambda p: p.url.endswith('/ticket/new/check'))
    check('the check page shows them with a way back', all(w in at.text for w in ('服务监督卡号', '苏A·监0001', '轮 渡')), at.text)
    receipt = person.walk('/ticket/new/check', known)
    number, code = number_of(receipt), code_of(receipt)
    texts = texts_of(number)
    equal('they are texts of the filing', {k: texts[k][1].decode() for k in ('x_badge', 'x_ride', 'x_people')},
          {'x_badge': '苏A·监0001', 'x_ride': '轮 渡', 'x_people': '3'})
    commitments = events_of(number)[0][1]['texts']
    equal('committed to like the others', [commitments[k] for k in ('x_badge', 'content')],
          [hashlib.sha256(b''.join(texts[k])).hexdigest() for k in ('x_badge', 'content')])
    track = Citizen(stack.url)
    page = track.press(track.get('/ticket/track'), {'number': number, 'code': code})
    check('the person sees them again', '服务监督卡号 苏A·监0001' in page.text, page.text)
    page = agent.get('/admin/ticket/' + number)
    check('and the desk', '服务监督卡号 苏A·监0001' in page.text and 'x_badge' not in page.text, page.text)
    sheet = agent.get(f'/admin/ticket/{number}/sheet')
    check('and the sheet', '苏A·监0001' in sheet.text)

    # ---- the rules ask for more; another place is chosen ------------------------------------------------
    person, page = content_page(dict(BUS, kind='suggestion'))
    wrong = person.press(page, dict(BUS, kind='suggestion', x_people=''))
    check('what the rules say is missing is asked for', wrong.status == 422 and '同行人数要填' in wrong.text or '请填写同行人数' in wrong.text, wrong.text)
    person = Citizen(stack.url)
    person.walk('/ticket/new', dict(BUS, region='440300'), until=lambda p: p.url.endswith('/ticket/new/check'))
    page = person.get('/ticket/new/region')
    person.press(page, {'region': '320100'})
    page = person.walk('/ticket/new/county', {'region': '320100'}, until=lambda p: not p.url.endswith('county'))
    person.press(person.get('/ticket/new/item'), {'item': '3102'})
    page = person.get('/ticket/new/check')
    check('who changes the place is asked what the new one requires', page.url.endswith('/ticket/new/content') and 'x_badge' in names(page), page.url)


def at_the_desk():
    page = agent.get('/admin/intake')
    equal('an agent sees all that the province may ask', names(page), ['x_badge', 'x_ride', 'x_people'])
    known = {'source': 'phone', 'kind': 'complaint', 'region': '320100', 'item': '3102', 'content': '司机绕道多收费，要求退还。', 'next': 'file'}

    def send(**more):
        form = next(f for f in page.forms if (f.action or '') == '/admin/intake')
        values = dict(known, **more)
        pairs = [(n, values.get(n, v)) for n, kind, v, chosen in form.fields if kind not in ('radio', 'checkbox')]
        return agent.post('/admin/intake', pairs + [('next', 'file')])

    wrong = send(x_ride='公交')
    check('a required one is required here too', wrong.status == 422 and '请填写服务监督卡号' in wrong.text, (wrong.status, wrong.text[:300]))
    form = {n: v for f in wrong.forms for n, kind, v, _ in f.fields}
    equal('what was typed is kept', (form['x_ride'], form['content']), ('公交', known['content']))
    number = number_of(send(x_badge='苏A0002'))
    equal('and filed', texts_of(number)['x_badge'][1].decode(), '苏A0002')
    return number


def of_time(number):
    page = Citizen(stack.url).get('/?region=320100')
    section = re.search(r'<section class="hotline-office".*?</section>', page.body.decode(), re.S).group(0)
    text = ' '.join(re.sub(r'<[^>]*>', ' ', section).split())
    following = TODAY + datetime.timedelta(1)
    check('the province says that it is off today', '休息 (节假日 试验假)' in text.replace(' )', ')'), text)
    check('and works tomorrow, whatever day that is', f'下一个工作日： {day_of(following)}' in text, text)
    check('its hours are named, and nobody is there on a day off', '00:00–24:00' in text and '现在' not in text.split('12328 电话')[0] and 'a rule of the tests' in text, text)
    of = f"(SELECT id FROM ticket WHERE number = '{number}')"
    check('a matter that was due at once is red', until(lambda: stack.sql(f'SELECT step, step_level, card FROM ticket WHERE id = {of}') ==
                                                        [['4', '1', '3']], 60), stack.sql(f'SELECT step, step_level, card FROM ticket WHERE id = {of}'))
    told = [e for _, e in events_of(number) if e['type'] == 'escalated']
    equal('by the rule of the province', [(e['rules'][0]['id'], e['rules'][0]['verified'], e['facts']['card']) for e in told], [('32.test.red', True, 'red')])
    page = agent.get('/admin/ticket/' + number)
    form = next(f for f in page.forms if (f.action or '').endswith('/answered_at_once'))
    agent.post(form.action, [(n, {'text': '已经处理。'}.get(n, v)) for n, _, v, _ in form.fields])
    event = events_of(number)[-1][1]
    equal('how much is called back is the province\'s', (event['facts']['sample_per_mille'], event['rules'][-1]['id']), ('500', '32.test.sample'))


with build_of_its_own() as BUILD:
    add_plugin(BUILD, '32_jiangsu.test', PLUGIN % {'day': DAY}, CASES)
    with Stack(BUILD=BUILD) as stack:
        check('the version serves', 'test' in stack.hotline('rules', 'list'), stack.hotline('rules', 'list'))
        agent = sign_in(stack.url, find(os.path.join(stack.run, 'accounts.tsv'), 'agent', '32'))
        in_public()
        of_time(at_the_desk())
        # A field that nobody could be asked is refused before any of it runs.
        add_plugin(BUILD, '32_jiangsu.worse', PLUGIN.replace('"ride"', '"Ride!"').replace('"test"', '"worse"') % {'day': DAY + 1}, CASES)
        stack.command('up', stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        listed = stack.output('sh', '-c', 'release/build/hotline rules list 2>&1 || :')
        check('a plugin with a field that cannot be is refused', 'has a form field whose name' in listed, listed)
done()
