"""Reviews as the Google Play page shows them."""

from pathlib import Path

from tests.sources.imported import rows


def test_one_google_user_is_nobody(tmp_path: Path) -> None:
    names = ["A Google user", "A Google user", "Ann"]
    lines = [f'{name},5,"good, {i}",2025-06-08 15:29:2{i}\n' for i, name in enumerate(names)]
    content = "userName,score,content,at\n" + "".join(lines)
    found = rows(tmp_path, "my app.csv", content, "account_id, account_name, product_id, text")
    assert found == [
        ("Ann", "Ann", "my app", "good, 2"),
        (None, "A Google user", "my app", "good, 0"),
        (None, "A Google user", "my app", "good, 1"),
    ]


def test_one_name_for_everyone_is_nobody_whatever_it_is(tmp_path: Path) -> None:
    lines = [f"Utilisateur Google,5,bien {i},2025-06-08\n" for i in range(12)]
    content = "userName,score,content,at\n" + "".join(lines)
    assert rows(tmp_path, "a.csv", content, "distinct account_id") == [(None,)]
