"""The monthly reports of Google Play Console."""

from pathlib import Path

from tests.sources.imported import rows


def test_google_play_console(tmp_path: Path) -> None:
    content = (
        "Package Name,App Version Code,Review Submit Date and Time,"
        "Review Submit Millis Since Epoch,Star Rating,Review Title,Review Text,Review Link\r\n"
        "com.a.b,3,2021-01-06T05:12:07Z,1609909927056,4,,schön,"
        "http://play.google.com/console/x?reviewId=gp:AOq1&p=1\r\n"
    )
    encoded = ("\ufeff" + content).encode("utf-16-le")
    columns = "review_id, account_id, product_id, stars, text, source"
    assert rows(tmp_path, "reviews.csv", encoded, columns) == [
        ("gp:AOq1", None, "com.a.b", 4.0, "schön", "google_play_console")
    ]
