"""Options that every command about places shares: the day, the area, the network."""

import argparse
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kinten.cli.dating import day_of
from kinten.cli.output import refuse_inputs
from kinten.desk.atlas import TABLES
from kinten.vocabulary.identity import prefecture_code
from kinten.vocabulary.wording import FaultError, Words


def add_place_options(parser: argparse.ArgumentParser, *, with_choice: bool = True) -> None:
    """Add the day and the network that are meant, and (``with_choice``) the area or prefecture."""
    parser.add_argument(
        "--as-of",
        type=day_of("--as-of"),
        metavar="DATE",
        help="この日の状態（既定は今日） / the state of this day (default: today)",
    )
    parser.add_argument(
        "--recorded-by",
        type=day_of("--recorded-by"),
        metavar="DATE",
        help="この日までに記録されたことだけ（収載の表はすべて2026-11-22の記録）"
        " / only what was recorded by this day (the packaged tables: all on 2026-11-22)",
    )
    parser.add_argument(
        "--kinds-since",
        type=day_of("--kinds-since"),
        metavar="DATE",
        help="この日より前に述べられた類型は不明とする / kinds stated before this day count as unknown",
    )
    if with_choice:
        parser.add_argument(
            "--area", metavar="AREA", help="医療圏の符号か名称 / an area, by code or name"
        )
        parser.add_argument(
            "--prefecture",
            metavar="PREFECTURE",
            help="都道府県（17、石川、Ishikawa） / a prefecture",
        )
    parser.add_argument(
        "--network",
        type=Path,
        metavar="FOLDER",
        help="自分の表（hospitals.csvほか）を使う / use your own tables (hospitals.csv and others)",
    )


def prefecture_of(options: argparse.Namespace) -> str | None:
    """Give the code of the prefecture asked for; FaultError where it is none."""
    if options.prefecture is None:
        return None
    code = prefecture_code(options.prefecture)
    if code is None:
        raise FaultError(
            Words(
                f"「{options.prefecture}」という都道府県はありません。",
                f"There is no prefecture “{options.prefecture}”.",
            ),
            "--prefecture",
            Words(
                "17、石川、石川県、Ishikawa のように書いてください。",
                "Write 17, 石川, 石川県 or Ishikawa.",
            ),
        )
    return code


def today() -> date:
    """Give today's date in Japan."""
    return datetime.now(ZoneInfo("Asia/Tokyo")).date()


def refuse_overwriting(output: Path | None, network: Path | None) -> None:
    """Raise where the output would overwrite a table of the user's network."""
    if network is not None:
        refuse_inputs(output, (network / f"{name}.csv" for name in TABLES))
