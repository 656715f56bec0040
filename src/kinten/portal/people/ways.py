"""Where a role leads: the pages that are there for the one who signed in, role by role, each in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from kinten.portal.meetings.sessions import open_meetings
from kinten.portal.people.placing import Organisation, organisation_of
from kinten.portal.policy.viewer import Grant, Role, Viewer
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Way:
    """A link with its words, and a sentence on what is there. ``name`` is a Japanese name after the words."""

    address: str
    words: Words
    note: Words
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One role that is held, its organisation, and the ways that it opens."""

    role: Role
    organisation: Organisation
    ways: tuple[Way, ...]


_OWN = Words("自分の病院の頁", "The page of one's own hospital")
_OPEN = Words("公開の頁です。", "The public page.")
_SEARCH = Words("病院をさがす", "Find a hospital")


def parts_of(viewer: Viewer) -> list[Part]:
    """Give a part for each role that a viewer holds, in the order in which they were given."""
    return [
        Part(grant.role, organisation_of(grant), tuple(_ways(viewer, grant)))
        for grant in viewer.grants
    ]


def _ways(viewer: Viewer, grant: Grant) -> Iterator[Way]:
    match grant.role:
        case Role.HOSPITAL:
            yield from _of_hospital(grant.hospital)
        case Role.PREFECTURE:
            yield from _of_prefecture(grant.prefecture)
        case Role.MINISTRY:
            yield from _of_ministry()
        case Role.PANEL:
            yield from _of_panel(viewer)
        case Role.HUB:
            yield from _of_hub(grant)
        case Role.NCC:
            yield from _of_ncc()
        case Role.CONSULTATION:
            yield from _of_consultation(grant.hospital)
        case Role.GENOME:
            yield _hospital(grant.hospital, _OPEN)
            yield from (_genome(), *_public())
        case Role.PATHOLOGY:
            yield _hospital(grant.hospital, _OPEN)
            yield from _public()
        case Role.INFORMATION:
            yield from (_genome(), *_public())


def _of_hospital(identity: str) -> Iterator[Way]:
    yield _hospital(
        identity,
        Words(
            "公表された値、審査中の報告、計算結果、決定と、それへの意見の欄。",
            "Published values, the report under review, computed verdicts, decisions and the form to comment.",
        ),
    )
    yield _send()
    yield Way(
        reverse("hospital-reports", args=(identity,)),
        Words("報告の版", "Versions of reports"),
        Words("送った報告がどこまで進んだか。", "How far each report that was sent has come."),
    )
    yield Way(
        reverse("findings", args=(identity,)),
        Words("登録の点検", "Check of the registry's records"),
        Words(
            "点検で見つかったこと（この病院だけに見えます）。",
            "Findings, seen by this hospital alone.",
        ),
    )
    yield _people()


def _of_prefecture(prefecture: str) -> Iterator[Way]:
    yield _officer()
    yield _list_of(prefecture)
    yield _send()
    yield _people()


def _of_ministry() -> Iterator[Way]:
    yield _meetings(
        Words(
            "会議を記録し、構成員が見られる日を決めます。病院ごとの報告・意見・決定もここから。",
            "Record a meeting and its days; reports, opinions and decisions by hospital.",
        )
    )
    yield _officer()
    yield _send()
    yield _receive()
    yield Way(
        reverse("whatif"),
        Words("もし基準を変えたら", "What-if"),
        Words(
            "改定案を、公表前の報告も含めて計算します。",
            "Reckon a revision, unpublished reports included.",
        ),
    )
    yield _people()


def _of_panel(viewer: Viewer) -> Iterator[Way]:
    for each in open_meetings(viewer.in_session):
        yield Way(
            reverse("meeting", args=(each.pk,)),
            Words("開会中の会議", "Meeting in session"),
            Words(
                f"{each.ends} まで、{each.year}年の報告・計算結果・意見を見られます。",
                f"Until {each.ends}: the reports of {each.year}, computed verdicts, opinions.",
            ),
            each.title,
        )
    yield _meetings(
        Words(
            "開会中の会議と、終わった会議。開会中でなければ、公開の頁だけを見られます。",
            "Meetings in session and past ones; out of session the public pages alone are open.",
        )
    )


def _of_hub(grant: Grant) -> Iterator[Way]:
    yield _opinions(
        Words(
            "その都道府県の病院の推薦に、意見を付けます。",
            "Give opinions on the hospitals of the prefecture.",
        )
    )
    yield _hospital(grant.hospital, _OPEN)
    yield _list_of(grant.prefecture)


def _of_ncc() -> Iterator[Way]:
    yield _opinions(
        Words("病院の推薦に、意見を付けます。", "Give opinions on hospitals."),
    )
    yield _receive()
    yield _send()
    yield _registry()


def _of_consultation(identity: str) -> Iterator[Way]:
    yield _hospital(
        identity,
        Words(
            "がん相談支援センターの相談件数など、公表された値。",
            "Published values, the consultations of the centre among them.",
        ),
    )
    yield Way(
        reverse("hospitals"),
        _SEARCH,
        Words(
            "がんの種類や治療の名前で、公表された数のある病院をさがせます（例: 石川 乳がん）。",
            "By cancer or treatment: hospitals with published figures or reports.",
        ),
    )
    yield _volumes()
    yield _areas()


def _genome() -> Way:
    return Way(
        f"{reverse('hospitals')}?{urlencode({'q': 'ゲノム'})}",
        Words("ゲノムに関わる病院をさがす", "Find hospitals by genome medicine"),
        Words(
            "公表された報告か、収めた資料に、がんゲノム医療の記載がある病院（すべてではありません）。",
            "Hospitals of which published reports or the papers held tell of it; not all there are.",
        ),
    )


def _public() -> Iterator[Way]:
    yield _registry()
    yield _volumes()
    yield Way(
        reverse("guidelines"),
        Words("指定要件", "Designation requirements"),
        Words("指針の版ごとの条項と、版の違い。", "Clauses of each edition, and what differs."),
    )
    yield Way(
        reverse("open-data"),
        Words("公開データ", "Open data"),
        Words("表をCSV、Excel、JSONで。", "Tables as CSV, Excel and JSON."),
    )


def _hospital(identity: str, note: Words) -> Way:
    name = organisation_of(Grant(Role.HOSPITAL, identity)).hospital
    return Way(reverse("hospital", args=(identity,)), _OWN, note, name)


def _list_of(prefecture: str) -> Way:
    name = PREFECTURES.get(prefecture, Words("", ""))
    return Way(
        f"{reverse('hospitals')}?{urlencode({'prefecture': prefecture})}",
        Words(f"{name.ja}の病院の一覧", f"Hospitals of {name.en}"),
        Words("指定された病院の頁へ。", "The pages of the designated hospitals."),
    )


def _send() -> Way:
    return Way(
        reverse("report-send"),
        Words("報告を送る", "Send a report"),
        Words(
            "読み取りと計算結果を確かめてから送ります。", "Look at what was read before it is sent."
        ),
    )


def _people() -> Way:
    return Way(
        reverse("people"),
        Words("利用者", "People"),
        Words("招待と、役割の終わり。", "Invitations, and the end of roles."),
    )


def _officer() -> Way:
    return Way(
        reverse("officer-areas"),
        Words("行政の頁", "Officers' pages"),
        Words("医療圏ごとの状況。", "How each area stands."),
    )


def _meetings(note: Words) -> Way:
    return Way(reverse("meetings"), Words("検討会の会議", "Meetings of the panel"), note)


def _opinions(note: Words) -> Way:
    return Way(reverse("opinions"), Words("推薦への意見", "Opinions on recommendations"), note)


def _receive() -> Way:
    return Way(
        reverse("registry-receive"),
        Words("登録の表を受け取る", "Receive a table of the registry"),
        Words(
            "秘匿した集計表を登録の頁に出します。", "Protected tables, for the registry's pages."
        ),
    )


def _registry() -> Way:
    return Way(
        reverse("registry"),
        Words("登録の表", "Tables of the registry"),
        Words("小さい件数を隠した集計表。", "Tables with small counts hidden."),
    )


def _volumes() -> Way:
    return Way(
        reverse("volumes"),
        Words("がんの種類ごとの退院件数", "Discharges by cancer"),
        Words("公表された調査から、病院ごとに。", "By hospital, from the published survey."),
    )


def _areas() -> Way:
    return Way(
        reverse("areas"),
        Words("二次医療圏", "Areas"),
        Words("住んでいる地域の指定された病院。", "The designated hospitals where people live."),
    )
