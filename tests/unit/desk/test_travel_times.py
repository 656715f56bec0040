"""Minutes that the user brings: read with their rows, a pair left out has no way."""

import numpy as np
import pytest

from kinten.desk.travel_times import read_matrix
from kinten.vocabulary.wording import FaultError

HEADER = "municipality,hospital_id,minutes\n"


def write(folder, text: str):
    path = folder / "times.csv"
    path.write_text(HEADER + text, encoding="utf-8")
    return path


def test_pairs_are_read_and_those_left_out_or_blank_have_no_way(tmp_path, atlas):
    matrix = read_matrix(write(tmp_path, "32201,DCH273,12.5\n32202,DCH273,\n"), atlas)
    homes = [atlas.geography.municipalities[code] for code in ("32201", "32202")]
    hospitals = [atlas.network.hospitals[name] for name in ("DCH273", "DCH274")]

    minutes = matrix.minutes(homes, hospitals)

    assert minutes.tolist() == [[12.5, np.inf], [np.inf, np.inf]]
    assert "times.csv" in matrix.told.ja


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("99999,DCH273,1\n", "times.csv:2:municipality"),
        ("32201,XYZ,1\n", "times.csv:2:hospital_id"),
        ("32201,DCH273,about an hour\n", "times.csv:2:minutes"),
        ("32201,DCH273,-1\n", "times.csv:2:minutes"),
        ("32201,DCH273,nan\n", "times.csv:2:minutes"),
        ("32201,DCH273,1\n32201,DCH273,2\n", "times.csv:3"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(row, place, tmp_path, atlas):
    with pytest.raises(FaultError) as caught:
        read_matrix(write(tmp_path, row), atlas)

    assert caught.value.place == place


def test_a_missing_column_is_named(tmp_path, atlas):
    path = tmp_path / "times.csv"
    path.write_text("municipality,minutes\n32201,1\n", encoding="utf-8")

    with pytest.raises(FaultError, match="hospital_id"):
        read_matrix(path, atlas)
