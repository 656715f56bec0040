"""A file of lines that only grows: half a line at its end, two writers, what cannot be written."""

import subprocess
import sys

import pytest

from kinten.tables.appending import hold_lines, read_lines
from kinten.vocabulary.wording import FaultError

WRITER = """
import sys
from pathlib import Path
from kinten.tables.appending import hold_lines
for _ in range(20):
    with hold_lines(Path(sys.argv[1])) as lines:
        lines.add(f"{len(lines.texts)} {sys.argv[2]}")
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lines.jsonl"


def test_lines_are_added_and_read(path):
    with hold_lines(path) as lines:
        lines.add("一")
        lines.add("二")
        assert lines.texts == ("一", "二")

    assert read_lines(path).texts == ("一", "二")
    assert path.read_bytes() == "一\n二\n".encode()


def test_half_a_line_is_told_and_gives_its_place_to_the_next(path):
    path.write_bytes("一\n二の".encode()[:-1])
    assert read_lines(path).is_torn
    with hold_lines(path) as lines:
        assert lines.is_torn
        assert lines.texts == ("一",)
        lines.add("三")

    assert not read_lines(path).is_torn
    assert read_lines(path).texts == ("一", "三")


def test_half_a_first_line_is_no_line(path):
    path.write_bytes(b"half")

    assert read_lines(path).texts == ()


def test_two_processes_lose_no_line(path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("a", "b")
    ]
    assert [each.wait() for each in writers] == [0, 0]
    lines = read_lines(path).texts

    assert [int(line.split()[0]) for line in lines] == list(range(40))
    assert sorted(line.split()[1] for line in lines) == ["a"] * 20 + ["b"] * 20


@pytest.mark.parametrize("name", ["none/lines.jsonl", "."])
def test_what_cannot_be_opened_is_told(tmp_path, name):
    with pytest.raises(FaultError, match="cannot be opened"), hold_lines(tmp_path / name):
        pass


def test_a_file_that_is_not_there_is_no_empty_one(path):
    with pytest.raises(FaultError, match="cannot be opened"):
        read_lines(path)


def test_what_is_no_text_is_told(path):
    path.write_bytes(b"\xff\xfe\n")
    with pytest.raises(FaultError, match="no text"):
        read_lines(path)
