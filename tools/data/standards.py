"""Derive the packaged standard populations from the folder of shared data.

    python tools/data/standards.py SHARED_DATA_DIR

Writes standard_populations.csv with its entry in sources.yaml.
"""

import sys
from pathlib import Path

from packing import Derivation, Packed, as_csv, put, read_rows


def standard_populations(shared: Path) -> Packed:
    """Every standard by age group, its figures as they are."""
    source = shared / "registry" / "standard_populations" / "standard_populations.csv"
    columns = ("standard", "age_low", "age_high", "weight")
    rows = [tuple(one[name] for name in columns) for one in read_rows(source)]
    return Packed("standard_populations.csv", as_csv(columns, rows), len(rows), (source,))


DERIVATIONS: tuple[Derivation, ...] = (standard_populations,)

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/data/standards.py SHARED_DATA_DIR")
    put(derive(Path(sys.argv[1])) for derive in DERIVATIONS)
