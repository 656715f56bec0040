"""Lists and tables of codes that the user brings: groups, rare cancers, conversions, editions of ICD-O."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kinten.coding.canreg import Part, part_of, read_fixed
from kinten.coding.conversion import Conversion, RuleTable
from kinten.coding.icdo import read_morphology, read_topography
from kinten.coding.icdo_list import ALWAYS, Change, CodeList, ListedCode, Row, lay_over
from kinten.coding.ranges import NONE, Ranges, read_icd10, read_numbers, read_sites
from kinten.coding.rare import Classification, make_classification
from kinten.coding.recodes import Rule, Scheme, make_scheme
from kinten.tables.reading import read_delimited, read_text
from kinten.vocabulary.wording import FaultError, Words

GROUPS = ("code", "name", "topography", "morphology")
GROUPS_ICD10 = ("code", "name", "icd10")
ENTITIES = ("entity", "tier", "family", "topography", "morphology")
CONVERSION = (
    "topography_low",
    "topography_high",
    "histology_low",
    "histology_high",
    "behaviour",
    "icd10",
)
CODES = ("kind", "code", "edition", "valid_from", "valid_to")
_DISEASE = re.compile(r"[A-Z]\d\d\.?[\d-]?")


def read_list(path: Path, name: str) -> Scheme | Classification:
    """Read a list of groups (code, name, ...; by ICD-10 where it has icd10) or of rare cancers (entity, ...).

    FaultError names the cell that is no range of codes, and the columns where neither is there.
    """
    rows = list(read_delimited(path))
    header = rows[0][1] if rows else {}
    if all(column in header for column in ENTITIES):
        found: dict[tuple[str, str, str], list[Rule]] = {}
        for line, row in rows:
            key = (_cell(path, line, row, "tier"), row["family"], _cell(path, line, row, "entity"))
            found.setdefault(key, []).append(_rule(path, line, row, key[2]))
        return make_classification(found)
    if any(all(column in header for column in form) for form in (GROUPS, GROUPS_ICD10)):
        named = []
        for line, row in rows:
            rule = _rule(path, line, row, _cell(path, line, row, "code"))
            told = row["name"].strip()
            named.append((rule, Words(told, row.get("name_en", "").strip() or told)))
        return make_scheme(name, named, path.name)
    raise _lacking(path, header, GROUPS, GROUPS_ICD10, ENTITIES)


def read_tables(paths: Sequence[Path]) -> tuple[Conversion, ...]:
    """Read conversion tables, CSV in the order given, then the four files in fixed columns if they are there."""
    tables: list[Conversion] = []
    fixed: dict[Part, list[str]] = {}
    for path in paths:
        lines = read_text(path).splitlines()
        part = part_of(lines)
        if part is None:
            tables.append(_conversion(path))
        else:
            fixed[part] = lines
    if fixed:
        tables.append(read_fixed(fixed, "--tables"))
    return tuple(tables)


def read_codes(paths: Sequence[Path]) -> CodeList:
    """Read lists of ICD-O codes and the differences laid over them, in the order given."""
    rows = [(path, line, row) for path in paths for line, row in _coded(path)]
    try:
        codes = lay_over(row for _, _, row in rows)
    except ValueError as error:
        raise FaultError(
            Words(
                f"「{error}」は一覧にないので、外すことも性状を変えることもできません。",
                f"“{error}” is not in the lists, so it can neither be dropped nor change.",
            ),
            " ".join(str(path) for path in paths),
            Words(
                "一覧を先に、差分を後に並べてください。",
                "Name the list first and the differences after it.",
            ),
        ) from error
    return CodeList(codes, is_whole=True)


def _conversion(path: Path) -> RuleTable:
    rules, sexes = [], []
    for line, row in read_delimited(path):
        if not all(column in row for column in CONVERSION):
            raise _lacking(path, row, CONVERSION)
        code = _cell(path, line, row, "icd10").upper().replace(".", "")
        if not _DISEASE.fullmatch(code):
            raise _wrong(path, line, "icd10", code)
        sites, histologies = (
            _between(path, line, row, kind, read)
            for kind, read in (("topography", read_sites), ("histology", read_numbers))
        )
        behaviours = _ranges(path, line, row, "behaviour", read_numbers)
        rules.append(Rule(code, sites, histologies=histologies, behaviours=behaviours))
        sex = row.get("sex", "").strip()
        if sex not in {"", "1", "2"}:
            raise _wrong(path, line, "sex", sex)
        sexes.append(int(sex or NONE))
    return RuleTable(tuple(rules), tuple(sexes))


def _coded(path: Path) -> Iterator[tuple[int, Row]]:
    for line, row in read_delimited(path):
        if not all(column in row for column in CODES):
            raise _lacking(path, row, CODES)
        kind = row["kind"].strip()
        if kind not in {"topography", "morphology"}:
            raise _wrong(path, line, "kind", kind)
        text = row["code"].strip()
        site, morphology = read_topography(text), read_morphology(text)
        number = _number(path, line, row, "behaviour", 9)
        if kind == "topography" and site is not None:
            code, number = int(site[1:]), NONE
        elif kind == "morphology" and morphology is not None:
            code = morphology.histology
            number = number if morphology.behaviour is None else morphology.behaviour
        else:
            raise _wrong(path, line, "code", text)
        told = row.get("change", "").strip() or Change.ADD
        if told not in set(Change):
            raise _wrong(path, line, "change", told)
        first, last = (
            _number(path, line, row, name, 9999, blank)
            for name, blank in zip(("valid_from", "valid_to"), ALWAYS, strict=True)
        )
        listed = ListedCode(kind == "topography", code, number, row["edition"].strip(), first, last)
        yield line, Row(listed, Change(told), _number(path, line, row, "becomes", 9))


def _rule(path: Path, line: int, row: dict[str, str], code: str) -> Rule:
    return Rule(
        code,
        _ranges(path, line, row, "topography", read_sites),
        _ranges(path, line, row, "topography_out", read_sites),
        _ranges(path, line, row, "morphology", read_numbers),
        _ranges(path, line, row, "morphology_out", read_numbers),
        _ranges(path, line, row, "behaviour", read_numbers),
        _ranges(path, line, row, "years", read_numbers),
        _ranges(path, line, row, "icd10", read_icd10),
    )


def _between(
    path: Path, line: int, row: dict[str, str], kind: str, read: Callable[[str], Ranges]
) -> Ranges:
    """Read a range of two cells; both blank is no condition, the second blank is the first."""
    low, high = (row[f"{kind}_{end}"].strip() for end in ("low", "high"))
    told = {"range": f"{low}-{high}" if low and high else low or high}
    try:
        return read(told["range"])
    except ValueError as error:
        raise _wrong(path, line, f"{kind}_low", told["range"]) from error


def _ranges(
    path: Path, line: int, row: dict[str, str], name: str, read: Callable[[str], Ranges]
) -> Ranges:
    cell = row.get(name, "").strip()
    try:
        return read(cell)
    except ValueError as error:
        raise _wrong(path, line, name, cell) from error


def _number(
    path: Path, line: int, row: dict[str, str], name: str, most: int, blank: int = NONE
) -> int:
    cell = row.get(name, "").strip()
    if not cell:
        return blank
    if not (cell.isascii() and cell.isdigit() and int(cell) <= most):
        raise _wrong(path, line, name, cell)
    return int(cell)


def _cell(path: Path, line: int, row: dict[str, str], name: str) -> str:
    cell = row[name].strip()
    if not cell:
        raise _wrong(path, line, name, "")
    return cell


def _wrong(path: Path, line: int, name: str, cell: str) -> FaultError:
    return FaultError(
        Words(f"「{cell}」は読めません。", f"“{cell}” cannot be read."),
        f"{path}:{line}:{name}",
        Words(
            "書き方は「部位・組織型で区分する」の頁にあります（例 C18-C20、8140-8147）。",
            "See the page “recode records” for the form (as C18-C20, 8140-8147).",
        ),
    )


def _lacking(path: Path, header: dict[str, str], *forms: tuple[str, ...]) -> FaultError:
    listed = " / ".join(",".join(form) for form in forms)
    return FaultError(
        Words(
            f"列が足りません（ある列: {' '.join(header) or 'なし'}）。",
            f"columns are missing (there are: {' '.join(header) or 'none'}).",
        ),
        f"{path}:1",
        Words(f"1行目に {listed} と書いてください。", f"Name the columns {listed}."),
    )
