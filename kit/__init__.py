"""Exhibit A: a Jupyter kit for investigating paid product reviews."""

from __future__ import annotations
