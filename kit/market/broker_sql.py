"""What `brokers` asks of a case: meetings with their chance, ordinary ties of sellers, edges."""

from __future__ import annotations

_COUNTED = """
counted as (
  select
    account_id,
    coalesce(brand, 'product ' || product_id) as seller,
    coalesce(category, '') as category,
    coalesce(date_trunc('quarter', posted_at)::date, date '1970-01-01') as quarter,
    posted_at::date as day,
    stars
  from reviews
  where account_id is not null and product_id is not null and coalesce(vine, false) = false
)
"""

MEETINGS = f"""
with {_COUNTED},
wrote as (
  select hand, counted.* from counted join members using (account_id)
),
given as (
  select hand, category, quarter, count(*)::double as n from wrote group by all
),
dealt as (
  select category, quarter, seller, count(*)::double as n from counted group by all
),
cells as (
  select category, quarter, sum(n) as n from dealt group by all
),
theirs as (
  select hand, category, quarter, seller, count(*)::double as n from wrote group by all
),
visited as (
  select distinct hand, seller, quarter from wrote
),
-- A seller's share of what everybody else wrote, and one review more for what was not seen.
means as (
  select
    hand, seller, quarter,
    sum(given.n * (dealt.n - coalesce(theirs.n, 0) + 1) / (cells.n - given.n + 1)) as mean
  from visited
  join dealt using (seller, quarter)
  join given using (hand, category, quarter)
  join cells using (category, quarter)
  left join theirs using (hand, category, quarter, seller)
  group by all
),
seen as (
  select hand, seller, quarter, count(distinct account_id) as k from wrote group by all
),
about as (
  select
    hand, seller, nullif(max_by(category, (day, category)), '') as category,
    count(distinct account_id) as n_accounts, min(day) as first_date, max(day) as last_date
  from wrote
  group by all
),
-- One account in a quarter says nothing; the seller still counts among the tests.
tails as (
  select
    hand, seller,
    least(1, count(*) * min(
      case when k >= 2 then poisson_sf(k::double, mean) else 1 end
    )) as p
  from seen join means using (hand, seller, quarter)
  group by all
)
select hand, seller, category, n_accounts, first_date, last_date, p
from about join tails using (hand, seller)
order by hand, p, seller
"""
"""From `members` (hand, account_id): each seller that a group reviewed, with its p-value."""

RELATED = f"""
with {_COUNTED},
ordinary as materialized (
  select distinct account_id, seller, category
  from counted
  where account_id not in (select account_id from members)
),
of_all as (
  select sum(d * (d - 1)) / nullif(sum(d) ** 2, 0) as share
  from (select count(distinct seller)::double as d from ordinary group by account_id)
),
of_category as (
  select category, sum(d * (d - 1)) / nullif(sum(d) ** 2, 0) as share
  from (
    select category, count(distinct seller)::double as d from ordinary group by account_id, category
  )
  group by category
),
visits as materialized (
  select distinct account_id, seller from ordinary
  semi join (select distinct seller from served) as theirs using (seller)
),
volumes as (
  select seller, count(*)::double as n from visits group by seller
),
pairs as (
  select
    one.hand, one.seller as one, other.seller as other,
    case when one.category = other.category then one.category end as category
  from served as one join served as other
    on one.hand = other.hand and one.seller < other.seller
),
shared as (
  select a.seller as one, b.seller as other, count(*) as n
  from visits as a join visits as b on a.account_id = b.account_id and a.seller < b.seller
  group by all
)
select
  pairs.hand, pairs.one, pairs.other,
  coalesce(shared.n, 0) as shared,
  x.n * y.n * greatest(of_all.share, coalesce(of_category.share, 0)) as expected
from pairs
join volumes as x on x.seller = pairs.one
join volumes as y on y.seller = pairs.other
cross join of_all
left join of_category on of_category.category = pairs.category
left join shared on shared.one = pairs.one and shared.other = pairs.other
order by pairs.hand, pairs.one, pairs.other
"""
"""From `members` and `served` (hand, seller, category): how many other accounts two sellers share,
and the configuration model's mean of that number."""

EDGES_OF = f"""
with {_COUNTED}
select
  served.hand, account_id, served.seller, any_value(served.category) as category,
  count(*) as n_reviews, min(day) as first_date, max(day) as last_date, avg(stars) as stars,
  any_value(served.q_value) as q_value
from counted
join members using (account_id)
join served on served.hand = members.hand and served.seller = counted.seller
group by served.hand, account_id, served.seller
order by served.hand, served.seller, account_id
"""
"""From `members` and `served`: each account with each seller that its group served."""
