"""Bad input to a command: one message with the place and the mend, exit 2, and nothing written."""

import zipfile

import pytest

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the head of an old or an encrypted workbook
VOLUME = ("--edition", "R4.8", "--scope", "R4.8/volume")


def refused(kinten, tmp_path, *arguments):
    """Run with `-o` and expect exit 2, one line on standard error, and no file left."""
    out = tmp_path / "result.json"
    ran = kinten(*arguments, "-o", out)

    assert (ran.code, ran.out, out.exists()) == (2, "", False)
    assert ran.err.startswith("kinten: ")
    assert ran.err.count("\n") == 1
    return ran.err


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空"),
        (b"PK\x03\x04 not a workbook", "壊れ"),
        (OLE + b"\0" * 600, "旧形式"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        (b"just words", "Excelブックではありません"),
    ],
)
def test_a_file_that_is_no_report_is_refused(kinten, tmp_path, content, word):
    """Empty, a broken zip, an encrypted workbook, a text without a table."""
    file = tmp_path / "input.xlsx"
    file.write_bytes(content)
    told = refused(kinten, tmp_path, "judge", file, *VOLUME)

    assert "input.xlsx" in told
    assert word in told


def test_a_bomb_is_refused_before_it_is_opened(kinten, tmp_path):
    """100 MB of zeros in a small zip."""
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"\0" * 100_000_000)
    told = refused(kinten, tmp_path, "judge", file, *VOLUME)

    assert "bomb.xlsx" in told


def test_half_a_row_is_refused_with_its_line(kinten, tmp_path, paper):
    """A file that was cut off in transit."""
    file = paper({}, {"hospital": "乙病院"})
    file.write_bytes(file.read_bytes()[:-18])
    told = refused(kinten, tmp_path, "judge", file, *VOLUME)

    assert "paper.csv:3" in told


def test_a_bad_cell_costs_one_fact_and_nothing_else(kinten, paper):
    """「約500」: that fact is unknown with its cell, the rest is judged; `--strict` refuses."""
    file = paper({"registry_cases": "約500"}, {"hospital": "乙病院"})
    document = kinten("judge", file, *VOLUME, "--json").document
    first, second = document["hospitals"]
    registry = next(each for each in first["clauses"] if each["id"].endswith("registry"))

    assert (registry["verdict"], registry["reason"]) == ("unknown", "unreadable")
    assert registry["facts"][0]["at"] == "paper.csv:2:7"
    assert second["overall"] == "met"
    assert kinten("judge", file, *VOLUME, "--strict").code == 2
    assert "約500" in kinten("check", file).out.replace("\n", "")


def test_a_negative_count_is_contradictory(kinten, paper):
    """-5 operations cannot be."""
    file = paper({"surgeries": "-5"})
    document = kinten("judge", file, *VOLUME, "--json").document
    surgery = next(
        each for each in document["hospitals"][0]["clauses"] if each["id"].endswith("surgery")
    )

    assert (surgery["verdict"], surgery["reason"]) == ("unknown", "contradictory")


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-8"])
def test_the_usual_encodings_give_the_same_verdicts(kinten, paper, encoding):
    """Shift_JIS, UTF-8 with and without BOM."""
    file = paper({"hospital": "髙﨑病院"}, encoding=encoding)
    judged = kinten("judge", file, *VOLUME, "--json").document["hospitals"][0]

    assert (judged["hospital"], judged["overall"]) == ("髙﨑病院", "met")


def test_in_a_folder_the_bad_file_is_refused_by_name_and_the_rest_judged(kinten, paper, tmp_path):
    """Exit 1, the good file's hospital in the result, the bad file named on standard error."""
    folder = paper({}).parent
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04")
    ran = kinten("judge", folder, *VOLUME, "--json")

    assert ran.code == 1
    assert [each["hospital"] for each in ran.document["hospitals"]] == ["甲病院"]
    assert "broken.xlsx" in ran.err


def test_a_folder_of_which_nothing_can_be_read_is_told_file_by_file(kinten, tmp_path):
    """Each file with its fault, then that nothing is left: exit 2, and nothing written."""
    folder, out = tmp_path / "in", tmp_path / "out.json"
    folder.mkdir()
    for name in ("one.xlsx", "two.xlsx"):
        (folder / name).write_bytes(b"PK\x03\x04")
    ran = kinten("judge", folder, *VOLUME, "-o", out)

    assert (ran.code, ran.out, out.exists()) == (2, "", False)
    assert all(name in ran.err for name in ("one.xlsx", "two.xlsx"))
    assert "2件すべてを除外" in ran.err.splitlines()[-1]


def test_a_map_names_the_files_it_could_not_read(kinten, paper, tmp_path):
    """The map is drawn from the rest, exit 1."""
    folder = paper({}).parent
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04")
    out = tmp_path / "map.svg"
    ran = kinten("map", "whatif", folder, "--edition", "R4.8", "-o", out)

    assert (ran.code, out.exists(), "broken.xlsx" in ran.err) == (1, True, True)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--edition", "R9"), "R4.8"),
        (("--edition", "R4.8", "--scope", "nowhere"), "nowhere"),
        (("--edition", "2001"), "2001"),
        ((*VOLUME, "--set", "volume/absolute=5"), "volume/absolute"),
        ((*VOLUME, "--set", "surgery"), "--set"),
        ((*VOLUME, "--set", "volume/absolute/surgery=many"), "many"),
        ((*VOLUME, "--set", "volume/absolute/surgery=NaN"), "NaN"),
        ((*VOLUME, "--set", "resident_share=15"), "15%"),
        ((*VOLUME, "--set", "volume/absolute/surgery=-1"), "-1"),
        ((*VOLUME, "--reading", "roughly=1.5"), "1.5"),
        ((*VOLUME, "--reading", "roughly=0"), "0"),
        ((*VOLUME, "--reading", "volume=lax"), "lax"),
        ((*VOLUME, "--year", "next"), "next"),
        ((*VOLUME, "--year", "1999"), "1999"),
        ((*VOLUME, "--as-of", "soon"), "soon"),
        ((*VOLUME, "--hospital", "丙"), "甲病院"),
        ((*VOLUME, "--next", "R9"), "R9"),
        ((*VOLUME, "--overlay", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_wrong_use_names_the_option_and_what_to_do(kinten, tmp_path, paper, arguments, word):
    """Never a traceback: the message names what was wrong."""
    told = refused(kinten, tmp_path, "judge", paper({}), *arguments)

    assert word in told


def test_an_ending_that_cannot_be_written_is_told_before_any_work(kinten, paper, tmp_path):
    """.docx is not among the endings; nothing is written."""
    ran = kinten("judge", paper({}), *VOLUME, "-o", tmp_path / "out.docx")

    assert (ran.code, ".docx" in ran.err, ".xlsx" in ran.err) == (2, True, True)


def test_a_folder_that_is_not_there_or_full_leaves_nothing(kinten, paper, tmp_path):
    """The result is written beside and renamed: no half-written file."""
    ran = kinten("judge", paper({}), *VOLUME, "-o", tmp_path / "no" / "out.csv")

    assert ran.code == 2
    assert "out.csv" in ran.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["paper.csv"]


def test_the_output_never_overwrites_an_input(kinten, paper):
    """The same file as input and output is refused, and stays as it was."""
    file = paper({})
    before = file.read_bytes()
    ran = kinten("judge", file, *VOLUME, "-o", file)

    assert (ran.code, file.read_bytes()) == (2, before)


def test_a_name_with_brackets_stays_itself(kinten, paper):
    """Nothing that is read is taken for markup of the terminal."""
    file = paper({"hospital": "[/]甲[red]x[/red]"})

    assert "[/]甲[red]x[/red]" in kinten("judge", file, *VOLUME).out


def test_what_could_not_be_read_is_told_beside_the_verdicts(kinten, paper):
    """A row without a year is left out of the result, and standard error says so with its place."""
    ran = kinten("judge", paper({}, {"year_submitted": "abc"}), *VOLUME)

    assert ran.code == 0
    assert "paper.csv:3" in ran.err


@pytest.mark.parametrize("text", ["500①", "50²", "²", "５００⑴"])
def test_a_footnote_mark_is_never_a_digit(kinten, paper, text):
    """500① is not 5001: the fact is unreadable."""
    document = kinten("judge", paper({"registry_cases": text}), *VOLUME, "--json").document
    registry = next(
        each for each in document["hospitals"][0]["clauses"] if each["id"].endswith("registry")
    )

    assert (registry["verdict"], registry["reason"]) == ("unknown", "unreadable")


def test_a_form_never_replaces_a_file(kinten, tmp_path):
    """A filled-in report of the same name stays as it is."""
    file = tmp_path / "form.xlsx"
    file.write_bytes(b"filled in")
    ran = kinten("form", "-e", "H26.1", "--kind", "regional", "-o", file)

    assert (ran.code, file.read_bytes()) == (2, b"filled in")
