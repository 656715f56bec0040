"""Derive the packaged codes, groups of codes and conversions from the folder of shared data.

    python tools/data/recodes.py SHARED_DATA_DIR

Writes icdo_codes.csv, recode_schemes.csv, recode_groups.csv, recodes.csv, icd10_icdo3.csv and
icd10_by_site.csv with their entries in sources.yaml. The tables of SEER and of childhood cancers are
read by recode_tables.py.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from packing import HERE, Derivation, Packed, as_csv, put, read_rows
from recode_tables import TABLES, Line, explicit, ranges, read_table

TYPED = HERE / "typed"
SCHEMES, GROUPS, BY_SITE = (
    TYPED / name for name in ("recode_schemes.csv", "mcij_groups.csv", "icd10_by_site.csv")
)
NO_SOLID = "9050-9055 9140 9590-9993"
# D13.5 is the bile ducts outside the liver, not C22.1; C96.3 is a code no more.
WRONG = {"D135", "C963"}
CONVERSIONS = ("icd-10-to-icd-o-3.csv", "icd-10-cm-to-icd-o-3.csv", "icd-9-cm-to-icd-o-3.csv")


def icdo_codes(shared: Path) -> Packed:
    """Codes that the tables name one by one; a site is kept where the expanded site recode of 2023 has it."""
    histologies: dict[str, set[str]] = defaultdict(set)
    sites = set()
    for row in _conversions(shared):
        sites.add(row["ICD-O-3-PRIMARY-SITE"])
        histologies[row["HISTOLOGY"]].add(row["BEHAVIOR"])
    for name in TABLES:
        for line in read_table(shared, name):
            sites |= set(explicit(line.sites, "C"))
            for each in explicit(line.histologies, ""):
                histologies[each] |= set()
    known = _real_sites(shared)
    rows = [("topography", site, "") for site in sorted(sites & known)]
    rows += [
        ("morphology", code, " ".join(sorted(behaviours)))
        for code, behaviours in sorted(histologies.items())
    ]
    sources = (*_paths(shared), *(_table(shared, name) for name in TABLES))
    return Packed(
        "icdo_codes.csv", as_csv(("kind", "code", "behaviours"), rows), len(rows), sources
    )


def recode_schemes(_: Path) -> Packed:
    """What each scheme is, as it was typed."""
    rows = read_rows(SCHEMES)
    content = as_csv(tuple(rows[0]), [tuple(one.values()) for one in rows])
    return Packed("recode_schemes.csv", content, len(rows), (SCHEMES,))


def recode_groups(shared: Path) -> Packed:
    """Groups of every list in their order, each once; a group within another has its name beside."""
    rows = []
    for scheme in ("mcij", "mcij-icd10"):
        rows += [(scheme, one["code"], "", one["name_ja"], one["name_en"]) for one in _mcij()]
    for scheme, name in _packaged():
        lines = list(read_table(shared, name))
        fine = f"{scheme}-extended" if lines[0].within else scheme
        within = {line.within: (scheme, line.within, "", "", line.name_within) for line in lines}
        rows += [row for code, row in within.items() if code]
        found = {line.code: (fine, line.code, line.within, "", line.name) for line in lines[::-1]}
        rows += [found[code] for code in dict.fromkeys(line.code for line in lines)]
    columns = ("scheme", "code", "within", "name_ja", "name_en")
    sources = (GROUPS, *(_table(shared, name) for name in TABLES))
    return Packed("recode_groups.csv", as_csv(columns, rows), len(rows), sources)


def recodes(shared: Path) -> Packed:
    """Rules of every list in their order, a range a line; the first rule that holds gives the group."""
    rows = []
    for scheme, lines in _rules(shared):
        for number, line in enumerate(lines, 1):
            rows += [(scheme, number, line.code, *each) for each in line.conditions()]
    columns = ("scheme", "rule", "code", "condition", "low", "high")
    sources = (GROUPS, *(_table(shared, name) for name in TABLES))
    return Packed("recodes.csv", as_csv(columns, rows), len(rows), sources)


def icd10_icdo3(shared: Path) -> Packed:
    """ICD-10 codes of real sites; one whose category has one site has three characters."""
    known = _real_sites(shared)
    per_category: dict[str, int] = defaultdict(int)
    for site in known:
        per_category[site[:3]] += 1
    rows = []
    for row in read_rows(_paths(shared)[0]):
        code, site = row["ICD-10-CODE"], row["ICD-O-3-PRIMARY-SITE"]
        is_undivided = per_category.get(code[:3]) == 1 and code[:3] != "C80"
        if site not in known or (is_undivided and site != code):
            continue
        if code in WRONG or not _agrees(code, row["BEHAVIOR"]):
            continue
        kept = code[:3] if is_undivided else code
        rows.append((kept, site, row["HISTOLOGY"], row["BEHAVIOR"]))
    columns = ("icd10", "topography", "histology", "behaviour")
    return Packed("icd10_icdo3.csv", as_csv(columns, rows), len(rows), _paths(shared)[:1])


def icd10_by_site(_: Path) -> Packed:
    """Histologies and behaviours whose ICD-10 code is that of their site, as it was typed."""
    rows = read_rows(BY_SITE)
    content = as_csv(tuple(rows[0]), [tuple(one.values()) for one in rows])
    return Packed("icd10_by_site.csv", content, len(rows), (BY_SITE,))


def _rules(shared: Path) -> Iterator[tuple[str, list[Line]]]:
    solid = [one for one in _mcij() if one["kind"] == "solid"]
    blood = [one for one in _mcij() if one["kind"] == "blood"]
    by_morphology = [
        Line(
            one["code"],
            one["name_en"],
            sites=ranges(one["sites"], "C"),
            histologies=ranges(one["histologies"]),
            histologies_out=ranges(NO_SOLID if one in solid else ""),
            behaviours=ranges("3"),
        )
        for one in (*solid, *blood)
    ]
    yield "mcij", by_morphology
    yield (
        "mcij-icd10",
        [Line(one["code"], one["name_en"], diseases=ranges(one["icd10"], "C")) for one in _mcij()],
    )
    for scheme, name in _packaged():
        yield scheme, list(read_table(shared, name))


def _mcij() -> list[dict[str, str]]:
    return read_rows(GROUPS)


def _packaged() -> list[tuple[str, str]]:
    """Name the lists of rules with the file that each is read from."""
    return [(scheme, name) for name, (scheme, _) in TABLES.items()]


def _agrees(code: str, behaviour: str) -> bool:
    """Tell whether the behaviour is that of the block of the code; D45-D47 hold tumours that are malignant now."""
    block = int(code[1:3])
    if code[0] == "C":
        return behaviour == "3"
    if block <= 9:
        return behaviour == "2"
    if block <= 36:
        return behaviour == "0"
    return behaviour == "1" or (45 <= block <= 47 and behaviour == "3")


def _real_sites(shared: Path) -> set[str]:
    """Give the sites that the conversions name and the expanded site recode of 2023 has in a group of sites."""
    named = {row["ICD-O-3-PRIMARY-SITE"] for path in _paths(shared)[1:] for row in read_rows(path)}
    grouped = []
    for name in TABLES:
        for line in read_table(shared, name):
            named |= set(explicit(line.sites, "C"))
            if name == "site-recode-data-2023-expanded.csv" and line.sites != ((0, 809),):
                grouped += line.sites
    return {site for site in named if any(low <= int(site[1:]) <= high for low, high in grouped)}


def _conversions(shared: Path) -> Iterator[dict[str, str]]:
    for path in _paths(shared)[1:]:
        yield from read_rows(path)


def _paths(shared: Path) -> tuple[Path, ...]:
    return tuple(shared / "registry" / "icd10_icdo3" / name for name in CONVERSIONS)


def _table(shared: Path, name: str) -> Path:
    return shared / "registry" / "seer_recodes" / name


DERIVATIONS: tuple[Derivation, ...] = (
    icdo_codes,
    recode_schemes,
    recode_groups,
    recodes,
    icd10_icdo3,
    icd10_by_site,
)

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/data/recodes.py SHARED_DATA_DIR")
    put(derive(Path(sys.argv[1])) for derive in DERIVATIONS)
