"""What `clients` asks of a case: where a seller's accounts met, with chance; what was bought."""

from __future__ import annotations

MEETINGS = """
with theirs as (
  select distinct seller, account_id from linked
),
volumes as (
  select seller, count(*) as n_linked from theirs group by seller
),
wrote as (
  select
    seller, account_id, product_id, min(category) as category,
    min(posted_at::date) as day
  from reviews join theirs using (account_id)
  where product_id is not null
  group by all
),
market as (
  select count(*)::double as n from (
    select distinct account_id, product_id from reviews
    where account_id is not null and product_id is not null
  )
),
in_category as (
  select category, count(*)::double as n from (
    select distinct account_id, product_id, category from reviews
    where account_id is not null and product_id is not null and category is not null
  ) group by category
),
given as (
  select seller, count(*)::double as n from wrote group by seller
),
given_in as (
  select seller, category, count(*)::double as n from wrote where category is not null group by all
),
products as (
  select
    product_id, min(brand) as brand, min(category) as category,
    count(distinct account_id)::double as n
  from reviews semi join wrote using (product_id)
  where account_id is not null
  group by product_id
),
-- The most of a seller's accounts that came within the days of one of them.
close as (
  select seller, product_id, max(n) as n_close
  from (
    select x.seller, x.product_id, x.account_id, count(*) as n
    from wrote as x join wrote as y
      on x.seller = y.seller and x.product_id = y.product_id
      and abs(x.day - y.day) <= $days
    group by all
  )
  group by all
),
seen as (
  select seller, product_id, count(distinct account_id) as n_accounts from wrote group by all
)
select
  seen.seller, seen.product_id, brand, seen.n_accounts, n_linked,
  coalesce(n_close, 0) as n_close,
  greatest(
    given.n * products.n / market.n,
    coalesce(given_in.n * products.n / in_category.n, 0)
  ) as expected,
  (select avg(stars) from reviews as r
   where r.product_id = seen.product_id
     and r.account_id not in (select account_id from theirs as t where t.seller = seen.seller)
  ) as stars_of_others,
  (select list(distinct w.product_id order by w.product_id)
   from wrote as w join reviews as r on r.product_id = w.product_id
   where w.seller = seen.seller and r.brand = products.brand and w.product_id <> seen.product_id
  ) as brand_products
from seen
join products using (product_id)
join volumes using (seller)
join given using (seller)
cross join market
left join close using (seller, product_id)
left join given_in on given_in.seller = seen.seller and given_in.category = products.category
left join in_category on in_category.category = products.category
order by seen.seller, seen.product_id
"""

BOUGHT_REVIEWS = """
with theirs as (
  select distinct seller, account_id from linked
),
wrote as (
  select seller, product_id, review_id, account_id, posted_at, stars
  from reviews join theirs using (account_id) join held using (seller, product_id)
)
select distinct x.*
from wrote as x join wrote as y
  on x.seller = y.seller and x.product_id = y.product_id and x.account_id <> y.account_id
  and abs(date_diff('day', x.posted_at, y.posted_at)) <= $days
"""
