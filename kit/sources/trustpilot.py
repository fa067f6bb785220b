"""Trustpilot's service reviews: a JSON document or array, or JSON lines.

Fields: id, stars, title, text, createdAt, consumer.id, consumer.displayName, isVerified?,
businessUnit.id?. Where the business is not named, the file's name stands for it.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether a consumer gives the stars."""
    return sample.has("id", "stars", "createdAt", "consumer.id")


SOURCE = Source(
    name="trustpilot",
    title="Trustpilot",
    about=__doc__,
    kinds=("document", "lines"),
    recognise=recognise,
    columns={
        "review_id": '"id"',
        "account_id": '"consumer.id"',
        "product_id": '"businessUnit.id"',
        "stars": '"stars"',
        "title": '"title"',
        "text": '"text"',
        "posted_at": '"createdAt"',
        "verified": '"isVerified"',
        "account_name": '"consumer.displayName"',
        "source": "'trustpilot'",
    },
)
