"""The shapes of the answers: rows as the open tables have them, pages of rows, what a table is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ninja import Schema
from pydantic import Field, create_model

from kinten.portal.opendata.shapes import Form, OpenTable
from kinten.portal.opendata.tables import TABLES

_TYPES: Mapping[Form, Any] = MappingProxyType(
    {Form.TEXT: str, Form.NUMBER: int | float, Form.DAY: str, Form.YES_NO: bool}
)


class Both(Schema):
    """Words in both languages."""

    ja: str
    en: str


class AColumn(Schema):
    """A column of a table."""

    name: str
    title: Both
    meaning: Both
    form: Form


class ASource(Schema):
    """Where a table comes from, and its licence."""

    name: str
    title: Both
    publisher: Both
    licence: Both
    date: str
    collected: str
    papers: list[str]
    derived: Both | None


class ATable(Schema):
    """A table: its columns, sources, licence, date, and how many rows are asked for."""

    table: str
    title: Both
    about: Both
    licence: list[Both]
    sources: list[ASource]
    date: str
    on: str | None = Field(description="その日の時点。日で変わらない表ではnull / as of the day")
    recorded: str | None
    q: str | None
    rows: int = Field(description="問い合わせに合う全ての行の数 / all rows that the query asks for")
    columns: list[AColumn]
    kinten: str
    page: str
    files: dict[str, str]


class Tables(Schema):
    """The list of the tables."""

    rows: int
    data: list[ATable]


class Rows(ATable):
    """Rows of a table. ``rows`` counts all that the query asks for, ``data`` has one answer's."""

    limit: int
    offset: int
    data: list[dict[str, str | int | float | bool | None]]


def row_shape(name: str, table: OpenTable, **more: Any) -> type[Schema]:  # noqa: ANN401
    """Make the shape of a row from the columns of a table."""
    fields: dict[str, Any] = {
        each.name: (
            _TYPES[each.form] if each.is_key else _TYPES[each.form] | None,
            Field(description=f"{each.told.ja} / {each.told.en}"),
        )
        for each in table.columns
    }
    return create_model(name, __base__=Schema, **fields, **more)


HospitalRow = row_shape("HospitalRow", TABLES["hospitals"])
DesignationRow = row_shape("DesignationRow", TABLES["designations"])
GroupRow = row_shape("GroupRow", TABLES["groups"])
AreaRow = row_shape("AreaRow", TABLES["areas"])
EditionRow = row_shape("EditionRow", TABLES["editions"])
ClauseRow = row_shape("ClauseRow", TABLES["clauses"])


def page_shape(name: str, row: type[Schema]) -> type[Schema]:
    """Make the shape of a page of rows."""
    return create_model(
        name,
        __base__=Schema,
        on=(str | None, ...),
        recorded=(str | None, ...),
        rows=(int, Field(description="問い合わせに合う全ての行の数 / all rows asked for")),
        limit=(int, ...),
        offset=(int, ...),
        data=(list[row], ...),  # type: ignore[valid-type]
    )


Hospitals = page_shape("Hospitals", HospitalRow)
Areas = page_shape("Areas", AreaRow)
Editions = page_shape("Editions", EditionRow)
Clauses = page_shape("Clauses", ClauseRow)
OneHospital = create_model(
    "OneHospital",
    __base__=Schema,
    on=(str, ...),
    recorded=(str | None, ...),
    hospital=(  # type: ignore[arg-type]
        HospitalRow | None,
        Field(
            description="その日に指定の記録がなければnull / null where it does not stand on the day"
        ),
    ),
    records=(list[DesignationRow], ...),  # type: ignore[valid-type]
    groups=(list[GroupRow], ...),  # type: ignore[valid-type]
    page=(str, Field(description="人のための頁 / page for people")),
)
OneArea = create_model(
    "OneArea",
    __base__=Schema,
    on=(str, ...),
    recorded=(str | None, ...),
    area=(AreaRow, ...),
    hospitals=(list[HospitalRow], ...),  # type: ignore[valid-type]
)
