"""Amazon reviews as collected up to October 2018: JSON lines, one review a line.

Fields: reviewerID, asin, reviewerName?, verified, vote? (text with thousands commas), style?,
image?, reviewText?, summary?, overall, unixReviewTime, reviewTime ("MM D, YYYY"). There is no
review id, and times are days.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether the fields are those of 2018, which no longer have `helpful`."""
    return sample.has("reviewerID", "asin", "overall") and not sample.has("helpful")


SOURCE = Source(
    name="amazon_2018",
    title="Amazon 2018",
    about=__doc__,
    kinds=("lines", "document", "table"),
    recognise=recognise,
    columns={
        "account_id": '"reviewerID"',
        "product_id": '"asin"',
        "stars": '"overall"',
        "title": '"summary"',
        "text": '"reviewText"',
        "posted_at": 'coalesce("unixReviewTime", "reviewTime")',
        "posted_precision": "'day'",
        "verified": '"verified"',
        "helpful_votes": '"vote"',
        "account_name": '"reviewerName"',
        "source": "'amazon_2018'",
    },
    dates=("seconds", "%m %d, %Y"),
)
