"""YelpChi, YelpNYC and YelpZip: text files without a header, parted by blanks or tabs.

`metadata` has user_id, prod_id, rating, label (-1 for filtered by Yelp) and date;
`reviewContent` has user_id, prod_id, date and text. The label is not loaded: it is the answer.
Import one of the two; together they would count every review twice.
"""

import re

from kit.sources.source import Sample, Source

METADATA = ("user_id", "prod_id", "rating", "label", "date")
CONTENT = ("user_id", "prod_id", "date", "text")
DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?/\d\d?/\d{4}")


def header(sample: Sample) -> tuple[str, ...]:
    """Return the names of the columns, by their number."""
    return METADATA if len(sample.first) == len(METADATA) else CONTENT


def recognise(sample: Sample) -> bool:
    """Return whether even the first line is a review, with its date where one stands."""
    first = sample.first
    if sample.layout.quoted or len(first) not in (len(METADATA), len(CONTENT)):
        return False
    return bool(DATE.fullmatch(first[header(sample).index("date")]))


SOURCE = Source(
    name="yelp_chi",
    title="YelpChi, YelpNYC, YelpZip",
    about=__doc__,
    kinds=("table",),
    recognise=recognise,
    columns={
        "account_id": '"user_id"',
        "product_id": '"prod_id"',
        "stars": '"rating"',
        "text": '"text"',
        "posted_at": '"date"',
        "posted_precision": "'day'",
        "source": "'yelp_chi'",
    },
    dates=("iso", "%m/%d/%Y"),
    header=header,
)
