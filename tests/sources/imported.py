"""Import literal records and return the rows that were loaded."""

from pathlib import Path
from typing import Any

from kit.case import open_case


def rows(folder: Path, name: str, content: str | bytes, columns: str) -> list[tuple[Any, ...]]:
    """Write a file, import it, and return columns of its reviews, sorted."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    case = open_case(path, folder=folder / "case")
    return case.sql(f"select {columns} from reviews order by all").rows()


def source_of(folder: Path) -> str:
    """Return the format that the import in a folder was read as."""
    return str(open_case(folder=folder / "case").imports["source"][0])
