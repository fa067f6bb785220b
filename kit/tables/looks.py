"""One row for each review and moment at which it was looked for: was it there, and as what?

A look is a capture that shows the review, or one that covers its product and day of posting and
does not show it. The evidence is the first look: its reviews are taken to have been there when the
newest of those posted before the first capture was, and later ones when they were posted. `opened`
counts the captures up to the look. `product_id` to `posted_at` are the review's first known ones;
`content`, `shown_stars` and `helpful_votes` are what the look showed.
"""

from __future__ import annotations

from kit.tables.table import Table

CONTENT = """case when title is not null or text is not null
    then left(sha256(concat(coalesce(title, ''), chr(31), coalesce(text, ''))), 32) end"""
"""What stands for title and text of a review of which no text is kept."""

TABLE = Table(
    name="looks",
    about=__doc__ or "",
    reads=("reviews", "sightings", "coverage"),
    columns=(
        "review_id",
        "product_id",
        "account_id",
        "stars",
        "verified",
        "posted_at",
        "looked_at",
        "opened",
        "there",
        "content",
        "shown_stars",
        "helpful_votes",
    ),
    needs=("product_id",),
    sql=f"""
with moments as (
  select captured_at from sightings union select captured_at from coverage
),
captures as (
  select captured_at, row_number() over (order by captured_at)::integer as opened from moments
),
origin as (
  select max(posted_at) as began
  from reviews
  where posted_at < (select min(captured_at) from moments)
),
met as (
  select review_id, product_id, account_id, stars, verified, posted_at
  from reviews
  union all
  select
    review_id, arg_min(product_id, captured_at), arg_min(account_id, captured_at),
    arg_min(stars, captured_at), arg_min(verified, captured_at), arg_min(posted_at, captured_at)
  from sightings anti join reviews using (review_id)
  group by review_id
),
seen as (
  select review_id, captured_at as looked_at, content, stars as shown_stars, helpful_votes
  from sightings
  union all
  select review_id, greatest(posted_at, began) as looked_at, {CONTENT}, stars, helpful_votes
  from reviews cross join origin
  where greatest(posted_at, began) is not null and began is not null
),
firsts as (
  select review_id, min(looked_at) as first_at from seen group by review_id
),
covered as (
  select distinct review_id, captured_at as looked_at
  from met join coverage using (product_id) join firsts using (review_id)
  where captured_at > first_at
    and (since is null or posted_at::date >= since)
    and (until is null or posted_at::date <= until)
),
looked as (
  select
    review_id, looked_at,
    bool_or(there) as there,
    max(content) as content, max(shown_stars) as shown_stars, max(helpful_votes) as helpful_votes
  from (
    select *, true as there from seen
    union all by name
    select *, false as there from covered
  )
  group by all
)
select
  review_id, product_id, account_id, stars, verified, posted_at,
  looked_at, coalesce(opened, 0)::integer as opened, there, content, shown_stars, helpful_votes
from looked
join met using (review_id)
asof left join captures on looked.looked_at >= captures.captured_at
order by product_id, review_id, looked_at
""",
)
