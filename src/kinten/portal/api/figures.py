"""Operations about published figures: discharges by cancer and hospital, new cancers of the registry."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Path, Query
from pydantic import Field, StringConstraints, WithJsonSchema, create_model

from kinten.desk.incidence import SEXES, load_incidence
from kinten.desk.volumes_national import ranked_hospitals
from kinten.portal.api.parameters import Limit, Offset, On, Prefecture, Recorded, asking
from kinten.portal.api.places import page_of, rows_asked
from kinten.portal.api.refusing import RefusedError, not_found
from kinten.portal.api.serving import operation
from kinten.portal.api.shapes import page_shape, row_shape
from kinten.portal.opendata.tables import TABLES, Asking, rows_of
from kinten.portal.opendata.writing import records
from kinten.portal.volume_pages.hospitals_table import HOSPITALS_OF, rows_of_hospitals
from kinten.portal.volume_pages.published import published_discharges
from kinten.portal.volume_pages.seeing import see_volumes
from kinten.vocabulary.wording import FaultError, Words

router = Router(tags=["figures"])
Document = dict[str, Any]
DiseaseTotalRow = row_shape("DiseaseTotalRow", TABLES["discharge_totals"])
IncidenceRow = row_shape("IncidenceRow", TABLES["incidence"])
DiseaseHospitalRow = row_shape("DiseaseHospitalRow", HOSPITALS_OF)
DiseaseTotals = page_shape("DiseaseTotals", DiseaseTotalRow)
Incidences = page_shape("Incidences", IncidenceRow)
DiseaseHospitals = create_model(
    "DiseaseHospitals",
    __base__=page_shape("DiseaseHospitalPage", DiseaseHospitalRow),
    disease=(str, Field(description="がんの符号 / code of the cancer")),
)
DiseaseCode = Annotated[str, Path(description="がんの符号（6文字） / code of the cancer")]
_SITE = "^[0-9]{1,3}$"
SiteCode = Annotated[
    Annotated[str, StringConstraints(pattern=_SITE)] | None,
    WithJsonSchema({"type": "string", "pattern": _SITE}),
    Query(None, description="部位の符号。上皮内がんを含むものは100番台 / code of the site"),
]
_SEX = "^[012]$"
SexCode = Annotated[
    Annotated[str, StringConstraints(pattern=_SEX)] | None,
    WithJsonSchema({"type": "string", "pattern": _SEX}),
    Query(
        None,
        description="、".join(f"{code} {words.ja}" for code, words in SEXES.items())
        + " / "
        + ", ".join(f"{code} {words.en}" for code, words in SEXES.items()),
    ),
]


@operation(
    router,
    "/volumes",
    DiseaseTotals,
    Words("がんの種類ごとの公表された退院件数", "published discharges by cancer"),
    "/api/v1/volumes?on=2026-04-01&limit=5",
)
def volumes(
    request: HttpRequest,  # noqa: ARG001
    on: On = None,
    recorded: Recorded = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Document:
    """Give every cancer of the survey, with the share in the hospitals designated on a day."""
    asked = asking(on, recorded)
    rows = records(TABLES["discharge_totals"], rows_asked("discharge_totals", asked))
    return page_of(asked, rows, limit, offset)


@operation(
    router,
    "/volumes/{disease}",
    DiseaseHospitals,
    Words("がんの一つの病院ごとの退院件数", "hospitals of one cancer by discharges"),
    "/api/v1/volumes/060020?prefecture=17&on=2026-04-01&limit=5",
)
def disease_volumes(
    request: HttpRequest,  # noqa: ARG001
    disease: DiseaseCode,
    prefecture: Prefecture = None,
    on: On = None,
    recorded: Recorded = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Document:
    """Give the hospitals with a published figure, ranked; then the designated ones without."""
    if disease not in published_discharges().diseases:
        raise not_found(
            "disease", Words("その符号のがんはありません。", "there is no cancer with this code.")
        )
    asked = asking(on, recorded)
    try:
        seen = see_volumes(asked.day, asked.recorded_by)
    except FaultError as fault:
        raise RefusedError(404, fault.what, "on", fault.mend) from fault
    found = ranked_hospitals(seen.discharges, seen.snapshot, disease, prefecture)
    rows = records(HOSPITALS_OF, rows_of_hospitals(seen, found))
    return page_of(asked, rows, limit, offset) | {"disease": disease}


@operation(
    router,
    "/incidence",
    Incidences,
    Words("全国のがんの罹患数と率", "new cancers of the country and their rates"),
    "/api/v1/incidence?site=5&sex=0&limit=10",
)
def incidence(
    request: HttpRequest,  # noqa: ARG001
    site: SiteCode = None,
    sex: SexCode = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Document:
    """Give counts and rates by site, sex and year; of one site where it is named."""
    if site is not None and int(site) not in load_incidence().sites:
        raise not_found(
            "site", Words("その符号の部位はありません。", "there is no site with this code.")
        )
    asked = Asking(asking(None, None).day)
    found = [
        row
        for row in records(TABLES["incidence"], rows_of(TABLES["incidence"], asked))
        if (site is None or row["site"] == str(int(site))) and (sex is None or row["sex"] == sex)
    ]
    return page_of(asked, found, limit, offset) | {"on": None}
