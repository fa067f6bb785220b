"""A set of accounts keeps meeting on the same products within the same weeks or months.

Signal
    A pool of accounts serves one order after another. No two of its accounts need to meet often:
    each order is taken by some of them, and it is the same products on the same dates that connect
    them.
Null
    Accounts act for themselves: each gives its verdicts at random among those of the market, of a
    product's category, of its quarter of a year or of its weeks, or as often as accounts give such
    a verdict at other times or on the brand's other products, whichever makes a meeting the
    likeliest. The accounts that two windows of different products share are then Poisson. Chance
    connects several such meetings with a probability that follows from how many of them a market
    of this size shows (`kit.rings.components`). An account's p-value is which
    share of all accounts would be seen as surprisingly on the products of any ring, in windows that
    stand without it, and is no smaller than the ring's; a group's is that of its fifth account,
    times all accounts.
Innocent explanation
    Fans of one author, brand or channel who buy each release in its first days, or a circle of
    friends who recommend things to each other. Windows in a product's first four weeks do not
    count; where the group serves a single brand, ask what else brought its customers together.
Source
    Mukherjee, Liu & Glance, "Spotting Fake Reviewer Groups in Consumer Reviews", WWW 2012, for
    groups that review together (source not verified). The tests between windows are ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="reviewer_ring",
    family="ring",
    flags=("account", "group"),
    compares=("account_id", "product_id"),
    about=__doc__ or "",
    reads={
        "rings": (
            "ring",
            "span",
            "p_ring",
            "a",
            "n_products",
            "expected",
            "p_account",
            "n_tests",
            "windows",
        ),
        "verdicts": ("a", "account_id", "place", "product_id", "maker"),
    },
    params={
        "span_days": Param(21, low=7, high=60, unit="days of an order that comes at once"),
        "slow_days": Param(150, low=61, high=360, unit="days of one that trickles in"),
        "apart_days": Param(180, low=30, high=720, unit="days between two windows"),
        "max_crowd": Param(60, low=10, high=500, unit="reviews on a product within the days"),
        "launch_days": Param(28, low=0, high=180, unit="days since the product's first review"),
        "max_verdicts": Param(60, low=10, high=1000, unit="reviews of one account"),
    },
    sql="""
with names as (
  select a, any_value(account_id) as account_id from verdicts semi join rings using (a) group by a
),
served_places as (
  select ring, unnest(any_value(windows)) as w from rings group by ring
),
products as (
  select place, any_value(product_id) as product_id, any_value(maker) as maker
  from verdicts
  where place in (select w.place from served_places)
  group by place
),
members as (
  select rings.*, account_id, greatest(p_ring, p_account) as p
  from rings join names using (a)
),
places as (
  select
    ring, count(distinct product_id) as n_served, count(distinct maker) as n_brands,
    list({
      'product_id': product_id,
      'first': date '1990-01-01' + w.first::integer,
      'last': date '1990-01-01' + w.last::integer
    } order by product_id, w.first) as served,
    min(w.first) as first_day, max(w.last) as last_day
  from served_places join products on products.place = w.place
  group by ring
),
accounts as (
  select
    account_id as entity_id, 'account' as entity_kind, any_value(n_tests) as n_tests,
    min(p) as p_value, arg_min(ring, p) as ring, arg_min(n_products, p) as n_seen,
    arg_min(expected, p) as expected, null as members
  from members
  group by account_id
),
groups as (
  select
    md5(string_agg(account_id, '|' order by account_id)) as entity_id, 'group' as entity_kind,
    any_value(n_tests) as n_tests,
    least(1, greatest(any_value(p_ring), any_value(n_tests) * list_sort(list(p))[5])) as p_value,
    ring, sum(n_products)::bigint as n_seen, sum(expected) as expected,
    list({'kind': 'account', 'id': account_id} order by account_id) as members
  from members
  group by ring
),
sizes as (
  select ring, count(*) as n_accounts, any_value(span) as span from rings group by ring
),
both_kinds as (
  select * from accounts union all by name select * from groups
)
select
  entity_id,
  entity_kind,
  members,
  case entity_kind when 'account' then 'The account and ' || (n_accounts - 1) || ' others'
    else n_accounts || ' accounts' end as who,
  n_accounts,
  n_served,
  served,
  n_brands,
  case n_brands when 1 then 'one brand' else n_brands || ' brands' end as brands,
  n_seen,
  expected,
  date '1990-01-01' + first_day::integer as first_date,
  date '1990-01-01' + last_day::integer as last_date,
  span,
  case when span <= $span_days then 'weeks' else 'months' end as pace,
  $span_days as span_days,
  $slow_days as slow_days,
  $apart_days as apart_days,
  $max_crowd as max_crowd,
  $launch_days as launch_days,
  $max_verdicts as max_verdicts,
  n_tests,
  -log10(greatest(p_value, 1e-300)) as score,
  p_value
from both_kinds join places using (ring) join sizes using (ring)
""",
    why="{who} gave the same verdicts within the same {pace} on {n_served:,} products of {brands} "
    "between {first_date:%Y-%m-%d} and {last_date:%Y-%m-%d}: {n_seen:,} times, {expected:.2g} "
    "expected",
)
