"""Amazon reviews as collected up to July 2014: JSON lines, one review a line.

Fields: reviewerID, asin, reviewerName?, helpful [up, total], reviewText, overall, summary,
unixReviewTime, reviewTime ("MM D, YYYY"). There is no review id, and times are days.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether the fields are those of 2014: `helpful` was dropped later."""
    return sample.has("reviewerID", "asin", "overall", "helpful")


SOURCE = Source(
    name="amazon_2014",
    title="Amazon 2014",
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
        "helpful_votes": "try(json_extract_string(\"helpful\", '$[0]'))",
        "total_votes": "try(json_extract_string(\"helpful\", '$[1]'))",
        "account_name": '"reviewerName"',
        "source": "'amazon_2014'",
    },
    dates=("seconds", "%m %d, %Y"),
)
