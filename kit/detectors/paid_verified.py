"""A product's sudden crowd of reviews is verified more often than anything explains.

Signal
    Buyers who are refunded for a review buy through the market, so nearly all of a campaign's
    reviews are verified purchases, of one seller, within days.
Null
    Only windows that are a burst of their seller are tested: three times the reviews that the
    windows nearby and the market's volume let expect, which says nothing about who is verified.
    There the verified reviews are beta-binomial around the largest of four shares: the product's
    over the rest of its life and in the windows nearby (both without those beside), the market's
    and the category's at that time without the seller; each is shrunk by ten reviews. The
    correlation within a window is what the market's other windows show by moments, and at least the
    given one. The p-value is corrected for every such window of the product. Reviews that do not
    say whether they are verified are left out. It is conservative: the largest of four shares is
    more than any one, and where nearly everything is verified, hardly any jump can be shown.
Innocent explanation
    A sale of this one product through the market brings verified buyers in a crowd too. A sale of
    many, a change of the market's rules, or older reviews taken over from another shop, which are
    unverified, raise one of the four shares.
Source
    He, Hollenbeck & Proserpio, "The Market for Fake Reviews", Marketing Science 2022, for refunded
    purchases that are verified (source not verified); the test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="paid_verified",
    family="compensation",
    flags=("window",),
    compares=("verified", "posted_at"),
    about=__doc__ or "",
    reads={
        "product_windows": (
            "product_id",
            "shift",
            "slot",
            "window_start",
            "window_end",
            "n_stated",
            "n_verified",
        ),
        "products": ("product_id", "brand", "category"),
        "reviews": ("verified",),
    },
    params={
        "window_days": Param(14, low=2, high=30, unit="days"),
        "min_reviews": Param(10, low=5, high=100, unit="reviews"),
        "burst": Param(3.0, low=1.0, high=20.0, unit="times what is expected"),
        "correlation": Param(0.02, low=0.001, high=0.5, unit="least within-window correlation"),
    },
    sql="""
with windows as materialized (
  select
    product_windows.* exclude (n_reviews, n_known, n_thin, n_stars, n_five, n_one),
    coalesce(brand, product_id) as seller,
    category
  from product_windows join products using (product_id)
  where n_stated > 0
),
overall as (
  select sum(n_verified) / sum(n_stated) as share, sum(n_verified)::double as verified from windows
),
market as (
  select
    shift, slot, stated, verified, sum(stated) over near - sum(stated) over beside as near
  from (
    select shift, slot, sum(n_stated)::double as stated, sum(n_verified)::double as verified
    from windows
    group by all
  )
  window
    beside as (partition by shift order by slot range between 1 preceding and 1 following),
    near as (partition by shift order by slot range between 8 preceding and 8 following)
),
categories as (
  select
    category, shift, slot, sum(n_stated)::double as stated, sum(n_verified)::double as verified
  from windows
  where category is not null
  group by all
),
lives as (
  select
    product_id, shift, min(slot) as born,
    sum(n_stated)::double as stated, sum(n_verified)::double as verified
  from windows
  group by all
),
candidates as (
  select * from windows where n_stated >= $min_reviews
),
nearby as (
  select
    product_id, shift, candidates.slot,
    sum(windows.n_stated) filter (abs(windows.slot - candidates.slot) <= 1) as stated_beside,
    sum(windows.n_verified) filter (abs(windows.slot - candidates.slot) <= 1) as verified_beside,
    sum(windows.n_stated) as stated_about,
    sum(windows.n_verified) as verified_about
  from candidates join windows using (product_id, shift)
  where abs(windows.slot - candidates.slot) <= 8
  group by all
),
-- A window is a burst by how many reviews it holds, and not by who is verified.
bursts as materialized (
  select
    candidates.*,
    stated_beside,
    verified_beside,
    stated_about - stated_beside as stated_near,
    verified_about - verified_beside as verified_near,
    market.stated as stated_market,
    market.verified as verified_market,
    count(*) over (partition by product_id) as n_windows
  from candidates
  join nearby using (product_id, shift, slot)
  join market using (shift, slot)
  where n_stated * market.near >= $burst * (stated_about - stated_beside + 1) * market.stated
),
-- How far the shares of ordinary windows differ from that of the product's rest, beyond binomial.
rests as (
  select
    n_stated, n_verified,
    (lives.verified - n_verified + 10 * share) / (lives.stated - n_stated + 10) as rest
  from windows anti join bursts using (product_id, shift, slot)
  join lives using (product_id, shift)
  cross join overall
  where shift = 0 and n_stated >= 2
),
spread as (
  select
    least(0.5, greatest($correlation, coalesce(
      sum(pow(n_verified - n_stated * rest, 2) - n_stated * rest * (1 - rest))
        / nullif(sum(n_stated * (n_stated - 1) * rest * (1 - rest)), 0),
      0
    ))) as correlation
  from rests
),
sellers as (
  select
    seller, category, shift, slot,
    sum(n_stated)::double as stated, sum(n_verified)::double as verified
  from windows
  where seller in (select seller from bursts)
  group by all
),
-- A seller in a window: in all, and in the category of the product.
kin as (
  select
    *,
    sum(stated) over (partition by seller, shift, slot) as stated_all,
    sum(verified) over (partition by seller, shift, slot) as verified_all,
    sum(verified) over (partition by seller, shift) as verified_ever
  from sellers
),
shares as (
  select
    bursts.*,
    born,
    lives.verified as n_class,
    verified_all / greatest(verified_market, 1) as seller_share,
    verified_ever / overall.verified as seller_share_usual,
    (lives.verified - verified_beside + 10 * share) / (lives.stated - stated_beside + 10) as rest,
    (verified_market - verified_all + 10 * share) / (stated_market - stated_all + 10) as at_market,
    (coalesce(categories.verified - kin.verified, 0) + 10 * share)
      / (coalesce(categories.stated - kin.stated, 0) + 10) as at_category
  from bursts
  join lives using (product_id, shift)
  join kin
    on kin.seller = bursts.seller and kin.category is not distinct from bursts.category
    and kin.shift = bursts.shift and kin.slot = bursts.slot
  left join categories
    on categories.category = bursts.category
    and categories.shift = bursts.shift and categories.slot = bursts.slot
  cross join overall
),
expectations as (
  select
    *,
    least(
      greatest(rest, (verified_near + 10 * rest) / (stated_near + 10), at_market, at_category),
      0.99
    ) as share
  from shares
),
tails as materialized (
  select
    *,
    betabinom_sf(
      n_verified, n_stated,
      share * (1 / correlation - 1), (1 - share) * (1 / correlation - 1)
    ) as p_window
  from expectations cross join spread
  where n_verified > share * n_stated
)
select
  md5(concat_ws('|', product_id, window_start, window_end)) as entity_id,
  product_id,
  window_start,
  window_end,
  $window_days as window_days,
  n_stated as n_reviews,
  n_verified,
  n_stated * share as expected,
  n_verified / n_stated as share_verified,
  share as share_expected,
  seller_share,
  seller_share_usual,
  correlation,
  'verified' as meant,
  n_verified as n_meant,
  n_class::bigint as n_class,
  (slot - born) * $window_days as product_age_days,
  -log10(greatest(p_window, 1e-300)) as score,
  least(1, p_window * n_windows) as p_value,
  (select count(distinct product_id) from bursts) as n_tests
from tails
where p_window * n_windows <= 0.1
""",
    why="{n_verified:,} of {n_reviews:,} reviews in {window_days} days from "
    "{window_start:%Y-%m-%d} are verified purchases, {expected:,.1f} expected; the seller has "
    "{seller_share:.1%} of the market's verified reviews then, {seller_share_usual:.1%} in all",
)
