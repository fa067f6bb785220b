"""Google Local (maps) reviews as collected in 2021: JSON lines.

Fields: user_id, name, time (milliseconds), rating, text, pics, resp, gmap_id. There is no review
id.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether a place of the map is reviewed."""
    return sample.has("user_id", "gmap_id", "rating", "time")


SOURCE = Source(
    name="google_local",
    title="Google Local",
    about=__doc__,
    kinds=("lines", "document", "table", "parquet"),
    recognise=recognise,
    columns={
        "account_id": '"user_id"',
        "product_id": '"gmap_id"',
        "stars": '"rating"',
        "text": '"text"',
        "posted_at": '"time"',
        "account_name": '"name"',
        "source": "'google_local'",
    },
    dates=("milliseconds",),
)
