"""What can be done to protected tables: received and withdrawn. Each act writes its event."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kinten.disclosure.masking import DEFAULT_K
from kinten.example.record_writing import MARKED_NAMES
from kinten.portal.places.reading import current_atlas
from kinten.portal.record.appending import EVERY, Actor, Change, append
from kinten.portal.registry_pages.cells import MOST_ROWS, Cells, read_protected
from kinten.portal.registry_pages.models import ProtectedTable, Visibility
from kinten.portal.reports.files import keep_file
from kinten.portal.reports.reading import is_example
from kinten.report.model import Source
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a table beside its cells; ``year`` where the table has no such dimension."""

    title: str
    source: str
    visibility: Visibility
    title_en: str = ""
    licence: str = ""
    year: str = ""
    hospital: str = ""
    prefecture: str = ""
    threshold: int = DEFAULT_K
    rounding: int = 0
    is_made_up: bool = False


@transaction.atomic
def receive_table(
    actor: Actor,
    data: bytes,
    name: str,
    told: Told,
    reason: str = "",
    *,
    most_rows: int = MOST_ROWS,
) -> tuple[ProtectedTable, bool]:
    """Audit and record a protected table; gives it and whether it is new.

    FaultError where it is not protected, without a title or a source, for a hospital or prefecture that
    is not known, where the same file stands under other terms, and where made-up figures would stand
    under a real hospital's name or the reverse.
    """
    name = PurePath(name.replace("\\", "/")).name[:255]
    cells = read_protected(
        data, name, threshold=told.threshold, rounding=told.rounding, most_rows=most_rows
    )
    is_made_up = told.is_made_up or any(mark in name.lower() for mark in MARKED_NAMES)
    prefecture = _check_told(told, name)
    _refuse_foreign(cells, told, name, is_made_up=is_made_up)
    digest = sha256(data).hexdigest()
    years = list(cells.years or ([told.year] if told.year else []))
    terms = {
        "title": told.title.strip(),
        "visibility": str(told.visibility),
        "hospital": told.hospital,
        "prefecture": prefecture,
        "threshold": told.threshold,
        "rounding": told.rounding,
        "is_made_up": is_made_up,
    }
    same = ProtectedTable.objects.select_for_update().filter(file_sha256=digest, withdrawn=None)
    if (there := same.first()) is not None:
        if any(getattr(there, key) != value for key, value in terms.items()):
            raise FaultError(
                Words(
                    f"同じファイルがもうあります（表 {there.pk}）。",
                    f"it is table {there.pk} already.",
                ),
                name,
                Words("その表を取り下げてから送ってください。", "Withdraw that table first."),
            )
        return there, False
    keep_file(actor, data, Source(name, digest), told.hospital)
    table = ProtectedTable.objects.create(
        **terms,
        title_en=told.title_en.strip(),
        source=told.source.strip(),
        licence=told.licence.strip(),
        dimensions=list(cells.dimensions),
        years=years,
        content=[[*values, n, status] for values, n, status in cells.rows],
        rows=len(cells.rows),
        hidden=cells.hidden,
        file_name=name,
        file_sha256=digest,
    )
    after = {
        **terms,
        "source": table.source,
        "dimensions": table.dimensions,
        "years": years,
        "rows": table.rows,
        "hidden": table.hidden,
        "file": digest,
    }
    change = Change(
        "registry.receive", "registry_table", str(table.pk), {}, after, seals=EVERY,
        hospital=table.hospital, reason=reason,
    )  # fmt: skip
    append(actor, change)
    return table, True


@transaction.atomic
def withdraw_table(actor: Actor, table: ProtectedTable, reason: str) -> ProtectedTable:
    """Withdraw a table: from now on nobody is shown it; FaultError for one that is withdrawn already."""
    held = ProtectedTable.objects.select_for_update().get(pk=table.pk)
    if held.withdrawn is not None:
        raise FaultError(
            Words("この表はもう取り下げられています。", "this table is withdrawn already."),
            str(held.pk),
            Words("直すものはありません。", "There is nothing to do."),
        )
    held.withdrawn = timezone.now()
    held.save(update_fields=["withdrawn"])
    change = Change(
        "registry.withdraw", "registry_table", str(held.pk),
        {"withdrawn": None}, {"withdrawn": held.withdrawn.isoformat()},
        hospital=held.hospital, reason=reason,
    )  # fmt: skip
    append(actor, change)
    return held


def _check_told(told: Told, name: str) -> str:
    """Give the prefecture; raise for what is lacking or not known."""
    known = current_atlas().network.hospitals.get(told.hospital)
    prefecture = told.prefecture if known is None else known.prefecture
    what = None
    if not (0 < len(told.title.strip()) <= 200 and 0 < len(told.source.strip()) <= 400):
        what = Words("表の題と出典が要ります。", "it needs a title and a source.")
    elif len(told.title_en) > 200 or len(told.licence) > 200 or len(told.year) > 20:
        what = Words("長すぎる語があります。", "a word is too long.")
    elif (told.hospital and known is None) or (prefecture and prefecture not in PREFECTURES):
        what = Words("病院か都道府県が分かりません。", "hospital or prefecture is not known.")
    elif told.visibility is Visibility.PUBLIC and (told.hospital or told.prefecture):
        what = Words(
            "だれでも見られる表に、病院や都道府県は付けません。",
            "a table for anybody is nobody's own.",
        )
    if what is not None:
        mend = Words("書き直して、もう一度送ってください。", "Mend it and send it again.")
        raise FaultError(what, name, mend)
    return prefecture


def _refuse_foreign(cells: Cells, told: Told, name: str, *, is_made_up: bool) -> None:
    """Raise where made-up figures would stand under a real hospital's name, or the reverse."""
    known = current_atlas().network.hospitals
    # Whatever the column is called: a hospital is known by its id or its name.
    named = {told.hospital, *(value for values in cells.values for value in values)}
    texts = {each.name: of for of, each in known.items()}
    ids = {texts.get(each, each) for each in named}
    wrong = sorted(of for of in ids if of in known and is_example(of) != is_made_up)
    if wrong or (is_made_up and not settings.IS_MADE_UP):
        listed = " ".join(wrong[:3])
        raise FaultError(
            Words(
                f"架空の値を実在の病院の名で、またはその逆には示しません（{listed}）。",
                f"made-up figures never stand under a real hospital's name, nor the reverse ({listed}).",
            ),
            name,
            Words(
                "架空の表は、例示の作業フォルダーの「例示」と付く病院のものだけを受け取ります。",
                "Made-up tables are received in a made-up workspace, of invented hospitals alone.",
            ),
        )
