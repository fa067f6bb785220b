"""What everyone in a practice market is: paid, cover, an innocent look-alike or ordinary."""

from __future__ import annotations

import polars as pl

PAID, COVER, LOOK_ALIKE, ORDINARY = "paid", "cover", "look_alike", "ordinary"
"""Standings. `cover` are honest reviews by paid accounts, written for looks."""

_ORDER = pl.Enum([PAID, COVER, LOOK_ALIKE, ORDINARY])

STANDING = {"entity_id": pl.String, "standing": pl.String, "archetype": pl.String}
NAMED = {**STANDING, "plan": pl.String}


def planted(truth: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return who or what took part in the plans of a market.

    Parameters
    ----------
    truth : polars.DataFrame
        Columns of `kit.practice.truth.TRUTH`.
    kind : str
        An entity kind.

    Returns
    -------
    polars.DataFrame
        entity_id, standing, archetype, plan, and product_id, window_start, window_end, members as
        in the truth; an entity of several plans has a row for each.
    """
    standing = (
        pl.when(~pl.col("guilty"))
        .then(pl.lit(LOOK_ALIKE))
        .when(pl.col("role") == "life")
        .then(pl.lit(COVER))
        .otherwise(pl.lit(PAID))
    )
    return truth.filter(pl.col("entity_kind") == kind).select(
        "entity_id",
        standing.alias("standing"),
        "archetype",
        "plan",
        "product_id",
        "window_start",
        "window_end",
        "members",
    )


def strongest(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each entity, the gravest of its standings: columns of `STANDING`."""
    return (
        rows.with_columns(grave=pl.col("standing").cast(_ORDER))
        .sort("entity_id", "grave", "archetype")
        .unique("entity_id", keep="first", maintain_order=True)
        .select(list(STANDING))
    )


def of_named(kind: str, named: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Return what the named entities of a kind are.

    Parameters
    ----------
    kind : str
    named : polars.DataFrame
        As `kit.suspects`; windows also have product_id, window_start and window_end.
    truth : polars.DataFrame

    Returns
    -------
    polars.DataFrame
        Columns of `STANDING`, one row for each named entity.

    Notes
    -----
    A window is what the planted window is that it overlaps on the same product. A pair or group is
    what more than half of its accounts are; without such a half it is ordinary.
    """
    if kind == "window":
        about = _overlaps(named, planted(truth, kind))
    elif kind in ("pair", "group"):
        about = _by_majority(named, planted(truth, "account"))
    else:
        about = planted(truth, kind).select(list(STANDING))
    return (
        named.select("entity_id")
        .join(strongest(about), on="entity_id", how="left")
        .with_columns(pl.col("standing").fill_null(ORDINARY))
    )


def found(kind: str, named: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Return what the guilty plans left, and whether it was named.

    Parameters
    ----------
    kind, named, truth
        As for `of_named`.

    Returns
    -------
    polars.DataFrame
        A row for each paid entity of each plan: archetype, plan, named. A pair is found with both
        of its accounts; a group where a named one holds half of its accounts or more.
    """
    paid = planted(truth, kind).filter(pl.col("standing") == PAID).with_row_index("row")
    if kind == "window":
        met = _overlaps(named, paid, keep="row")["row"]
    elif kind in ("pair", "group"):
        met = _shared(named, paid)["row"]
    else:
        met = paid.join(named.select("entity_id"), on="entity_id", how="semi")["row"]
    return paid.select("archetype", "plan", pl.col("row").is_in(met.to_list()).alias("named"))


def _overlaps(named: pl.DataFrame, windows: pl.DataFrame, keep: str = "archetype") -> pl.DataFrame:
    """Named windows beside the planted ones that they overlap."""
    wanted = named.select(
        "entity_id", "product_id", start=pl.col("window_start"), end=pl.col("window_end")
    )
    return (
        wanted.join(windows.drop("entity_id"), on="product_id")
        .filter((pl.col("start") < pl.col("window_end")) & (pl.col("end") > pl.col("window_start")))
        .select("entity_id", "standing", "archetype", *({keep} - {"archetype"}))
    )


def _accounts(compounds: pl.DataFrame, key: str) -> pl.DataFrame:
    """The accounts among the members of pairs or groups: key, account."""
    members = compounds.select(key, pl.col("members")).explode("members", empty_as_null=False)
    return members.select(
        key,
        pl.col("members").struct.field("kind").alias("kind"),
        pl.col("members").struct.field("id").alias("account"),
    ).filter(pl.col("kind") == "account")


def _by_majority(named: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Named pairs and groups with the standing that more than half of their accounts have."""
    theirs = _accounts(named, "entity_id").with_columns(
        size=pl.col("account").n_unique().over("entity_id")
    )
    roles = accounts.select("standing", "archetype", account=pl.col("entity_id")).unique()
    return (
        theirs.join(roles, on="account")
        .with_columns(
            many=pl.col("account").n_unique().over("entity_id", "standing"),
            kin=pl.col("account").n_unique().over("entity_id", "standing", "archetype"),
        )
        .filter(pl.col("many") * 2 > pl.col("size"))
        .sort("entity_id", "kin", "archetype", descending=[False, True, False])
        .unique(["entity_id", "standing"], keep="first", maintain_order=True)
        .select(list(STANDING))
    )


def _shared(named: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Planted pairs and groups of which a named one holds enough: row."""
    planted_accounts = _accounts(paid, "row").with_columns(
        size=pl.col("account").n_unique().over("row")
    )
    both = planted_accounts.join(_accounts(named, "entity_id"), on="account")
    held = both.group_by("row", "entity_id").agg(
        pl.col("account").n_unique().alias("held"), pl.col("size").first()
    )
    # Both accounts of a pair, half of a group: a ring is found by its core.
    enough = pl.when(pl.col("size") == 2).then(2).otherwise((pl.col("size") + 1) // 2)
    return held.filter(pl.col("held") >= enough).select("row").unique()
