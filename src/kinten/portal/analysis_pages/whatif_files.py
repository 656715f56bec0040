"""The files of a what-if: one table as CSV, everything as a workbook or a JSON document."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from kinten.desk.whatif_result import whatif_document
from kinten.portal.analysis_pages.figures import WITHHELD, may_take, take_figures
from kinten.portal.analysis_pages.files import answer_file, csv_of, workbook_of
from kinten.portal.analysis_pages.reckoning import Counts, Reckoned, reckon
from kinten.portal.analysis_pages.result_tables import (
    MADE_UP,
    TABLES,
    tables_of,
    whole_workbook,
)
from kinten.portal.analysis_pages.scenario import read_scenario
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.stating import refuse, states
from kinten.vocabulary.wording import FaultError, Words

_NAME = Words("改定案の計算", "what-if")
_HIDDEN = ("hospitals", "areas", "ways", "ways_bounds", "gains", "second_round", "not_matched")
_COUNTED = frozenset({"hospitals", "areas"})


@states("public.read")
def whatif_csv(request: HttpRequest, table: str) -> HttpResponse:
    """Give one table of a result."""
    if table not in TABLES:
        raise Http404
    found = _reckon(request)
    if isinstance(found, HttpResponse):
        return found
    if table not in tables_of(found):
        raise _not_there(found)
    told = TABLES[table](found, _lang())
    title = f"{_NAME.ja}_{told.title.replace('/', '_')}"
    day = found.scenario.day
    return answer_file(csv_of(told), title, f"whatif-{table}", ".csv", day)


@states("public.read")
def whatif_workbook(request: HttpRequest) -> HttpResponse:
    """Give everything of a result as the sheets of one workbook."""
    found = _reckon(request)
    if isinstance(found, HttpResponse):
        return found
    sheets = whole_workbook(found, _lang(), is_made_up=settings.IS_MADE_UP)
    return answer_file(workbook_of(sheets), _NAME.ja, "whatif", ".xlsx", found.scenario.day)


@states("public.read")
def whatif_json(request: HttpRequest) -> HttpResponse:
    """Give everything of a result as the document of `kinten whatif --json`, with counts and data beside."""
    found = _reckon(request)
    if isinstance(found, HttpResponse):
        return found
    content = json.dumps(_document(found), ensure_ascii=False).encode()
    return answer_file(content, _NAME.ja, "whatif", ".json", found.scenario.day)


def _reckon(request: HttpRequest) -> Reckoned | HttpResponse:
    """Reckon what an address asks; a file obeys every part of it or is refused."""
    read = read_scenario(request)
    wrong = "value" if read.error is not None else next(iter(read.odd), "")
    if wrong:
        what = read.error or Words("読めません。", "it cannot be read.")
        mend = Words(
            "ページの「ファイル」の住所を使ってください。",
            "Use an address under 'Files' of the page.",
        )
        raise FaultError(what, wrong, mend)
    viewer = viewer_of(request)
    answer = may_take(viewer, read.scenario.data)
    if not answer.is_allowed:
        return refuse(request, answer)
    found = reckon(read.scenario, take_figures(viewer, read.scenario.data))
    if found is None:
        raise FaultError(
            Words("判定する報告がありません。", "there is no report to judge."),
            f"data={read.scenario.data}",
            Words("別の資料か類型を選んでください。", "Choose other data or another kind."),
        )
    return found


def _document(reckoned: Reckoned) -> dict[str, Any]:
    document = whatif_document(reckoned.result, None)
    figures = reckoned.figures
    used = dict.fromkeys(each.source for each in reckoned.result.joined.reports)
    inputs = [{"name": each.name, "sha256": each.sha256} for each in used]
    document["inputs"] = [*inputs, *document["inputs"]]
    document["call"]["kind"] = reckoned.scenario.kind
    document["call"]["reports"] = len(used)
    if not figures.is_named:
        document |= dict.fromkeys(_HIDDEN)
        document["bounds"] = {
            end: {name: count for name, count in sums.items() if name in _COUNTED}
            for end, sums in document["bounds"].items()
        }
        document["curve"] = [{**each, "people": None} for each in document["curve"]]
    low, high = reckoned.unreported
    return document | {
        "data": {
            "name": figures.data.value,
            "told": figures.data.told._asdict(),
            "waiting": figures.waiting,
            "withheld": None if figures.is_named else WITHHELD._asdict(),
            "made_up": MADE_UP._asdict() if settings.IS_MADE_UP else None,
        },
        "counts": {
            "before": _counts(reckoned.before),
            "after": _counts(reckoned.after),
            "without_report": {"at_least": low, "at_most": high},
        },
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "met": dict(zip(("at_least", "at_most"), counts.meets, strict=True)),
        "unmet": dict(zip(("at_least", "at_most"), counts.misses, strict=True)),
        "unknown": counts.unknown,
        "not_bound": counts.not_bound,
    }


def _not_there(reckoned: Reckoned) -> FaultError:
    """Tell which tables there are, and why others are not."""
    names = " ".join(tables_of(reckoned))
    why = Words("この結果にその表はありません。", "this result has no such table.")
    if not reckoned.figures.is_named:
        why = WITHHELD
    return FaultError(why, "table", Words(f"あるのは {names} です。", f"There are: {names}."))


def _lang() -> str:
    return get_language() or "ja"
