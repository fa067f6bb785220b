"""A product shares more of its reviewers with products of other brands than chance explains.

Signal
    Sellers who buy reviews draw on the same pool of accounts, so products that have nothing to do
    with each other are reviewed by the same people.
Null
    Each reviewer's other reviews fall on products of the same category and the same slice of time
    as everybody's do. The number of reviewers that two products share is then negative-binomial:
    its mean is the larger of the two expectations, from either product's reviewers by the other's
    share among everybody else, and its variance beyond Poisson is that of the market, by moments,
    and that of such a share. (With accounts all alike and no variance
    beyond, that is the hypergeometric test.) Only pairs of products of different brands and
    categories count; a market of one category is not tested. A product's p-value is Simes' over all
    its possible partners. It is conservative: the larger expectation is more than what is seen.
Innocent explanation
    A series, a brand or a hobby has its followers: they are why products of one brand or category
    are not compared. Things of different categories that are used together (a camera and a bag)
    remain.
Source
    He, Hollenbeck, Overgoor, Proserpio & Tosyali, "Detecting fake-review buyers using network
    structure: Direct evidence from Amazon", PNAS 119(47), 2022, for products that are clustered by
    their common reviewers, and for clustering and PageRank in that graph; the test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="shared_reviewers",
    family="ring",
    flags=("product",),
    compares=("account_id", "product_id"),
    about=__doc__ or "",
    reads={
        "product_histories": ("product_id", "n_reviewers", "n_partners", "dispersion", "ties"),
        "product_graph": ("product_id", "n_links", "clustering", "pagerank"),
    },
    params={
        "max_reviews": Param(20, low=5, high=500, unit="reviews by an account"),
        "min_reviewers": Param(10, low=5, high=1000, unit="such accounts on a product"),
    },
    sql="""
with tied as (
  select product_id, n_reviewers, n_partners, dispersion, unnest(ties) as tie
  from product_histories
),
tails as materialized (
  select
    product_id, n_reviewers, n_partners,
    tie.partner_id as partner_id, tie.n_shared as n_shared, tie.expected as expected,
    negbinom_sf(tie.n_shared, tie.expected, dispersion + tie.doubt) as p_pair
  from tied
),
ordered as (
  select *, row_number() over (partition by product_id order by p_pair, partner_id) as place
  from tails
),
-- Simes: of the k strongest of all partners, p times their number / k. Partners that are not
-- listed share no more than is ordinary, and would come after these.
simes as (
  select
    product_id, n_reviewers, n_partners,
    min(p_pair * n_partners / place) as p_value,
    arg_min(partner_id, place) as partner_id,
    arg_min(n_shared, place) as n_shared,
    arg_min(expected, place) as expected
  from ordered
  group by all
)
select
  product_id as entity_id,
  n_reviewers,
  n_partners,
  partner_id,
  n_shared,
  expected,
  n_shared / expected as lift,
  coalesce(n_links, 0) as n_links,
  coalesce(clustering, 0) as clustering,
  pagerank,
  $max_reviews as max_reviews,
  $min_reviewers as min_reviewers,
  -log10(greatest(p_value, 1e-300)) as score,
  least(1, p_value) as p_value,
  (select count(*) from product_histories where n_partners > 0) as n_tests
from simes left join product_graph using (product_id)
where p_value <= 0.1
""",
    why="{n_shared:,} of {n_reviewers:,} reviewers (with at most {max_reviews} reviews each) also "
    "reviewed {partner_id} of another brand, {expected:.2g} expected; {n_links:,} of "
    "{n_partners:,} others have unusually many in common with it, and {clustering:.0%} of the "
    "pairs of these with each other",
)
