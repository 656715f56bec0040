"""Derive the packaged standard populations from the folder of shared data.

    python tools/data/standards.py SHARED_DATA_DIR

Writes standard_populations.csv and survival_standards.csv with their entries in sources.yaml.
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


def survival_standards(shared: Path) -> Packed:
    """The weights of the International Cancer Survival Standards, one below the other, by age group."""
    source = shared / "registry" / "standard_populations" / "icss_survival_weights.csv"
    given = read_rows(source)
    lows = [int(one["age"]) for one in given]
    highs = [*(low - 1 for low in lows[1:]), ""]
    columns = ("standard", "age_low", "age_high", "weight")
    rows = [
        (name.lower(), low, high, one[name])
        for name in ("ICSS1", "ICSS2", "ICSS3")
        for low, high, one in zip(lows, highs, given, strict=True)
    ]
    return Packed("survival_standards.csv", as_csv(columns, rows), len(rows), (source,))


DERIVATIONS: tuple[Derivation, ...] = (standard_populations, survival_standards)

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/data/standards.py SHARED_DATA_DIR")
    put(derive(Path(sys.argv[1])) for derive in DERIVATIONS)
