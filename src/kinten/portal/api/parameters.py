"""The parameters of the operations: what each may be, described in both languages."""

import re
from datetime import date
from typing import Annotated, Any

from ninja.params.functions import Path, Query
from pydantic import BeforeValidator, StringConstraints, WithJsonSchema

from kinten.portal.opendata.tables import Asking
from kinten.portal.public.asking import today
from kinten.vocabulary.hospital_kind import Kind

MOST_ROWS = 200
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(given: Any) -> Any:  # noqa: ANN401 - whatever stands in an address
    """Read a day as it is written, and nothing else that could be meant by it."""
    if given is None:
        return None
    if not (isinstance(given, str) and _ISO.fullmatch(given)):
        raise ValueError("not year-month-day")
    return date.fromisoformat(given)


_Day = Annotated[
    date | None,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
On = Annotated[
    _Day,
    Query(None, description="この日の時点（書かなければ今日） / as of this day (today without it)"),
]
Recorded = Annotated[
    _Day,
    Query(
        None,
        description="この日までに記録されたもの（書かなければ全て） / as recorded by this day (all without it)",
    ),
]
Words200 = Annotated[
    str,
    Query(
        max_length=200,
        description="全ての語を含むもの（表記のゆれは問わない） / what has every word, however it is spelt",
    ),
]
_PREFECTURE = "^(0[1-9]|[1-3][0-9]|4[0-7])$"
Prefecture = Annotated[
    Annotated[str, StringConstraints(pattern=_PREFECTURE)] | None,
    WithJsonSchema({"type": "string", "pattern": _PREFECTURE}),
    Query(None, description="都道府県、JISの2桁 / prefecture, two JIS digits"),
]
KindAsked = Annotated[
    Kind | None,
    WithJsonSchema({"type": "string", "enum": [str(kind) for kind in Kind]}),
    Query(None, description="病院の種類 / kind of the hospital"),
]
Limit = Annotated[
    int, Query(ge=1, le=MOST_ROWS, description="一度に返す行の数 / rows in one answer")
]
Offset = Annotated[
    int, Query(ge=0, le=100_000, description="飛ばす行の数 / rows to leave out before them")
]
Identity = Annotated[str, Path(description="病院の符号 / id of the hospital")]
AreaCode = Annotated[str, Path(description="医療圏の符号 / code of the area")]
TableName = Annotated[str, Path(description="表の名前 / name of the table")]
EditionName = Annotated[str, Path(description="版の名前 / name of the edition")]


def asking(on: date | None, recorded: date | None, q: str = "") -> Asking:
    """Put the parameters of a query together."""
    return Asking(on or today(), recorded, q.strip())
