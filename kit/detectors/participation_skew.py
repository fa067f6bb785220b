"""More of a product's reviewers wrote nothing else than of its peers' at the same time.

Signal
    Throw-away accounts are made for one product and write one review, so one-time reviewers
    outnumber established ones.
Null
    A reviewer of the product is a one-time reviewer with the chance that reviewers of its category
    have in the same month, without the product itself (of the market, where the category has fewer
    than ten products). So who joined last month and had no time to write more
    is compared with others who joined then. Products differ in whom they draw: the count is
    beta-binomial, with the correlation that all products of the market show by moments, and at
    least the given one: moments say what is usual, and a few products are far from it. An account
    counts once on a product; the first four weeks of a product are left out.
Innocent explanation
    A launch brings newcomers for some weeks, which is why these do not count. A gift, a local
    event or a press mention later on draws people who never review again.
Source
    ReviewMeta, "Analysis Test: Reviewer Participation" and "Suspicious Reviewers" (one-hit
    wonders), 2016 (reviewmeta.com/blog), for the signal, with groups of reviewers against those of
    the category. The test is ours. It asks for one-time reviewers only: fans of a series, who write
    a handful of reviews each, make a histogram as odd as a hired pool does.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="participation_skew",
    family="account",
    flags=("product",),
    compares=("account_id", "product_id"),
    about=__doc__ or "",
    reads={
        "reviews": ("product_id", "account_id", "category", "posted_at"),
        "accounts": ("account_id", "n_reviews"),
    },
    params={
        "min_reviewers": Param(20, low=10, high=1000, unit="reviewers"),
        "launch_days": Param(28, low=0, high=365, unit="days left out after the first review"),
        "correlation": Param(0.02, low=0.001, high=0.5, unit="least within-product correlation"),
    },
    sql="""
with firsts as (
  select
    product_id, account_id,
    min(category) as category,
    min(posted_at) as posted_at,
    any_value(n_reviews) = 1 as once
  from reviews join accounts using (account_id)
  where product_id is not null
  group by all
),
births as (
  select product_id, min(posted_at) as born from firsts group by product_id
),
products as (
  select
    product_id,
    min(category) as category,
    date_trunc('month', posted_at) as month,
    count(*)::double as n,
    count(*) filter (once)::double as n_once
  from firsts join births using (product_id)
  where posted_at is null or posted_at >= born + $launch_days * interval 1 day
  group by product_id, month
),
large as (
  select category
  from products
  where category is not null
  group by category
  having count(distinct product_id) >= 10
),
placed as (
  select products.*, large.category as peer from products left join large using (category)
),
overall as (
  select sum(n_once) / sum(n) as share from products
),
market as (
  select month, sum(n) as n, sum(n_once) as n_once from products group by month
),
categories as (
  select peer, month, sum(n) as n, sum(n_once) as n_once from placed group by all
),
-- Each product's months beside those of its peers, shrunk by ten reviewers to the market's share.
counts as (
  select
    product_id,
    any_value(placed.peer) is not null as within_category,
    sum(placed.n) as n,
    sum(placed.n_once) as n_once,
    sum(placed.n * (coalesce(categories.n_once, market.n_once) - placed.n_once + 10 * share)
      / (coalesce(categories.n, market.n) - placed.n + 10)) as expected
  from placed
  join market on market.month is not distinct from placed.month
  left join categories
    on categories.peer = placed.peer and categories.month is not distinct from placed.month
  cross join overall
  group by product_id
),
tested as (
  select *, expected / n as share_expected
  from counts
  where n >= $min_reviewers and expected > 0 and expected < n
),
spread as (
  select
    least(0.5, greatest($correlation,
      coalesce(
        sum(pow(n_once - expected, 2) - expected * (1 - share_expected))
          / nullif(sum(expected * (n - 1) * (1 - share_expected)), 0),
        0
      )
    )) as correlation,
    count(*) as n_tests
  from tested
),
tails as (
  select
    *,
    betabinom_sf(
      n_once, n,
      share_expected * (1 / correlation - 1), (1 - share_expected) * (1 / correlation - 1)
    ) as p_value
  from tested cross join spread
  where n_once > expected
)
select
  product_id as entity_id,
  n::bigint as n_reviewers,
  n_once::bigint as n_once,
  expected,
  n_once / n as share,
  share_expected,
  n_once * (n - expected) / (expected * greatest(n - n_once, 0.5)) as odds_ratio,
  case when within_category then 'its category' else 'the whole market' end as compared_with,
  correlation,
  $launch_days as launch_days,
  -log10(greatest(p_value, 1e-300)) as score,
  p_value,
  n_tests
from tails
where p_value <= 0.1
""",
    why="{n_once:,} of {n_reviewers:,} reviewers after the first {launch_days} days wrote nothing "
    "else, {expected:,.1f} expected from {compared_with} at the same time "
    "({share:.0%} against {share_expected:.0%})",
)
