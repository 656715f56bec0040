"""Every act of the portal with the grounds of which one must hold. What is not here is allowed to nobody."""

from dataclasses import dataclass

from kinten.portal.policy.grounds import (
    Ground,
    anybody,
    hospital_user,
    hub,
    hub_of_prefecture,
    ministry,
    ncc,
    of_an_organisation,
    of_the_giver,
    own,
    own_hospital,
    own_hospital_once_decided,
    own_ncc,
    own_prefecture,
    panel,
    panel_in_session,
    prefecture_user,
    published,
    signed_in,
)
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Policy:
    """An act, in words, and the grounds of which one must hold."""

    act: str
    words: Words
    grounds: tuple[Ground, ...]


_ALL = (
    Policy("public.read", Words("公開の頁を見る", "read public pages"), (anybody,)),
    Policy("account.enter", Words("サインインする", "sign in"), (anybody,)),
    Policy("account.own", Words("自分の設定を変える", "change one's own settings"), (signed_in,)),
    Policy("account.closed", Words("使っていない頁を開く", "open a page that is not in use"), ()),
    Policy("view.remove", Words("保存した一覧を消す", "remove a kept view"), (own,)),
    Policy("why.ask", Words("見られる理由を聞く", "ask why one may see a page"), (anybody,)),
    Policy(
        "people.invite",
        Words("利用者を招待する", "invite people"),
        (of_an_organisation,),
    ),
    Policy(
        "people.list",
        Words("利用者の一覧を見る", "see who has an account"),
        (of_an_organisation,),
    ),
    Policy(
        "invitation.withdraw",
        Words("招待を取り消す", "withdraw an invitation"),
        (ministry, own_prefecture, own_hospital),
    ),
    Policy(
        "role.end",
        Words("役割を終える", "end a role"),
        (ministry, own_prefecture, own_hospital),
    ),
    Policy("invitation.answer", Words("招待に応じる", "answer an invitation"), (anybody,)),
    Policy(
        "report.read",
        Words("現況報告の値を見る", "read the values of a status report"),
        (published, own_hospital, own_prefecture, ministry, ncc, panel_in_session),
    ),
    Policy(
        "verdict.read",
        Words("計算結果を見る", "read computed verdicts"),
        (published, own_hospital, own_ncc, own_prefecture, ministry, panel_in_session),
    ),
    Policy(
        "report.send",
        Words("報告を送る頁を開く", "open the page for sending a report"),
        (hospital_user, ncc, prefecture_user, ministry),
    ),
    Policy(
        "report.receive",
        Words("病院の報告を送る", "send the report of a hospital"),
        (own_hospital, own_ncc, own_prefecture, ministry),
    ),
    Policy("upload.read", Words("送った直後の中身を見る", "see what one has just sent"), (own,)),
    Policy("report.return", Words("報告を差し戻す", "return a report"), (own_prefecture, ministry)),
    Policy("report.accept", Words("報告を受理する", "accept a report"), (own_prefecture, ministry)),
    Policy("report.publish", Words("報告を公表する", "publish a report"), (ministry,)),
    Policy("decision.record", Words("決定を記録する", "record a decision"), (ministry,)),
    Policy("decision.publish", Words("決定を公表する", "publish a decision"), (ministry,)),
    Policy("decision.withdraw", Words("決定を取り消す", "withdraw a decision"), (ministry,)),
    Policy(
        "decision.comment", Words("決定に意見を述べる", "comment on a decision"), (own_hospital,)
    ),
    Policy(
        "registry.read",
        Words("登録の秘匿した表を見る", "read a protected table of the registry"),
        (published, own_hospital, own_prefecture, ministry, ncc),
    ),
    Policy(
        "registry.receive",
        Words("登録の秘匿した表を受け取る", "receive a protected table of the registry"),
        (ministry, ncc),
    ),
    Policy(
        "registry.withdraw",
        Words("登録の秘匿した表を取り下げる", "withdraw a protected table of the registry"),
        (ministry, ncc),
    ),
    # Rows of patients: neither the prefecture nor the ministry is shown them, nor small counts of them.
    Policy(
        "findings.read",
        Words("点検で見つかったこと（患者の行）を見る", "see findings of edits (rows of patients)"),
        (own_hospital,),
    ),
    Policy(
        "findings.erase",
        Words("点検で見つかったことを消す", "erase findings of edits"),
        (own_hospital,),
    ),
    Policy(
        "opinion.give",
        Words("推薦に意見を付ける", "give an opinion on a recommendation"),
        (hub_of_prefecture, ncc),
    ),
    Policy(
        "opinion.list",
        Words("意見を付ける病院の一覧を見る", "list the hospitals on which one gives opinions"),
        (hub, ncc),
    ),
    # Its page is opened by whoever gives or reads some; each opinion on it is asked for by itself.
    Policy(
        "opinion.open",
        Words("病院への意見の頁を開く", "open the page of opinions on a hospital"),
        (
            hub_of_prefecture,
            ncc,
            own_prefecture,
            ministry,
            panel_in_session,
            own_hospital_once_decided,
        ),
    ),
    Policy(
        "opinion.read",
        Words("推薦への意見を読む", "read an opinion on a recommendation"),
        (of_the_giver, ncc, own_prefecture, ministry, panel_in_session, own_hospital_once_decided),
    ),
    Policy(
        "opinion.withdraw",
        Words("推薦への意見を取り下げる", "withdraw an opinion on a recommendation"),
        (of_the_giver, ministry),
    ),
    Policy(
        "meeting.list",
        Words("検討会の会議の一覧を見る", "list the meetings of the panel"),
        (ministry, panel),
    ),
    Policy(
        "meeting.read",
        Words("検討会の会議の頁を見る", "read the page of a meeting of the panel"),
        (ministry, panel_in_session),
    ),
    Policy(
        "meeting.record",
        Words("検討会の会議を記録する", "record a meeting of the panel"),
        (ministry,),
    ),
    Policy(
        "meeting.change",
        Words("検討会の会議の日を変える", "change the days of a meeting of the panel"),
        (ministry,),
    ),
    Policy(
        "meeting.withdraw",
        Words("検討会の会議を取り下げる", "withdraw a meeting of the panel"),
        (ministry,),
    ),
    Policy("record.read", Words("記録を見る", "read the record"), (own, own_hospital, ministry)),
    Policy("record.verify", Words("記録の鎖を確かめる", "verify the record"), (ministry,)),
    Policy("jobs.read", Words("処理の進みを見る", "see how far a job is"), (own, ministry)),
    Policy("jobs.cancel", Words("処理を止める", "cancel a job"), (own, ministry)),
    Policy(
        "whatif.every",
        Words(
            "公表前の報告と、資料の病院の計算結果で改定案を計算する",
            "reckon a revision with unpublished reports and the hospitals of papers",
        ),
        (ministry,),
    ),
    Policy(
        "desk.officer",
        Words("行政の頁を見る", "read the officers' pages"),
        (ministry, prefecture_user),
    ),
    Policy(
        "desk.officer_area",
        Words("医療圏の行政の頁を見る", "read the officers' page of an area"),
        (ministry, own_prefecture),
    ),
    Policy(
        "desk.hospital",
        Words("病院の頁を見る", "read the hospital's pages"),
        (own_hospital, own_prefecture, ministry),
    ),
)
POLICIES = {policy.act: policy for policy in _ALL}
"""The policies by their act."""
