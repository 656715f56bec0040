"""Edits of the Japanese form: treatment, its facility, the case class, and the extent codes 660 and 777.

Of the published rules, one cannot be told from the items (treatment begun before an operation makes the
extent 660), and one is about where survival starts: neither is an edit.
"""

from functools import reduce
from operator import and_, or_

from kinten.registry.edits.codes import is_at, is_of
from kinten.registry.edits.edit import (
    FORM,
    MANUAL,
    OKINAWA,
    OSAKA,
    OWN,
    Condition,
    Edit,
    Frame,
    Severity,
)
from kinten.vocabulary.wording import Words

NAMES = "JP-11"
"""Of every name with half-width letters; the cells are told one by one, the names never."""
_MARROW = "C42.0,C42.1"
_OPERATIONS = ("surgery", "scopic", "endoscopic")
_OTHERS = ("radiotherapy", "chemotherapy", "hormone_therapy", "other_therapy")
_LEUKAEMIA_MYELOMA = "9732,9800-9949"
_CLASSES = ((20, 1, 2), (21, 1, 3), (30, 2, 2), (31, 2, 3))


def treatment_edits() -> tuple[Edit, ...]:
    """Give the edits of treatment and extent."""
    return (
        Edit(
            "JP-01",
            Severity.ERROR,
            Words(
                "自施設で初回治療をしていなければ、進展度・術後病理学的は660です",
                "without a first course here the extent after operation is 660",
            ),
            ("extent_after", "treatment_facility", "topography"),
            OSAKA,
            lambda records: (
                records.treatment_facility.isin([1, 4])
                & ~is_at(records, _MARROW)
                & (records.extent_after != 660)
            ),
        ),
        Edit(
            "JP-02",
            Severity.ERROR,
            Words(
                "C42.0・C42.1で初回治療をしていなければ、進展度・術後病理学的は777です",
                "at C42.0 and C42.1 without a first course here it is 777",
            ),
            ("extent_after", "treatment_facility", "topography"),
            OSAKA,
            lambda records: (
                records.treatment_facility.isin([1, 4])
                & is_at(records, _MARROW)
                & (records.extent_after != 777)
            ),
        ),
        Edit(
            "JP-03",
            Severity.ERROR,
            Words(
                "手術をしていなければ、進展度・術後病理学的は660（C42.0・C42.1は777）です",
                "without an operation the extent after it is 660 (777 at C42.0 and C42.1)",
            ),
            ("extent_after", *_OPERATIONS, "topography"),
            OSAKA,
            _extent_without_operation,
        ),
        Edit(
            "JP-04",
            Severity.ERROR,
            Words(
                "自施設で初回治療をしていなければ、治療の項目はすべて2です",
                "without a first course here every treatment is 2",
            ),
            ("treatment_facility", *_OPERATIONS, *_OTHERS),
            OSAKA,
            lambda records: (
                records.treatment_facility.isin([1, 4, 8])
                & reduce(or_, (records[name] != 2 for name in (*_OPERATIONS, *_OTHERS)))
            ),
        ),
        Edit(
            "JP-05",
            Severity.WARNING,
            Words(
                "自施設の手術に9（不明）は原則として使いません",
                "9 (unknown) is not used for operations here",
            ),
            (*_OPERATIONS, "treatment_facility"),
            OSAKA,
            lambda records: (
                records.treatment_facility.isin([2, 3])
                & reduce(or_, (records[name] == 9 for name in _OPERATIONS))
            ),
        ),
        Edit(
            "JP-06",
            Severity.ERROR,
            Words(
                "手術をしていなければ、治療の範囲は6です", "without an operation its extent is 6"
            ),
            ("surgical_extent", *_OPERATIONS),
            OSAKA,
            lambda records: _without_operation(records) & (records.surgical_extent != 6),
            (("surgical_extent", (6,)),),
        ),
        Edit(
            "JP-07",
            Severity.ERROR,
            Words(
                "手術をしていれば、治療の範囲は1・4・9です",
                "after an operation its extent is 1, 4 or 9",
            ),
            ("surgical_extent", *_OPERATIONS),
            MANUAL,
            lambda records: (
                reduce(or_, (records[name] == 1 for name in _OPERATIONS))
                & records.surgical_extent.notin([1, 4, 9])
            ),
            (("surgical_extent", (9,)),),
        ),
        Edit(
            "JP-08",
            Severity.ERROR,
            Words("原発巣が不明なら、進展度は499です", "of an unknown primary the extent is 499"),
            ("extent_before", "topography"),
            MANUAL,
            lambda records: (
                (records.site == 809)
                & ~is_of(records, _LEUKAEMIA_MYELOMA)
                & (records.extent_before != 499)
            ),
        ),
        Edit(
            "JP-09",
            Severity.ERROR,
            Words(
                "白血病・多発性骨髄腫の進展度は777です",
                "of leukaemia and multiple myeloma the extent is 777",
            ),
            ("extent_before", "morphology"),
            MANUAL,
            lambda records: is_of(records, _LEUKAEMIA_MYELOMA) & (records.extent_before != 777),
        ),
        Edit(
            NAMES,
            Severity.ERROR,
            Words(
                "氏名・カナ氏名に半角文字があります（届出で受け付けられません）",
                "a name has half-width letters (refused at upload)",
            ),
            ("unread",),
            OKINAWA,
            lambda records: records.unread.re_search("(^|; )(kana_)?name="),
        ),
        Edit(
            "CASE-CLASS",
            Severity.ERROR,
            Words(
                "症例区分が診断施設・治療施設に合いません",
                "the case class does not fit where it was diagnosed and treated",
            ),
            ("case_class", "diagnosis_facility", "treatment_facility"),
            FORM,
            _class_differs,
            (("case_class", (20, 21)), ("treatment_facility", (3,))),
        ),
        Edit(
            "EXTENT-IN-SITU",
            Severity.QUERY,
            Words(
                "上皮内（性状2）と進展度400が合いません",
                "in situ (behaviour 2) and extent 400 differ",
            ),
            ("extent_before", "behaviour"),
            OWN,
            lambda records: (
                ((records.behaviour == 2) & records.extent_before.between(410, 440))
                | ((records.behaviour == 3) & (records.extent_before == 400))
            ),
            (("extent_before", (400, 410, 420, 430, 440)),),
        ),
    )


def _without_operation(records: Frame) -> Condition:
    return reduce(and_, (records[name] == 2 for name in _OPERATIONS))


def _extent_without_operation(records: Frame) -> Condition:
    fits = (~is_at(records, _MARROW) & (records.extent_after == 660)) | (
        is_at(records, _MARROW) & (records.extent_after == 777)
    )
    return _without_operation(records) & records.extent_after.notnull() & ~fits


def _class_differs(records: Frame) -> Condition:
    return reduce(
        or_,
        (
            (records.case_class == case)
            & ((records.diagnosis_facility != diagnosed) | (records.treatment_facility != treated))
            for case, diagnosed, treated in _CLASSES
        ),
    )
