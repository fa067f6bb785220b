"""An account's stars lie far from those of established reviewers, or are all extreme.

Signal
    Paid stars follow the order and not the product, so they miss what others saw in it.
Null
    None: tastes differ, so this ranks and proves nothing.
Innocent explanation
    A strict or generous reviewer, or one who met a faulty item.
Source
    Lim et al., "Detecting Product Review Spammers using Rating Behaviors", CIKM 2010 (general
    deviation; source not verified); weights searched on one half of the YelpChi products.
"""

from __future__ import annotations

from kit.detector import Detector

DETECTOR = Detector(
    name="rating_deviation",
    family="rating",
    flags=("account", "review"),
    compares=("stars",),
    about=__doc__ or "",
    ranks_only=True,
    reads={
        "reviews": ("review_id", "account_id", "stars"),
        "account_deviations": (
            "account_id",
            "n_stars",
            "mean_deviation",
            "share_five",
            "share_one",
        ),
    },
    sql="""
with accounts_scored as (
  select
    'account' as entity_kind,
    account_id as entity_id,
    n_stars,
    mean_deviation,
    share_five,
    share_one,
    round(0.3 * mean_deviation + 0.3 * share_five + 0.5 * share_one, 9) as score
  from account_deviations
),
reviews_scored as (
  select
    'review' as entity_kind,
    review_id as entity_id,
    n_stars,
    mean_deviation,
    (stars >= 4.75)::integer::double as share_five,
    (stars <= 1.25)::integer::double as share_one,
    round(
      0.3 * mean_deviation + 0.3 * (stars >= 4.75)::integer + 0.5 * (stars <= 1.25)::integer, 9
    ) as score
  from reviews join account_deviations using (account_id)
  where stars is not null
)
select *, null::double as p_value from accounts_scored
union all
select *, null::double as p_value from reviews_scored
""",
    why="{mean_deviation:.2f} stars from established reviewers on average over {n_stars:,} "
    "reviews, {share_five:.0%} five-star and {share_one:.0%} one-star",
)
