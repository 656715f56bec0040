"""Derive the packaged tables of the registry desk from what was typed.

    python tools/data/registry.py

Writes iarc_groups.csv with its entry in sources.yaml.
"""

from pathlib import Path

from packing import HERE, Derivation, Packed, as_csv, put, read_rows

TYPED = HERE / "typed" / "iarc_groups.csv"


def iarc_groups(_: Path) -> Packed:
    """Groups of sites and histologies of the international rules for multiple primaries."""
    columns = ("kind", "group", "low", "high")
    rows = [tuple(one[name] for name in columns) for one in read_rows(TYPED)]
    return Packed("iarc_groups.csv", as_csv(columns, rows), len(rows), (TYPED,))


DERIVATIONS: tuple[Derivation, ...] = (iarc_groups,)

if __name__ == "__main__":
    put(derive(HERE) for derive in DERIVATIONS)
