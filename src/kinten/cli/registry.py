"""``kinten registry``: the registry desk."""

import argparse
from collections.abc import Callable

from kinten.cli.registry_check import add_check, run_check
from kinten.cli.registry_codes import add_codes, run_codes
from kinten.cli.registry_convert import add_convert, run_convert
from kinten.cli.registry_count import add_count, run_count
from kinten.cli.registry_example import add_example, run_example
from kinten.cli.registry_ledger import add_ask, add_ledger, run_ask, run_ledger
from kinten.cli.registry_primaries import add_primaries, run_primaries
from kinten.cli.registry_protect import add_audit, add_protect, run_audit, run_protect
from kinten.cli.registry_rates import add_rates, run_rates
from kinten.cli.registry_read import add_items, add_read, run_items, run_read
from kinten.cli.registry_recode import add_recode, run_recode
from kinten.cli.registry_share import add_share, run_share
from kinten.cli.registry_survival import add_survival, run_survival
from kinten.cli.verb import Run, Verb
from kinten.vocabulary.wording import Words

_ACTS: tuple[tuple[str, Words, Callable[[argparse.ArgumentParser], None], Run], ...] = (
    (
        "items",
        Words(
            "登録の項目と符号を、根拠とともに一覧する",
            "list the items and their codes, each with its evidence",
        ),
        add_items,
        run_items,
    ),
    (
        "read",
        Words(
            "CSV・固定長・Excel・Parquetの記録を読み、行の数を突き合わせる",
            "read records from CSV, fixed width, Excel or Parquet, and reconcile their rows",
        ),
        add_read,
        run_read,
    ),
    (
        "check",
        Words(
            "記録を点検し、合わない項目を出典とともに示す",
            "check records: what does not fit, each with the source of its rule",
        ),
        add_check,
        run_check,
    ),
    (
        "count",
        Words(
            "病院・年・性・年齢・部位ごとの件数と、登録による患者割合",
            "counts by hospital, year, sex, age and site, and the registry share of residents",
        ),
        add_count,
        run_count,
    ),
    (
        "share",
        Words(
            "居住者の診療割合を、指定要件の式（H30.7）で求める",
            "the share of residents by the formula of the guideline (H30.7)",
        ),
        add_share,
        run_share,
    ),
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
        "recode",
        Words(
            "登録された腫瘍を、部位・組織型の区分（小児がん、AYA、SEER、日本の部位区分など）に分ける",
            "put registered tumours into groups of sites and histologies (childhood, AYA, SEER, Japan's groups)",
        ),
        add_recode,
        run_recode,
    ),
    (
        "convert",
        Words(
            "ICD-O-3の符号をICD-10に、ICD-10をICD-O-3に変換する",
            "convert ICD-O-3 codes to ICD-10, or ICD-10 to ICD-O-3",
        ),
        add_convert,
        run_convert,
    ),
    (
        "codes",
        Words(
            "部位と組織型の符号を、ICD-O-3の一覧（診断年の版）と突き合わせる",
            "hold sites and histologies against a list of ICD-O-3, by the edition of the year",
        ),
        add_codes,
        run_codes,
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
    (
        "ledger",
        Words(
            "公表と回答の台帳を一覧し、書き換えられていないかを点検する",
            "list the ledger of releases and answers, and verify that nothing in it was changed",
        ),
        add_ledger,
        run_ledger,
    ),
    (
        "ask",
        Words(
            "一つのセルに答える。前の公表と合わせて小さい件数が分かるなら答えない",
            "answer one cell, unless a small count could be reckoned with what was told before",
        ),
        add_ask,
        run_ask,
    ),
    (
        "example",
        Words(
            "架空の登録の記録を、種から作る（誤りを入れることもできる）",
            "make made-up records from a seed, with faults where they are asked for",
        ),
        add_example,
        run_example,
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
