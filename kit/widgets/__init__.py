"""Boards: charts, tables and controls in step; each computes nothing of its own."""

from kit.widgets.account_board import AccountBoard
from kit.widgets.burst_board import BurstBoard
from kit.widgets.case_review import CaseReview
from kit.widgets.gig_board import GigBoard
from kit.widgets.lead_board import LeadBoard
from kit.widgets.learn_board import LearnBoard
from kit.widgets.product_board import ProductBoard
from kit.widgets.skew_board import SkewBoard
from kit.widgets.suspect_board import SuspectBoard
from kit.widgets.trust_board import TrustBoard
from kit.widgets.watch_board import WatchBoard

__all__ = [
    "AccountBoard",
    "BurstBoard",
    "CaseReview",
    "GigBoard",
    "LeadBoard",
    "LearnBoard",
    "ProductBoard",
    "SkewBoard",
    "SuspectBoard",
    "TrustBoard",
    "WatchBoard",
]
