"""Many reviews of one product arrive within a few days.

Signal
    Paid campaigns deliver in batches, so a window holds far more reviews than the product's own
    rate and the market's season explain.
Null
    A product's reviews arrive in proportion to the whole market's volume, negative-binomial with
    the given over-dispersion, at the rate of the rest of the product's life and at that of the
    windows nearby: the larger of the two p-values counts. The rate is uncertain where there is
    little to compare with, which widens the tail. The p-value is corrected for every window
    scanned on the product.
Innocent explanation
    A sale, a launch, a press mention or a viral post brings real buyers in batches too.
Source
    Fei et al., "Exploiting Burstiness in Reviews for Review Spammer Detection", ICWSM 2013, for
    the signal; the predictive negative binomial in place of their kernel density is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="review_burst",
    family="timing",
    flags=("window",),
    compares=("product_id", "posted_at"),
    about=__doc__ or "",
    reads={
        "product_windows": (
            "product_id",
            "shift",
            "slot",
            "window_start",
            "window_end",
            "n_reviews",
        ),
    },
    params={
        "window_days": Param(7, low=1, high=30, unit="days"),
        "dispersion": Param(0.25, low=0.0, high=2.0, unit="variance beyond Poisson / mean²"),
        "min_reviews": Param(5, low=3, high=100, unit="reviews"),
    },
    sql="""
with market as (
  select shift, slot, sum(n_reviews)::double as volume from product_windows group by all
),
-- Every slot of the market's life, also one in which it was silent, with some room before it.
slots as (
  select shift, unnest(range(min(slot) - 10, max(slot) + 1)) as slot from market group by shift
),
running as (
  select
    shift, slot,
    sum(coalesce(volume, 0)) over (partition by shift order by slot) as up_to
  from slots left join market using (shift, slot)
),
-- One list for both grids: running[origin + slot] is the market's volume up to that slot.
calendar as (
  select list(up_to order by shift, slot) as running from running
),
grids as (
  select
    shift,
    (sum(count(*)) over (order by shift) - count(*) + 1 - min(slot))::bigint as origin
  from running
  group by shift
),
lives as (
  select
    product_id, shift,
    min(slot) as born, max(slot) as dies, sum(n_reviews)::double as n_product
  from product_windows
  group by all
),
scanned as (
  select product_id, sum(dies - born + 1) as n_windows
  from lives
  group by product_id
  having max(dies - born) >= 3
),
candidates as materialized (
  select product_id, shift, slot, window_start, window_end, n_reviews
  from product_windows
  where n_reviews >= $min_reviews
),
counts as (
  select
    product_id, shift, candidates.slot,
    sum(windows.n_reviews) filter (abs(windows.slot - candidates.slot) <= 1) as n_beside,
    sum(windows.n_reviews) as n_nearby
  from candidates join product_windows as windows using (product_id, shift)
  where abs(windows.slot - candidates.slot) <= 8
  group by all
),
spans as (
  select
    candidates.*,
    n_windows,
    n_product,
    born,
    n_product - n_beside as n_rest,
    n_nearby - n_beside as n_near,
    origin + slot as here,
    origin + born as birth,
    origin + dies as death,
    origin + greatest(slot - 1, born) as beside_from,
    origin + least(slot + 1, dies) as beside_to,
    origin + greatest(slot - 8, born) as near_from,
    origin + least(slot + 8, dies) as near_to
  from candidates
  join counts using (product_id, shift, slot)
  join scanned using (product_id)
  join lives using (product_id, shift)
  join grids using (shift)
),
exposed as materialized (
  select
    spans.*,
    running[here] - running[here - 1] as volume,
    running[beside_to] - running[beside_from - 1] as volume_beside,
    running[death] - running[birth - 1] - volume_beside as volume_rest,
    running[near_to] - running[near_from - 1] - volume_beside as volume_near
  from spans cross join calendar
),
expectations as (
  select
    *,
    (n_rest + 0.5) * volume / volume_rest as expected_life,
    (n_near + 0.5) * volume / volume_near as expected_near
  from exposed
  where volume_rest > 0 and volume_near > 0
),
tails as materialized (
  select
    *,
    greatest(expected_life, expected_near) as expected,
    greatest(
      negbinom_sf(n_reviews, expected_life, $dispersion + 1 / (n_rest + 0.5)),
      negbinom_sf(n_reviews, expected_near, $dispersion + 1 / (n_near + 0.5))
    ) as p_window
  from expectations
)
select
  md5(concat_ws('|', product_id, window_start, window_end)) as entity_id,
  product_id,
  window_start,
  window_end,
  $window_days as window_days,
  n_reviews,
  expected,
  n_reviews / expected as lift,
  'all' as meant,
  n_reviews as n_meant,
  n_product::bigint as n_class,
  (slot - born) * $window_days as product_age_days,
  -log10(greatest(p_window, 1e-300)) as score,
  least(1, p_window * n_windows) as p_value,
  (select count(*) from scanned) as n_tests
from tails
where p_window * n_windows <= 0.1
""",
    why="{n_reviews:,} reviews in {window_days} days from {window_start:%Y-%m-%d}, "
    "{expected:,.1f} expected",
)
