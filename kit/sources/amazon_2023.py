"""Amazon reviews as collected up to September 2023: JSON lines, or the ratings alone as CSV.

Fields: rating, title, text, images, asin, parent_asin, user_id, timestamp (milliseconds; negative
ones occur), helpful_vote, verified_purchase. There is no review id and no reviewer's name; exact
duplicates and ratings of 0 occur.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether user, rating, time and at least one product number are there."""
    numbered = sample.has("asin") or sample.has("parent_asin")
    return numbered and sample.has("user_id", "rating", "timestamp")


SOURCE = Source(
    name="amazon_2023",
    title="Amazon 2023",
    about=__doc__,
    kinds=("lines", "document", "table", "parquet"),
    recognise=recognise,
    columns={
        "account_id": '"user_id"',
        "product_id": 'coalesce("asin", "parent_asin")',
        "parent_product_id": '"parent_asin"',
        "stars": '"rating"',
        "title": '"title"',
        "text": '"text"',
        "posted_at": '"timestamp"',
        "verified": '"verified_purchase"',
        "helpful_votes": '"helpful_vote"',
        "source": "'amazon_2023'",
    },
    dates=("milliseconds",),
)
