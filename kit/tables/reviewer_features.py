"""One row for each account: the published reviewer features without text, under their own names.

MNR is the most reviews on one day. PR and NR are the shares of 4-5 and of 1-2 stars. avgRD is the
mean of |stars - the product's mean|, the review itself included; WRD the same mean, each review
weighted 1 / Rank^1.5, Rank being its place among the product's reviews by day. BST is 0 where first
and last review are over 28 days apart, else 1 - days / 28. ERD and ETG are the entropies, in bits,
of its stars and of the days between its reviews (bins of `account_gaps`; gaps over 32 days are left
out, and without any gap it is 0). NULL is what the account's reviews do not say.

Rayana & Akoglu, "Collective Opinion Spam Detection", KDD 2015; MNR and BST after Mukherjee et al.,
"Spotting Opinion Spammers using Behavioral Footprints", KDD 2013. Held against the first author's
published code, not against the papers (source not verified). Her code divides MNR by the market's
largest, which changes no order.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="reviewer_features",
    about=__doc__ or "",
    reads=("reviews", "products", "accounts", "account_gaps"),
    columns=("account_id", "MNR", "PR", "NR", "avgRD", "WRD", "BST", "ERD", "ETG"),
    needs=("account_id",),
    sql="""
with known as (
  select
    account_id,
    reviews.product_id,
    stars,
    posted_at::date as day,
    abs(stars - sum_stars / n_stars) as deviation
  from reviews left join products on products.product_id = reviews.product_id
),
ranked as (
  select
    *, rank() over (partition by product_id order by day) as place
  from known
),
weighted as (
  select
    account_id, stars, deviation,
    case when day is not null and product_id is not null and deviation is not null
      then place ** -1.5 end as weight
  from ranked
  where account_id is not null
),
rated as (
  select
    account_id,
    avg((stars > 3)::integer) as positive,
    avg((stars < 3)::integer) as negative,
    avg(deviation) as mean_deviation,
    sum(deviation * weight) / sum(weight) as weighted_deviation
  from weighted
  group by account_id
),
classes as (
  select account_id, least(floor(stars), 5) as whole, count(*) as n
  from weighted
  where stars is not null
  group by all
),
rating_entropies as (
  select account_id, log2(sum(n)) - sum(n * log2(n)) / sum(n) as bits
  from classes
  group by account_id
),
gap_entropies as (
  select account_id, log2(sum(n_gaps)) - sum(n_gaps * log2(n_gaps)) / sum(n_gaps) as bits
  from account_gaps
  where gap_bin < 6
  group by account_id
),
busiest as (
  select account_id, max(n) as most
  from (
    select account_id, day, count(*) as n
    from known
    where account_id is not null and day is not null
    group by all
  )
  group by account_id
)
select
  accounts.account_id,
  most as "MNR",
  round(positive, 9) as "PR",
  round(negative, 9) as "NR",
  round(mean_deviation, 9) as "avgRD",
  round(weighted_deviation, 9) as "WRD",
  case when first_at is not null then
    round(greatest(1 - date_diff('day', first_at::date, last_at::date) / 28, 0), 9)
  end as "BST",
  round(rating_entropies.bits, 9) as "ERD",
  case when first_at is not null then round(coalesce(gap_entropies.bits, 0), 9) end as "ETG"
from accounts
left join rated using (account_id)
left join rating_entropies using (account_id)
left join gap_entropies using (account_id)
left join busiest using (account_id)
""",
)
