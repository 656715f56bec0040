"""Minutes that the user brings: a CSV of municipality, hospital and minutes."""

from math import isfinite
from pathlib import Path

from kinten.coverage.travel import Matrix
from kinten.desk.atlas import Atlas
from kinten.geography.municipality import find_municipality
from kinten.tables.reading import read_delimited
from kinten.vocabulary.wording import FaultError, Words

_COLUMNS = ("municipality", "hospital_id", "minutes")


def read_matrix(path: Path, atlas: Atlas) -> Matrix:
    """Read the matrix; a pair that is left out, or whose minutes are blank, has no minutes.

    Raises FaultError for a file without any minutes, a missing column, an unknown municipality or
    hospital, a pair given twice, and minutes that are no number or negative.
    """
    pairs: dict[tuple[str, str], float] = {}
    for line, cells in read_delimited(path):
        at = f"{path.name}:{line}"
        lacking = [name for name in _COLUMNS if name not in cells]
        if lacking:
            raise FaultError(
                Words(f"列 {lacking[0]} がありません。", f"the column {lacking[0]} is missing."),
                f"{path.name}:1",
                Words(
                    f"列 {'・'.join(_COLUMNS)} が必要です。",
                    f"The columns {', '.join(_COLUMNS)} are needed.",
                ),
            )
        home = find_municipality(
            atlas.geography.municipalities, cells["municipality"], f"{at}:municipality"
        )
        hospital = cells["hospital_id"].strip()
        if hospital not in atlas.network.hospitals:
            raise FaultError(
                Words(f"病院「{hospital}」はありません。", f"there is no hospital “{hospital}”."),
                f"{at}:hospital_id",
                Words(
                    "kinten network --json の hospital_id を書いてください。",
                    "Write a hospital_id of kinten network --json.",
                ),
            )
        if (home.code, hospital) in pairs:
            raise FaultError(
                Words("同じ組が二度あります。", "this pair is given twice."),
                at,
                Words("一行だけを残してください。", "Keep one of the rows."),
            )
        if cells["minutes"].strip():
            pairs[home.code, hospital] = _minutes(cells["minutes"], f"{at}:minutes")
    if not pairs:
        raise FaultError(
            Words("分の入った行がありません。", "no row has minutes."),
            path.name,
            Words(
                f"列 {'・'.join(_COLUMNS)} の下に、市区町村と病院の組ごとの行を書いてください。",
                f"Write a row for each pair below the columns {', '.join(_COLUMNS)}.",
            ),
        )
    return Matrix(pairs, path.name)


def _minutes(text: str, place: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1.0
    if minutes < 0 or not isfinite(minutes):
        raise FaultError(
            Words(f"「{text}」は分として読めません。", f"“{text}” is not a number of minutes."),
            place,
            Words(
                "0以上の数を書いてください。分のない組は空欄にします。",
                "Write a number from 0; leave a pair without minutes blank.",
            ),
        )
    return minutes
