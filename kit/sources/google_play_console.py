"""Google Play Console's monthly review reports: CSV in UTF-16 with a byte-order mark.

Fields: Package Name, ..., Review Submit Date and Time, Review Submit Millis Since Epoch, Star
Rating, Review Title, Review Text, ..., Review Link, which holds the review's id. Accounts are not
named.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether the report's own column names are there."""
    return sample.has("Package Name", "Star Rating", "Review Submit Millis Since Epoch")


SOURCE = Source(
    name="google_play_console",
    title="Google Play Console",
    about=__doc__,
    kinds=("table",),
    recognise=recognise,
    columns={
        "review_id": "regexp_extract(\"Review Link\", '(?i)review_?id=([^&#]+)', 1)",
        "product_id": '"Package Name"',
        "stars": '"Star Rating"',
        "title": '"Review Title"',
        "text": '"Review Text"',
        "posted_at": '"Review Submit Millis Since Epoch"',
        "source": "'google_play_console'",
    },
    dates=("milliseconds",),
)
