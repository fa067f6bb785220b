"""Anything else: CSV, TSV, JSON lines or Parquet, by a mapping of columns.

The kit proposes one from the columns' names and from what stands in them, and says what it could
not place; `mapping={"stars": "Punkte"}` overrides it.
"""

from kit.sources.source import Sample, Source


def recognise(sample: Sample) -> bool:
    """Return whether there are named columns at all; asked after every other format."""
    return bool(sample.fields)


SOURCE = Source(
    name="table",
    title="Any table of reviews",
    about=__doc__,
    kinds=("table", "lines", "document", "parquet"),
    recognise=recognise,
    columns={},
)
