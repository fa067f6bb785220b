"""Texts of words that mean nothing: no two share a phrase unless a test makes them."""

from __future__ import annotations

from random import Random

SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "po", "ri", "su", "ta", "vo", "ze")
WORDS = [one + two + three for one in SYLLABLES for two in SYLLABLES for three in ("", "n")]


def text(seed: int, words: int = 30) -> str:
    """Return a text of so many words, the same for the same seed."""
    return " ".join(Random(seed).choices(WORDS, k=words))


def edited(text: str, every: int, seed: int = 0) -> str:
    """Return a text with each `every`-th word replaced, from one that `seed` sets."""
    new = Random(seed)
    return " ".join(
        new.choice(WORDS) if n % every == seed % every else word
        for n, word in enumerate(text.split())
    )
