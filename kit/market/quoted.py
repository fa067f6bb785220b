"""Texts that a gig quotes as examples, against texts that accounts posted."""

from __future__ import annotations

import polars as pl

from kit.case import Case

LEAST_QUOTED = 40
"""Characters that a quoted text needs: shorter ones are sayings that anybody writes."""

_QUOTED = '(?:"([^"]{40,2000})"|“([^”]{40,2000})”|«([^»]{40,2000})»)'


def plain_text(text: pl.Expr) -> pl.Expr:
    """Return letters and digits of a text in lower case: what stays when it is posted anew."""
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def quotes(listings: pl.DataFrame) -> pl.DataFrame:
    """Return the texts that each seller's gigs quote: site, seller_name, quoted."""
    marks = pl.col("description").str.extract_all(_QUOTED)
    return (
        listings.select("site", "seller_name", quoted=marks)
        .drop_nulls("seller_name")
        .explode("quoted", keep_nulls=False, empty_as_null=False)
        .with_columns(quoted=plain_text(pl.col("quoted")))
        .filter(pl.col("quoted").str.len_chars() >= LEAST_QUOTED)
        .group_by("site", "seller_name", maintain_order=True)
        .agg(pl.col("quoted").unique(maintain_order=True))
    )


def posted(case: Case, texts: pl.Series) -> pl.DataFrame:
    """Return who posted which of the texts, as they are or with other signs: quoted, account_id."""
    if texts.is_empty():
        return pl.DataFrame(schema={"quoted": pl.String, "account_id": pl.String})
    return case.connection.select(
        """
        with said as (
          select
            account_id,
            trim(regexp_replace(lower(text), '[^\\p{L}\\p{N}]+', ' ', 'g')) as quoted
          from reviews where account_id is not null and length(text) >= $least
        )
        select distinct quoted, account_id from said semi join wanted using (quoted)
        order by all
        """,
        {"least": LEAST_QUOTED},
        frames={"wanted": pl.DataFrame({"quoted": texts})},
    )
