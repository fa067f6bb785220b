"""What a case file says about names: who has a pseudonym, what was masked, and what can be checked.

Pages and paper share it.
"""

from __future__ import annotations

from typing import Any

import polars as pl

REDACTED = (
    "This is the redacted edition. Accounts, sellers and reviews have pseudonyms: the same one in "
    "every table, and under the case's key alone. Products, brands, and those who judged or "
    "unsealed are named.",
    "It is not anonymous: reviews are quoted as they were published, with their dates, and can be "
    "looked for.",
    "Nobody can try names until one fits: pseudonyms and the hashes of reviews and of journal "
    "lines are keyed (HMAC-SHA-256). The key lies with the case and is in no bundle.",
    "Who is behind a pseudonym is told to a named person for a reason, and the journal notes it: "
    "kit unseal CASE PSEUDONYM --by NAME --reason TEXT",
    "With this edition alone: every file against its hash, the chain of the journal's lines, the "
    "sources, and by kit reproduce every figure. That a pseudonym stands for the right account "
    "cannot be checked with it.",
    "The journal's lines here are not those of the case: they leave out what names somebody, and "
    "their chain is their own. Each holds a keyed hash of the line that it stands for.",
    "With the sealed edition beside it: kit verify BUNDLE --sealed SEALED checks each line of the "
    "journal against the one that it stands for, and every figure of every table.",
    "With the case's key: kit reproduce BUNDLE --files FILE --key KEY makes every table again, "
    "pseudonyms and masked texts with it.",
)

SEALED = (
    "This is the sealed edition: accounts, sellers and reviews are named. Whoever passes it on "
    "passes on personal data.",
    "The redacted edition of the same case has the same rows, figures and order, with pseudonyms: "
    "kit verify REDACTED --sealed BUNDLE compares the two, line by line and table by table.",
    "The journal is that of the case, byte for byte. The key of its lines' hashes, journal_key in "
    "recipe.json, does not lead to anybody's pseudonym.",
)

KINDS = {
    "address": "pages that lead to a person",
    "e-mail": "e-mail addresses",
    "name": "names of people in the case",
    "phone": "telephone numbers",
    "value": "values that could not be read",
}


def privacy(sealed: bool, masked: pl.DataFrame) -> dict[str, Any]:
    """Return what is said about names.

    Parameters
    ----------
    sealed : bool
    masked : polars.DataFrame
        `kit.exhibit.case_edition.MASKED`.

    Returns
    -------
    dict
        told (sentences), heading and masked (rows: what, table, count).
    """
    rows = masked.sort("table", "what").iter_rows(named=True)
    return {
        "told": SEALED if sealed else REDACTED,
        "heading": "Masked in the redacted edition" if sealed else "Masked in free text",
        "masked": [
            {"what": KINDS[row["what"]], "table": row["table"], "count": f"{row['masked']:,}"}
            for row in rows
        ],
    }
