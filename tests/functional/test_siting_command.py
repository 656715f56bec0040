"""`kinten siting MODEL --distances FILE`: any matrix, each answer with its bound."""

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

# Five clients on a line, three sites at 0, 5 and 10.
CLIENTS, SITES = np.array([0.0, 1, 5, 9, 10]), np.array([0.0, 5, 10])
WAYS = np.abs(CLIENTS[:, None] - SITES[None, :])


@pytest.fixture
def ways(tmp_path):
    np.save(tmp_path / "ways.npy", WAYS)
    return tmp_path / "ways.npy"


@pytest.fixture
def lines(tmp_path):
    def write(name, *numbers):
        path = tmp_path / name
        path.write_text("".join(f"{each}\n" for each in numbers), encoding="utf-8")
        return path

    return write


def answered(kinten, *arguments):
    document = kinten("siting", *arguments, "--json").document
    Draft202012Validator(load_schema("siting")).validate(document)
    return document


@pytest.mark.parametrize(
    ("model", "options", "objective", "opened"),
    [
        ("lscp", ("--radius", 1), 3, [0, 1, 2]),
        ("lscp", ("--radius", 5), 1, [1]),
        ("mclp", ("--p", 1, "--radius", 1), 2, None),
        ("pmedian", ("--p", 2), 7, [0, 2]),
        ("pmedian", ("--p", 3), 2, [0, 1, 2]),
        ("pcenter", ("--p", 1), 5, [1]),
        ("pcenter", ("--p", 2), 5, None),
    ],
)
def test_every_model_answers_with_its_bound(kinten, ways, model, options, objective, opened):
    """Small enough to be seen by eye; the limit itself is within."""
    found = answered(kinten, model, "--distances", ways, *options)

    assert (found["status"], found["objective"], found["bound"]) == (
        "optimal",
        objective,
        objective,
    )
    assert found["gap"] == 0
    assert opened is None or found["open"] == opened


def test_capacities_and_weights(kinten, ways, lines):
    """Each client at one site; demand fills the room, weights enter the objective."""
    room = lines("room.csv", 3, 3, 3)
    found = answered(kinten, "cpmedian", "--distances", ways, "--p", 2, "--capacity", room)
    assert (found["status"], found["objective"]) == ("optimal", 7)
    assert sorted(found["assigned"].count(site) for site in found["open"]) == [2, 3]

    heavy = lines("heavy.csv", 1, 1, 100, 1, 1)
    found = answered(kinten, "pmedian", "--distances", ways, "--p", 1, "--weights", heavy)
    assert found["open"] == [1]


def test_fixed_forbidden_and_more(kinten, ways, lines):
    """`--p` counts the fixed ones, `--more` does not; numbers start at 0."""
    fixed, barred = lines("fixed.csv", 1), lines("barred.csv", 0)
    same = [
        answered(
            kinten, "pmedian", "--distances", ways, "--fixed", fixed, "--forbidden", barred, *n
        )
        for n in (("--p", 2), ("--more", 1))
    ]
    assert [each["open"] for each in same] == [[1, 2], [1, 2]]


def test_a_csv_says_where_there_is_no_way_and_whom_nobody_reaches(kinten, tmp_path):
    """A blank cell or inf; the client without any way is named and the rest is solved."""
    path = tmp_path / "ways.csv"
    path.write_text("0,4\n4,\ninf,\n", encoding="utf-8")
    found = answered(kinten, "pmedian", "--distances", path, "--p", 1)

    assert (found["open"], found["objective"], found["unserved"]) == ([0], 4, [2])
    told = kinten("siting", "pmedian", "--distances", path, "--p", 1).out
    assert "どの候補地にも行けない需要地点（1）: 2" in told
    assert "提案ではありません" in told


def test_an_infeasible_question_says_why(kinten, ways, lines):
    """Exit 1, with the clients or the constraint in words."""
    small = lines("small.csv", 1, 1, 1)
    run = kinten("siting", "cpmedian", "--distances", ways, "--p", 2, "--capacity", small)
    assert run.code == 1
    assert "需要の合計5" in run.out

    split = lines("split.csv", "0,", ",0")
    run = kinten("siting", "pmedian", "--distances", split, "--p", 1)
    assert run.code == 1
    assert "届きません" in run.out


def test_out_of_time_gives_the_best_found_with_its_bound(kinten, tmp_path):
    """Never an error, and never optimal where it is not proved."""
    ways = np.random.default_rng(7).integers(1, 1000, (300, 300)).astype(float)
    np.save(tmp_path / "many.npy", ways)
    asked = ("--distances", tmp_path / "many.npy", "--p", 5, "--time-limit", 0.01)
    for model in ("pmedian", "pcenter"):
        found = answered(kinten, model, *asked)
        assert found["status"] in {"feasible", "optimal"}
        assert 0 < found["bound"] <= found["objective"]
        assert found["status"] == "feasible" or found["gap"] <= 1e-6


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("1,2\n3\n", ":2"),
        ("1,2\n3,x\n", ":2:2"),
        ("1,-2\n", "distances[0,1]"),
        ("1,nan\n", "distances[0,1]"),
        ("", "ways.csv"),
    ],
)
def test_a_wrong_matrix_is_refused_with_its_place(kinten, tmp_path, content, place):
    path = tmp_path / "ways.csv"
    path.write_text(content, encoding="utf-8")
    run = kinten("siting", "pmedian", "--distances", path, "--p", 1)

    assert run.code == 2
    assert place in run.err


def test_wrong_asking_is_refused(kinten, ways, lines):
    """Too few sites for the fixed ones, no number, no radius, a weight too many, a site that is not."""
    base = ("--distances", ways)
    for asked in (
        ("pmedian", *base, "--p", 1, "--fixed", lines("two.csv", 0, 1)),
        ("pmedian", *base),
        ("lscp", *base),
        ("pmedian", *base, "--p", 1, "--weights", lines("six.csv", *range(6))),
        ("pmedian", *base, "--p", 1, "--fixed", lines("none.csv", 3)),
        ("pmedian", *base, "--p", 1, "--fixed", lines("half.csv", 0.5)),
        ("pmedian", *base, "--p", 1, "--time-limit", 0),
    ):
        run = kinten("siting", *asked)
        assert run.code == 2, asked
        assert not run.out, asked
        assert "Traceback" not in run.err
    assert kinten("siting", "pmedian", *base, "--p", 4).code == 1
