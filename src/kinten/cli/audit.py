"""``kinten audit verify``: whether the record is as it was written."""

import argparse

from kinten.cli.output import print_json
from kinten.cli.verb import Verb
from kinten.cli.workspace_options import add_workspace, asked_folder
from kinten.vocabulary.wording import FaultError, Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=("verify",),
        help="verify: 記録の鎖をはじめから確かめる / verify: walk the chain from its start",
    )
    add_workspace(parser)
    parser.add_argument(
        "--head",
        metavar="HASH",
        help="ほかの所に控えたハッシュ。鎖にこれがなければ、終わりが切り落とされている"
        " / a hash noted elsewhere; a chain without it was cut off",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )


def _run(options: argparse.Namespace) -> int:
    from kinten.portal.running.auditing import audit_document, audit_record, tell_audit

    if options.head is not None and not _is_hash(options.head):
        raise FaultError(
            Words("ハッシュは64桁の16進です。", "a hash has 64 hexadecimal digits."),
            "--head",
            Words("控えたとおりに書いてください。", "Write it as it was noted."),
        )
    found = audit_record(asked_folder(options), options.head)
    if options.json:
        print_json(audit_document(found))
    else:
        print(tell_audit(found).in_language(options.lang))
    return 0 if found.is_sound else 1


def _is_hash(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


VERB = Verb(
    "audit",
    Words("記録が書かれたときのままかを確かめる", "verify that the record is as it was written"),
    _add_options,
    _run,
)
