import polars as pl

from kit.practice.gigs.captures import captures
from kit.practice.gigs.cast import OWNER, Seller
from kit.practice.gigs.truth import ACCOUNTS, BOUGHT, LABELS, SELLERS, truth_of
from kit.practice.seeds import stream
from kit.practice.truth import TRUTH

OWNS = Seller("taskpond", "karomi", OWNER, "the same", "gig_seller-1", {"A1": "karomi", "A2": None})


def row(plan: str, review: str, role: str) -> dict[str, str]:
    return {
        "plan": plan,
        "entity_kind": "review",
        "entity_id": review,
        "role": role,
        "product_id": "B1",
    }


def test_truth_is_of_owners_and_of_what_they_were_paid_for():
    cast = [OWNS, Seller("gigmoor", "other")]
    planted = pl.DataFrame(
        [
            row("gig_seller-1", "R1", "deed"),
            row("gig_seller-1", "R2", "life"),
            row("broker_pool-1", "R3", "deed"),
        ],
        schema=TRUTH,
    )
    captured = captures(stream(1, "truth"), cast, partial="gigmoor")
    truth = truth_of(cast, captured, {"A1": "karomi", "A2": "Anna"}, planted)
    assert [
        dict(frame.schema) for frame in (truth.sellers, truth.accounts, truth.bought, truth.labels)
    ] == [SELLERS, ACCOUNTS, BOUGHT, LABELS]
    assert truth.sellers["kind"].to_list() == ["owner", "stranger"]
    assert truth.accounts.select("account_id", "account_name", "alike").rows() == [
        ("A1", "karomi", True),
        ("A2", "Anna", False),
    ]
    assert truth.bought.rows() == [("taskpond", "karomi", "B1", "R1")]
    assert truth.labels.height == sum(len(one.listings) for one in captured)
