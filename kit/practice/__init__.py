"""Practice markets: made from a seed, with planted guilt and innocence, and the truth of both."""

from kit.practice.case import PracticeCase, make_case
from kit.practice.market import Market, generate, write_parquet

__all__ = ["Market", "PracticeCase", "generate", "make_case", "write_parquet"]
