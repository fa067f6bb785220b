"""The sample of a Parquet file or a frame, whose columns have types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kit.errors import SourceError
from kit.sources.source import Layout, Sample

ROWS = 500
"""Records of a file that a sample holds at most."""


def parquet_sample(path: Path, stem: str) -> Sample:
    """Return the sample of a Parquet file.

    Raises
    ------
    SourceError
        When it is cut off or damaged.
    """
    try:
        file = pq.ParquetFile(path)
        batch = next(file.iter_batches(batch_size=ROWS), None)
    except (pa.ArrowException, OSError) as error:
        raise SourceError(
            f"{path.name} begins like Parquet but cannot be read: {str(error).splitlines()[0]}",
            hint="The file was probably cut off. Get it again.",
        ) from error
    table = pa.Table.from_batches([batch] if batch is not None else [], file.schema_arrow)
    return columns_sample(table, stem)


def columns_sample(table: pa.Table, stem: str) -> Sample:
    """Return the sample of a file or frame from its first rows."""
    names = tuple(table.column_names)
    types = {field.name: _duckdb_type(field.type) for field in table.schema}
    columns = [column.to_pylist() for column in table.columns]
    rows = tuple(
        tuple(None if value is None else _shown(value) for value in row)
        for row in zip(*columns, strict=True)
    )
    return Sample(Layout("parquet"), names, rows, types, stem)


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _duckdb_type(kind: pa.DataType) -> str:
    checks = {
        "BOOLEAN": pa.types.is_boolean,
        "BIGINT": pa.types.is_integer,
        "DOUBLE": pa.types.is_floating,
        "DATE": pa.types.is_date,
        "TIMESTAMP": pa.types.is_timestamp,
        "NESTED": pa.types.is_nested,
    }
    return next((name for name, check in checks.items() if check(kind)), "VARCHAR")
