"""Listings of gig sites: scrapes read into one frame, with what each gig offers in whose words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from kit.errors import SourceError
from kit.market.fields import NOTHING, read_offer
from kit.market.grammar import Grammar, grammar
from kit.market.prices import read_price
from kit.market.records import Fields, first_of, records_of
from kit.sources.names import normal, number
from kit.sources.opening import expand

NAMES: dict[str, tuple[str, ...]] = {
    "gig_id": ("gigid", "id", "listingid", "serviceid", "offerid"),
    "site": ("site", "market", "marketplace", "source"),
    "title": ("title", "gigtitle", "name", "heading", "headline"),
    "description": ("description", "gigdescription", "text", "body", "about", "details"),
    "seller_name": ("sellername", "seller", "username", "sellerusername", "user", "vendor"),
    "seller_country": ("sellercountry", "country", "location"),
    "seller_level": ("sellerlevel", "level"),
    "price_i": ("pricei", "price", "startingprice", "amount", "cost"),
    "currency": ("currency", "pricecurrency", "currencycode"),
    "rating": ("buyingreviewrating", "rating", "stars", "score"),
    "rating_count": ("buyingreviewratingcount", "ratingcount", "ratingscount", "orders"),
    "gig_url": ("gigurl", "url", "link", "href"),
    "category_id": ("categoryid", "category", "subcategory"),
    "captured_at": ("capturedat", "scrapedat", "crawledat", "date", "timestamp"),
    "coverage": ("coverage",),
    "pictures": ("pictures", "images", "image", "picture", "photos", "thumbnail"),
}
"""Our columns, and what scrapes call them (letters and digits only), the likeliest first."""

LISTING: dict[str, Any] = {
    "site": pl.String,
    "gig_id": pl.String,
    "captured_at": pl.String,
    "seller_name": pl.String,
    "title": pl.String,
    "description": pl.String,
    "seller_country": pl.String,
    "seller_level": pl.String,
    "listed_price": pl.Float64,
    "listed_currency": pl.String,
    "rating": pl.Float64,
    "rating_count": pl.Int64,
    "gig_url": pl.String,
    "category_id": pl.String,
    "coverage": pl.String,
    "pictures": pl.String,
}

SAID = ("title", "description", "listed_price", "listed_currency")
"""What an offer is read from."""

OFFER: dict[str, Any] = {
    "offers_reviews": pl.Boolean,
    "platforms": pl.List(pl.String),
    "n_reviews": pl.Int64,
    "price": pl.Float64,
    "currency": pl.String,
    "price_per_review": pl.Float64,
    "stars_promised": pl.Int64,
    "offers_verified": pl.Boolean,
    "verified_paid_by": pl.String,
    "client_supplies_text": pl.Boolean,
    "seller_writes_text": pl.Boolean,
    "accounts_claimed": pl.Int64,
    "drip_feed": pl.Boolean,
    "countries": pl.List(pl.String),
    "addresses_claimed": pl.Boolean,
    "guarantee": pl.Boolean,
    "refill": pl.Boolean,
    "products": pl.List(pl.String),
    "links": pl.List(pl.String),
}

WORDS = pl.Struct(dict.fromkeys(NOTHING, pl.String))
GIGS: dict[str, Any] = {**LISTING, **OFFER, "words": WORDS}
"""Columns of listings. `words` holds, by field, the seller's own words that a value comes from."""

REJECTS: dict[str, Any] = {
    "file": pl.String,
    "line": pl.Int64,
    "reason": pl.String,
}


@dataclass(frozen=True)
class Gigs:
    """Listings as they were read.

    Parameters
    ----------
    listings : polars.DataFrame
        Columns of `GIGS`, a row for each listing of each capture.
    imports : polars.DataFrame
        file, rows_in, loaded, duplicates, rejects.
    rejects : polars.DataFrame
        Columns of `REJECTS`.
    """

    listings: pl.DataFrame
    imports: pl.DataFrame
    rejects: pl.DataFrame


def read_gigs(files: Any, language: str = "english") -> Gigs:
    """Read scrapes of gig sites.

    Parameters
    ----------
    files : path, glob, or list of those
        JSON (also a scrape's `listings[].gigs[]`), JSON lines, CSV, TSV or Parquet; several sites
        and several captures of one site together.
    language : str
        Of the listings: a grammar in `kit.market.grammar`.

    Returns
    -------
    Gigs
        A listing without a seller or a price is kept, with what it says; one without a title and
        without a description is a reject. Where a file names no site, its stem is the site.

    Raises
    ------
    SourceError
        Where a file is missing, no text, or holds nothing that could be a listing.
    """
    of = grammar(language)
    rows: list[Fields] = []
    rejects: list[tuple[str, int, str]] = []
    imports: list[tuple[str, int, int, int, int]] = []
    seen: set[tuple[Any, ...]] = set()
    for path in _paths(files):
        before = len(rows), len(rejects)
        n = duplicates = 0
        for line, record in records_of(path):
            n += 1
            if isinstance(record, str):
                rejects.append((path.name, line, record))
                continue
            row = _listing(record, path.stem, of)
            if not row["title"] and not row["description"]:
                rejects.append((path.name, line, "neither a title nor a description"))
                continue
            key = tuple(row[name] for name in LISTING)
            if key in seen:
                duplicates += 1
                continue
            seen.add(key)
            rows.append(row)
        if len(rows) == before[0] and not duplicates:
            raise SourceError(
                f"{path.name} holds no listing.",
                available=sorted(NAMES),
                hint="A listing has a title or a description; name a column so.",
            )
        loaded, lost = len(rows) - before[0], len(rejects) - before[1]
        imports.append((path.name, n, loaded, duplicates, lost))
    counts = ("rows_in", "loaded", "duplicates", "rejects")
    return Gigs(
        pl.DataFrame(list(_flattened(rows, of)), schema=GIGS),
        pl.DataFrame(
            imports, schema={"file": pl.String, **dict.fromkeys(counts, pl.Int64)}, orient="row"
        ),
        pl.DataFrame(rejects, schema=REJECTS, orient="row"),
    )


def _paths(files: Any) -> Iterator[Path]:
    for item in expand(files):
        if not isinstance(item, Path):
            raise SourceError(
                "Listings are read from files, not from frames.", hint="Give a path or a glob."
            )
        yield item


def _listing(record: Fields, stem: str, of: Grammar) -> Fields:
    """Return a record in our columns."""
    plain = {normal(name): value for name, value in reversed(list(_leaves(record, "")))}
    found = {ours: first_of(plain, names) for ours, names in NAMES.items()}
    price, currency = read_price(found["price_i"], found["currency"], of)
    row: Fields = {name: _text(found.get(name)) for name in LISTING}
    counted = number(str(found["rating_count"] or "").strip("() "))
    return row | {
        "site": row["site"] or stem,
        "listed_price": price,
        "listed_currency": currency,
        "rating": number(str(found["rating"] or "")),
        "rating_count": None if counted is None else int(counted),
    }


def _leaves(record: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    """Yield every value with its name; of an object inside, `seller.name`."""
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{before}{name}.")
        else:
            yield before + name, value


def _flattened(rows: list[Fields], of: Grammar) -> Iterator[Fields]:
    """Yield rows with what they offer; captures repeat most texts, and each is read once."""
    offers: dict[tuple[Any, ...], Fields] = {}
    for row in rows:
        said = tuple(row[name] for name in SAID)
        if said not in offers:
            offers[said] = _flat(row, of)
        yield row | offers[said]


def _flat(row: Mapping[str, Any], of: Grammar) -> Fields:
    title, description = row["title"] or "", row["description"] or ""
    offer = read_offer(title, description, row["listed_price"], row["listed_currency"], of)
    return {**offer.values, "words": {name: offer.words.get(name) for name in NOTHING}}


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)
