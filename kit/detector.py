"""What a detector is: data, with no input or output of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kit.errors import ParameterError
from kit.schema import ENTITY_KINDS, FAMILIES

Value: TypeAlias = int | float

SECTIONS = ("Signal", "Null", "Innocent explanation", "Source")


@dataclass(frozen=True)
class Param:
    """A number that a detector's query binds as `$name`; sliders are made from it.

    Parameters
    ----------
    default, low, high : int or float
        Default and inclusive range. An integer default means an integer parameter.
    unit : str
        Unit of the value, for labels.
    """

    default: Value
    low: Value
    high: Value
    unit: str = ""

    def __post_init__(self) -> None:
        if not self.low <= self.default <= self.high:
            raise ParameterError(
                f"The default {self.default} lies outside {self.low} to {self.high}."
            )

    def check(self, name: str, value: object) -> Value:
        """Return `value` as this parameter's type.

        Raises
        ------
        ParameterError
            When it is not a number, not whole where a whole one is needed, or out of range.
        """
        whole = isinstance(self.default, int)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ParameterError(f"{name} must be a number, not {value!r}.")
        if whole and not float(value).is_integer():
            raise ParameterError(f"{name} must be a whole number, not {value!r}.")
        if not self.low <= value <= self.high:
            unit = f" {self.unit}" if self.unit else ""
            raise ParameterError(
                f"{name} = {value} is out of range.",
                hint=f"Choose {name} from {self.low} to {self.high}{unit}.",
            )
        return int(value) if whole else float(value)


@dataclass(frozen=True)
class Detector:
    """One heuristic: what it looks for, its null, its query and how to say what it found.

    Parameters
    ----------
    name : str
        The file's name.
    family : str
        Kind of evidence, one of `kit.schema.FAMILIES`.
    flags : tuple of str
        Entity kinds that it reports.
    about : str
        The file's docstring: title, then Signal, Null, Innocent explanation, Source.
    reads : mapping of str to tuple of str
        Tables and columns it needs.
    sql : str
        One SELECT in DuckDB's dialect; parameters are bound as `$name`. It returns `entity_id`,
        `score` (higher is more suspicious), `p_value` (NULL where it can only rank), every field
        that `why` names, `entity_kind` where `flags` has several, and for a compound entity
        `members` (a list of struct(kind, id)). Rows too weak to matter may be left out; then
        `n_tests` says how many hypotheses were tested in all.
    why : str
        A format string over the columns of the query and the parameters.
    params : mapping of str to Param
    compares : tuple of str
        Columns of `reviews` that it compares: where all reviews have the same value of one, there
        is nothing to test. Moments are compared by day.
    dependent : bool
        Tests overlap, so q-values follow Benjamini-Yekutieli and not Benjamini-Hochberg.
    ranks_only : bool
        It orders entities and proves nothing: `p_value` is NULL throughout.

    Notes
    -----
    A finding about a window also says which of its reviews it is about, so that it can be followed
    to accounts: `meant` ('all', 'thin', 'five', 'one' or 'verified'), `n_meant` of them seen,
    `expected` under the null, `n_class` such reviews on the product in all, and `product_age_days`
    at its start.
    """

    name: str
    family: str
    flags: tuple[str, ...]
    about: str
    reads: Mapping[str, tuple[str, ...]]
    sql: str
    why: str
    params: Mapping[str, Param] = field(default_factory=dict)
    compares: tuple[str, ...] = ()
    dependent: bool = False
    ranks_only: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.name):
            raise ParameterError(
                f"A detector's name is a lower-case identifier, not {self.name!r}."
            )
        if self.family not in FAMILIES:
            raise ParameterError(
                f"{self.name}: unknown family {self.family!r}.", available=FAMILIES
            )
        unknown = [kind for kind in self.flags if kind not in ENTITY_KINDS]
        if unknown or not self.flags:
            raise ParameterError(f"{self.name}: unknown flags {unknown}.", available=ENTITY_KINDS)

    @property
    def title(self) -> str:
        """First line of the docstring."""
        return self.about.strip().splitlines()[0]

    def section(self, heading: str) -> str:
        """Return one section of the docstring as a single paragraph, "" where it is missing."""
        pattern = rf"^{re.escape(heading)}\n(.*?)(?=^(?:{'|'.join(SECTIONS)})\n|\Z)"
        found = re.search(pattern, self.about, re.MULTILINE | re.DOTALL)
        return " ".join(found.group(1).split()) if found else ""

    def bind(self, params: Mapping[str, object] | None = None) -> dict[str, Value]:
        """Return every parameter's value, checked, defaults filled in.

        Raises
        ------
        ParameterError
            On an unknown name or a value out of range.
        """
        given = dict(params or {})
        unknown = sorted(set(given) - set(self.params))
        if unknown:
            raise ParameterError(
                f"{self.name} has no parameter {', '.join(unknown)}.", available=self.params
            )
        return {
            name: param.check(name, given.get(name, param.default))
            for name, param in self.params.items()
        }

    def explain(self, params: Mapping[str, object] | None = None) -> str:
        """Return the query as it runs: title and bound values as comments, then the SQL."""
        values = [
            f"-- ${name} = {value} {self.params[name].unit}".rstrip()
            for name, value in self.bind(params).items()
        ]
        return "\n".join([f"-- {self.title}", *values, self.sql.strip()])


Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the step's name, steps done, and steps in all."""
