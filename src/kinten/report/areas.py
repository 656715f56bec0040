"""資料1 がんの医療圏の概要: areas with size, population and hospitals, for plausibility only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kinten.report import faults
from kinten.report.cells import figure_of
from kinten.report.delimited import check_widths, read_delimited
from kinten.report.grid import Cell, Sheet
from kinten.report.model import Remark, Severity, Source
from kinten.report.opening import Content, Place, open_input
from kinten.vocabulary.identity import prefecture_code
from kinten.vocabulary.wording import Words

FIGURES: Mapping[str, Words] = {
    "km2": Words("面積（km²）", "area in km²"),
    "population": Words("人口", "population"),
    "population_share_pct": Words("人口割合（%）", "share of the population (%)"),
    "density": Words("人口密度", "density"),
    "hospitals": Words("病院数", "hospitals"),
    "designated_core": Words("拠点病院数", "designated hubs"),
    "designated_regional": Words("地域がん診療病院数", "designated local hospitals"),
}
_NEEDED = ("prefecture", "area", "km2", "population")
_TOTALS = frozenset({"計", "合計", "総計", "総数", "全県", "県計"})
_EXPECTED = Words(
    "列 prefecture・area・km2・population が必要です。",
    "The columns prefecture, area, km2 and population are needed.",
)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of a prefecture's table. Figures are exact decimals, as printed; blank is absent."""

    prefecture: str
    area: str
    at: str
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    table: str = ""

    @property
    def is_total(self) -> bool:
        """Whether it is the prefecture's row of totals."""
        return self.area in _TOTALS

    def at_figure(self, figure: str) -> str:
        """Name the cell of a figure; the row where the figure is absent."""
        return self.cells.get(figure, self.at)


@dataclass(frozen=True, slots=True)
class AreaReading:
    """The areas of one file, and the remarks made while reading."""

    source: Source
    rows: tuple[AreaRow, ...]
    remarks: tuple[Remark, ...] = ()


def is_areas_layout(sheet: Sheet) -> bool:
    """Whether the first row has the columns of the areas' overview."""
    return set(_NEEDED) <= set(_columns(sheet))


def read_areas(place: Place, name: str = "") -> AreaReading:
    """Read an areas' overview from a CSV; a figure that cannot be read is told and left out."""
    opened = open_input(place, name)
    if opened.content is Content.WORKBOOK:
        raise faults.unknown_layout(opened.name, _EXPECTED)
    return areas_of_sheet(read_delimited(opened), opened.source)


def areas_of_sheet(sheet: Sheet, source: Source) -> AreaReading:
    """Read every row of the table."""
    if not is_areas_layout(sheet):
        raise faults.unknown_layout(sheet.file, _EXPECTED)
    check_widths(sheet, 1)
    columns = _columns(sheet)
    rows: list[AreaRow] = []
    remarks: list[Remark] = []
    for row in range(2, sheet.row_count + 1):
        area = sheet.cell(row, columns["area"]).text.strip()
        if area:
            figures, told = _figures(sheet, row, columns)
            remarks.extend(told)
            rows.append(_row(sheet, row, columns, area, figures))
    return AreaReading(source, tuple(rows), tuple(remarks))


def _columns(sheet: Sheet) -> dict[str, int]:
    names = (
        (sheet.cell(1, column).text.strip(), column) for column in range(1, sheet.column_count + 1)
    )
    return {name: column for name, column in names if name}


def _row(
    sheet: Sheet, row: int, columns: Mapping[str, int], area: str, figures: Mapping[str, Decimal]
) -> AreaRow:
    prefecture = sheet.cell(row, columns["prefecture"]).text.strip()
    beside = [columns[name] for name in ("meeting", "as_of") if name in columns]
    table = " ".join(sheet.cell(row, column).text.strip() for column in beside)
    cells = {name: sheet.at(row, columns[name]) for name in FIGURES if name in columns}
    code = prefecture_code(prefecture) or prefecture
    return AreaRow(code, area, sheet.at(row, columns["area"]), figures, cells, table)


def _figures(
    sheet: Sheet, row: int, columns: Mapping[str, int]
) -> tuple[dict[str, Decimal], list[Remark]]:
    figures: dict[str, Decimal] = {}
    remarks: list[Remark] = []
    for name in (name for name in FIGURES if name in columns):
        cell = sheet.cell(row, columns[name])
        figure = figure_of(cell)
        if figure is not None and figure.value >= 0:
            figures[name] = figure.value
        elif not cell.is_blank:
            remarks.append(_unreadable(name, cell))
    return figures, remarks


def _unreadable(name: str, cell: Cell) -> Remark:
    label = FIGURES[name]
    words = Words(
        f"{label.ja}「{cell.text}」：数値として読めません。",
        f"{label.en} “{cell.text}”: cannot be read as a number.",
    )
    return Remark("text_in_number", Severity.ERROR, words, cell.at)
