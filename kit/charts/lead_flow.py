"""From sellers over accounts and clients to the reviews that were likely bought."""

from __future__ import annotations

import polars as pl

from kit.charts import lead_flow_marks as marks
from kit.charts import parts
from kit.charts.figure import Figure, nothing

HOW = (
    "Orange: leads, by the account's own name. Dashed lines: accounts of the same group. Grey "
    "lines: reviews of a client. Bars: how many it likely bought. Leads, and no verdicts."
)
KNOWN_TOO = "Purple: accounts known from a test buy, and not inferred."
COLUMNS = {"seller": 0.0, "account": 0.95, "client": 1.85}
BAR, LONGEST_BAR = 2.66, 0.6
"""Where bars of reviews begin, and the length of the longest."""

NAME = 23
"""Most characters beside a dot: more would reach into the next column."""

HEADS = pl.DataFrame(
    {
        "x": [*COLUMNS.values(), BAR],
        "head": ["Sellers", "Accounts", "Clients", "Reviews likely bought"],
    }
)


def lead_flow(nodes: pl.DataFrame, links: pl.DataFrame, name: str | None = None) -> Figure:
    """Draw what leads from sellers to reviews.

    Parameters
    ----------
    nodes, links : polars.DataFrame
        `kit.views.lead_flow`. Nodes: key, kind ("seller", "account" or "client"), name, about,
        by_name, known, reviews, stands_for, place (0 on top, 1 at the bottom). Links: source,
        target, kind ("by its name", "by its group", "known from a test buy" or "reviewed"),
        reviews, nats, odds, q_value, why.
    name : str, optional
        The seller whose accounts they are, for the title.

    Returns
    -------
    Figure
        Selection: `picked` (key: the name clicked).
    """
    if nodes.is_empty():
        return nothing("no lead is stronger than those of strangers' names", HOW)
    dots = nodes.with_columns(
        parts.label("name", 30).alias("label"),
        parts.label("about"),
        x=pl.col("kind").replace_strict(COLUMNS, return_dtype=pl.Float64),
        said=_said(),
        role=_role(),
    )
    at = dots.unique("key", keep="first").select("key", "x", "place", "label")
    lines = (
        links.join(at, left_on="source", right_on="key", maintain_order="left")
        .rename({"label": "from"})
        .join(at, left_on="target", right_on="key", suffix="2", maintain_order="left")
        .rename({"label": "to"})
        .with_columns(
            parts.label("why", 160),
            width=pl.col("kind").replace_strict(marks.WIDTHS, return_dtype=pl.Float64),
            strength=pl.col("kind").replace_strict(marks.STRENGTHS, return_dtype=pl.Float64),
        )
        .drop("source", "target")
    )
    return Figure(
        marks.chart,
        data={
            "nodes": dots.drop("name"),
            "links": lines,
            "bars": _bars(dots),
            "heads": HEADS,
        },
        title=parts.named(_title(nodes), name),
        how=f"{KNOWN_TOO} {HOW}" if nodes["known"].any() else HOW,
        table=dots.select("kind", name="label", about="about", reviews="reviews"),
        order="sellers, then accounts, then clients",
    )


def _said() -> pl.Expr:
    """Return what stands beside a dot: a client with its brand, an account with its name."""
    name = parts.label("name", NAME)
    about = pl.format("{} · {}", parts.label("name", 14), parts.label("about", NAME))
    whole = (
        pl.when((pl.col("kind") != "seller") & pl.col("about").is_not_null())
        .then(about)
        .otherwise(name)
    )
    return (
        pl.when(whole.str.len_chars() > NAME).then(whole.str.head(NAME - 1) + "…").otherwise(whole)
    )


def _role() -> pl.Expr:
    """Return what a dot's colour says: an account known, by its name, or by its group."""
    by_name = pl.when("by_name").then(pl.lit("by its name")).otherwise(pl.lit("by its group"))
    return (
        pl.when("known")
        .then(pl.lit(marks.KNOWN))
        .when(pl.col("kind") == "account")
        .then(by_name)
        .otherwise("kind")
    )


def _bars(dots: pl.DataFrame) -> pl.DataFrame:
    """Return a bar for each client: from x to x2, its length by its reviews."""
    share = pl.col("reviews") / pl.col("reviews").max().clip(lower_bound=1)
    return dots.filter(kind="client").select(
        "label",
        "reviews",
        "place",
        x=pl.lit(BAR),
        x2=BAR + LONGEST_BAR * share,
        count=pl.format("{}", "reviews"),
    )


def _title(nodes: pl.DataFrame) -> str:
    counted = dict(nodes.group_by("kind").agg(pl.col("stands_for").sum()).iter_rows())
    reviews = int(nodes.filter(kind="client")["reviews"].sum())
    parts_said = [
        parts.counted(counted.get(kind, 0), noun)
        for kind, noun in (("seller", "seller"), ("account", "account"), ("client", "client"))
    ]
    return f"{' → '.join(parts_said)} → {parts.counted(reviews, 'review')}"
