"""Numbers and days of options: read as cells are, and refused in one line where they cannot be."""

import pytest

from kinten.cli.main import main
from kinten.data.loading import packaged_path

ROWS = str(packaged_path("meeting_paper_volumes.csv"))
JUDGE = ("judge", ROWS, "-e", "R4.8", "--scope", "volume")


@pytest.mark.parametrize("value", ["1e5000", "1e999999999", "1e400", "-1e5000", "1_0", "1e10"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_number_out_of_all_reason_is_refused_in_one_line(value, lang, capsys):
    change = f"volume/absolute/radiotherapy={value}"

    assert main([*JUDGE, "--set", change, "--lang", lang]) == 2

    told = capsys.readouterr().err.strip()
    assert told.startswith("kinten: --set volume/absolute/radiotherapy: ")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ("volume/absolute/registry=１，２００", "volume/absolute/registry=1200"),
        ("volume/absolute/registry=1,200", "volume/absolute/registry=1200"),
        ("resident_share=１５％", "resident_share=0.15"),
    ],
)
def test_full_width_and_thousands_are_read_as_in_a_cell(change, same, capsys):
    def judged(entry: str) -> str:
        assert main([*JUDGE, "--set", entry]) == 0
        return capsys.readouterr().out.replace(entry, same)

    assert judged(change).splitlines()[2:] == judged(same).splitlines()[2:]


@pytest.mark.parametrize("value", ["0", "1.5", "-1"])
def test_a_share_of_hours_lies_between_nothing_and_all(value, capsys):
    assert main(["judge", ROWS, "-e", "R4.8", "--set", f"dedicated={value}"]) == 2
    assert capsys.readouterr().err.startswith("kinten: --set dedicated: ")


@pytest.mark.parametrize("entry", ["jump=-1", "jump=0", "dedicated=5"])
def test_a_parameter_of_a_rule_has_bounds(entry, capsys):
    assert main(["check", ROWS, "--set", entry]) == 2
    assert capsys.readouterr().err.startswith(f"kinten: --set {entry.partition('=')[0]}: ")


@pytest.mark.parametrize("day", ["2026/4/1", "R8.4.1", "令和8年4月1日", "2026-04-01"])
def test_a_day_is_read_in_the_ways_of_the_form(day, capsys):
    assert main(["network", "--area", "松江", "--as-of", day, "--lang", "ja"]) == 0
    assert "2026-04-01" in capsys.readouterr().out


def test_a_full_disk_is_told_for_a_table_of_columns_too(tmp_path, monkeypatch, capsys):
    """Polars fills memory, not the disk, so that the disk's own error is the one that comes."""

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kinten.tables.writing._fill", full)

    assert main([*JUDGE, "-o", str(tmp_path / "a.parquet")]) == 2
    assert "a.parquet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_fault_of_an_overlay_names_the_overlay(tmp_path, capsys):
    overlay = tmp_path / "revision.yaml"
    overlay.write_text("name: 案\nset:\n  volume/relative: maybe\n", encoding="utf-8")

    assert main([*JUDGE, "--overlay", str(overlay)]) == 2
    assert capsys.readouterr().err.startswith("kinten: --overlay set: volume/relative: ")


@pytest.mark.parametrize("value", ["12%", "500.5", "0.3"])
def test_a_count_is_a_whole_number(value, capsys):
    """12 % of a count would be met by everyone."""
    assert main([*JUDGE, "--set", f"volume/absolute/registry={value}"]) == 2
    assert "整数" in capsys.readouterr().err


@pytest.mark.parametrize("other", ["volume/relative", "R4.8/volume/relative", "resident_share"])
def test_a_clause_that_is_named_twice_is_refused(other, capsys):
    """Under the same name or another of its names: none of the two is the later one."""
    call = [*JUDGE, "--set", "volume/relative=15%", "--set", f"{other}=10%"]

    assert main(call) == 2
    assert "二度指定" in capsys.readouterr().err
