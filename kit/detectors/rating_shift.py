"""Within a few days a product gets far more five-star or one-star reviews than otherwise.

Signal
    A campaign for a product gives five stars, an attack on a competitor one, whatever the product.
Null
    The stars of a product's reviews do not depend on when they were posted: of the window's n
    reviews and those more than `apart_days` from it, N in all and K with that rating, the window
    holds a hypergeometric number (Fisher's exact test, one for five and one for one star, doubled).
    Reviews just before and after are left out, as a campaign seldom keeps to a window. The p-value
    is corrected for every window of the product that could be tested.
Innocent explanation
    A better or worse batch, a new version, a change of price or of the delivery service.
Source
    Xie et al., "Review Spam Detection via Temporal Pattern Discovery", KDD 2012, for joint moves
    of volume and rating; the exact conditional test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="rating_shift",
    family="rating",
    flags=("window",),
    compares=("stars", "posted_at"),
    about=__doc__ or "",
    reads={
        "product_windows": (
            "product_id",
            "shift",
            "slot",
            "window_start",
            "window_end",
            "n_stars",
            "n_five",
            "n_one",
        ),
        "reviews": ("stars",),
    },
    params={
        "window_days": Param(7, low=1, high=30, unit="days"),
        "min_reviews": Param(5, low=3, high=100, unit="reviews"),
        "apart_days": Param(21, low=0, high=90, unit="days before and after that are left out"),
    },
    sql="""
with lives as (
  select
    product_id, shift, min(slot) as born,
    sum(n_stars)::double as stars, sum(n_five)::double as fives, sum(n_one)::double as ones
  from product_windows
  group by all
),
candidates as (
  select * from product_windows where n_stars >= $min_reviews
),
near as (
  select
    product_id, shift, candidates.slot,
    sum(windows.n_stars) as near_stars,
    sum(windows.n_five) as near_fives,
    sum(windows.n_one) as near_ones
  from candidates join product_windows as windows using (product_id, shift)
  where abs(windows.slot - candidates.slot) <= $apart_days // $window_days
  group by all
),
-- The window and what lies apart from it.
compared as (
  select
    candidates.*,
    born,
    stars - near_stars + n_stars as stars,
    fives - near_fives + n_five as fives,
    ones - near_ones + n_one as ones
  from candidates join near using (product_id, shift, slot) join lives using (product_id, shift)
),
scanned as (
  select product_id, count(*) as n_windows from candidates group by product_id
),
moves as (
  select
    compared.*,
    n_windows,
    hypergeom_sf(n_five, stars, fives, n_stars) as p_five,
    hypergeom_sf(n_one, stars, ones, n_stars) as p_one,
    n_stars * (fives - n_five) / (stars - n_stars) as expected_five,
    n_stars * (ones - n_one) / (stars - n_stars) as expected_one
  from compared join scanned using (product_id)
  where stars > n_stars
),
stronger as materialized (
  select
    *,
    p_five <= p_one as is_five,
    least(1, 2 * least(p_five, p_one)) as p_window
  from moves
)
select
  md5(concat_ws('|', product_id, window_start, window_end)) as entity_id,
  product_id,
  window_start,
  window_end,
  $window_days as window_days,
  n_stars as n_reviews,
  case when is_five then 5 else 1 end as rating,
  case when is_five then n_five else n_one end as n_rating,
  case when is_five then expected_five else expected_one end as expected,
  case when is_five then 'five' else 'one' end as meant,
  case when is_five then n_five else n_one end as n_meant,
  case when is_five then fives else ones end::bigint as n_class,
  (slot - born) * $window_days as product_age_days,
  -log10(greatest(p_window, 1e-300)) as score,
  least(1, p_window * n_windows) as p_value,
  (select count(*) from scanned) as n_tests
from stronger
where p_window * n_windows <= 0.1
""",
    why="{n_rating:,} of {n_reviews:,} reviews in {window_days} days from {window_start:%Y-%m-%d} "
    "give {rating}★, {expected:,.1f} expected from the product's reviews at other times",
)
