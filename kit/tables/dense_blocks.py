"""Members of dense blocks: accounts that share products as nobody else does, at the same time.

Blocks are made of accounts on one side and, on the other, stretches of `stretch_days` on a product
with one verdict (`kit.blocks`). Only verdicts outside a product's first `launch_days`, in stretches
of at most `max_crowd` verdicts and by accounts with at most `max_verdicts` can be part of one, and
copies of a review on several variants count once. Then the block's dates are compared with shuffled
ones: pairs within `days` count as at the same time.
"""

from __future__ import annotations

from kit.blocks import find_blocks
from kit.tables.table import Table

TABLE = Table(
    name="dense_blocks",
    about=__doc__ or "",
    reads=("verdicts",),
    columns=(
        "block",
        "a",
        "n_met",
        "n_close",
        "expected",
        "p_block",
        "n_tests",
        "places",
    ),
    params=("stretch_days", "days", "max_crowd", "launch_days", "max_verdicts"),
    binds=("launch_days",),
    needs=("account_id", "product_id", "stars", "posted_at"),
    then=find_blocks,
    one_core=True,
    sql="""
with sizes as (
  select a, count(*) as n_verdicts from verdicts group by a
),
acts as (
  select min(row) as row from verdicts where age >= $launch_days group by a, act
)
select row, a, place, day, n_verdicts
from verdicts semi join acts using (row) join sizes using (a)
order by row
""",
)
