"""``kinten account``: the first invitation of a portal, who has which role, and ending one."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from kinten.cli.output import print_json
from kinten.cli.places import prefecture_of
from kinten.cli.printing import make_console
from kinten.cli.verb import Verb
from kinten.cli.workspace_options import add_workspace, asked_folder
from kinten.portal.policy.viewer import Role
from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from pathlib import Path

    from kinten.portal.running.accounts import Asked, Held, Invited


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=("invite", "list", "end", "free"),
        help="invite: 招待し、答える住所を印字する、list: 役割の一覧、end: 役割を終える、"
        "free: 二つ目の認証をなくした人の、二つ目の認証を外してサインインをすべて終わらせる"
        " / invite: invite somebody and print the address of the answer; list: who has which role; "
        "end: end a role; free: take the second factors of somebody who lost theirs away, and end their sessions",
    )
    add_workspace(parser)
    parser.add_argument(
        "--email", metavar="ADDRESS", help="その人のメールの宛先 / their address of mail"
    )
    parser.add_argument("--role", choices=tuple(map(str, Role)), help="役割 / role")
    parser.add_argument(
        "--hospital",
        default="",
        metavar="H",
        help="病院の役割のとき、その病院（番号か名前） / hospital of the role: id or name",
    )
    parser.add_argument(
        "--prefecture",
        metavar="PREFECTURE",
        help="都道府県の役割のとき、その都道府県（17、石川、Ishikawa） / prefecture of the role",
    )
    parser.add_argument(
        "--letter",
        choices=("ja", "en"),
        default="ja",
        help="招待の言語（初期値 ja） / language of the invitation (default ja)",
    )
    parser.add_argument(
        "--mail",
        action="store_true",
        help="住所を印字せず、メールで送る / mail the address in place of printing it",
    )
    parser.add_argument(
        "--reason",
        default="",
        help="end・freeの理由（記録に残る） / why, of end and free; it stands in the record",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )


def _run(options: argparse.Namespace) -> int:
    from kinten.portal.running.accounts import (
        account_document,
        end_somebody,
        free_somebody,
        invite_somebody,
        who_holds,
    )

    folder = asked_folder(options)
    invited: Invited | None = None
    freed: tuple[int, int] | None = None
    held: tuple[Held, ...] = ()
    if options.what == "invite":
        invited = invite_somebody(folder, _asked(options), options.letter, is_mailed=options.mail)
    elif options.what == "free":
        _check_named(options, "email")
        freed = free_somebody(folder, options.email, options.reason)
    elif options.what == "end":
        held = (end_somebody(folder, _asked(options), options.reason),)
    else:
        held = who_holds(folder)
    if options.json:
        print_json(
            account_document(
                folder,
                done=options.what,
                invited=None if invited is None else asdict(invited),
                roles=[asdict(each) for each in held],
                freed=None if freed is None else {"factors": freed[0], "sessions": freed[1]},
            )
        )
    elif freed is not None:
        told = Words(
            f"二つ目の認証{freed[0]}個を外し、サインイン{freed[1]}件を終わらせました: {options.email}",
            f"{freed[0]} second factors were taken away, {freed[1]} sessions ended: {options.email}",
        )
        print(told.in_language(options.lang))
    elif invited is not None:
        print(_tell(invited).in_language(options.lang))
    elif options.what == "end":
        told = Words(f"役割を終えました: {held[0].email}", f"The role has ended: {held[0].email}")
        print(told.in_language(options.lang))
    else:
        _print(held, folder, options.lang)
    return 0


def _check_named(options: argparse.Namespace, *names: str) -> None:
    lacking = [f"--{name}" for name in names if getattr(options, name) is None]
    if lacking:
        told = " ".join(lacking)
        raise FaultError(
            Words(f"{told} が要ります。", f"{told} is needed."),
            f"account {options.what}",
            Words("だれの（どの役割）かを書いてください。", "Say whose, and which role."),
        )


def _asked(options: argparse.Namespace) -> "Asked":
    from kinten.portal.running.accounts import Asked

    _check_named(options, "email", "role")
    code = prefecture_of(options) or ""
    return Asked(options.email, Role(options.role), options.hospital, code)


def _tell(invited: "Invited") -> Words:
    label = Role(invited.role).label
    if invited.is_mailed:
        return Words(
            f"{invited.email} を{label.ja}に招待し、メールを送りました。",
            f"{invited.email} was invited as {label.en}, by mail.",
        )
    return Words(
        f"{invited.email} を{label.ja}に招待しました。次の住所を本人に渡してください"
        f"（一度だけ使え、{invited.expires} に切れます）。\n{invited.address}",
        f"{invited.email} was invited as {label.en}. Pass this address on to them "
        f"(it is used once and ends at {invited.expires}).\n{invited.address}",
    )


def _print(held: "tuple[Held, ...]", folder: "Path", lang: str) -> None:
    from rich.table import Table

    if not held:
        told = Words(
            f"まだだれもいません: {folder}\n"
            "kinten account invite --role ministry --email ... で最初の人を招待してください。",
            f"Nobody has an account yet: {folder}\n"
            "Invite the first with kinten account invite --role ministry --email ...",
        )
        print(told.in_language(lang))
        return
    table = Table(pad_edge=False)
    for words in (
        Words("氏名", "name"),
        Words("宛先", "e-mail"),
        Words("役割", "role"),
        Words("病院", "hospital"),
        Words("都道府県", "prefecture"),
        Words("いつから", "since"),
    ):
        table.add_column(words.in_language(lang), overflow="fold")
    for each in held:
        label = Role(each.role).label.in_language(lang)
        table.add_row(each.name, each.email, label, each.hospital, each.prefecture, each.began[:10])
    make_console().print(table)


VERB = Verb(
    "account",
    Words(
        "最初の利用者を招待する、役割の一覧を見る、役割を終える",
        "invite the first user, list who has which role, end a role",
    ),
    _add_options,
    _run,
)
