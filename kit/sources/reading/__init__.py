"""From bytes to records: decompression, encodings, lines, tables, JSON; streaming throughout."""
