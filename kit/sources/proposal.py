"""Which of a file's columns is which of ours: proposed from names and from content."""

from __future__ import annotations

from dataclasses import dataclass

from kit.plain_text import visible
from kit.schema import REVIEWS
from kit.sources.dates import written
from kit.sources.names import PERSON, closeness, fits, normal, number
from kit.sources.source import Plan, Sample

OURS = tuple(name for name in REVIEWS.names if name not in ("posted_precision", "source"))
WEIGHTY = ("stars", "account_id", "product_id", "posted_at", "text")
"""Columns that an investigation misses most."""


@dataclass(frozen=True)
class Proposal:
    """How a file would be read; printing it shows it.

    Parameters
    ----------
    file : str
        The file's name.
    source : str
        Name of the format.
    mapping : dict of str to str
        The file's column for each of our columns; pass it on with changes as `mapping=`.
    samples : dict of str to str
        The first value of each placed column.
    missing : tuple of str
        Our columns that nothing was found for.
    unplaced : tuple of str
        The file's columns that go nowhere.
    notes : tuple of str
        What a reader should know.
    """

    file: str
    source: str
    mapping: dict[str, str]
    samples: dict[str, str]
    missing: tuple[str, ...]
    unplaced: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        lines = [f"{visible(self.file, 60)} read as {self.source}:"]
        width = max((len(name) for name in self.mapping), default=0)
        for ours, theirs in self.mapping.items():
            sample = visible(self.samples.get(ours, ""), 40)
            lines.append(f"  {ours:<{width}} <- {visible(theirs, 40)!s:<20}  {sample}".rstrip())
        if self.missing:
            lines.append(f"  not found: {', '.join(self.missing)}")
        if self.unplaced:
            shown = ", ".join(visible(name, 40) for name in self.unplaced[:12])
            more = f" and {len(self.unplaced) - 12} more" if len(self.unplaced) > 12 else ""
            lines.append(f"  not placed: {shown}{more}")
        lines += [f"  {note}" for note in self.notes]
        lines.append("  Change it with mapping={'stars': 'your column', ...}; None leaves one out.")
        return "\n".join(lines)


def propose(sample: Sample) -> dict[str, str]:
    """Return the file's field for each of our columns that one fits.

    Names are asked first and content must agree; then content alone may place stars, dates and
    text where exactly one column looks like them.
    """
    scores = [
        (closeness(ours, name), -place, ours, name)
        for place, name in enumerate(sample.fields)
        for ours in OURS
        if closeness(ours, name) and fits(ours, sample.values(name))
    ]
    mapping: dict[str, str] = {}
    for _, _, ours, name in sorted(scores, reverse=True):
        if ours not in mapping and name not in mapping.values():
            mapping[ours] = name
    if "account_id" not in mapping and "account_name" in mapping:
        mapping["account_id"] = mapping["account_name"]
    for ours, looks in (("stars", _like_stars), ("posted_at", _like_dates), ("text", _like_text)):
        free = [name for name in sample.fields if name not in mapping.values()]
        likely = [name for name in free if looks(sample.values(name))]
        if ours not in mapping and len(likely) == 1:
            mapping[ours] = likely[0]
    return {name: mapping[name] for name in OURS if name in mapping}


def is_person(name: str) -> bool:
    """Return whether a column's name says that it holds what people are called."""
    plain = normal(name)
    return "id" not in plain and any(
        plain.endswith(part) or plain.startswith(part) for part in PERSON
    )


def describe(file: str, plan: Plan, sample: Sample, notes: tuple[str, ...] = ()) -> Proposal:
    """Return what a person sees of a plan."""
    samples = {}
    for ours, theirs in plan.placed.items():
        values = sample.values(theirs) if theirs in sample.fields else []
        samples[ours] = values[0] if values else ""
    missing = tuple(name for name in WEIGHTY if name not in plan.columns)
    return Proposal(file, plan.source, dict(plan.placed), samples, missing, plan.unplaced, notes)


def _like_stars(values: list[str]) -> bool:
    ratings = [number(value) for value in values]
    steps = {rating for rating in ratings if rating is not None}
    return (
        len(values) >= 5
        and None not in ratings
        and len(steps) >= 3
        and all(1 <= rating <= 5 and rating * 2 == int(rating * 2) for rating in steps)
    )


def _like_dates(values: list[str]) -> bool:
    return len(values) >= 3 and bool(written(values))


def _like_text(values: list[str]) -> bool:
    return bool(values) and sum(map(len, values)) / len(values) > 40 and not _like_dates(values)
