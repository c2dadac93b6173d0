#!/usr/bin/env python3
"""What happens to people when the rules program is gone? On a stack of its own; plugins that turn bad: hostile_test.py."""
import json
import os
import random
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, number_of  # noqa: E402
from stack import Stack, check, done  # noqa: E402


def matter(region='120101', **more):
    return dict(MATTER, region=region, phone='138%08d' % random.randrange(10**8), **more)


def file_one(stack):
    return Citizen(stack.url).walk('/ticket/new', matter())


def rule_of(stack, number):
    row = stack.sql(f"SELECT canonical FROM event WHERE ticket_id = (SELECT id FROM ticket WHERE number = '{number}') AND seq = 1")
    return [c['rule'] for c in json.loads(row[0][0].replace('\\\\', '\\'))['clocks'] if c['stage'] == 'answer'][0]


def has_line(stack):
    """On a page of any of the portal's processes: the line beside the mark, which the rules know."""
    citizen = Citizen(stack.url)
    return '广东省交通运输厅' in citizen.walk('/ticket/new', matter('440300'), until=lambda p: '/item' in p.url).text


with Stack(DEMO='0') as stack:
    receipt = file_one(stack)
    check('with the rules up they are asked', not rule_of(stack, number_of(receipt))['fallback'])

    stack.command('exec', 'sh', '-c', 'sv -w 7 down "$PWD/service/rules" >/dev/null')
    begin = time.time()
    receipt = file_one(stack)
    number = number_of(receipt)
    check('with the rules down a matter is filed all the same', number is not None, receipt.title)
    check('and not slowly', time.time() - begin < 10, time.time() - begin)
    rule = rule_of(stack, number)
    check('its clock says that the national default stood in', rule['fallback'] and rule['id'].startswith('cn.'), rule)
    check('the line of a province is not known meanwhile', not any(has_line(stack) for _ in range(6)))
    stack.command('exec', 'sh', '-c', 'sv -w 7 up "$PWD/service/rules" >/dev/null')
    time.sleep(3)
    check('with the rules up again the line is back on the next page', all(has_line(stack) for _ in range(6)))
    check('and they are asked again', not rule_of(stack, number_of(file_one(stack)))['fallback'])

done()
