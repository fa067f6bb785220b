"""Letters that look alike, stars, flags and pictures."""

from __future__ import annotations

import pytest

from kit.market.letters import letters


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ｇｏｏｇｌｅ", "google"),
        ("𝗔𝗺𝗮𝘇𝗼𝗻", "amazon"),
        ("rеviеw", "review"),  # With two Cyrillic letters.
        ("ʀᴇᴠɪᴇᴡ", "review"),
        ("🅁🄴🅅", "rev"),
        ("🅡🅔🅥", "rev"),
        ("re\u200bviews", "reviews"),
        ("e\u0301", "e"),
        ("⭐⭐⭐⭐⭐", " 5 star "),
        ("⭐ ⭐", " star "),
        ("★ What we do", " star what we do"),
        ("🇬🇧", " gb "),
        ("🔥", " "),
        ("5*", "5 star "),
        ("a*b", "a*b"),
    ],
)
def test_reads_what_a_letter_stands_for(written: str, read: str) -> None:
    assert "".join(letters(written, {})[0]) == read


def test_a_picture_is_read_as_its_word() -> None:
    assert "".join(letters("10💬", {"💬": "review"})[0]) == "10 review "


def test_places_lead_back_to_the_text() -> None:
    chars, at = letters("Ａ ⭐⭐⭐⭐⭐ 🇬🇧", {})
    assert len(chars) == len(at)
    assert at == sorted(at)
    flag = "".join(chars).index("gb")
    assert (at[flag], at[flag + 1]) == (8, 9)
