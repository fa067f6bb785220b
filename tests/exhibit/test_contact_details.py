"""Contact details are found; what only looks like a number to call stays."""

from __future__ import annotations

import pytest

from kit.exhibit.contact_details import contact_details, leads_to_a_person


def found(text: str) -> set[tuple[str, str]]:
    return {(text[begin:end], kind) for begin, end, kind in contact_details(text)}


@pytest.mark.parametrize(
    "number",
    [
        "+44 20 7946 0958",
        "+442079460958",
        "+1 (555) 123-4567",
        "+49.30.1234.5678",
        "(555) 123-4567",
        "555-123-4567",
        "1-555-123-4567",
        "555.123.4567",
        "020 7946 0958",
        "07700 900123",
        "0171-1234567",
        "07700 900 123",
        "01 23 45 67 89",
    ],
)
@pytest.mark.parametrize("around", ["{}", "it is {}.", "({}), thanks", "reach us:{} or not"])
def test_finds_phone_numbers(number: str, around: str) -> None:
    assert any(
        number.endswith(text) or text.endswith(number) for text, _ in found(around.format(number))
    )
    assert {kind for _, kind in found(around.format(number))} == {"phone"}


@pytest.mark.parametrize(
    "text",
    ["call 5551234567", "tel: 123 4567", "whatsapp 447700900123", "my phone number is 5551234567"],
)
def test_a_word_before_makes_digits_a_phone_number(text: str) -> None:
    assert {kind for _, kind in found(text)} == {"phone"}


@pytest.mark.parametrize(
    "text",
    [
        "$1,299.00 instead of 1.299,00 €",
        "from 2015-10-16 12:30:00 to 16.10.2015, or 10-16-2015",
        "isbn 978-0-306-40615-7 and 0-306-40615-2, 9780306406157, 0306406152",
        "isbn: 020-1234-5678",
        "asin b00abc1234, 0007123450",
        "order 112-1234567-1234567",
        "order no. 555-123-4567",
        "upc 036000291452, model 555-123-4567",
        "my phone 5000 6000 mah lasts",
        "phone: 12/05/2019 it broke",
        "1920x1080 at 60 hz, 1000000000 times",
        "+1.23456789 and +0.0000001",
        "10 20 30 40 50",
        "call 911, open 24/7, 1-2 days, 5/5",
        "192.168.100.100",
        "part 099-0502-000, spare 073-3150-406",
        "version 1.12.3456",
    ],
)
def test_prices_dates_and_codes_stay(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    "address",
    [
        "ann.lee+x@mail.example.co.uk",
        "a@b.de",
        "ann (at) example (dot) com",
        "ann[at]example.org",
        "ann at gmail dot com",
        "ann @ yahoo.com",
    ],
)
def test_finds_mail_addresses(address: str) -> None:
    assert (address, "e-mail") in found(f"write to {address}, please")


@pytest.mark.parametrize(
    "text",
    [
        "look at it",
        "5 @ 3.99",
        "bought at walmart.com",
        "sold at amazon dot com",
        "@home, us@home, @55 or @12345",
    ],
)
def test_spares_what_is_no_mail_address(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    "url",
    [
        "https://www.amazon.com/gp/profile/amzn1.account.AGX",
        "amazon.com/gp/pdp/profile/A1B2C3/ref=x",
        "http://www.yelp.com/user_details?userid=abc",
        "facebook.com/ann.lee",
        "https://m.facebook.com/profile.php?id=5",
        "t.me/annlee",
        "https://example.com/~ann/",
        "https://ann:secret@example.com/x",
        "youtube.com/@annlee",
        "https://maps.google.com/maps/contrib/123/reviews",
        "https://example.com/x#user_id=5",
        "https://www.flickr.com/photos/ann/123/",
        "@annlee",
        "@ann.lee_5",
    ],
)
def test_finds_pages_of_people(url: str) -> None:
    assert (url.lower(), "address") in found(f"see {url.lower()}, or not")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.amazon.com/dp/B00ABC1234",
        "https://example.com/shop/in-stock?page=2",
        "https://www.amazon.com/product-reviews/B00ABC1234?sort=recent",
        "facebook.com",
        "http://[x",
        "and/or",
    ],
)
def test_spares_pages_of_things(url: str) -> None:
    assert not leads_to_a_person(url.lower())
    assert found(f"see {url.lower()}, or not") == set()
