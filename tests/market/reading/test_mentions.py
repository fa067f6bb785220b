"""Products that a seller names, and links."""

from __future__ import annotations

import pytest

from tests.market.listing import said


@pytest.mark.parametrize(
    ("sentence", "products"),
    [
        ("Past: Lumo Lamp, Kestrel Mug.", ["Lumo Lamp", "Kestrel Mug"]),
        ("I reviewed 'The Quiet Mill' and 'Ninefold'.", ["The Quiet Mill", "Ninefold"]),
        ("Recent work - Orbit Kettle; Sunfig Soap", ["Orbit Kettle", "Sunfig Soap"]),
        (
            "Previously: Dune & Daughters, Halfmoon Candles",
            ["Dune & Daughters", "Halfmoon Candles"],
        ),
        ("Examples: B0ABCD1234", ["B0ABCD1234"]),
        ("I've helped Nudge Planner reach 4.8", ["Nudge Planner"]),
        ("Mossbeard Grill got 12 from us.", ["Mossbeard Grill"]),
        ("Did: Oona silicone lids (B0L9XW3T6N).", ["Oona silicone lids", "B0L9XW3T6N"]),
        ("I work with PayPal. References on request. We did many.", []),
        ("by 'happy clients'", []),
    ],
)
def test_products(sentence: str, products: list[str]) -> None:
    assert said(sentence)["products"] == products


@pytest.mark.parametrize(
    ("sentence", "links"),
    [
        ("see https://shop.example/a?b=1.", ["https://shop.example/a?b=1"]),
        ("on Amazon.de or Amazon.it", ["Amazon.de", "Amazon.it"]),
        ("ask at slots.example/eu", ["slots.example/eu"]),
        ("write to me@mail.example", []),
        ("done.in time, e.g. fast", []),
    ],
)
def test_links(sentence: str, links: list[str]) -> None:
    assert said(sentence)["links"] == links
