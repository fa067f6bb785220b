"""What a gig says or does not say: verified purchases and who pays, whose text, pace, guarantee."""

from __future__ import annotations

from kit.market.reading import Reading

FLAGS = (
    "client_supplies_text",
    "seller_writes_text",
    "drip_feed",
    "addresses_claimed",
    "guarantee",
    "refill",
)


def flags(reading: Reading) -> None:
    """Note every field that is said: where its phrase stands in none that means something else."""
    for name in FLAGS:
        if match := reading.said(name):
            reading.note(name, True, *match.span())
    if reading.values["refill"] and not reading.values["guarantee"]:
        reading.values["guarantee"] = True
        reading.words["guarantee"] = reading.words["refill"]


def verified(reading: Reading) -> None:
    """Note whether purchases are made or shown as verified, and who pays for them in the end.

    A refund makes the client the payer whoever pays first. Where both are said to pay, as for small
    items and for large ones, the payer is unknown.
    """
    match = reading.said("offers_verified")
    refunded = reading.said("verified_paid_by", "refunded")
    client = refunded or reading.said("verified_paid_by", "client")
    seller = reading.said("verified_paid_by", "seller")
    match = match or client or seller
    if match is None:
        return
    reading.note("offers_verified", True, *match.span())
    if not client and not seller:
        client = reading.said("verified_paid_by", "perhaps")
    if refunded or (client and not seller):
        payer, paid = "client", refunded or client
    elif seller and not client:
        payer, paid = "seller", seller
    else:
        return
    if paid is not None:
        reading.note("verified_paid_by", payer, *paid.span())
