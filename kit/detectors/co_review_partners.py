"""One account meets many others again and again.

Signal
    The accounts of a broker's pool serve the same orders, so each of them keeps meeting several of
    the others, even where no single pair stands out.
Null
    The pairs of accounts that met on several brands are spread over accounts by chance: the number
    of an account's partners is Poisson, its mean being the number of accounts expected to meet it
    that often by their volumes and by the reviews near its own, scaled up so that the sum over all
    accounts is what the whole market shows. Real rings raise that sum, which makes the test
    conservative.
Innocent explanation
    A member of a hobby group or reading circle whose members buy the same new things, or a very
    active reviewer of one niche.
Source
    Mukherjee, Liu & Glance, "Spotting Fake Reviewer Groups in Consumer Reviews", WWW 2012, for
    groups that review together (source not verified); the count of partners is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="co_review_partners",
    family="ring",
    flags=("account",),
    about=__doc__ or "",
    reads={
        "quiet_reviews": ("account_id", "a", "others"),
        "co_reviews": ("a", "b"),
    },
    params={
        "days": Param(7, low=1, high=30, unit="days"),
        "min_meetings": Param(3, low=2, high=10, unit="products of different brands"),
        "max_crowd": Param(60, low=10, high=500, unit="reviews on a product within the days"),
    },
    sql="""
with profiles as materialized (
  select
    a, any_value(account_id) as account_id,
    count(*)::double as n, sum(others)::double as near
  from quiet_reviews
  group by a
),
volumes as (
  select n, count(*)::double as accounts from profiles group by n
),
market as (
  select count(*)::double as reviews from quiet_reviews
),
-- Accounts expected to meet one that has `near` reviews around its own.
chance as (
  select near, sum(accounts * poisson_sf($min_meetings, volumes.n * near / reviews)) as partners
  from (select distinct near from profiles) cross join volumes cross join market
  group by near
),
scale as (
  select greatest(1, (select 2 * count(*) from co_reviews) / nullif(sum(partners), 0)) as factor
  from profiles join chance using (near)
),
sides as (
  select a from co_reviews union all select b from co_reviews
),
partners as (
  select a, count(*) as n_partners from sides group by a
),
tails as (
  select
    account_id, n_partners, n as n_reviews, partners * factor as expected,
    poisson_sf(n_partners, partners * factor) as p_value
  from partners
  join profiles using (a)
  join chance using (near)
  cross join scale
)
select
  account_id as entity_id,
  account_id,
  n_partners,
  n_reviews,
  expected,
  $days as days,
  $min_meetings as min_meetings,
  $max_crowd as max_crowd,
  -log10(greatest(p_value, 1e-300)) as score,
  p_value,
  (select count(*) from profiles) as n_tests
from tails
where p_value <= 0.1
""",
    why="{account_id} gave products of {min_meetings} or more brands the same verdict within "
    "{days} days as {n_partners:,} other accounts, {expected:.2g} expected",
)
