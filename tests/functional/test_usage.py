"""Wrong use and help, in the reader's language: what is wrong, at which argument, what to write."""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kinten.cli.helping import choose_language, wrap
from kinten.cli.main import choose_language as language_of
from kinten.cli.main import load_verb, verb_names
from kinten.cli.parsing import PARSERS

KINTEN = str(Path(sys.executable).with_name("kinten"))
JAPANESE = re.compile(r"[\u3041-\u9fff]")
ARGPARSE = re.compile(
    r"usage:|error:|invalid|required|unrecognized|expected|positional|show this|No such|denied"
)

# What is wrong, the place that is named, and a word of the way out.
WRONG = [
    ((), "VERB", "judge"),
    (("judg", "a.csv"), "VERB", "judge のことですか"),
    (("guidelin", "check", "R4.8"), "VERB", "guideline のことですか"),
    (("--bogus",), "--bogus", "kinten --help"),
    (("--bogus", "data"), "--bogus", "kinten --help"),
    (("--lang", "fr", "data"), "--lang", "ja en"),
    (("judge",), "judge", "kinten judge INPUT --edition E"),
    (("judge", "a.csv"), "judge", "--edition E"),
    (("judge", "a.csv", "--edtion", "R4.8"), "judge --edtion", "--edition のことですか"),
    (("judge", "a.csv", "-e"), "judge --edition", "--edition E"),
    (("judge", "a.csv", "-e", "R4.8", "-x"), "judge -x", "kinten judge --help"),
    (("judge", "a.csv", "-e", "R4.8", "--s", "5"), "judge --s", "--strict"),
    (
        ("judge", "a.csv", "-e", "R4.8", "--kind", "regionl"),
        "judge --kind",
        "regional のことですか",
    ),
    (("compare", "a.csv", "--from", "abc", "--to", "2020"), "compare --from", "2024"),
    (("compare", "a.csv", "--to", "2020"), "compare", "--from YEAR"),
    (("form", "-e", "R4.8", "--kind", "regional"), "form", "--output form.xlsx"),
    (("form", "-e", "R4.8", "-o", "a.xlsx"), "form", "--kind ncc|pref"),
    (("guideline",), "guideline list|show|diff|check", "list show diff check"),
    (("guideline", "shw"), "guideline list|show|diff|check", "show のことですか"),
    (("data", "--jsn"), "data --jsn", "--json のことですか"),
    (("data", "--json=5"), "data --json", "除いて"),
    (("data", "more"), "data more", "余分"),
    (("schema", "judg"), "schema NAME", "judge のことですか"),
    (("bench", "verdikt"), "bench NAME", "verdict のことですか"),
    (("guideline", "show", "NOPE"), "EDITION", "H26.1"),
    (("guideline", "show", "r4.8"), "EDITION", "R4.8 のことですか"),
    (("guideline", "check", "Ｒ４．８"), "EDITION", "R4.8 のことですか"),
    (("guideline", "diff", "h30.7", "R4.8"), "OLD", "H30.7 のことですか"),
    (("guideline", "diff", "H30.7", "R48"), "NEW", "R4.8 のことですか"),
    (("guideline", "show", "R4.8", "volume/absolut"), "R4.8", "R4.8/volume/absolute"),
    (("guideline", "show", "R4.8", "surgery"), "R4.8", "R4.8/volume/absolute/surgery のことですか"),
]


NAMES = [" ".join(("kinten", *arguments)) for arguments, _, _ in WRONG]


@pytest.mark.parametrize(("arguments", "place", "word"), WRONG, ids=NAMES)
def test_wrong_use_is_told_in_japanese(kinten, arguments, place, word):
    """One line, exit 2, the argument's own name, and what to write; nothing of argparse's English."""
    ran = kinten(*arguments)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"kinten: {place}: ")
    assert word in ran.err
    assert JAPANESE.search(ran.err)
    assert not ARGPARSE.search(ran.err)


@pytest.mark.parametrize(("arguments", "place", "word"), WRONG, ids=NAMES)
def test_wrong_use_is_told_in_english(kinten, monkeypatch, arguments, place, word):
    """The same in English, without a Japanese letter of ours."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    ran = kinten(*(each for each in arguments if JAPANESE.search(each) is None))

    if not arguments or "--lang" not in arguments:
        assert JAPANESE.search(ran.err) is None
    assert ran.code == 2


def test_the_later_edition_is_blamed_where_it_is_wrong(kinten, paper):
    """`--next R9` is not a fault of `--edition`."""
    ran = kinten("judge", paper({}), "-e", "R4.8", "--scope", "volume", "--next", "r4.8")

    assert ran.code == 2
    assert ran.err.startswith("kinten: --next: ")
    assert "R4.8 のことですか" in ran.err


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("foo", ("--reading", "roughly=strict", "roughly=0.9")),
        ("rougly=strict", ("--reading rougly", "roughly のことですか", "roughly=strict")),
        ("nothing=1", ("--reading nothing", "staff/consult-local")),
    ],
)
def test_a_reading_that_is_none_shows_those_that_are(kinten, paper, entry, words):
    """The examples of the message work as they stand."""
    ran = kinten("judge", paper({}), "-e", "R4.8", "--scope", "volume", "--reading", entry)

    assert ran.code == 2
    assert all(word in ran.err for word in words)
    for works in ("roughly=strict", "roughly=0.9"):
        ran = kinten("judge", paper({}), "-e", "R4.8", "--scope", "volume", "--reading", works)
        assert ran.code == 0


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("surgry", "R4.8/volume/absolute/surgery のことですか"),
        ("resident_shar", "resident_share のことですか"),
    ],
)
def test_a_misspelled_change_finds_its_clause_or_fact(kinten, paper, name, word):
    """`--set` names the entry, and what may have been meant."""
    ran = kinten("judge", paper({}), "-e", "R4.8", "--scope", "volume", "--set", f"{name}=1")

    assert (ran.code, ran.err.startswith(f"kinten: --set {name}: ")) == (2, True)
    assert word in ran.err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_systems_reasons_are_told(kinten, tmp_path, paper, lang):
    """No such file, a folder for a file, a file for a folder: in Japanese words, or the system's."""
    file, folder = paper({}), tmp_path / "folder"
    folder.mkdir()
    call = ("judge", file, "-e", "R4.8", "--scope", "volume", "--lang", lang)
    missing = kinten("judge", tmp_path / "no.csv", *call[2:]).err
    under_a_file = kinten(*call, "-o", file / "out.csv").err
    a_folder = kinten(*call, "--overlay", folder).err
    told = {
        "ja": (
            "そのファイルかフォルダーがありません",
            "フォルダーではありません",
            "ファイルでなくフォルダーです",
        ),
        "en": ("No such file or directory", "Not a directory", "Is a directory"),
    }[lang]

    assert "no.csv" in missing
    assert told[0] in missing
    assert told[1] in under_a_file
    assert told[2] in a_folder
    assert kinten(*call, "-o", folder).code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("ja_JP.UTF-8", "標準出力: 読み書きできません（ディスクの空き容量"),
        ("en_GB.UTF-8", "No space left"),
    ],
)
def test_a_full_disk_at_standard_output_is_told(locale, words):
    """Exit 2, one line, in the reader's language."""
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [KINTEN, "data", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={"PATH": os.environ["PATH"], "LC_ALL": locale, "PYTHONWARNINGS": "ignore"},
            check=False,
        )

    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert words in ran.stderr


@pytest.mark.parametrize(
    ("set_", "lang"),
    [
        ({}, "ja"),
        ({"LANG": ""}, "ja"),
        ({"LANG": "C"}, "ja"),
        ({"LANG": "POSIX"}, "ja"),
        ({"LANG": "C.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR", "LC_ALL": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "ja"),
    ],
)
def test_which_language_a_locale_means(monkeypatch, set_, lang):
    """The first of LC_ALL, LC_MESSAGES, LANG that is set decides; none, C and POSIX mean Japanese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    for name, value in set_.items():
        monkeypatch.setenv(name, value)

    assert language_of(["data"]) == lang
    assert language_of(["data", "--lang", "en"]) == language_of(["--lang=en", "data"]) == "en"
    assert language_of(["data", "--lang", "ja"]) == language_of(["--lang=ja", "data"]) == "ja"


def test_without_any_locale_the_systems_own_setting_decides(monkeypatch):
    """As on Windows, where no variable is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for told, lang in (("Japanese_Japan", "ja"), ("English_World", "en"), (None, "ja")):
        monkeypatch.setattr("locale.getlocale", lambda told=told: (told, None))
        assert language_of([]) == lang


ACTS = [
    *((name,) for name in verb_names()),
    *(("guideline", act) for act in ("list", "show", "diff", "check")),
]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("verb", [(), *ACTS], ids=lambda each: " ".join(each) or "kinten")
def test_help_is_in_one_language(capsys, kinten, verb, lang):
    """Nothing of argparse's English in Japanese; no Japanese but the word 概ね in English."""
    with pytest.raises(SystemExit) as left:
        kinten(*verb, "--help", "--lang", lang)
    told = capsys.readouterr().out

    assert left.value.code == 0
    if lang == "ja":
        assert told.startswith("使い方: kinten")
        assert not re.search("usage:|options:|arguments:|show this", told)
    else:
        assert told.startswith("usage: kinten")
        assert not JAPANESE.search(told.replace("概ね", ""))


def arguments_of(verb):
    parser = PARSERS["ja"](prog="kinten")
    load_verb(verb).add_options(parser)
    parsers = [parser]
    for action in parser._actions:
        if action.nargs == argparse.PARSER:
            parsers += action.choices.values()
    return [each for one in parsers for each in one._actions if each.nargs != argparse.PARSER]


# Arguments whose help another hand still owes, by verb.


@pytest.mark.parametrize("verb", verb_names())
def test_every_argument_is_explained_in_both_languages(verb):
    """`日本語 / English`; a list of endings or names needs no translation."""
    for action in arguments_of(verb):
        ja, en = (choose_language(action.help or "", lang) for lang in ("ja", "en"))
        assert ja, f"{action.dest} has no help"
        assert ja == en or JAPANESE.search(ja), action.dest
        assert not JAPANESE.search(en.replace("概ね", "")), action.dest


def test_a_line_of_help_is_no_wider_than_asked():
    """A Japanese letter takes two columns, a word is never parted, a stop never stands first."""
    lines = wrap("記入した様式（.xlsx）、県の会議資料。 guideline-list guideline-show", 20)

    assert lines == [
        "記入した様式",
        "（.xlsx）、県の会議",
        "資料。",
        "guideline-list",
        "guideline-show",
    ]
    assert wrap("", 10) == [""]
    assert wrap("word", 2) == ["word"]
