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
    about=__doc__ or "",
    reads={
        "product_windows": (
            "product_id", "shift", "slot", "window_start", "window_end", "n_reviews",
        ),
    },  # fmt: skip
    params={
        "window_days": Param(7, low=1, high=30, unit="days"),
        "dispersion": Param(0.25, low=0.0, high=2.0, unit="variance beyond Poisson / mean²"),
        "min_reviews": Param(5, low=3, high=100, unit="reviews"),
    },
    sql="""
with market as (
  select shift, slot, sum(n_reviews)::double as volume from product_windows group by all
),
calendar as (
  select shift, slot, volume, sum(volume) over (partition by shift order by slot) as up_to
  from market
),
edges as (
  select shift, min(slot) as first_slot, max(slot) as last_slot from market group by shift
),
-- Every slot has a running total, also one in which the whole market was silent.
slots as (
  select shift, unnest(range(first_slot - 9, last_slot + 10)) as slot from edges
),
totals as (
  select slots.shift, slots.slot, coalesce(calendar.up_to, 0) as up_to
  from slots asof left join calendar
    on slots.shift = calendar.shift and slots.slot >= calendar.slot
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
counts as (
  select
    product_id, shift, slot, window_start, window_end, n_reviews,
    sum(n_reviews) over (
      partition by product_id, shift order by slot range between 1 preceding and 1 following
    ) as n_beside,
    sum(n_reviews) over (
      partition by product_id, shift order by slot range between 8 preceding and 8 following
    ) as n_nearby
  from product_windows
),
candidates as (
  select * from counts where n_reviews >= $min_reviews
),
exposed as (
  select
    candidates.*,
    n_windows,
    here.up_to - before.up_to as volume,
    n_product - n_beside as n_rest,
    (whole.up_to - birth.up_to) - (beside_to.up_to - beside_from.up_to) as volume_rest,
    n_nearby - n_beside as n_near,
    (near_to.up_to - near_from.up_to) - (beside_to.up_to - beside_from.up_to) as volume_near
  from candidates
  join scanned using (product_id)
  join lives using (product_id, shift)
  join totals as here on here.shift = candidates.shift and here.slot = candidates.slot
  join totals as before on before.shift = candidates.shift and before.slot = candidates.slot - 1
  join totals as whole on whole.shift = candidates.shift and whole.slot = dies
  join totals as birth on birth.shift = candidates.shift and birth.slot = born - 1
  join totals as beside_to
    on beside_to.shift = candidates.shift and beside_to.slot = least(candidates.slot + 1, dies)
  join totals as beside_from
    on beside_from.shift = candidates.shift
    and beside_from.slot = greatest(candidates.slot - 1, born) - 1
  join totals as near_to
    on near_to.shift = candidates.shift and near_to.slot = least(candidates.slot + 8, dies)
  join totals as near_from
    on near_from.shift = candidates.shift
    and near_from.slot = greatest(candidates.slot - 8, born) - 1
),
expectations as (
  select
    *,
    (n_rest + 0.5) * volume / volume_rest as expected_life,
    (n_near + 0.5) * volume / volume_near as expected_near
  from exposed
  where volume_rest > 0 and volume_near > 0
),
tails as (
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
  -log10(greatest(p_window, 1e-300)) as score,
  least(1, p_window * n_windows) as p_value,
  (select count(*) from scanned) as n_tests
from tails
where p_window * n_windows <= 0.1
""",
    why="{n_reviews:,} reviews in {window_days} days from {window_start:%Y-%m-%d}, "
    "{expected:,.1f} expected",
)
