"""``kinten registry``: the registry desk."""

import argparse
from collections.abc import Callable

from kinten.cli.registry_primaries import add_primaries, run_primaries
from kinten.cli.registry_protect import add_audit, add_protect, run_audit, run_protect
from kinten.cli.registry_rates import add_rates, run_rates
from kinten.cli.registry_survival import add_survival, run_survival
from kinten.cli.verb import Run, Verb
from kinten.vocabulary.wording import Words

_ACTS: tuple[tuple[str, Words, Callable[[argparse.ArgumentParser], None], Run], ...] = (
    (
        "primaries",
        Words(
            "登録された腫瘍から、国際規則の原発を見分ける（IARC/IACR 2004）",
            "tell which registered tumours are primaries by the international rules (IARC/IACR 2004)",
        ),
        add_primaries,
        run_primaries,
    ),
    (
        "rates",
        Words(
            "件数と人口から、粗率・年齢調整率・累積率を区間つきで求める",
            "crude, age-standardised and cumulative rates with intervals, from cases and population",
        ),
        add_rates,
        run_rates,
    ),
    (
        "survival",
        Words(
            "患者の表と生命表から、純生存率・相対生存率・実測生存率を求める",
            "net, relative and observed survival, from a table of patients and a life table",
        ),
        add_survival,
        run_survival,
    ),
    (
        "protect",
        Words(
            "小さい件数を、引き算でも分からないように隠す",
            "hide small counts so that none can be reckoned from the others",
        ),
        add_protect,
        run_protect,
    ),
    (
        "audit-table",
        Words(
            "隠したセルが、示された値からどこまで分かるかを調べる",
            "tell how much of hidden cells can be reckoned from what is shown",
        ),
        add_audit,
        run_audit,
    ),
)


def _add_options(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar="|".join(name for name, *_ in _ACTS), required=True)
    for name, told, add, run in _ACTS:
        about = f"{told.ja} / {told.en}"
        act = acts.add_parser(name, help=about, description=about)
        act.set_defaults(act=run)
        add(act)


def _run(options: argparse.Namespace) -> int:
    code: int = options.act(options)
    return code


VERB = Verb(
    "registry",
    Words(
        "がん登録の集計（原発、率、生存率、秘匿）",
        "the registry desk: primaries, rates, survival, protected tables",
    ),
    _add_options,
    _run,
)
