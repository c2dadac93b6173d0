"""cst: now and the days of China Standard Time, as forms take them and rows keep them."""
import datetime

CST = datetime.timezone(datetime.timedelta(hours=8))


def now():
    return datetime.datetime.now(CST)


def today():
    return now().date()


def day(ahead):
    """2026-11-30, so many days ahead of today."""
    return (today() + datetime.timedelta(ahead)).isoformat()


def day_number(ahead=0):
    """The same as days since 1970, as rows have it."""
    return (today() - datetime.date(1970, 1, 1)).days + ahead
