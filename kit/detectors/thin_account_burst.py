"""Most reviews of one product within a few days come from accounts that wrote little else.

Signal
    Throw-away accounts are made for a campaign and write one or two reviews in all.
Null
    In a window the thin accounts (two reviews or fewer) are beta-binomial around the larger of two
    shares, each without the window itself: the market's at that time and the product's over the
    rest of its life, shrunk by ten reviews to the market's. The p-value is corrected for every
    window of the product that could be tested.
Innocent explanation
    A product that draws newcomers, such as a gift, a local event or a first press mention, is
    reviewed by people who never review again.
Source
    Xie et al., "Review Spam Detection via Temporal Pattern Discovery", KDD 2012, for bursts of
    singleton reviewers; the beta-binomial test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="thin_account_burst",
    family="timing",
    flags=("window",),
    compares=("account_id", "posted_at"),
    about=__doc__ or "",
    reads={
        "product_windows": (
            "product_id",
            "shift",
            "slot",
            "window_start",
            "window_end",
            "n_known",
            "n_thin",
        ),
        "accounts": ("thin",),
    },
    params={
        "window_days": Param(7, low=1, high=30, unit="days"),
        "correlation": Param(0.03, low=0.001, high=0.5, unit="within-window correlation"),
        "min_reviews": Param(5, low=3, high=100, unit="reviews"),
    },
    sql="""
with market as (
  select shift, slot, sum(n_thin)::double as thin, sum(n_known)::double as known
  from product_windows
  group by all
),
overall as (
  select sum(n_thin)::double / nullif(sum(n_known), 0) as share from product_windows
),
lives as (
  select
    product_id, shift, min(slot) as born,
    sum(n_thin)::double as thin, sum(n_known)::double as known
  from product_windows
  group by all
),
scanned as (
  select product_id, count(*) as n_windows
  from product_windows
  where n_known >= $min_reviews
  group by product_id
),
shares as (
  select
    windows.*,
    n_windows,
    born,
    lives.thin::bigint as n_class,
    (lives.thin - n_thin + 10 * overall.share) / (lives.known - n_known + 10) as share_product,
    (market.thin - n_thin + 10 * overall.share) / (market.known - n_known + 10) as share_market
  from product_windows as windows
  join scanned using (product_id)
  join lives using (product_id, shift)
  join market using (shift, slot)
  cross join overall
  where n_known >= $min_reviews
),
expectations as (
  select *, least(greatest(share_product, share_market), 0.99) as share
  from shares
  where share_market > 0 or share_product > 0
),
tails as materialized (
  select
    *,
    betabinom_sf(
      n_thin, n_known,
      share * (1 / $correlation - 1), (1 - share) * (1 / $correlation - 1)
    ) as p_window
  from expectations
  where n_thin > share * n_known
)
select
  md5(concat_ws('|', product_id, window_start, window_end)) as entity_id,
  product_id,
  window_start,
  window_end,
  $window_days as window_days,
  n_known as n_reviews,
  n_thin,
  n_known * share as expected,
  n_thin / n_known as share_thin,
  share as share_expected,
  'thin' as meant,
  n_thin as n_meant,
  n_class,
  (slot - born) * $window_days as product_age_days,
  -log10(greatest(p_window, 1e-300)) as score,
  least(1, p_window * n_windows) as p_value,
  (select count(*) from scanned) as n_tests
from tails
where p_window * n_windows <= 0.1
""",
    why="{n_thin:,} of {n_reviews:,} reviews in {window_days} days from {window_start:%Y-%m-%d} "
    "come from accounts with at most two reviews, {expected:,.1f} expected",
)
