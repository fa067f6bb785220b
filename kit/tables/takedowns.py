"""One row for each review and stretch between two looks at it: was it still there?

`from_at` is a look that saw the review, `to_at` the next one; `gone` says that this did not show
it, `returned` that a later one did. `opened` counts the captures up to `from_at`, so that stretches
which began at the same time share it.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="takedowns",
    about=__doc__ or "",
    reads=("looks",),
    columns=(
        "review_id",
        "product_id",
        "account_id",
        "stars",
        "verified",
        "posted_at",
        "opened",
        "from_at",
        "to_at",
        "gone",
        "returned",
    ),
    needs=("product_id",),
    sql="""
with steps as (
  select
    looks.* exclude (opened, content, shown_stars, helpful_votes),
    lag(opened) over looked as opened,
    lag(looked_at) over looked as from_at,
    lag(there) over looked as was_there,
    max(case when there then looked_at end) over (partition by review_id) as last_at
  from looks
  window looked as (partition by review_id order by looked_at)
)
select
  review_id, product_id, account_id, stars, verified, posted_at,
  opened,
  from_at,
  looked_at as to_at,
  not there as gone,
  not there and last_at > looked_at as returned
from steps
where was_there
order by product_id, review_id, to_at
""",
)
