"""Products and accounts by name, with near names where one is unknown."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.process import extract

from kit.case import Case
from kit.errors import NotFoundError
from kit.plain_text import visible

LONGEST = 60
"""Most characters of a name in a message."""

KINDS = {"product": "product_id", "account": "account_id"}


def check(case: Case, kind: str, name: str) -> None:
    """Raise where a case has no such product or account.

    Parameters
    ----------
    case : Case
    kind : str
        "product" or "account".
    name : str
        Its id.

    Raises
    ------
    NotFoundError
        When no review names it; the message gives the nearest names.
    """
    column = KINDS[kind]
    query = f"select 1 from reviews where {column} = $name limit 1"
    if case.sql(query, {"name": name}).height:
        return
    near = case.sql(
        f"""
with names as (
  select distinct {column} as name from reviews where {column} is not null
)
select name from names order by jaro_winkler_similarity(name, $name) desc, name limit 5
""",
        {"name": name[:LONGEST]},
    )
    raise NotFoundError(
        f"No review in {case.name} names the {kind} {visible(name, LONGEST)!r}.",
        available=[visible(other, LONGEST) for other in near["name"]],
        hint=f'Ids match letter by letter; case.sql("select distinct {column} from reviews") '
        "lists them.",
    )


def among(names: Sequence[str], kind: str, name: str) -> str:
    """Return a name that is one of a list.

    Parameters
    ----------
    names : sequence of str
    kind : str
        What they are, as in "seller".
    name : str

    Returns
    -------
    str
        `name`.

    Raises
    ------
    NotFoundError
        When it is none of them; the message gives the nearest.
    """
    if name in names:
        return name
    near = extract(name[:LONGEST], names, limit=5)
    raise NotFoundError(
        f"There is no {kind} {visible(name, LONGEST)!r} here.",
        available=[visible(other, LONGEST) for other, _, _ in near],
        hint="Names match letter by letter.",
    )
