"""How strong are the leads, beside those that strangers' names bring?"""

from __future__ import annotations

import polars as pl

from kit.market.links import Leads

REAL, STRANGERS = "sellers", "strangers' names"

ODDS = {
    "who": pl.String,
    "nats": pl.Float64,
    "upto": pl.Float64,
    "leads": pl.Float64,
    "pairs": pl.Int64,
    "sets": pl.Int64,
}


def lead_odds(leads: Leads, width: float = 1.0) -> pl.DataFrame:
    """Count leads, and decoys' leads for one set of decoys, by log odds.

    Parameters
    ----------
    leads : Leads
        As from `kit.market.link`.
    width : float
        Of a bin, in nats.

    Returns
    -------
    polars.DataFrame
        who (`REAL` or `STRANGERS`), nats and upto (ends of the bin), leads (of decoys: the mean of
        a set), pairs (of all sets together), sets (of decoys). Bins from even odds to the
        strongest, each for both, so that an empty one is drawn as empty. No row where there is no
        lead at all.
    """
    sets = leads.sets
    both = pl.concat(
        [
            leads.leads.select("nats", who=pl.lit(REAL)),
            leads.decoys.select("nats", who=pl.lit(STRANGERS)),
        ]
    ).with_columns(bin=(pl.col("nats") / width).floor().cast(pl.Int64))
    if both.is_empty():
        return pl.DataFrame(schema=ODDS)
    last = int(both["bin"].to_numpy().max())
    whole = pl.DataFrame({"bin": range(last + 1)}).join(
        pl.DataFrame({"who": [REAL, STRANGERS]}), how="cross"
    )
    counted = both.group_by("who", "bin").agg(pairs=pl.len())
    share = pl.when(pl.col("who") == REAL).then(1.0).otherwise(1.0 / sets)
    return (
        whole.join(counted, on=["who", "bin"], how="left", maintain_order="left")
        .with_columns(pl.col("pairs").fill_null(0), nats=pl.col("bin") * width)
        .with_columns(upto=pl.col("nats") + width, leads=pl.col("pairs") * share, sets=pl.lit(sets))
        .select(pl.col(name).cast(kind) for name, kind in ODDS.items())
    )
