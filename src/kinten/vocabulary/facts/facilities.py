"""Facilities (医療施設) and what the hospital says it provides."""

from kinten.vocabulary.facts.definition import ROOMS, UNITS, FactDefinition, FactType, Supply
from kinten.vocabulary.wording import Words


def _yes_no(fact: str, ja: str, en: str) -> FactDefinition:
    return FactDefinition(fact, Words(ja, en), FactType.YES_NO, Supply.FACILITY)


FACILITIES = (
    _yes_no("provides_radiotherapy", "自施設で放射線治療を行う", "gives radiotherapy itself"),
    _yes_no(
        "lists_leukaemia_as_specialty", "白血病を専門分野に掲げる", "lists leukaemia as a specialty"
    ),
    FactDefinition(
        "external_beam_units",
        Words("体外照射ができる放射線治療機器の台数", "external-beam radiotherapy units"),
        FactType.COUNT,
        Supply.FACILITY,
        UNITS,
    ),
    FactDefinition(
        "clean_rooms",
        Words("無菌室の数", "clean rooms"),
        FactType.COUNT,
        Supply.FACILITY,
        ROOMS,
    ),
    _yes_no("outpatient_chemo_room", "外来化学療法室の設置", "outpatient chemotherapy room"),
    _yes_no("icu", "集中治療室の設置", "intensive care unit"),
    _yes_no(
        "pathology_room_frozen_section",
        "術中迅速病理診断ができる病理診断室",
        "pathology room able to do intra-operative rapid diagnosis",
    ),
)
