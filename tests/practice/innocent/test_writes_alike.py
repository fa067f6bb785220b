from kit.practice.innocent.writes_alike import WritesAlike
from kit.practice.market import Market, generate


def written(words: float) -> Market:
    return generate(4, 6_000, {}, {"writes_alike": WritesAlike(words=words)})


def test_a_writer_has_one_text_and_shares_it_with_nobody():
    market = written(words=0.0)
    members = market.truth.filter(role="member")["entity_id"]
    theirs = market.reviews.filter(market.reviews["account_id"].is_in(members.to_list()))
    assert members.len() == 3
    assert theirs.height > 50
    assert theirs["text"].n_unique() == theirs.select("account_id", "text").n_unique() == 3
    assert theirs["product_id"].n_unique() > 25
    assert theirs["text"].str.count_matches(r"\S+").min() >= 7


def test_a_word_or_two_differs():
    market = written(words=1.0)
    deeds = market.truth.filter(role="deed").select(review_id="entity_id")
    texts = market.reviews.join(deeds, on="review_id")["text"]
    assert 0.2 < texts.n_unique() / texts.len() < 0.95
