"""An account wrote little, within a short time, and had time to write more.

Signal
    Throw-away accounts write one or a few reviews close together and fall silent.
Null
    None: most honest accounts are thin too, so this ranks and proves nothing.
Innocent explanation
    Most people review once or twice in their lives.
Source
    Wang et al., "Graph-based review spammer group detection", for short-lived accounts (source not
    verified); the weights were searched on one half of the products of the YelpChi labels.
"""

from __future__ import annotations

from kit.detector import Detector

DETECTOR = Detector(
    name="thin_account",
    family="account",
    flags=("account",),
    compares=("account_id",),
    about=__doc__ or "",
    ranks_only=True,
    reads={"accounts": ("account_id", "n_reviews", "span_days", "age_days")},
    sql="""
select
  account_id as entity_id,
  n_reviews,
  round(span_days) as span_days,
  round(age_days) as age_days,
  round(
    -ln(n_reviews) - 0.6 * ln(1 + span_days / 14) + 0.3 * ln(1 + age_days / 180), 9
  ) as score,
  null::double as p_value
from accounts
""",
    why="{n_reviews:,} reviews within {span_days:,.0f} days, silent for {age_days:,.0f} days since",
)
