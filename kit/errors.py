"""Errors that say what is wrong, what was available, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable


class KitError(Exception):
    """Base of every error the kit raises on purpose.

    Parameters
    ----------
    problem : str
        What is wrong, in one sentence.
    available : iterable of str, optional
        What was found or could have been used instead.
    hint : str, optional
        What the reader can do next.
    """

    def __init__(
        self, problem: str, *, available: Iterable[str] | None = None, hint: str | None = None
    ) -> None:
        self.problem = problem
        self.available = None if available is None else tuple(available)
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return problem, what was available and the hint, a line each."""
        lines = [self.problem]
        if self.available is not None:
            lines.append("Available: " + (", ".join(self.available) or "nothing"))
        if self.hint:
            lines.append(f"Hint: {self.hint}")
        return "\n".join(lines)


class SourceError(KitError):
    """A file cannot be read as reviews."""


class EmptyFileError(SourceError):
    """A file names its columns and holds no review."""


class CaseError(KitError):
    """A case folder cannot be opened, created or changed."""


class DetectorError(KitError):
    """A detector is malformed, or its query failed; the message carries the query."""


class ParameterError(KitError, ValueError):
    """A parameter is unknown or outside its range."""


def check_rate(name: str, value: float) -> None:
    """Raise a `ParameterError` where a value is no rate, 0 < value < 1."""
    if not 0 < value < 1:
        raise ParameterError(
            f"{name} = {value} is no rate.", hint=f"Choose {name} between 0 and 1."
        )


class NotFoundError(KitError, KeyError):
    """A product, account or name is not in the case.

    `KeyError` prints its message quoted, so the sentence is given back as it is.
    """

    __str__ = KitError.__str__
