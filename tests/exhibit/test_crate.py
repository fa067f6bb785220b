"""RO-Crate metadata names every file of the payload, with its type, size and hash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kit.disk import sha256
from kit.exhibit import bag
from kit.exhibit.crate import NAME, SPECIFICATION
from tests.exhibit.conftest import Bundled


@pytest.fixture
def entities(bundled: Bundled) -> dict[str, dict[str, Any]]:
    held = json.loads((bundled.data / NAME).read_text())
    assert held["@context"] == f"{SPECIFICATION}/context"
    return {entity["@id"]: entity for entity in held["@graph"]}


def test_the_descriptor_is_about_the_root(entities: dict[str, dict[str, Any]]) -> None:
    assert entities[NAME]["about"] == {"@id": "./"}
    assert entities[NAME]["conformsTo"] == {"@id": SPECIFICATION}
    root = entities["./"]
    assert {"name", "description", "datePublished", "license", "hasPart"} <= root.keys()
    assert all(part["@id"] in entities for part in root["hasPart"])


def test_every_file_is_in_it_as_it_is(bundled: Bundled, entities: dict[str, Any]) -> None:
    files = {path.removeprefix("data/"): at for path, at in bag.payload(bundled.path).items()}
    assert {part["@id"] for part in entities["./"]["hasPart"]} == files.keys() - {NAME}
    for name, path in files.items():
        if name != NAME:
            assert entities[name]["sha256"] == sha256(path)
            assert entities[name]["contentSize"] == str(path.stat().st_size)
            assert "/" in entities[name]["encodingFormat"]


def test_the_sources_are_named_and_no_place_on_this_machine(
    bundled: Bundled, entities: dict[str, Any]
) -> None:
    (source,) = entities["#screening"]["object"]
    assert entities[source["@id"]]["alternateName"] == "reviews.parquet"
    home = str(Path(bundled.case.folder).parent)
    assert not [
        path for path in bag.payload(bundled.path).values() if home.encode() in path.read_bytes()
    ]
