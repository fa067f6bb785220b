"""What lies in a bundle, for machines that never heard of this kit: RO-Crate 1.1 metadata.

Written by hand: it is one JSON document, and the `rocrate` package stamps what it writes with
today's date.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.disk import sha256

NAME = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"

KINDS = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".toml": "application/toml",
}
"""Media types by ending; those of the system's own list differ between systems."""

RIGHTS = {
    "@id": "#rights",
    "@type": "CreativeWork",
    "name": "No licence",
    "description": "The rights in each review are with whoever wrote it.",
}


def crate(data: Path, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the metadata of every file in a bundle's payload.

    Parameters
    ----------
    data : Path
        The payload's folder, which is the crate's root as well.
    content : mapping
        `kit.exhibit.content.content`.

    Returns
    -------
    dict
        A flattened JSON-LD document: the crate, its files, the sources (by name and hash; they are
        not in the bundle), the action that made it and the software that did.
    """
    about = content["about"]
    files = [_file(data, path) for path in sorted(data.rglob("*")) if path.is_file()]
    sources = [_source(number, row) for number, row in enumerate(content["sources"], start=1)]
    kit = {
        "@id": "#kit",
        "@type": "SoftwareApplication",
        "name": "Exhibit A",
        "softwareVersion": about["kit"],
    }
    action = {
        "@id": "#screening",
        "@type": "CreateAction",
        "name": "Import, screening and export",
        "endTime": about["dated"],
        "instrument": {"@id": kit["@id"]},
        "object": [{"@id": source["@id"]} for source in sources],
        "result": [{"@id": file["@id"]} for file in files],
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{about['name']}: case file, {about['edition']} edition",
        "description": f"{about['span']} {about['listed']} accounts are listed as unusual. The "
        "file proves nothing about anyone.",
        "datePublished": about["dated"],
        "identifier": about["evidence"],
        "license": {"@id": "#rights"},
        "hasPart": [{"@id": file["@id"]} for file in files],
        "mentions": {"@id": action["@id"]},
    }
    descriptor = {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }
    return {
        "@context": f"{SPECIFICATION}/context",
        "@graph": [descriptor, root, *files, *sources, action, kit, RIGHTS],
    }


def write_crate(data: Path, content: Mapping[str, Any]) -> Path:
    """Write a payload's metadata into it, after everything else."""
    text = json.dumps(crate(data, content), indent=1, sort_keys=True)
    (data / NAME).write_bytes(f"{text}\n".encode())
    return data / NAME


def _file(data: Path, path: Path) -> dict[str, Any]:
    return {
        "@id": path.relative_to(data).as_posix(),
        "@type": "File",
        "name": path.name,
        "encodingFormat": KINDS[path.suffix],
        "contentSize": str(path.stat().st_size),
        "sha256": sha256(path),
    }


def _source(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@id": f"#source-{row['sha256']}",
        "@type": "CreativeWork",
        "name": f"Source {number}",
        "alternateName": row["file"],
        "description": f"{row['rows_in']} rows in = {row['loaded']} loaded + {row['duplicates']} "
        f"duplicates + {row['rejects']} rejects",
        "sha256": row["sha256"],
    }
