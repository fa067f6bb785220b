"""A block of accounts shares products as nobody else does, and comes to them at the same time.

Signal
    A pool of accounts that serves one list of orders fills a corner of the market: few accounts,
    few products, and nearly all of their meetings among themselves. Orders have dates.
Null
    The accounts of the block like the same things, and that explains why they share products; when
    each of them comes is its own affair. So the block is found without looking at the day, and then
    its dates are shuffled 499 times: among all verdicts of the same months on a product, and among
    each account's own verdicts of these months in the block. The p-value is the larger share of
    shuffles with as many pairs of verdicts within days of each other, no smaller than 1 in 500,
    and corrected for all blocks of the market (Simes). It speaks about the block as a whole; listed
    are the accounts that came at the same time as two others on two products or more.
Innocent explanation
    A club or a forum that tries a product together each week, a class that reviews what it was
    set to read, an offer that reached the same few people on the same days. Fans who buy each
    release in its first days are spared: a product's first four weeks do not count.
Source
    Hooi et al., "FRAUDAR: Bounding Graph Fraud in the Face of Camouflage", KDD 2016, for the
    weights of a dense block; Bahmani, Kumar & Vassilvitskii, "Densest Subgraph in Streaming and
    MapReduce", PVLDB 5, 2012, for peeling in batches; Knox, "The Detection of Space-Time
    Interactions", Applied Statistics 13, 1964, for counting pairs that are close in two senses, and
    Simes, Biometrika 73, 1986 (sources not verified). Shuffling the dates of a block is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="dense_block",
    family="ring",
    flags=("group",),
    compares=("account_id", "product_id", "posted_at"),
    about=__doc__ or "",
    reads={
        "dense_blocks": (
            "block",
            "a",
            "n_met",
            "n_close",
            "expected",
            "p_block",
            "n_tests",
            "places",
        ),
        "verdicts": ("a", "account_id", "place", "product_id", "maker"),
    },
    params={
        "stretch_days": Param(120, low=60, high=360, unit="days within which accounts share"),
        "days": Param(7, low=1, high=30, unit="days that count as the same time"),
        "max_crowd": Param(60, low=10, high=500, unit="reviews on a product within a stretch"),
        "launch_days": Param(28, low=0, high=180, unit="days since the product's first review"),
        "max_verdicts": Param(60, low=10, high=1000, unit="reviews of one account"),
    },
    sql="""
with names as (
  select a, any_value(account_id) as account_id
  from verdicts semi join dense_blocks using (a)
  group by a
),
served_places as (
  select block, unnest(any_value(places)) as w from dense_blocks group by block
),
products as (
  select place, any_value(product_id) as product_id, any_value(maker) as maker
  from verdicts
  where place in (select w.place from served_places)
  group by place
),
served as (
  select
    block, count(distinct product_id) as n_served, count(distinct maker) as n_brands,
    list({
      'product_id': product_id,
      'first': date '1990-01-01' + w.first::integer,
      'last': date '1990-01-01' + w.last::integer
    } order by product_id, w.first) as served,
    date '1990-01-01' + min(w.first)::integer as first_date,
    date '1990-01-01' + max(w.last)::integer as last_date
  from served_places join products on products.place = w.place
  group by block
),
members as (
  select
    block, count(*) as n_accounts, any_value(n_close) as n_close, any_value(expected) as expected,
    any_value(p_block) as p_value, any_value(n_tests) as n_tests,
    md5(string_agg(account_id, '|' order by account_id)) as entity_id,
    list({'kind': 'account', 'id': account_id} order by account_id) as members
  from dense_blocks join names using (a)
  group by block
)
select
  entity_id,
  members,
  n_accounts,
  n_served,
  served,
  n_brands,
  case n_brands when 1 then 'one brand' else n_brands || ' brands' end as brands,
  n_close,
  expected,
  first_date,
  last_date,
  $stretch_days as stretch_days,
  $days as days,
  $max_crowd as max_crowd,
  $launch_days as launch_days,
  $max_verdicts as max_verdicts,
  n_tests,
  n_close / (expected + 1) as score,
  p_value
from members join served using (block)
""",
    why="{n_accounts} accounts of one block share {n_served:,} products of {brands} between "
    "{first_date:%Y-%m-%d} and {last_date:%Y-%m-%d} as nobody else does; in the block two came "
    "within {days} days of each other {n_close:,} times, {expected:.1f} expected",
)
