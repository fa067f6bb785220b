"""Reviews of an app in the Google Play store as its page shows them, exported to CSV or JSON.

Fields: reviewId?, userName, score, content, thumbsUpCount?, at, appId?. The store often shows "A
Google user" in place of every name: that is nobody's account.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether the page's own field names are there."""
    return sample.has("userName", "score", "content", "at")


SOURCE = Source(
    name="google_play",
    title="Google Play reviews",
    about=__doc__,
    kinds=("table", "lines", "document", "parquet"),
    recognise=recognise,
    columns={
        "review_id": '"reviewId"',
        "account_id": '"userName"',
        "product_id": '"appId"',
        "stars": '"score"',
        "text": '"content"',
        "posted_at": '"at"',
        "helpful_votes": '"thumbsUpCount"',
        "account_name": '"userName"',
        "source": "'google_play'",
    },
    named=True,
)
