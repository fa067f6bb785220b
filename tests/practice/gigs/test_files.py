import json

from kit.market import read_gigs
from kit.market.roster import read_roster
from kit.practice.gigs.captures import captures
from kit.practice.gigs.cast import Seller
from kit.practice.gigs.files import write_roster, write_scrapes
from kit.practice.seeds import stream

SELLERS = [Seller(site, f"{site}{n}") for site in ("gigmoor", "taskpond") for n in range(20)]


def test_scrapes_are_read_back_whole(tmp_path):
    captured = captures(stream(1, "files"), SELLERS, partial="gigmoor")
    paths = write_scrapes(captured, tmp_path)
    assert [path.suffix for path in paths] == [".json", ".json", ".csv", ".csv"]
    gigs = read_gigs(paths)
    assert gigs.rejects.is_empty()
    assert gigs.imports["loaded"].to_list() == [len(one.listings) for one in captured]
    key = ("site", "captured_at", "gig_id")
    wanted = {
        (one.site, capture.captured_at, one.fields["gig_id"]): one.fields
        for capture in captured
        for one in capture.listings
    }
    for row in gigs.listings.iter_rows(named=True):
        fields = wanted[tuple(row[name] for name in key)]
        for ours, theirs in (
            ("title", "title"),
            ("description", "description"),
            ("seller_name", "seller_name"),
            ("listed_price", "price_i"),
            ("rating_count", "buying_review_rating_count"),
        ):
            assert row[ours] == fields[theirs], ours
        assert row["listed_currency"] == "USD"
    assert json.loads(paths[1].read_text("utf-8"))["coverage"] == "first_n"


def test_a_roster_is_read_back(tmp_path):
    path = write_roster(["vorkaten77", "quiet_otter"], tmp_path)
    assert read_roster(path)["username"].to_list() == ["vorkaten77", "quiet_otter"]
