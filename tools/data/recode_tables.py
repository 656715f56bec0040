"""Read the tables of groups as their publisher lays them out: rules, without the rows of headings.

Each file has its own columns. A row without a code of its own is a heading; a code such as 1-15 is
one too. A row "(continued)" is a further rule of the group above; a group stands under its headings.
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Pairs = tuple[tuple[int, int], ...]
EVER = 9999
LONGEST = 120
_NUMBER = re.compile(r"^(?:\d+\([a-z]\)[\d.]*|\d+(?:\.\d+)*\.?|[A-Z]\.[\d.]*)\s+")


@dataclass(frozen=True)
class Line:
    """A rule of a list, its group and the group that this one is within."""

    code: str
    name: str
    sites: Pairs = ()
    sites_out: Pairs = ()
    histologies: Pairs = ()
    histologies_out: Pairs = ()
    behaviours: Pairs = ()
    years: Pairs = ()
    diseases: Pairs = ()
    within: str = ""
    name_within: str = ""

    def conditions(self) -> Iterator[tuple[str, int, int]]:
        """Give each range with what it is a range of; a rule without any holds for every site."""
        named = (
            ("site", self.sites),
            ("site_out", self.sites_out),
            ("histology", self.histologies),
            ("histology_out", self.histologies_out),
            ("behaviour", self.behaviours),
            ("year", self.years),
            ("icd10", self.diseases),
        )
        found = [(name, *pair) for name, pairs in named for pair in pairs]
        yield from found or [("site", 0, 999)]


def ranges(text: str, letter: str = "") -> Pairs:
    """Read ranges as numbers: C00.0-C80.9, 8010-8035 8041, 0-1; categories of sites as a whole."""
    pairs = []
    for part in re.split(r"[,\s]+", text.replace(".", "")):
        if part:
            first, _, last = part.partition("-")
            pairs.append((_number(first, letter, "0"), _number(last or first, letter, "9")))
    return tuple(pairs)


def explicit(pairs: Pairs, letter: str) -> Iterator[str]:
    """Give the codes that stand alone, not those of a range."""
    for low, high in pairs:
        if low == high:
            yield f"{letter}{low:0{4 - len(letter)}d}"


def read_table(shared: Path, name: str) -> Iterator[Line]:
    """Read one table."""
    path = shared / "registry" / "seer_recodes" / name
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    yield from TABLES[name][1](rows[1:])


def _number(code: str, letter: str, last: str) -> int:
    digits = code.lstrip("CD")
    if letter:
        digits = digits.ljust(3, last)
    return int(digits) + (1000 if code[0] == "D" else 0)


def _childhood(rows: list[list[str]]) -> Iterator[Line]:
    """Id, name, depth, sites in and out, histologies in and out, code, content, extended, behaviours."""
    headings: dict[str, str] = {}
    for short in rows:
        row = [*short, *[""] * (11 - len(short))]
        content, code, fine = row[8], row[7], row[9]
        if content and not code:
            headings.setdefault(content, row[1])
        if not code or code == "999":
            continue
        yield Line(
            fine or code,
            _squeezed(row[1]),
            ranges(row[3], "C"),
            ranges(row[4], "C"),
            ranges(row[5]),
            ranges(row[6]),
            ranges(row[10]),
            within=code if fine else "",
            name_within=_squeezed(headings.get(code, row[1])) if fine else "",
        )


def _sites_2008(rows: list[list[str]]) -> Iterator[Line]:
    yield from _childhood(rows)


def _sites_2023(rows: list[list[str]]) -> Iterator[Line]:
    """Id, name, depth, sites, histologies in and out, behaviours, first and last year, code."""
    for row in rows:
        if row[9]:
            first, last = row[7], row[8]
            years = ((int(first or 0), int(last or EVER)),) if first or last else ()
            yield Line(
                row[9],
                _squeezed(row[1]),
                sites=ranges(row[3], "C"),
                histologies=ranges(row[4]),
                histologies_out=ranges(row[5]),
                behaviours=ranges(row[6]),
                years=years,
            )


def _young_adults(rows: list[list[str]]) -> Iterator[Line]:
    """Label with its number, histologies, sites, behaviours, code."""
    names = _named([(row[0], row[4]) for row in rows])
    for row in rows:
        code = row[4].strip()
        if all(row[:5]) and code.isdigit():
            yield Line(
                code.zfill(3),
                names[code],
                sites=ranges(row[2], "C"),
                histologies=ranges(row[1]),
                behaviours=ranges(row[3]),
            )


def _lymphoid(rows: list[list[str]]) -> Iterator[Line]:
    """Label with its number, sites without their letter, histologies, code."""
    names = _named([(row[0], row[3]) for row in rows])
    for row in rows:
        sites, histologies, code = (cell.strip() for cell in row[1:4])
        if sites[:1].isdigit() and histologies and code.isdigit():
            yield Line(
                code.zfill(2),
                names[code],
                sites=ranges(sites, "C"),
                histologies=ranges(histologies),
            )


def _brain(rows: list[list[str]]) -> Iterator[Line]:
    """Label with its number, sites, behaviours, histologies in and out, code."""
    names = _named([(" " * _depth(row[0]) + row[0], row[5]) for row in rows])
    for row in rows:
        code = row[5].strip()
        if code.isdigit():
            yield Line(
                code.zfill(2),
                names[code],
                sites=ranges(row[1], "C"),
                histologies=ranges(row[3]),
                histologies_out=ranges(row[4]),
                behaviours=ranges(row[2]),
            )


def _depth(label: str) -> int:
    """Give how deep a number stands: 0 without one, 1 for 1., 2 for 1.1."""
    found = re.match(r"\d+(\.\d+)?", label)
    return 0 if found is None else 1 + (found[1] is not None)


def _named(labels: list[tuple[str, str]]) -> dict[str, str]:
    """Name each code by its label under its headings; the first of these only where it is needed."""
    above: dict[int, str] = {}
    paths: dict[str, list[str]] = {}
    for label, code in labels:
        if not label.strip() or "(continued)" in label:
            continue
        depth = len(label) - len(label.lstrip())
        above = {at: name for at, name in above.items() if at < depth}
        above[depth] = _own_name(label)
        if code.strip().isdigit():
            paths.setdefault(code.strip(), [above[at] for at in sorted(above)])
    short = {code: _told(path[1:] or path) for code, path in paths.items()}
    told = list(short.values())
    return {
        code: _told(paths[code]) if told.count(name) > 1 or _is_bare(name) else name
        for code, name in short.items()
    }


def _told(path: list[str]) -> str:
    """Join headings and a name: none that the next one says again, and the first not where it is too long."""
    said = [
        each
        for each, then in zip(path, [*path[1:], ""], strict=True)
        if each.lower() not in then.lower()
    ]
    while len(": ".join(said)) > LONGEST:
        said = said[1:]
    return ": ".join(said)


def _is_bare(name: str) -> bool:
    """Tell whether a name says little by itself."""
    return name.startswith("Other") and ": " not in name


def _own_name(label: str) -> str:
    """Give a label without its number and without the signs of footnotes."""
    bare = _NUMBER.sub("", label.strip())
    return _squeezed(re.sub(r"[+@#$*]+$", "", bare))


def _squeezed(name: str) -> str:
    return " ".join(name.split())


Reader = Callable[[list[list[str]]], Iterator[Line]]
TABLES: dict[str, tuple[str, Reader]] = {
    "iccc-data-third-edition.csv": ("iccc-3-2005", _childhood),
    "iccc-data-who-2008.csv": ("iccc-3-who2008", _childhood),
    "iccc-data-third-edition-iarc-2017.csv": ("iccc-3-iarc2017", _childhood),
    "site-recode-data-2008.csv": ("seer-2008", _sites_2008),
    "site-recode-data-2023.csv": ("seer-2023", _sites_2023),
    "site-recode-data-2023-expanded.csv": ("seer-2023-expanded", _sites_2023),
    "ayarecode-2020revision.csv": ("aya-2020", _young_adults),
    "lymphoma-2021revision.csv": ("lymphoid-2021", _lymphoid),
    "brain-cnsrecode-2020revision.csv": ("cns-2020", _brain),
}
