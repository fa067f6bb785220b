"""AWS Customer Reviews: tab-separated without quoting, or Parquet.

Fields: marketplace, customer_id, review_id, product_id, product_parent, product_title,
product_category, star_rating, helpful_votes, total_votes, vine, verified_purchase,
review_headline, review_body, review_date. Copies that went through a spreadsheet have dates as
M/D/YYYY, and quoted fields; both are told by their content.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether the fields that name a review are there."""
    return sample.has("marketplace", "customer_id", "review_id", "product_id", "star_rating")


SOURCE = Source(
    name="aws",
    title="AWS Customer Reviews",
    about=__doc__,
    kinds=("table", "parquet", "lines"),
    recognise=recognise,
    columns={
        "review_id": '"review_id"',
        "account_id": '"customer_id"',
        "product_id": '"product_id"',
        "parent_product_id": '"product_parent"',
        "stars": '"star_rating"',
        "title": '"review_headline"',
        "text": '"review_body"',
        "posted_at": '"review_date"',
        "posted_precision": "'day'",
        "verified": '"verified_purchase"',
        "vine": '"vine"',
        "helpful_votes": '"helpful_votes"',
        "total_votes": '"total_votes"',
        "category": '"product_category"',
        "source": "'aws' || coalesce(':' || upper(nullif(trim(\"marketplace\"), '')), '')",
    },
    dates=("iso", "%m/%d/%Y"),
)
