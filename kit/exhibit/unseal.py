"""Who is behind a pseudonym: told to a named person with a reason, and written down first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kit import journal
from kit.errors import NotFoundError, ParameterError
from kit.exhibit.key_file import read_key
from kit.exhibit.neutral_words import violations
from kit.exhibit.pseudonyms import kind_of, pseudonym

if TYPE_CHECKING:
    from kit.case import Case

NAMES = {
    "account": "select distinct account_id from reviews where account_id is not null",
    "brand": "select distinct brand from reviews where brand is not null",
    "name": "select distinct account_name from reviews where account_name is not null",
    "product": """
select product_id from reviews where product_id is not null
union
select parent_product_id from reviews where parent_product_id is not null
""",
    "review": "select review_id from reviews",
}
"""Where a case keeps the names of each kind; those of other kinds have to be given."""


def unseal(
    case: Case, given: str, name: str, reason: str, among: Iterable[str] | None = None
) -> str:
    """Return who is behind a pseudonym.

    A line of kind "unseal" with the pseudonym, the name of the one who asked and the reason goes
    to the journal before anything is returned. What the pseudonym stands for is not written there:
    the journal leaves the case with its exports.

    Parameters
    ----------
    case : Case
    given : str
        The pseudonym.
    name : str
        Who asks.
    reason : str
        Why.
    among : iterable of str, optional
        The names that it may stand for, where the case's reviews do not hold them: sellers of a
        gig market, ids of findings.

    Raises
    ------
    CaseError
        When there is no key, or the journal cannot be written: then nothing is told.
    NotFoundError
        When it stands for nobody in the case under this key.
    ParameterError
        Without a name or a reason, when the reason is not in neutral words, or it is no pseudonym.
    """
    for said, what in ((name, "name"), (reason, "reason")):
        if not said.strip():
            raise ParameterError(
                f"Nothing is unsealed without a {what}.",
                hint='unseal(case, "A-...", "Your Name", "the reason, for the journal")',
            )
    for found in violations(reason):
        raise ParameterError(
            f"The reason says {found.phrase!r}, no neutral word, and would stay in the journal.",
            hint="Say who asked for it, or in which matter.",
        )
    kind = kind_of(given)
    key = read_key(case.folder)
    if among is None:
        if kind not in NAMES:
            raise ParameterError(
                f"The reviews of a case do not hold the names of its pseudonyms of kind {kind!r}.",
                available=NAMES,
                hint="Give the names that it may stand for: unseal(..., among=names).",
            )
        among = case.sql(NAMES[kind]).to_series().to_list()
    behind = next((one for one in among if pseudonym(key, kind, one) == given), None)
    if behind is None:
        raise NotFoundError(
            f"{given} stands for no {kind} of this case.",
            hint="It may come from another case, or from before its key was replaced.",
        )
    journal.append(case.folder, "unseal", pseudonym=given, by=name.strip(), reason=reason.strip())
    return behind
