#!/usr/bin/env python3
"""Does a person with a text browser get through, by keys alone: from the form to the receipt, the ticket, and whatever else a page offers?"""
import os
import re
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from citizen import MATTER, Citizen, code_of, number_of  # noqa: E402
from lynx import ENTER, TAB, fill, lynx, press, save, to, words  # noqa: E402
from stack import check, done, equal  # noqa: E402
from staff import find, sign_in  # noqa: E402

URL = os.environ['BASE_URL']
STORY = 'The driver took a detour and asked sixty yuan more.'

# ---- filing -----------------------------------------------------------------------------------------------------
kind = press('Complaint or report') + press('Continue')
region = press('Guangdong') + press('Please choose') + press('Shenzhen') + press('Continue')
county = press('Futian') + press('Continue')
item = press('Please choose') + press('Taking a detour') + press('Continue')
content = fill('Back', STORY) + TAB * 6 + ENTER
files = press('Upload')
contact = press('On this website') + press('I have read') + press('Continue')

page = lynx(URL + '/ticket/new', kind + region + county + item + content + files)
check('six steps lead to how one can be reached', 'How can we reach you?' in page, page)
page = lynx(URL + '/ticket/new', kind + region + county + item + content + files + contact)
check('the answers are read out to be checked', 'Check your answers' in page and STORY in page, page)
page = lynx(URL + '/ticket/new', kind + region + county + item + content + files + contact + press('Submit'))
number = re.search(r'JT(?: \d{3}){7}', page)
code = re.search(r'Query code ([0-9A-Z]{4} [0-9A-Z]{4})', page)
check('the receipt shows number, code and the promised date', number and code and 'answered by' in page, page)

page = lynx(URL + '/ticket/track', press('Show'))
check('what is missing is said at the top', 0 < page.find('There is a problem') < page.find('Enter query code') < page.find('Ticket number'), page)
if number and code:
    typed = fill('Service status', number.group(0))
    page = lynx(URL + '/ticket/track', typed + ENTER + words(code.group(1)) + TAB + ENTER)
    check('number and code lead back to the ticket', number.group(0) in page and STORY in page, page)
    page = lynx(URL + '/ticket/track', typed + ENTER + words('AAAA AAAA') + TAB + ENTER)
    check('a wrong code is said in words', 'There is a problem' in page and STORY not in page, page)
equal('a page begins with a way past the head', lynx(URL + '/', []).strip()[:20], 'Skip to main content')
page = lynx(URL + '/ticket/new', kind + region + county + item + fill('Back', 'My parcel has not come for a week, the courier does not answer.') + TAB * 6 + ENTER)
check('who is in charge instead is told, with the number', 'Another number is better' in page and '12305' in page, page)
PLATE = '粤B%05d' % (time.time_ns() // 1000000 % 100000)
Citizen(URL).walk('/ticket/new', dict(MATTER, region='440304', plate=PLATE, happened_at='', phone='13700123987'))
twice = fill('Back', STORY) + TAB * 3 + ENTER + words(PLATE) + TAB * 3 + ENTER
page = lynx(URL + '/ticket/new', kind + region + county + item + twice)
check('somebody else told of the same: that one can be joined', 'same' in page.lower() and 'Taking a detour' in page, page)
page = lynx(URL + '/ticket/new', kind + region + county + item + twice + press('Mine is') + files)
check('and is, or is not', 'How can we reach you?' in page, page)
check('nothing is said that only a script may say', 'connection is lost' not in lynx(URL + '/ticket/new/content', []))

# ---- one's own ticket -------------------------------------------------------------------------------------------
PHONE = '13700%06d' % (time.time_ns() // 1000 % 1000000)


def filed():
    receipt = Citizen(URL).walk('/ticket/new', dict(MATTER, phone=PHONE))
    return number_of(receipt), code_of(receipt)


def at(ticket, keys=()):
    """The page of a ticket, and what it shows after these keys."""
    return lynx(URL + '/ticket/track', fill('Service status', *ticket) + ENTER + list(keys))


mine = filed()
page = at(mine, fill('Correct it', 'The plate ended in 45.') + press('Send'))
check('information is added', 'You added information' in page and 'The plate ended in 45.' in page, page)
page = at(mine, press('Send'))
check('nothing is no information', 'There is a problem' in page and 'Enter additional information' in page, page)
correct = press('Correct it') + fill('Service status', 'Put right by keys. ') + press('Check')
page = at(mine, correct)
check('a correction is shown beside what it replaces', 0 < page.find('Before') < page.find('Now') < page.find('Put right by keys.'), page)
page = at(mine, correct + press('Save'))
check('and saved', 'Your correction is saved' in page and 'You corrected it' in page and 'Put right by keys.' in page, page)
page = at(mine, fill('Send', 'I am waiting.') + press('Urge'))
check('whoever has it is urged', 'was urged' in page, page)
own = press('See dates')
page = at(mine, own)
check('the days are told one by one', 'Day by day' in page and 'No. 10 every day counts' in page, page)
with tempfile.TemporaryDirectory() as place:
    data = save(URL + '/ticket/track', fill('Service status', *mine) + ENTER + own + press('Download my'), place)
    check('what is kept is saved as a file', mine[0] in data and 'Put right by keys.' in data, data[:300])
    signed = save(URL + '/ticket/track', fill('Service status', *mine) + ENTER + own + press('Download the signed'), place)
    check('so is the signed receipt', '"signature"' in signed, signed[:300])
page = lynx(URL + '/status/verify', to('Large type') + TAB * 7 + ENTER + words(signed.strip()) + TAB + ENTER)
check('which is checked on the page for that', 'The receipt is valid' in page and mine[0] in page.replace(' ', ''), page)
page = at(mine, own + press('Ask to have') + press('Send the'))
check('that the identity be erased is asked for', 'asked' in page.lower(), page)
page = at(mine, press('Withdraw'))
check('and the matter is withdrawn', 'Done Withdrawn.' in page and 'Add information' not in page, page)

answered = filed()
agent = sign_in(URL, find(os.path.join(os.environ['RUN'], 'accounts.tsv'), 'agent', '44'))
agent.send(agent.get('/admin/ticket/' + answered[0]), f'/admin/ticket/{answered[0]}/answered_at_once', text='The fare is paid back.')
page = at(answered)
check('an answer is read', 'The fare is paid back.' in page, page)
page = at(answered, press('Very satisfied') + press('Send rating'))
check('and rated', 'Done' in page and 'There is a problem' not in page, page)

page = at(answered, press('I am not') + press('It took too long') + press('Send'))
check('who is not content says why, and it is done again', 'Done' in page and 'There is a problem' not in page and 'again' in page, page)
anew = filed()
page = at(anew, press('Correct it') + press('Choose again') + press('Continue'))
check('what cannot be corrected is filed anew, from the first step', 'Where did it happen?' in page, page)

# ---- without a ticket -------------------------------------------------------------------------------------------
page = lynx(URL + '/ticket/confidential', press('Begin') + press('Guangdong') + press('Please choose') + press('Shenzhen') + press('Continue'))
check('a report in confidence begins, and can be left at any step', 'Which district' in page and 'Leave quickly' in page, page)
page = lynx(URL + '/knowledge', press('A taxi refused'))
check('an answer is found in the list', 'Note the plate' in page and 'Did this solve it?' in page, page)
page = lynx(URL + '/knowledge', press('A taxi refused') + press('Yes'))
check('and said to have helped', 'glad' in page.lower() or 'thank' in page.lower(), page)
page = lynx(URL + '/knowledge', fill('Service status', 'detour') + press('Search'))
check('or by a word', 'A taxi took a detour' in page and 'Returning a coach ticket' not in page, page)
page = lynx(URL + '/refer', press('Find the'))
check('who asks nothing is asked what it is about', 'There is a problem' in page and 'what happened' in page, page)
page = lynx(URL + '/refer', fill('Service status', '我的火车票退不了') + press('Find the'))
check('a Chinese sentence is understood, whatever the language of the page', '12306' in page.split('Not sure')[0], page)
# lynx shows the page it has when a redirect leads to it, whatever the page says of being kept, until it is told to read it anew.
page = lynx(URL + '/', TAB * 2 + ENTER + ['^R'])
check('the language is changed', '我要反映' in page and 'Tell us' not in page, page)
page = lynx(URL + '/status/', to('CAPTION') + press('Guangdong'))
check('a province is found in the table', 'Guangdong · Service status' in page, page)
page = lynx(URL + '/', press('Show'))
check('when the telephone is answered is told', 'Open now' in page or 'Closed now' in page, page)
done()
