"""A random slice of the accounts that nothing named, to be read as carefully as the suspects.

What is only looked for where a detector points is never found elsewhere: the slice says how much
that is. Each account that is not listed is in it with one known probability, drawn / population, so
that a sum over the slice divided by this is an unbiased estimate for all of them (Horvitz &
Thompson, JASA 1952, "A Generalization of Sampling Without Replacement From a Finite Universe";
source not verified).

The draw depends on the evidence and the day alone: a run that was killed draws the same again, and
nobody can draw until they like it. Each is a line of the journal of kind "audit", with

- `run`, `day`: number and day (ISO, or null) of the run;
- `evidence`: hash of the evidence that was drawn from;
- `seed`: SHA-256 of evidence and day, hexadecimal; accounts are ordered by MD5 of seed and name;
- `population`: accounts of the case with a review that were not listed;
- `probability`: drawn / population, the chance of each of them to be in the slice; 0 where nobody
  is left to draw;
- `accounts`: those that were drawn.

Two slices of one case are drawn independently: an account can be in both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from kit import journal
from kit.case import Case
from kit.errors import ParameterError

KIND = "audit"
MOST = 1_000

AUDITS: dict[str, pl.DataType | type[pl.DataType]] = {
    "line": pl.Int64,
    "run": pl.Int64,
    "day": pl.Date,
    "account_id": pl.String,
    "probability": pl.Float64,
    "population": pl.Int64,
    "evidence": pl.String,
}
"""Columns of `audits`; `line` is the journal's."""

SQL = """
with known as (
  select account_id from reviews where account_id is not null group by account_id
),
others as (
  select account_id from known anti join listed using (account_id)
)
select account_id, (select count(*) from others) as population
from others
order by md5($seed || account_id), account_id
limit $size
"""


@dataclass(frozen=True)
class Slice:
    """Accounts drawn, and from how many.

    Parameters
    ----------
    accounts : tuple of str
    population : int
    seed : str
    """

    accounts: tuple[str, ...]
    population: int
    seed: str

    @property
    def probability(self) -> float:
        """Chance of each account of the population to be drawn."""
        return len(self.accounts) / self.population if self.population else 0.0


def draw(case: Case, listed: Iterable[str], day: date | None, size: int) -> Slice:
    """Draw a slice of the accounts that are not listed.

    Parameters
    ----------
    case : Case
    listed : iterable of str
        Accounts that are read anyway.
    day : date or None
    size : int
        How many to draw, 0 to `MOST`.

    Raises
    ------
    ParameterError
        When the size is out of range.
    """
    if not 0 <= size <= MOST:
        raise ParameterError(f"An audit slice has 0 to {MOST:,} accounts, not {size}.")
    said = day.isoformat() if day else ""
    seed = hashlib.sha256(f"{case.evidence_hash}\0{said}".encode()).hexdigest()
    named = pl.DataFrame({"account_id": list(listed)}, schema={"account_id": pl.String})
    # One more, so that a slice of none still tells the population.
    drawn = case.connection.select(SQL, {"seed": seed, "size": size + 1}, {"listed": named})
    population = int(drawn["population"][0]) if drawn.height else 0
    return Slice(tuple(drawn["account_id"].head(size).to_list()), population, seed)


def log(case: Case, drawn: Slice, run: int, day: date | None) -> None:
    """Note a slice in the journal, once for each run and evidence."""
    noted = {(e.data.get("run"), e.data.get("evidence")) for e in journal.read(case, KIND)}
    if (run, case.evidence_hash) in noted:
        return
    journal.append(
        case,
        KIND,
        run=run,
        day=day.isoformat() if day else None,
        evidence=case.evidence_hash,
        seed=drawn.seed,
        population=drawn.population,
        probability=drawn.probability,
        accounts=list(drawn.accounts),
    )


def audits(case: Case) -> pl.DataFrame:
    """Return every account that was drawn: columns of `AUDITS`, in the order of the journal.

    The same account may be drawn on several days, each a row. Its verdict, once there is one, is
    in `kit.verdicts.verdicts`.
    """
    rows = [
        {
            "line": entry.number,
            "run": entry.data["run"],
            "day": date.fromisoformat(entry.data["day"]) if entry.data["day"] else None,
            "account_id": account,
            "probability": entry.data["probability"],
            "population": entry.data["population"],
            "evidence": entry.data["evidence"],
        }
        for entry in journal.read(case, KIND)
        for account in entry.data["accounts"]
    ]
    return pl.DataFrame(rows, schema=AUDITS)
