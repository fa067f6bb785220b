"""Every table of a case as data: column, type, unit and meaning.

The tables here are those of `evidence.duckdb`, and those of captures that were taken later.
Derived tables describe themselves in `kit/tables`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        Name in SQL.
    type : str
        DuckDB type.
    meaning : str
        What it holds, with its unit.
    nullable : bool
        Whether NULL ("unknown") occurs.
    """

    name: str
    type: str
    meaning: str
    nullable: bool = True


@dataclass(frozen=True)
class TableSchema:
    """A table's name, meaning and columns, in order."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def ddl(self) -> str:
        """Return the CREATE TABLE statement."""
        body = ", ".join(f"{c.name} {c.type}" for c in self.columns)
        return f"create table {self.name} ({body})"


REVIEWS = TableSchema(
    "reviews",
    "One row for each review that was loaded, sorted by product and time.",
    (
        Column("review_id", "VARCHAR", "Given id, or a hash of the row's key", nullable=False),
        Column("account_id", "VARCHAR", "The account that posted the review"),
        Column("product_id", "VARCHAR", "The product reviewed"),
        Column("parent_product_id", "VARCHAR", "The catalogue entry that variants share"),
        Column("stars", "FLOAT", "Rating, 1 to 5 stars"),
        Column("title", "VARCHAR", "Headline, as written"),
        Column("text", "VARCHAR", "Body, as written"),
        Column("posted_at", "TIMESTAMP", "When it was posted, UTC"),
        Column("posted_precision", "VARCHAR", "'second' or 'day'"),
        Column("verified", "BOOLEAN", "The market says that the product was bought"),
        Column("vine", "BOOLEAN", "Written in the market's own sampling programme"),
        Column("incentivised", "BOOLEAN", "The market marks it as given for a reward"),
        Column("helpful_votes", "INTEGER", "Readers who found it helpful"),
        Column("total_votes", "INTEGER", "Readers who voted"),
        Column("account_name", "VARCHAR", "Name shown with the review"),
        Column("brand", "VARCHAR", "The product's brand, seller or author"),
        Column("category", "VARCHAR", "The product's category"),
        Column("source", "VARCHAR", "Format and market, never the file", nullable=False),
    ),
)

IMPORTS = TableSchema(
    "imports",
    "One row for each imported file: rows_in = loaded + duplicates + rejects.",
    (
        Column("file", "VARCHAR", "The file's name as it was given", nullable=False),
        Column("source", "VARCHAR", "Format it was read as", nullable=False),
        Column("rows_in", "BIGINT", "Rows found", nullable=False),
        Column("loaded", "BIGINT", "Rows loaded", nullable=False),
        Column("duplicates", "BIGINT", "Rows equal to another in every column", nullable=False),
        Column("rejects", "BIGINT", "Rows not loaded, kept in `rejects`", nullable=False),
        Column("sha256", "VARCHAR", "Of the file's bytes", nullable=False),
        Column("bytes", "BIGINT", "Size of the file", nullable=False),
        Column("mapping", "VARCHAR", "Column mapping, JSON"),
        Column("note", "VARCHAR", "What a reader should know: encoding, columns not placed"),
    ),
)

REJECTS = TableSchema(
    "rejects",
    "One row for each row that was not loaded, with its reason; nothing is lost.",
    (
        Column("file", "VARCHAR", "The file's name", nullable=False),
        Column("line", "BIGINT", "First line of the record in the file, from 1", nullable=False),
        Column("raw", "VARCHAR", "The record as it stands in the file"),
        Column("reason", "VARCHAR", "Why it was not loaded", nullable=False),
    ),
)

EVIDENCE: dict[str, TableSchema] = {t.name: t for t in (REVIEWS, IMPORTS, REJECTS)}

SIGHTINGS = TableSchema(
    "sightings",
    "One row for each review that a capture shows; the text itself is not kept.",
    (
        Column("captured_at", "TIMESTAMP", "When the capture was taken, UTC", nullable=False),
        Column("review_id", "VARCHAR", "As in `reviews`", nullable=False),
        Column("content", "VARCHAR", "Hash of title and text, NULL where there is neither"),
        Column("stars", "FLOAT", "Rating, 1 to 5 stars"),
        Column("product_id", "VARCHAR", "The product reviewed"),
        Column("account_id", "VARCHAR", "The account that posted the review"),
        Column("posted_at", "TIMESTAMP", "When it was posted, UTC"),
        Column("verified", "BOOLEAN", "The market says that the product was bought"),
        Column("helpful_votes", "INTEGER", "Readers who found it helpful by then"),
    ),
)

COVERAGE = TableSchema(
    "coverage",
    "One row for each product that a capture covers: there, what is not shown is not there.",
    (
        Column("captured_at", "TIMESTAMP", "When the capture was taken, UTC", nullable=False),
        Column("product_id", "VARCHAR", "The product covered", nullable=False),
        Column("since", "DATE", "First day of posting that it covers; NULL: all before"),
        Column("until", "DATE", "Last day of posting that it covers; NULL: up to the capture"),
    ),
)

CAPTURES: dict[str, TableSchema] = {t.name: t for t in (SIGHTINGS, COVERAGE)}
"""Tables of captures: they lie beside the evidence, as more are taken over time."""

ENTITY_KINDS = ("review", "account", "product", "window", "pair", "group", "link")
FAMILIES = ("timing", "rating", "account", "ring", "text", "compensation", "market")
