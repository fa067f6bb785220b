"""Whether practice markets have the shapes of real ones."""

from kit.practice.fit.beside import beside, departures
from kit.practice.fit.real_files import REAL_FILES, real_files, real_shapes, write_real_shapes
from kit.practice.fit.shapes import SHAPES, over_dispersion, shapes, shapes_of, some_products

__all__ = [
    "REAL_FILES",
    "SHAPES",
    "beside",
    "departures",
    "over_dispersion",
    "real_files",
    "real_shapes",
    "shapes",
    "shapes_of",
    "some_products",
    "write_real_shapes",
]
