"""Yelp Open Dataset: reviews as JSON lines, or flattened to CSV.

Fields: review_id, user_id, business_id, stars, useful, funny, cool, text, date. Users and
businesses are in files of their own, which hold no reviews.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether the fields that tie a user to a business are there."""
    return sample.has("review_id", "user_id", "business_id", "stars", "date")


SOURCE = Source(
    name="yelp_open",
    title="Yelp Open Dataset",
    about=__doc__,
    kinds=("lines", "document", "table", "parquet"),
    recognise=recognise,
    columns={
        "review_id": '"review_id"',
        "account_id": '"user_id"',
        "product_id": '"business_id"',
        "stars": '"stars"',
        "text": '"text"',
        "posted_at": '"date"',
        "helpful_votes": '"useful"',
        "source": "'yelp_open'",
    },
)
