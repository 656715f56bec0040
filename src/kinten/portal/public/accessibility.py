"""The accessibility statement: which pages were tested how, and what is not met. The tests read these lists."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Role
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of page, with the address of one that is tested in Chromium (axe, keyboard, 320 pixels wide).

    ``role`` is that of the invented user who opens it, None for a visitor; EX001 is the hospital of that
    role. An address with {job} or {invitation} is that of one that the test makes.
    """

    words: Words
    address: str
    role: Role | None = None

    @property
    def is_made(self) -> bool:
        """Whether the test makes what is opened."""
        return self.address.startswith("{")


PAGE_TYPES = (
    PageType(Words("はじめの頁", "first page"), "/"),
    PageType(Words("病院の一覧", "list of hospitals"), "/hospitals/?q=東京"),
    PageType(
        Words("がんで絞った病院の一覧", "list of hospitals by cancer"),
        "/hospitals/?q=乳がん&prefecture=17&sort=-figure",
    ),
    PageType(
        Words("見つからない語の一覧", "list for words that find nothing"),
        "/hospitals/?q=旭川医課大学",
    ),
    PageType(Words("病院の頁", "page of a hospital"), "/hospitals/DCH001/"),
    PageType(
        Words("病院の印刷用の頁", "page of a hospital for printing"), "/hospitals/DCH001/print/"
    ),
    PageType(Words("報告の版の一覧", "versions of reports"), "/hospitals/DCH001/reports/"),
    PageType(
        Words("二つの版の違い", "differences of versions"), "/hospitals/DCH001/reports/compare/"
    ),
    PageType(Words("医療圏の一覧", "list of areas"), "/areas/?state=open"),
    PageType(Words("医療圏の頁", "page of an area"), "/areas/2024/0501/"),
    PageType(Words("地図", "map"), "/map/?year=2024"),
    PageType(Words("がんの種類ごとの退院件数", "discharges by cancer"), "/volumes/"),
    PageType(
        Words("がんの一つの病院ごとの退院件数", "hospitals of one cancer"),
        "/volumes/060020/?prefecture=17",
    ),
    PageType(Words("全国のがんの罹患数", "new cancers of the country"), "/cancer/"),
    PageType(Words("部位の一つの罹患数", "new cancers of one site"), "/cancer/12/"),
    PageType(
        Words("ICD-10の分類ごとの罹患数", "new cancers by ICD-10 category"), "/cancer/categories/"
    ),
    PageType(Words("分類の一つの罹患数", "new cancers of one category"), "/cancer/categories/C45/"),
    PageType(Words("指針の版", "editions of the guideline"), "/guidelines/"),
    PageType(Words("版の条項", "clauses of an edition"), "/guidelines/R4.8/"),
    PageType(
        Words("版の違い", "differences of editions"), "/guidelines/compare/?from=H30.7&to=R4.8"
    ),
    PageType(
        Words("改定案の計算", "what-if"),
        "/whatif/?clause=R4.8/volume/absolute/registry&value=1500&scope=clause&roughly=strict",
    ),
    PageType(
        Words("資料による改定案の計算", "what-if on panel papers"),
        "/whatif/?data=papers&value=1300",
    ),
    PageType(Words("見られる理由", "why a page may be seen"), "/why/?at=/hospitals/"),
    PageType(Words("公開データの一覧", "list of open data"), "/data/"),
    PageType(Words("公開データの表", "table of open data"), "/data/published_counts/"),
    PageType(Words("がん登録の集計の一覧", "tables of the cancer registry"), "/registry/"),
    PageType(
        Words("がん登録の集計", "table of the cancer registry"),
        "/registry/1/?by=hospital&across=group",
    ),
    PageType(Words("ファンネルプロット", "funnel plot"), "/registry/1/funnel/?share=group:C25"),
    PageType(Words("サインイン", "sign in"), "/accounts/login/"),
    PageType(Words("パスワードの再設定", "reset of a password"), "/accounts/password/reset/"),
    PageType(Words("APIの説明", "description of the API"), "/api/v1/docs/"),
    PageType(Words("この頁", "this page"), "/accessibility/"),
    PageType(Words("ない頁", "page that is not there"), "/hospitals/NONE/"),
    PageType(Words("見られない頁", "page that may not be seen"), "/people/", Role.PANEL),
    PageType(Words("自分の頁", "one's own page"), "/account/", Role.HOSPITAL),
    PageType(
        Words("保存した一覧", "kept views"),
        "/account/views/?at=/hospitals/%3Fq%3D旭川",
        Role.HOSPITAL,
    ),
    PageType(Words("サインインの記録", "one's sessions"), "/accounts/sessions/", Role.HOSPITAL),
    PageType(
        Words("パスワードの変更", "change of a password"),
        "/accounts/password/change/",
        Role.HOSPITAL,
    ),
    PageType(Words("二要素認証", "second factors"), "/accounts/2fa/", Role.HOSPITAL),
    PageType(
        Words("認証アプリの設定", "set-up of an authenticator"),
        "/accounts/2fa/totp/activate/",
        Role.HOSPITAL,
    ),
    PageType(Words("パスキー", "passkeys"), "/accounts/2fa/webauthn/", Role.HOSPITAL),
    PageType(Words("パスキーの追加", "new passkey"), "/accounts/2fa/webauthn/add/", Role.HOSPITAL),
    PageType(
        Words("計算結果", "computed verdict"), "/hospitals/EX001/verdict/2025/1/", Role.HOSPITAL
    ),
    PageType(
        Words("報告の一つの版", "one version of a report"), "/hospitals/EX001/reports/2025/1/"
    ),
    PageType(
        Words("審査中の報告の版", "version under review"),
        "/hospitals/EX001/reports/2026/1/",
        Role.MINISTRY,
    ),
    PageType(
        Words("病院の報告の版の一覧", "versions, as their hospital"),
        "/hospitals/EX001/reports/",
        Role.HOSPITAL,
    ),
    PageType(Words("報告を送る", "sending a report"), "/reports/send/", Role.HOSPITAL),
    PageType(
        Words("決定の記録", "recording a decision"),
        "/hospitals/EX001/decisions/new/",
        Role.MINISTRY,
    ),
    PageType(Words("サインアウト", "sign out"), "/accounts/logout/", Role.HOSPITAL),
    PageType(Words("自分では登録できない", "no sign-up"), "/accounts/signup/"),
    PageType(Words("再設定のメールを送った", "reset was sent"), "/accounts/password/reset/done/"),
    PageType(
        Words("病院の頁の審査中の枠", "frame of a review on a hospital's page"),
        "/hospitals/EX001/",
        Role.HOSPITAL,
    ),
    PageType(
        Words("医療圏の状況（行政）", "areas for officers"), "/officer/areas/", Role.PREFECTURE
    ),
    PageType(
        Words("一つの医療圏の状況（行政）", "one area for officers"),
        "/officer/areas/2024/0501/",
        Role.MINISTRY,
    ),
    PageType(
        Words("秘匿した表の受け取り", "receipt of a protected table"),
        "/registry/receive/",
        Role.MINISTRY,
    ),
    PageType(
        Words("秘匿した表の取り下げ", "withdrawal of a protected table"),
        "/registry/1/withdraw/",
        Role.NCC,
    ),
    PageType(
        Words("登録の点検", "check of the registry's records"),
        "/hospitals/EX001/findings/",
        Role.HOSPITAL,
    ),
    PageType(Words("点検で見つかったこと", "findings of a check"), "{findings}", Role.HOSPITAL),
    PageType(Words("窓口（病院）", "desk of a hospital"), "/desk/", Role.HOSPITAL),
    PageType(Words("窓口（検討会の構成員）", "desk of a panel member"), "/desk/", Role.PANEL),
    PageType(Words("検討会の会議の一覧", "meetings of the panel"), "/meetings/", Role.MINISTRY),
    PageType(Words("会議の記録", "recording a meeting"), "/meetings/new/", Role.MINISTRY),
    PageType(Words("検討会の会議", "one meeting of the panel"), "/meetings/1/", Role.PANEL),
    PageType(
        Words("会議の日を変える", "other days for a meeting"),
        "/meetings/1/change/",
        Role.MINISTRY,
    ),
    PageType(
        Words("会議の取り下げ", "withdrawal of a meeting"), "/meetings/1/withdraw/", Role.MINISTRY
    ),
    PageType(
        Words("意見を付ける病院の一覧", "hospitals to give opinions on"), "/opinions/", Role.NCC
    ),
    PageType(
        Words("病院への意見", "opinions on a hospital"),
        "/hospitals/EX004/opinions/2026/",
        Role.HUB,
    ),
    PageType(
        Words("意見の取り下げ", "withdrawal of an opinion"),
        "/hospitals/EX004/opinions/2026/1/withdraw/",
        Role.HUB,
    ),
    PageType(Words("利用者", "people"), "/people/", Role.MINISTRY),
    PageType(Words("招待", "invitation of a person"), "/people/invite/", Role.MINISTRY),
    PageType(Words("役割を終える", "end of a role"), "/people/roles/1/end/", Role.MINISTRY),
    PageType(Words("招待の返事", "answer to an invitation"), "{invitation}"),
    PageType(Words("処理の一覧", "jobs"), "/jobs/", Role.MINISTRY),
    PageType(Words("処理", "one job"), "{job}", Role.MINISTRY),
)
"""Types of page that the tests open; what is not here was not tested."""

NOT_MET = (
    Words(
        "上の表にない頁（フォームの途中、取り消しの確認、ファイルなど）は、試験していません。",
        "pages that are not in the table (steps of a form, confirmations, files) were not tested.",
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
