"""Operations about the open tables, and about the editions of the guideline and their clauses."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from kinten.guideline.loading import list_editions
from kinten.portal.api.parameters import (
    EditionName,
    Limit,
    Offset,
    On,
    Recorded,
    TableName,
    Words200,
    asking,
)
from kinten.portal.api.places import rows_asked
from kinten.portal.api.refusing import RefusedError, not_found
from kinten.portal.api.serving import operation
from kinten.portal.api.shapes import ATable, Clauses, Editions, Rows, Tables
from kinten.portal.opendata.asking import refusal
from kinten.portal.opendata.describing import describe, describe_files
from kinten.portal.opendata.shapes import OpenTable
from kinten.portal.opendata.tables import TABLES, Asking, rows_of
from kinten.portal.opendata.writing import records
from kinten.portal.public.asking import today
from kinten.vocabulary.wording import Words

router = Router(tags=["lists"])
Document = dict[str, Any]


@operation(
    router,
    "/tables",
    Tables,
    Words("公開データの表の一覧", "list the open tables"),
    "/api/v1/tables",
)
def tables(request: HttpRequest) -> Document:  # noqa: ARG001
    """Give every open table with its columns, sources, licence, date and rows of today."""
    asked = Asking(today())
    found = [_described(each, asked, len(rows_of(each, asked))) for each in TABLES.values()]
    return {"rows": len(found), "data": found}


@operation(
    router,
    "/tables/{table}",
    ATable,
    Words("表の一つの説明", "describe one table"),
    "/api/v1/tables/blank_areas",
)
def one_table(request: HttpRequest, table: TableName) -> Document:  # noqa: ARG001
    """Give a table's columns, sources, licence, date and rows of today."""
    told, asked = _find(table), Asking(today())
    return _described(told, asked, len(rows_of(told, asked)))


@operation(
    router,
    "/tables/{table}/rows",
    Rows,
    Words("表の行", "rows of a table"),
    "/api/v1/tables/hospitals/rows?on=2026-04-01&q=%E7%9F%B3%E5%B7%9D&limit=5",
)
def table_rows(
    request: HttpRequest,  # noqa: ARG001
    table: TableName,
    q: Words200 = "",
    on: On = None,
    recorded: Recorded = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Document:
    """Give rows of a table. One that does not change with the day refuses ``on`` (409)."""
    told, asked = _find(table), asking(on, recorded, q)
    for name, given in (("on", on), ("recorded", recorded)):
        if given is not None and not told.is_asked(name):
            fault = refusal(name, told)
            raise RefusedError(409, fault.what, fault.place, fault.mend)
    rows = rows_asked(table, asked)
    return {
        **_described(told, asked, len(rows)),
        "limit": limit,
        "offset": offset,
        "data": records(told, rows[offset : offset + limit]),
    }


@operation(
    router,
    "/editions",
    Editions,
    Words("指定要件などの版の一覧", "list the editions of the guidelines"),
    "/api/v1/editions",
)
def editions(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Document:  # noqa: ARG001
    """Give the editions held; of some only the title is held."""
    rows = records(TABLES["editions"], rows_of(TABLES["editions"], Asking(today())))
    return _page(rows, limit, offset)


@operation(
    router,
    "/editions/{edition}/clauses",
    Clauses,
    Words("版の条項", "clauses of an edition"),
    "/api/v1/editions/R4.8/clauses?limit=5",
)
def clauses(
    request: HttpRequest,  # noqa: ARG001
    edition: EditionName,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Document:
    """Give the clauses of an edition with strength and citation, in words that are our own."""
    if edition not in list_editions():
        raise not_found("edition", Words("その版はありません。", "there is no such edition."))
    rows = records(TABLES["clauses"], rows_of(TABLES["clauses"], Asking(today())))
    return _page([row for row in rows if row["edition"] == edition], limit, offset)


def _page(rows: list[Document], limit: int, offset: int) -> Document:
    return {
        "on": None,
        "recorded": None,
        "rows": len(rows),
        "limit": limit,
        "offset": offset,
        "data": rows[offset : offset + limit],
    }


def _find(name: str) -> OpenTable:
    if name not in TABLES:
        raise not_found("table", Words("その名前の表はありません。", "there is no such table."))
    return TABLES[name]


def _described(table: OpenTable, asked: Asking, rows: int) -> Document:
    told = describe_files(table)
    return {
        **describe(table, asked, rows),
        "page": told["page"],
        "files": told["files"],
    }
