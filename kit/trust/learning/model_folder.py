"""A model as a folder: its card, and its trees as arrays. Whatever was edited is refused.

``models/<name>/card.toml`` says what the model is, and the SHA-256 of every other file; the case's
journal holds the SHA-256 of the card. So an edited file differs from its card, and an edited card
from the journal. Nothing is unpickled: arrays are read with pickle switched off.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from kit import journal
from kit.case import Case
from kit.disk import sha256, sync_where_possible
from kit.errors import CaseError, NotFoundError, ParameterError
from kit.plain_text import visible
from kit.trust.learning.calibrate import curve_of
from kit.trust.learning.card import as_toml
from kit.trust.learning.features import NAMES
from kit.trust.learning.model import RULES, Model
from kit.trust.learning.trees import of_arrays

FOLDER, CARD, ARRAYS = "models", "card.toml", "trees.npz"
VERSION = 1
"""Of the format. A folder of a newer one is refused: what it means is not known here."""

SAVED, CHOSEN = "model", "model_champion"
"""Kinds of the journal's lines."""

LARGEST = 200_000_000
"""Bytes that the arrays of a model may have when unpacked."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")


def save(case: Case, model: Model) -> Path:
    """Write a model into the case's folder, whole or not at all, and note it in the journal.

    Parameters
    ----------
    case : Case
    model : Model
        Its name becomes the folder's: small letters, digits, dots, dashes.

    Returns
    -------
    Path

    Raises
    ------
    ParameterError
        On a name that is no folder's.
    CaseError
        Where a model of the name is there: models are never written over.
    """
    place = _place(case, model.name)
    if place.exists():
        raise CaseError(
            f"There is a model {model.name} already.",
            available=names(case),
            hint="Choose another name: a model is never written over.",
        )
    partial = place.with_name(f".{model.name}.{os.getpid()}.partial")
    partial.mkdir(parents=True)
    try:
        arrays = {"at": model.calibration.at, "gives": model.calibration.gives}
        if model.trees is not None:
            arrays |= {f"trees_{name}": value for name, value in model.trees.arrays().items()}
        np.savez_compressed(partial / ARRAYS, **arrays)  # type: ignore[arg-type]
        (partial / CARD).write_text(as_toml(_card(case, model, partial)), "utf-8")
        for file in (ARRAYS, CARD):
            sync_where_possible(partial / file)
        partial.rename(place)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    journal.append(case, SAVED, name=model.name, card=sha256(place / CARD))
    return place


def load(case: Case, name: str) -> Model:
    """Read a model of the case, after its hashes were compared.

    Parameters
    ----------
    case : Case
    name : str

    Returns
    -------
    Model

    Raises
    ------
    NotFoundError
        Where the case has no such model.
    CaseError
        Where a file was edited, is missing or was added, the card is not the one that the journal
        knows, or the folder is of a newer version.
    """
    place = _place(case, name)
    if not (place / CARD).is_file():
        raise NotFoundError(
            f"The case has no model {visible(name, 60)}.",
            available=names(case),
            hint="kit.trust.learn.fit(case) makes one.",
        )
    content = (place / CARD).read_bytes()
    card = _read_card(name, content)
    # The version first: a newer kit may keep other files, which is no edit.
    if card.get("version") != VERSION:
        raise CaseError(
            f"The model {name} is of version {card.get('version')!r}; this kit reads {VERSION}.",
            hint="Use the kit that wrote it, or fit a model anew.",
        )
    _compare(case, name, place, card, hashlib.sha256(content).hexdigest())
    return _model(name, card, _read_arrays(name, place / ARRAYS))


def names(case: Case) -> list[str]:
    """Return the names of the case's models, sorted."""
    folder = case.folder / FOLDER
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(place.name for place in found if (place / CARD).is_file())


def champion(case: Case) -> str | None:
    """Return the name of the model that was last chosen, None where the rules still are."""
    chosen = journal.read(case, CHOSEN)
    return str(chosen[-1].data.get("name")) if chosen else None


def _place(case: Case, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise ParameterError(
            f"{visible(name, 60)!r} is no name of a model.",
            hint="Use small letters, digits, dots, dashes and underscores.",
        )
    return case.folder / FOLDER / name


def _card(case: Case, model: Model, place: Path) -> dict[str, Any]:
    return {
        "name": model.name,
        "version": VERSION,
        "evidence": case.evidence_hash,
        "made": date.today(),
        "features": list(model.features),
        "kind": "rules" if model.trees is None else "trees",
        "calibration_kind": model.calibration.kind,
        "files": {ARRAYS: sha256(place / ARRAYS)},
        "about": dict(model.about),
    }


def _read_card(name: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _edited(name, f"{CARD} cannot be read: {error}") from error


def _compare(case: Case, name: str, place: Path, card: dict[str, Any], seal: str) -> None:
    files = card.get("files")
    if not isinstance(files, dict) or set(files) != {ARRAYS}:
        raise _edited(name, f"{CARD} lists other files than {ARRAYS}")
    there = {path.name for path in place.iterdir()}
    if there != {CARD, ARRAYS}:
        odd = ", ".join(visible(one, 60) for one in sorted(there ^ {CARD, ARRAYS}))
        raise _edited(name, f"missing or added: {odd}")
    if sha256(place / ARRAYS) != files[ARRAYS]:
        raise _edited(name, f"{ARRAYS} is not the file that its card names")
    saved = [entry.data.get("card") for entry in journal.read(case, SAVED)
             if entry.data.get("name") == name]  # fmt: skip
    if not saved:
        raise _edited(name, "the case's journal knows no such model")
    if saved[-1] != seal:
        raise _edited(name, f"{CARD} is not the card that the journal knows")


def _read_arrays(name: str, path: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(member.file_size for member in packed.infolist()) > LARGEST:
                raise _edited(name, f"{ARRAYS} is too large")
        with np.load(path, allow_pickle=False) as arrays:
            return {key: arrays[key] for key in arrays.files}
    except (ValueError, OSError, zipfile.BadZipFile) as error:
        raise _edited(name, f"{ARRAYS} cannot be read: {error}") from error


def _model(name: str, card: dict[str, Any], arrays: dict[str, Any]) -> Model:
    features = tuple(card.get("features", ()))
    unknown = sorted(set(features) - {*NAMES, RULES})
    if unknown:
        raise CaseError(
            f"The model {name} reads features that this kit does not make: {', '.join(unknown)}.",
            hint="Use the kit that wrote it, or fit a model anew.",
        )
    at, gives = arrays.pop("at", None), arrays.pop("gives", None)
    known = at is not None and gives is not None
    curve = curve_of(card.get("calibration_kind"), at, gives) if known else None
    if curve is None:
        raise _edited(name, "it holds no calibration")
    trees = None
    if card.get("kind") == "trees":
        bare = {key.removeprefix("trees_"): value for key, value in arrays.items()}
        trees = of_arrays(bare, len(features))
    return Model(name, features, trees, curve, card.get("about", {}))


def _edited(name: str, what: str) -> CaseError:
    return CaseError(
        f"The model {visible(name, 60)} is not as it was saved: {what}.",
        hint="It is not used. Fit a model anew, or bring back the folder from a copy.",
    )
