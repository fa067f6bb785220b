"""Boards: charts, tables and controls in step; each computes nothing of its own."""

from kit.widgets.account_board import AccountBoard
from kit.widgets.burst_board import BurstBoard
from kit.widgets.product_board import ProductBoard
from kit.widgets.skew_board import SkewBoard
from kit.widgets.suspect_board import SuspectBoard

__all__ = ["AccountBoard", "BurstBoard", "ProductBoard", "SkewBoard", "SuspectBoard"]
