"""Derive the packaged tables of the registry desk from what was typed.

    python tools/data/registry.py

Writes iarc_groups.csv, registry_items.csv and registry_codes.csv with their entries in sources.yaml.
"""

from pathlib import Path

from packing import HERE, Derivation, Packed, as_csv, put, read_rows

TYPED = HERE / "typed" / "iarc_groups.csv"
ITEMS = HERE / "typed" / "registry_items.csv"
CODES = HERE / "typed" / "registry_codes.csv"


def iarc_groups(_: Path) -> Packed:
    """Groups of sites and histologies of the international rules for multiple primaries."""
    columns = ("edition", "kind", "group", "low", "high")
    rows = [tuple(one[name] for name in columns) for one in read_rows(TYPED)]
    return Packed("iarc_groups.csv", as_csv(columns, rows), len(rows), (TYPED,))


def registry_items(_: Path) -> Packed:
    """Items of a registered tumour, each with where it was seen."""
    return _as_typed(ITEMS)


def registry_codes(_: Path) -> Packed:
    """Codes of the items, each with whether a source of it was seen."""
    return _as_typed(CODES)


def _as_typed(path: Path) -> Packed:
    rows = read_rows(path)
    content = as_csv(tuple(rows[0]), [tuple(one.values()) for one in rows])
    return Packed(path.name, content, len(rows), (path,))


DERIVATIONS: tuple[Derivation, ...] = (iarc_groups, registry_items, registry_codes)

if __name__ == "__main__":
    put(derive(HERE) for derive in DERIVATIONS)
