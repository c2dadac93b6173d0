#!/usr/bin/env python3
"""Does a page of the desk read as many rows of the database when there are ten times as many tickets, open and done?

Counted by the server (Handler_read and what index conditions pass over), not by the clock. The worker is stopped while it is counted, so that nothing else is read."""
import os
import signal
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from stack import Stack, check, done, until  # noqa: E402
from staff import accounts, find, sign_in  # noqa: E402

FEW, MANY = 3000, 30000
PAGE = 50
DAY = 86400000
# What a ticket holds by its number: one word in every one of them, one in each tenth, two that stand together in each hundredth only.
WORDS = {'龘靐': 1, '麒麟': 10, '饕餮': 100}


def fill_elsewhere(stack, first, last):
    """Open tickets of another province, of the same item and kind, all due before those of this one."""
    now = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)"
    stack.sql(f"""INSERT INTO ticket (id, number, code_hash, kind, source, item, region, province, state, stage, unit, card, confidential, reply_by, filed_ms, due_ms, answer_due_ms,
        updated_ms, consent, last_seq, last_hash)
        SELECT {10 * MANY} + seq, CONCAT('AWAY', seq), '', 1 + seq % 3, 1 + seq % 2, 3102, 540102, 540000, ELT(1 + seq % 4, 1, 2, 3, 5), 1, '540100-02', 0, 1, 1, {now} - seq,
        {now} + {2 * DAY} + seq, 0, {now}, 'cost', 1, '' FROM seq_{first}_to_{last - 1}""")


def fill(stack, first, last):
    """Tickets of a province, a fifth of them open, some late, some due within the day; with their words."""
    now = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)"
    for at in range(first, last, 3000):
        some = f'FROM seq_{at}_to_{min(at + 3000, last) - 1}'
        stack.sql(f"""INSERT INTO ticket (id, number, code_hash, kind, source, item, region, province, state, stage, unit, card, confidential, reply_by, filed_ms, due_ms, answer_due_ms,
            updated_ms, consent, last_seq, last_hash)
            SELECT seq, CONCAT('COST', seq), '', 1 + seq % 3, 1 + seq % 2, 3102, 440304, 440000, IF(seq % 5, 9, ELT(1 + seq DIV 5 % 4, 1, 2, 3, 5)), 1, '440300-02', IF(seq % 100, 0, 3), 1, 1,
            {now} - seq, {now} + IF(seq % 20 = 0, -1, IF(seq % 20 = 5, 3600000, {9 * DAY})), 0, {now}, 'cost', 1, '' {some}""")
        text = "CONCAT_WS(' ', " + ', '.join(f"IF(seq % {n}, NULL, '{word}')" for word, n in WORDS.items()) + ')'
        stack.sql(f"INSERT INTO ticket_search (ticket_id, grams, province) SELECT seq, {text}, 440000 {some}")
        for word, n in WORDS.items():
            stack.sql(f"INSERT INTO ticket_gram (gram, province, ticket_id) SELECT '{word}', 440000, seq {some} WHERE seq % {n} = 0")
    stack.sql('ANALYZE TABLE ticket, ticket_search, ticket_gram')


def settle(stack):
    """The worker adds up and looks what is late, and then stands still."""
    worker = stack.program('worker')[0]
    os.kill(worker, signal.SIGCONT)
    now = stack.count('SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)')
    check('the worker has added up', until(lambda: stack.sql('SELECT COUNT(*) FROM open_change') == [['0']] and stack.sql('SELECT COUNT(*) FROM event_queue') == [['0']] and
          stack.count("SELECT COALESCE(MAX(at_ms), 0) FROM freshness WHERE name = 'wall'") > now, 90))
    os.kill(worker, signal.SIGSTOP)


def rows_read(stack):
    """Those that were handed out, and those that an index passed over by itself."""
    counts = {name.lower(): int(v) for name, v in stack.sql("SHOW GLOBAL STATUS LIKE 'Handler%'")}
    return sum(v for name, v in counts.items() if name.startswith('handler_read')) + counts['handler_icp_attempts'] - counts['handler_icp_match']


def cost(stack, who, path):
    """Rows read for a page, the least of some: what a connection reads once does not count."""
    least = None
    stack.sql("UPDATE freshness SET at_ms = UNIX_TIMESTAMP() * 1000 WHERE name = 'wall'")
    for _ in range(8):
        before = rows_read(stack)
        page = who.get(path)
        after = rows_read(stack)
        assert page.status == 200, (path, page.status)
        least = min(least or 10**9, after - before)
    return least


def statements(stack, who, path):
    """Statements that a page's program runs, the least of some."""
    def run():
        return int(stack.sql("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'")[0][1])
    counts = []
    for _ in range(8):
        before = run()
        who.get(path)
        counts.append(run() - before)
    return min(counts)


def q(word):
    return urllib.parse.quote(word)


with Stack() as stack:
    os.environ.setdefault('SESSIONS', stack.dir)
    people = os.path.join(stack.run, 'accounts.tsv')
    agent, lead, nation = (sign_in(stack.url, find(people, *who)) for who in (('agent', '44'), ('supervisor', '44'), ('ministry',)))
    unit = sign_in(stack.url, next(a for a in accounts(people) if a.unit == '440300-02'))
    pages = {
        "a province's queue": (agent, '/admin/?state=signed'),
        'by kind': (agent, '/admin/?state=signed&kind=complaint'),
        'by item': (agent, '/admin/?state=signed&item=3102'),
        'of a city': (agent, '/admin/?state=signed&region=440300'),
        'of a unit': (agent, '/admin/?state=signed&unit=440300-02'),
        "a unit's queue": (unit, '/admin/?state=signed'),
        "the nation's queue": (nation, '/admin/?state=signed'),
        'its queue by source': (nation, '/admin/?state=accepted&source=phone'),
        'its queue of an item': (nation, '/admin/?state=accepted&item=3102'),
        "a supervisor's wall": (lead, '/admin/wall'),
        "the ministry's wall": (nation, '/admin/wall'),
        'a search for what all hold': (agent, '/admin/search?q=' + q('龘靐')),
        'for what a tenth holds': (agent, '/admin/search?q=' + q('麒麟')),
        'for both together': (agent, '/admin/search?q=' + q('龘靐 麒麟')),
        'in the nation': (nation, '/admin/search?q=' + q('麒麟')),
    }
    fill(stack, 1, FEW)
    fill_elsewhere(stack, 1, FEW)
    settle(stack)
    few = {name: cost(stack, *page) for name, page in pages.items()}
    fill(stack, FEW, MANY)
    fill_elsewhere(stack, FEW, MANY)
    settle(stack)
    for name, page in pages.items():
        many = cost(stack, *page)
        check(f'{name}: {few[name]} rows, and {many} of ten times as many tickets', many <= 1.25 * few[name] + 40, (few[name], many))
    # Hardly more tickets are looked at than are shown, and the words of them only where two must stand together.
    one, both = (cost(stack, *pages[name]) for name in ('for what a tenth holds', 'for both together'))
    looked, none = PAGE + 10, cost(stack, agent, '/admin/search?q=' + q('魑魅'))
    check(f'a word that many hold costs {one} rows, and one that nobody has {none}: the newest of its index, and of each ticket its row', one - none <= 100 + 4 * looked + 50, (one, none))
    check(f'two that stand together cost {both}: which is rarer, and of each ticket its words', both <= one + 2 * 101 + 2 * looked + 20, (one, both))
    # Of what no counter knows a bounded number is looked at, each row once and once more as it is counted. The page itself passes over what does not fit, in its index.
    passed = stack.count('SELECT COUNT(*) FROM ticket WHERE state = 3')
    for name, who, path, most in (('late', agent, '&due=late', 0), ('several things at once, which none is', nation, '&kind=complaint&source=web', passed)):
        many = cost(stack, who, '/admin/?state=signed' + path)
        check(f'{name}: {many} rows, no more than 500 of a state and the page', many <= 2 * 8 * 501 + few["the nation's queue"] + 600 + most, many)
    # Of a word all open tickets' holders are taken as long as they are few: each is met in the index, in a list, in its row and in its order.
    many, held = cost(stack, agent, '/admin/?state=signed&q=' + q('饕餮')), MANY // 100
    check(f'a word in the queue: {many} rows, where {held} hold it', many <= 5 * held + 2 * few["a province's queue"], many)
    stack.sql("UPDATE ticket SET state = 9 WHERE consent = 'cost' AND id <= 29000")
    later = cost(stack, agent, '/admin/?state=signed&q=' + q('饕餮'))
    check(f'once those of before are done it costs {later}: none of them is looked at', later <= 5 * held // 30 + 2 * few["a province's queue"], later)
    # Of the nation each province is asked once, and again only the one whose tickets are shown.
    asked, provinces = statements(stack, nation, '/admin/search?q=' + q('麒麟')), stack.count('SELECT COUNT(*) FROM region WHERE parent = 0')
    check(f'what only one of {provinces} provinces has takes {asked} statements', asked <= provinces + 15, asked)
    # However many units the rows of a page have, they are asked for at once.
    of_one = statements(stack, agent, '/admin/search?q=' + q('龘靐'))
    stack.sql("UPDATE ticket SET unit = CONCAT('440300-', 50 + id % 50) WHERE consent = 'cost' AND province = 440000")
    of_many = statements(stack, agent, '/admin/search?q=' + q('龘靐'))
    check(f'rows of one unit take {of_one} statements, and of fifty {of_many}', of_many <= of_one, (of_one, of_many))
    os.kill(stack.program('worker')[0], signal.SIGCONT)
done()
