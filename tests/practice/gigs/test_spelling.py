from kit.practice.gigs.spelling import oddly, styled
from kit.practice.seeds import stream


def test_odd_spelling_spares_no_guarded_word():
    ways = {oddly(stream(1, "odd", n), ["5 star reviews here"])[0] for n in range(30)}
    assert len(ways) == 5
    for text in ways:
        assert "reviews" not in text
        assert text.startswith("⭐⭐⭐⭐⭐ ")
        assert text.endswith(" here")


def test_styles_keep_what_stands_in_quotes():
    texts = {styled(stream(1, "style", n), "Title", ['See "B0AB"', "Msg me."]) for n in range(30)}
    assert len(texts) == 5
    for title, description in texts:
        assert title.lower() == "title"
        assert '"B0AB"' in description
