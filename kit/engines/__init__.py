"""Engines run one SELECT over a case and give back Polars; the only DuckDB beside `kit/case.py`."""
