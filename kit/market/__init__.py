"""The gig market: from a listing to the accounts, the clients and the reviews they bought."""

from __future__ import annotations

from kit.market.brokers import Brokers, brokers
from kit.market.buys import TestBuys, test_buys
from kit.market.captures import captures, changes, returns
from kit.market.clients import Clients, clients
from kit.market.find_text import find_text
from kit.market.gigs import Gigs, read_gigs
from kit.market.hands import hands, with_hands
from kit.market.links import Leads, link
from kit.market.roster import read_roster

__all__ = [
    "Brokers",
    "Clients",
    "Gigs",
    "Leads",
    "TestBuys",
    "brokers",
    "captures",
    "changes",
    "clients",
    "find_text",
    "hands",
    "link",
    "read_gigs",
    "read_roster",
    "returns",
    "test_buys",
    "with_hands",
]
