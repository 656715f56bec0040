"""Edits of sex, age, site, histology, behaviour, basis and grade (IARC Technical Report 42).

The lists of T-cell and B-cell histologies that a grade must fit were not in the sources seen: these two
rules are a hole.
"""

from functools import reduce
from operator import or_

from kinten.registry.edits.codes import is_at, is_of
from kinten.registry.edits.edit import HOSPITALS, OWN, TR42, Condition, Edit, Fails, Frame, Severity
from kinten.vocabulary.wording import Words

_RARE = Severity.WARNING
_GRADES = (
    (1, "8331,9187,9511"),
    (2, "8249,8332,9083,9243,9372"),
    (3, "8631,8634"),
    (4, "8020,8021,8805,9062,9082,9392,9401,9451,9505,9512"),
    (8, "9948"),
)
_WITHOUT_MICROSCOPE = (
    "8000,8150-8154,8170,8270-8281,8800,8960,9050,9100,9140,9350,9380,9384,9500,9510,9530-9539,9590,"
    "9732,9761,9800"
)
_BORDERLINE_SINCE = 2016
_BRAIN = "C70.0,C70.1,C70.9,C71,C72.0-C72.5,C72.8,C72.9,C75.1-C75.3"
_PAIRED = "C07,C34,C40,C50,C56,C57.0,C62,C63.0,C63.1,C64,C65,C66,C69,C74"
_AGE = ("birth_date", "diagnosis_date")


def tumour_edits() -> tuple[Edit, ...]:
    """Give the edits across sex, age, site, histology, behaviour, basis and grade."""
    return (
        Edit(
            "SEX-SITE",
            Severity.ERROR,
            Words("性別と部位が合いません", "the sex cannot have this site"),
            ("topography", "sex"),
            TR42,
            lambda records: (
                ((records.sex == 1) & is_at(records, "C51-C58"))
                | ((records.sex == 2) & is_at(records, "C60-C63"))
            ),
        ),
        *_ages(),
        Edit(
            "BEHAVIOUR-SITE",
            _RARE,
            Words("この部位の上皮内がんはまれです", "in situ is rare at this site"),
            ("behaviour", "topography"),
            TR42,
            lambda records: (
                (records.behaviour == 2) & is_at(records, "C40,C41,C42,C47,C49,C70,C71,C72")
            ),
        ),
        Edit(
            "BEHAVIOUR-REPORTED",
            _RARE,
            Words(
                "性状0・1が登録の対象になるのは、脳・中枢神経、GIST、卵巣の境界悪性だけです",
                "behaviour 0 or 1 is registered only for the brain, GIST and borderline tumours of the ovary",
            ),
            ("behaviour", "topography", "morphology", "diagnosis_date"),
            HOSPITALS,
            _is_not_reported,
        ),
        Edit(
            "BASIS-HISTOLOGY",
            _RARE,
            Words(
                "顕微鏡によらない診断でこの組織型は付けられません",
                "this histology needs a microscope",
            ),
            ("basis", "morphology", "topography"),
            TR42,
            _needs_microscope,
            (("basis", (1, 2, 9)),),
        ),
        *_grades(),
        Edit(
            "LATERALITY-PAIRED",
            Severity.QUERY,
            Words("対をなす臓器なのに側性なしです", "a paired organ without a side"),
            ("laterality", "topography"),
            OWN,
            lambda records: (records.laterality == 7) & is_at(records, _PAIRED),
            (("laterality", (7,)),),
        ),
    )


def _ages() -> tuple[Edit, ...]:
    return (
        _rare_age(
            "AGE-SITE-5",
            "5歳未満の子宮頸部・前立腺",
            "cervix or prostate under 5",
            lambda records: (records.age_at_diagnosis < 5) & is_at(records, "C53,C61"),
            "topography",
        ),
        _rare_age(
            "AGE-SITE-20",
            "20歳未満ではまれな部位",
            "a site that is rare under 20",
            lambda records: (
                (records.age_at_diagnosis < 20)
                & is_at(records, "C15,C19,C20,C21,C23,C24,C38.4,C50,C53,C54,C55")
            ),
            "topography",
        ),
        _rare_age(
            "AGE-HISTOLOGY-25",
            "25歳以下ではまれな組織型",
            "a histology that is rare up to 25",
            lambda records: (records.age_at_diagnosis <= 25) & is_of(records, "9730,9823,9890"),
            "morphology",
        ),
        _rare_age(
            "AGE-HISTOLOGY-CHILD",
            "15歳以上ではまれな小児の組織型",
            "a histology of children at 15 or older",
            lambda records: (
                (records.age_at_diagnosis >= 15)
                & is_of(records, "8910,8960,8961,8962,8970,8981,8991,9072,9470,9490,9500,9687")
            ),
            "morphology",
        ),
        _rare_age(
            "AGE-HISTOLOGY-15",
            "15歳未満ではまれな組織型",
            "a histology that is rare under 15",
            lambda records: (records.age_at_diagnosis < 15) & is_of(records, "9724,9732,9823"),
            "morphology",
        ),
        _rare_age(
            "AGE-PROSTATE-40",
            "40歳未満の前立腺の腺癌",
            "adenocarcinoma of the prostate under 40",
            lambda records: (
                (records.age_at_diagnosis < 40)
                & is_at(records, "C61")
                & is_of(records, "8140-8149")
            ),
            "topography",
            "morphology",
        ),
        _rare_age(
            "AGE-SMALL-INTESTINE-20",
            "20歳未満の小腸のがん（リンパ腫を除く）",
            "small intestine under 20, but for lymphoma",
            lambda records: (
                (records.age_at_diagnosis < 20)
                & is_at(records, "C17")
                & (records.morphology < 9590)
            ),
            "topography",
            "morphology",
        ),
        _rare_age(
            "AGE-LUNG-COLON-20",
            "20歳未満の気管・肺・結腸（カルチノイドを除く）",
            "trachea, lung or colon under 20, but for carcinoid",
            lambda records: (
                (records.age_at_diagnosis < 20)
                & is_at(records, "C33,C34,C18")
                & ~is_of(records, "8240-8249")
            ),
            "topography",
            "morphology",
        ),
        _rare_age(
            "AGE-RETINOBLASTOMA-5",
            "5歳を超える網膜芽細胞腫",
            "retinoblastoma over 5",
            lambda records: (
                (records.age_at_diagnosis > 5) & is_at(records, "C69") & is_of(records, "9510,9512")
            ),
            "topography",
            "morphology",
        ),
        _rare_age(
            "AGE-PLACENTA",
            "15歳未満か45歳を超える胎盤の絨毛癌",
            "choriocarcinoma of the placenta under 15 or over 45",
            lambda records: (
                ((records.age_at_diagnosis < 15) | (records.age_at_diagnosis > 45))
                & is_at(records, "C58")
                & is_of(records, "9100")
            ),
            "topography",
            "morphology",
        ),
    )


def _rare_age(rule: str, ja: str, en: str, fails: Fails, *items: str) -> Edit:
    return Edit(rule, _RARE, Words(f"{ja}です", f"it is {en}"), (*items, *_AGE), TR42, fails)


def _grades() -> tuple[Edit, ...]:
    fixed = " ".join(f"{histologies}={grade}" for grade, histologies in _GRADES)

    def is_off(records: Frame) -> Condition:
        return reduce(
            or_,
            (
                is_of(records, histologies) & (records.grade != grade)
                for grade, histologies in _GRADES
            ),
        ) & (records.grade != 9)

    return (
        Edit(
            "GRADE-BEHAVIOUR",
            Severity.ERROR,
            Words(
                "悪性でない腫瘍の異型度は9です", "the grade of a tumour that is not malignant is 9"
            ),
            ("grade", "behaviour"),
            TR42,
            lambda records: (records.behaviour != 3) & (records.grade != 9),
        ),
        Edit(
            "GRADE-HISTOLOGY",
            Severity.ERROR,
            Words(
                f"組織型が異型度を決めます（{fixed}）", f"the histology fixes the grade ({fixed})"
            ),
            ("grade", "morphology"),
            TR42,
            is_off,
        ),
        Edit(
            "GRADE-CELLS",
            Severity.ERROR,
            Words(
                "異型度5-8は造血・リンパの腫瘍だけです", "grades 5 to 8 are of blood and lymph only"
            ),
            ("grade", "morphology"),
            TR42,
            lambda records: records.grade.between(5, 8) & (records.morphology < 9590),
        ),
        Edit(
            "GRADE-LYMPHOMA",
            Severity.ERROR,
            Words(
                "T・NK細胞リンパ腫の異型度ではありません（9714は4・5・7、9700-9719は5・8）",
                "no grade of a lymphoma of T or NK cells (9714: 4, 5, 7; 9700-9719: 5, 8)",
            ),
            ("grade", "morphology"),
            TR42,
            lambda records: (
                (records.grade != 9)
                & (
                    ((records.morphology == 9714) & records.grade.notin([4, 5, 7]))
                    | (
                        records.morphology.between(9700, 9719)
                        & (records.morphology != 9714)
                        & records.grade.notin([5, 8])
                    )
                )
            ),
        ),
    )


def _is_not_reported(records: Frame) -> Condition:
    return (
        records.behaviour.isin([0, 1])
        & ~is_at(records, _BRAIN)
        & (records.morphology != 8936)
        & ~(
            (records.behaviour == 1)
            & is_of(records, "8440-8479")
            & is_at(records, "C56")
            & (records.diagnosis_date // 10000 >= _BORDERLINE_SINCE)
        )
    )


def _needs_microscope(records: Frame) -> Condition:
    return (
        records.basis.isin([0, 1, 2, 4, 9])
        & ~is_of(records, _WITHOUT_MICROSCOPE)
        & ~((records.morphology == 8720) & is_at(records, "C44,C69"))
    )
