"""The daily run: today's files in, who is new, gone or back, whom to read first, and a slice."""

from kit.trust.daily.audit import AUDITS, audits
from kit.trust.daily.day_summary import summary
from kit.trust.daily.listing import LISTED, waiting
from kit.trust.daily.run import daily
from kit.trust.daily.runs import Day, day, days

__all__ = ["AUDITS", "LISTED", "Day", "audits", "daily", "day", "days", "summary", "waiting"]
