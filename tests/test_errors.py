from __future__ import annotations

import pytest

from kit import errors
from kit.errors import KitError, NotFoundError, ParameterError

FAMILY = [kind for kind in vars(errors).values()
          if isinstance(kind, type) and issubclass(kind, KitError)]  # fmt: skip


@pytest.mark.parametrize("kind", FAMILY)
def test_problem_then_available_then_hint(kind: type[KitError]) -> None:
    error = kind("It broke.", available=(name for name in ("a", "b")), hint="Mend it.")
    assert str(error) == "It broke.\nAvailable: a, b\nHint: Mend it."
    assert (error.problem, error.available, error.hint) == ("It broke.", ("a", "b"), "Mend it.")


def test_what_is_not_known_is_not_said() -> None:
    assert str(KitError("It broke.")) == "It broke."
    assert str(KitError("It broke.", available=[])) == "It broke.\nAvailable: nothing"


def test_they_are_caught_as_python_expects() -> None:
    with pytest.raises(ValueError, match="no rate"):
        raise ParameterError("fdr = 2 is no rate.")
    with pytest.raises(KeyError) as raised:
        raise NotFoundError("No product 'x'.")
    assert str(raised.value) == "No product 'x'."
