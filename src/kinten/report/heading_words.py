"""The words that make the heading of a figure, and the words that make it another figure.

A heading is taken only where every part of it is known. 「放射線治療のべ患者数」 is one figure,
「放射線診断件数」, 「外来の放射線治療患者数」 and 「放射線治療装置台数」 are others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SHARED = (
    "年間|1年間|一年間|暦年|直近|当該|自施設|自院|貴院|における|に対する|に関する|にかかる|に係る|による|への|での|"
    "の|に|を|が|は|等|および|及び|実施した|行った|実施|実績|総数|総件数|単位|名|数|/年|[()/・、,:;*※「」\\[\\]]"
)


@dataclass(frozen=True, slots=True)
class FigureWords:
    """One figure: words that must all be there, words that may be, and short forms of it.

    ``stem`` alone makes a heading resemble the figure. A heading that is a ``short`` form leaves
    out what is counted; it is read, and told.
    """

    fact: str
    stem: re.Pattern[str]
    needs: tuple[re.Pattern[str], ...]
    words: re.Pattern[str]
    short: re.Pattern[str] | None

    def is_named_by(self, heading: str) -> bool:
        """Whether a folded heading names the figure, whole or in a short form."""
        has_all = all(need.search(heading) for need in self.needs)
        # One pass over the words, not a repeated group: that would try every split of a long heading.
        is_whole = has_all and not self.words.sub("", heading)
        return is_whole or self.is_short(heading)

    def is_short(self, heading: str) -> bool:
        """Whether a folded heading is a short form of the figure's name."""
        return self.short is not None and self.short.fullmatch(heading) is not None


def _figure(fact: str, stem: str, needs: Sequence[str], words: str, short: str = "") -> FigureWords:
    return FigureWords(
        fact,
        re.compile(stem),
        tuple(re.compile(need) for need in needs),
        re.compile(f"{words}|{_SHARED}"),
        re.compile(short) if short else None,
    )


_COUNTED = "件数|症例数|例数|人数|患者数|患者|件|人|例"
FIGURES = (
    _figure(
        "inpatient_cancer_share",
        "入院.*占める|入院.*割合",
        ("入院", "占める", "がん", "割合|率"),
        "新?入院|占める|がん患者|がん|患者|割合|比率",
    ),
    _figure(
        "resident_share",
        "居住|診療の?割合",
        ("居住", "がん患者", "割合|率"),
        "(?:第?[二2]次|がん)?医療圏域?|圏域|内|居住する|居住している|居住|新入院|がん患者|診療した|診療|受療|"
        "うち|割合|率|(?:2|二)割",
        "(?:がん患者の)?診療(?:実績)?の?割合",
    ),
    _figure(
        "inpatient_cancer_patients",
        "入院.*がん患者|がん.*入院患者",
        ("入院", "がん", "患者", "数"),
        "新?入院|がん患者|がん|患者|のべ|延べ?",
    ),
    _figure(
        "registry_cases",
        "がん登録",
        ("がん登録", "数|例|実績"),
        f"院内|がん登録|初回治療|開始例|分|入院・外来を?(?:問わない|含む)|{_COUNTED}",
        "(?:院内)?がん登録",
    ),
    _figure(
        "cancer_surgeries",
        "手術",
        ("悪性腫瘍|がん|悪性新生物", "手術", "数|例|実績"),
        f"悪性腫瘍|悪性新生物|がん患者|がん|手術|{_COUNTED}",
        "(?:年間)?手術の?(?:実施)?(?:件数|症例数|数)?|(?:悪性腫瘍|がん)の?手術",
    ),
    _figure(
        "drug_therapy_patients",
        "薬物",
        ("薬物療法", "患者"),
        f"がん|悪性腫瘍|薬物療法|のべ|延べ?|{_COUNTED}",
        "(?:がんに係る|がん)?薬物療法の?(?:のべ|延べ?)?(?:人数|数)?",
    ),
    _figure(
        "chemotherapy_patients",
        "化学療法",
        ("化学療法", "患者"),
        f"がん|悪性腫瘍|化学療法|のべ|延べ?|{_COUNTED}",
        "(?:がんに係る|がん)?化学療法の?(?:のべ|延べ?)?(?:人数|数)?",
    ),
    _figure(
        "radiotherapy_patients",
        "放射線",
        ("放射線治療", "患者"),
        f"がん|悪性腫瘍|放射線治療|のべ|延べ?|{_COUNTED}",
        "(?:がんに係る|がん)?放射線治療の?(?:のべ|延べ?)?(?:人数|数)?",
    ),
    _figure(
        "palliative_team_referrals",
        "緩和ケア",
        ("緩和ケアチーム", "新規"),
        f"緩和ケアチーム|新規|診療|介入|依頼|紹介|症例|した|する|{_COUNTED}",
        "緩和ケアチームの?(?:診療)?(?:依頼|介入)(?:件数|患者数|症例数|数)?",
    ),
    _figure(
        "consultations",
        "相談",
        ("相談.*(?:件数|数)",),
        "がん相談支援センター|相談支援センター|がん相談|相談支援|相談|のべ|延べ?|件数|件",
        "相談",
    ),
)
"""The figures of 資料3-1-①. 「年間入院患者に占めるがん患者の割合」 goes before the resident share."""

OF_OTHERS = re.compile(
    r"うち|再掲|内訳|外来|入院|実人数|実患者|平均|中央値|目標|計画|見込|順位|比$|前年比|増減|達成|充足|判定|有無|参考|"
    r"良性|全国|県内|圏外|備考|差$|割合$"
)
"""Words around a heading (in a group above it or in a line below) that make it another figure."""
