"""App Store Connect's customer reviews: a JSON document with a `data` list, or JSON lines.

Fields: id, attributes.rating, attributes.title, attributes.body, attributes.reviewerNickname,
attributes.createdDate, attributes.territory. The app is not named in them, and an account is
known by its nickname only.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether reviews carry their content under `attributes`."""
    return sample.has("id", "attributes.rating", "attributes.createdDate")


SOURCE = Source(
    name="app_store",
    title="App Store Connect",
    about=__doc__,
    kinds=("document", "lines"),
    recognise=recognise,
    columns={
        "review_id": '"id"',
        "account_id": '"attributes.reviewerNickname"',
        "stars": '"attributes.rating"',
        "title": '"attributes.title"',
        "text": '"attributes.body"',
        "posted_at": '"attributes.createdDate"',
        "account_name": '"attributes.reviewerNickname"',
        "source": "'app_store' || coalesce(':' || upper(nullif(\"attributes.territory\", '')), '')",
    },
    named=True,
)
