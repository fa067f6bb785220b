"""What is masked is gone, what is left is as it was, and masking again changes nothing."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.errors import ParameterError
from kit.exhibit.contact_details import contact_details
from kit.exhibit.folding import folded
from kit.exhibit.masking import KINDS, mask, mask_column
from kit.exhibit.person_names import person_names
from tests.hostile import HOSTILE

SECRETS = {
    "Ann Lee": "name",
    "b00kworm": "name",
    "ann@example.com": "e-mail",
    "ann(at)example(dot)com": "e-mail",
    "+44 20 7946 0958": "phone",
    "(555) 123-4567": "phone",
    "https://example.com/user/ann": "address",
    "t.me/annlee": "address",
}
# People are called like the masks and like parts of them, too.
NAMES = person_names(["Ann Lee", "b00kworm", "name", "e-mail", "phone address", "Lee"])
PIECES = st.sampled_from(
    [
        *SECRETS,
        *"@.+-/[]()0159 \n",
        "555",
        "ann",
        "lee",
        "[name]",
        "[e-mail",
        "mail]",
        "\u0430",
        " ",
    ]
)
TEXTS = st.text() | st.lists(PIECES, max_size=20).map("".join)


@given(TEXTS)
@example("a@b.com5551234567")
@example("[[name]]ann[phone]lee")
def test_masking_again_changes_nothing(text: str) -> None:
    masked = mask(text, NAMES)
    again = mask(masked.text, NAMES)
    assert again.text == masked.text
    assert sum(again.counts.values()) == 0
    assert (masked.text == text) == (sum(masked.counts.values()) == 0)


@given(TEXTS)
def test_nothing_that_is_masked_remains(text: str) -> None:
    for piece in _between_masks(mask(text, NAMES).text):
        plain = folded(piece).text
        assert list(contact_details(plain)) == []
        assert list(NAMES.find(plain)) == []


@given(st.lists(st.sampled_from(sorted(SECRETS)), min_size=1, max_size=6))
def test_every_secret_is_gone_and_counted(secrets: list[str]) -> None:
    masked = mask("; ".join(f"it was {one} here" for one in secrets), NAMES)
    kinds = [SECRETS[one] for one in secrets]
    assert masked.text == "; ".join(f"it was [{kind}] here" for kind in kinds)
    assert masked.counts == {kind: kinds.count(kind) for kind in KINDS}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("", ""),
        ("Great, $1,299.00 on 2015-10-16!", "Great, $1,299.00 on 2015-10-16!"),
        ("Zoë said: АNN L\u200bEE\u0301 is", "Zoë said: [name] is"),
        ("ｃａｌｌ ５５５-１２３-４５６７", "ｃａｌｌ [phone]"),
        ("a <b>Ann Lee</b>", "a <b>[name]</b>"),
        ("mail ann@example.com.", "mail [e-mail]."),
        ("[name] stays, name goes", "[name] stays, [name] goes"),
    ],
)
def test_masks_and_leaves_the_rest(text: str, masked: str) -> None:
    assert mask(text, NAMES).text == masked


def test_masks_a_column_and_counts() -> None:
    frame = pl.DataFrame({"id": [1, 2, 3], "text": ["by Ann Lee", None, "a@b.de, Ann Lee"]})
    masked, counts = mask_column(frame, "text", NAMES)
    assert masked["text"].to_list() == ["by [name]", None, "[e-mail], [name]"]
    assert masked["id"].to_list() == [1, 2, 3]
    assert counts == {"address": 0, "e-mail": 1, "phone": 0, "name": 2}


def test_a_column_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ParameterError, match="title"):
        mask_column(pl.DataFrame({"text": ["a"]}), "title", NAMES)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_hostile_are_masked_or_left(name: str) -> None:
    text = HOSTILE[name]
    masked = mask(text, NAMES)
    assert mask(masked.text, NAMES).text == masked.text
    if not any(masked.counts.values()):
        assert masked.text == text


def _between_masks(text: str) -> list[str]:
    for kind in KINDS:
        text = text.replace(f"[{kind}]", "\0")
    return text.split("\0")


def test_a_number_that_swallows_the_start_of_a_name_leaves_none_of_it() -> None:
    names = person_names(["2 Lee Ash"])
    text = "Call +44 20 7946 0958. \N{SUPERSCRIPT TWO} Lee Ash"
    assert mask(text, names).text == "Call [phone][name]"
