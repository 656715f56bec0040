"""The accessibility statement: which pages were tested how, and what is not met. The tests read these lists."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinten.portal.policy.stating import states
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of page, with the address of one that is tested in Chromium (axe, keyboard, 320 pixels wide)."""

    words: Words
    address: str


PAGE_TYPES = (
    PageType(Words("はじめの頁", "first page"), "/"),
    PageType(Words("病院の一覧", "list of hospitals"), "/hospitals/?q=東京"),
    PageType(Words("病院の頁", "page of a hospital"), "/hospitals/DCH001/"),
    PageType(
        Words("病院の印刷用の頁", "page of a hospital for printing"), "/hospitals/DCH001/print/"
    ),
    PageType(Words("医療圏の一覧", "list of areas"), "/areas/?state=open"),
    PageType(Words("医療圏の頁", "page of an area"), "/areas/2024/0501/"),
    PageType(Words("地図", "map"), "/map/?year=2024"),
    PageType(Words("指針の版", "editions of the guideline"), "/guidelines/"),
    PageType(Words("版の条項", "clauses of an edition"), "/guidelines/R4.8/"),
    PageType(
        Words("版の違い", "differences of editions"), "/guidelines/compare/?from=H30.7&to=R4.8"
    ),
    PageType(Words("見られる理由", "why a page may be seen"), "/why/?at=/hospitals/"),
    PageType(Words("公開データの一覧", "list of open data"), "/data/"),
    PageType(Words("公開データの表", "table of open data"), "/data/published_counts/"),
    PageType(Words("サインイン", "sign in"), "/accounts/login/"),
    PageType(Words("パスワードの再設定", "reset of a password"), "/accounts/password/reset/"),
    PageType(Words("この頁", "this page"), "/accessibility/"),
)
"""Types of page of a visitor that the tests open; what is not here was not tested."""

NOT_MET = (
    Words(
        "サインインした後の頁と、APIの説明の頁は、上の自動の試験に入っていません。",
        "pages behind the sign-in and the page that describes the API are not in the tests above.",
    ),
    Words(
        "ふりがなは付けていません。報告に読みのない病院名は、読み上げが正しくないことがあります。",
        "there is no furigana; a hospital's name without a reported reading may be read aloud wrongly.",
    ),
    Words(
        "画面読み上げソフト、Firefox、Safari では試験していません（Chromium だけです）。",
        "no screen reader, Firefox or Safari was tested (Chromium alone was).",
    ),
)


@states("public.read")
def accessibility(request: HttpRequest) -> HttpResponse:
    """Give the statement."""
    shown = {"section": "accessibility", "types": PAGE_TYPES, "not_met": NOT_MET}
    return render(request, "public/accessibility.html", shown)
