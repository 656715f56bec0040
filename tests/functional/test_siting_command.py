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


def test_at_most_one_site_of_a_group(kinten, ways, lines):
    """Blank or -1 is no group; beside a fixed site none of its group opens."""
    both, none = lines("both.csv", 0, "", 0), lines("none.csv", -1, -1, -1)
    asked = ("pmedian", "--distances", ways, "--p", 2, "--groups")
    assert answered(kinten, *asked, both)["objective"] == 10
    assert answered(kinten, *asked, none)["open"] == [0, 2]

    held = lines("held.csv", 1, 1, "")
    found = answered(kinten, *asked, held, "--fixed", lines("fixed.csv", 1))
    assert found["open"] == [1, 2]
    run = kinten("siting", *asked, lines("short.csv", 0, 0))
    assert run.code == 2
    assert "2行" in run.err


def test_the_next_best_sets_each_with_what_it_exchanges(kinten, ways):
    """The order of their objectives; no others within is said only where it is proved."""
    asked = ("pmedian", "--distances", ways, "--p", 2, "--runners-up")
    found = answered(kinten, *asked, 5, "--within", 0.5)
    assert [(each["open"], each["cost"]) for each in found["runners_up"]] in (
        [([0, 1], 3), ([1, 2], 3)],
        [([1, 2], 3), ([0, 1], 3)],
    )
    assert {tuple(each["coming"]) for each in found["runners_up"]} == {(1,)}
    assert found["runners_up_complete"] is True

    one = answered(kinten, *asked, 1, "--within", 0.5)
    assert (len(one["runners_up"]), one["runners_up_complete"]) == (1, False)
    near = answered(kinten, *asked, 5)
    assert (near["runners_up"], near["runners_up_complete"]) == ([], True)
    told = kinten("siting", *asked, 1, "--within", 0.5, "--lang", "en").out
    assert "there may be more" in told
    assert "There is no other set" in kinten("siting", *asked, 5, "--lang", "en").out


def test_what_an_imposed_site_costs(kinten, ways, lines):
    """As many sites; one that is open already costs nothing, one of a held group says why it cannot."""
    asked = ("pmedian", "--distances", ways, "--p", 2)
    found = answered(kinten, *asked, "--impose", lines("imposed.csv", 1, 2))
    assert [
        (each["site"], each["cost_at_least"], each["cost_at_most"]) for each in found["imposed"]
    ] == [(1, 3, 3), (2, 0, 0)]

    held = ("--groups", lines("held.csv", 1, 1, ""), "--fixed", lines("fixed.csv", 0))
    found = answered(kinten, *asked, *held, "--impose", lines("imposed.csv", 1))
    (only,) = found["imposed"]
    assert (only["status"], only["cost_at_least"]) == ("infeasible", None)
    assert "グループ" in only["reason"]["ja"]


def test_the_losses_of_each_model_under_the_others(kinten, ways):
    """Three sets, each measured three times; lscp and cpmedian stand before them."""
    found = answered(kinten, "pcenter", "--distances", ways, "--p", 2, "--losses", "--radius", 1)
    assert [each["model"] for each in found["losses"]] == ["pmedian", "mclp", "pcenter"]
    median, most, center = found["losses"]
    assert (median["weighted_way"], median["covered"], median["longest_way"]) == (7, 4, 5)
    assert most["covered"] == 4
    assert center["longest_way"] == found["objective"]
    assert center["open"] == found["open"]

    found = answered(kinten, "lscp", "--distances", ways, "--radius", 5, "--losses")
    assert [each["model"] for each in found["losses"]] == ["lscp", "pmedian", "mclp", "pcenter"]
    assert {len(each["open"]) for each in found["losses"]} == {1}
    plain = answered(kinten, "lscp", "--distances", ways, "--radius", 5)
    assert [plain[name] for name in ("runners_up", "runners_up_complete", "imposed", "losses")] == [
        None
    ] * 4


def test_out_of_time_the_rest_is_not_called_complete(kinten, tmp_path):
    """The next sets need a proved best one; an imposed site has a range where it is not proved."""
    ways = np.random.default_rng(7).integers(1, 1000, (300, 300)).astype(float)
    np.save(tmp_path / "many.npy", ways)
    (tmp_path / "imposed.csv").write_text("3\n", encoding="utf-8")
    beside = ("--runners-up", 3, "--impose", tmp_path / "imposed.csv", "--losses", "--radius", 50)
    asked = ("--distances", tmp_path / "many.npy", "--p", 5, "--time-limit", 0.01, *beside)
    found = answered(kinten, "pmedian", *asked)

    assert (found["status"], found["runners_up"], found["runners_up_complete"]) == (
        "feasible",
        [],
        False,
    )
    (imposed,) = found["imposed"]
    assert 3 in imposed["open"]
    assert 0 <= imposed["cost_at_least"] < imposed["cost_at_most"]
    assert len(found["losses"]) == 3


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
    assert "需要地点 0, 1 に同時には届きません" in run.out


def test_the_clients_and_the_constraint_in_the_way_are_named(kinten, lines):
    """As few clients as cannot be reached together; how many sites can open, where that is the reason."""
    split = lines("split.csv", "0,,", ",1,", ",,2", ",,")
    for model, *rest in (("pmedian", "--p", 2), ("pcenter", "--p", 2)):
        run = kinten("siting", model, "--distances", split, *rest, "--json")
        assert run.code == 1
        assert run.document["conflicts"] == [[0, 1, 2]]
        assert "2か所では、需要地点 0, 1, 2 に" in run.document["reason"]["ja"]
    groups = lines("groups.csv", 0, 0, 1)
    run = kinten(
        "siting", "lscp", "--distances", split, "--radius", 5, "--groups", groups, "--json"
    )
    assert run.document["conflicts"] == [[0, 1]]
    assert "clients 0, 1 cannot be reached together" in run.document["reason"]["en"]
    assert run.document["unreachable"] == [3]
    fixed = lines("fixed.csv", 0)
    run = kinten("siting", "pmedian", "--distances", split, "--p", 1, "--fixed", fixed, "--json")
    assert run.document["conflicts"] == [[1], [2]]
    assert "(1 of them fixed)" in run.document["reason"]["en"]
    for model, *rest in (("pmedian",), ("pcenter",), ("mclp", "--radius", 5)):
        run = kinten("siting", model, "--distances", split, "--p", 4, *rest)
        assert run.code == 1
        assert "開けるのは3か所まで" in run.out


def test_ways_are_named_before_capacities(kinten, lines):
    """The fixed site has room for all, but no way from the first client; then the numbers are told."""
    ways, fixed = lines("ways.csv", ",1", "1,1", "1,1"), lines("fixed.csv", 0)
    asked = ("siting", "cpmedian", "--distances", ways, "--json")
    roomy, narrow = lines("roomy.csv", 9, 9), lines("narrow.csv", 1, 1)
    found = kinten(*asked, "--p", 1, "--fixed", fixed, "--capacity", roomy)
    assert (found.code, found.document["conflicts"]) == (1, [[0]])
    assert "the client 0 cannot be reached" in found.document["reason"]["en"]
    found = kinten(*asked, "--p", 2, "--capacity", narrow).document
    assert "需要の合計3が、2か所の容量の最大の合計2を超えます" in found["reason"]["ja"]
    found = kinten(*asked, "--p", 3, "--capacity", roomy).document
    assert "開けるのは2か所までで、3か所は開けません" in found["reason"]["ja"]


def test_a_client_without_weight_needs_a_way_all_the_same(kinten, lines):
    """It has no part in the objective, but no set may leave it out: fixed, imposed or chosen alike."""
    ways = lines("ways.csv", ",9", "1,3", "1,9")
    asked = ("siting", "pmedian", "--distances", ways, "--weights", lines("w.csv", 0, 1, 9))
    near = lines("near.csv", 0)
    found = kinten(*asked, "--p", 1, "--impose", near, "--json").document
    assert (found["open"], found["objective"], found["assigned"]) == ([1], 84.0, [1, 1, 1])
    assert found["imposed"][0]["status"] == "infeasible"
    found = kinten(*asked, "--p", 1, "--fixed", near, "--json").document
    assert (found["status"], found["conflicts"]) == ("infeasible", [[0]])
    found = kinten(*asked, "--p", 2, "--json").document
    assert (found["objective"], found["assigned"]) == (10.0, [1, 0, 0])


def test_no_input_is_overwritten(kinten, ways, tmp_path):
    """A column of numbers has no ending of its own: it may be called .json."""
    path = tmp_path / "weights.json"
    path.write_text("1\n1\n1\n1\n1\n", encoding="utf-8")
    run = kinten("siting", "pmedian", "--distances", ways, "--p", 1, "--weights", path, "-o", path)

    assert run.code == 2
    assert "入力と同じファイル" in run.err
    assert path.read_text(encoding="utf-8") == "1\n1\n1\n1\n1\n"


def test_what_a_model_does_not_use_is_refused(kinten, ways, lines):
    """Nothing is dropped in silence; an empty file of fixed sites fixes none."""
    roomy = lines("roomy.csv", 9, 9, 9)
    for option, *asked in (
        ("--capacity", "cpmedian", "--p", 1),
        ("--capacity", "pmedian", "--p", 1, "--capacity", roomy),
        ("--demand", "pcenter", "--p", 1, "--demand", roomy),
        ("--radius", "pmedian", "--p", 1, "--radius", 1),
        ("--p", "lscp", "--radius", 5, "--p", 1),
        ("--more", "lscp", "--radius", 5, "--more", 1),
    ):
        run = kinten("siting", *asked, "--distances", ways)
        assert run.code == 2, asked
        assert run.err.startswith(f"kinten: {option}"), asked
    empty = lines("empty.csv")
    assert kinten("siting", "pmedian", "--distances", ways, "--p", 1, "--fixed", empty).code == 0


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
    (tmp_path / "room.csv").write_text("70\n" * 300, encoding="utf-8")
    found = answered(kinten, "cpmedian", *asked, "--capacity", tmp_path / "room.csv")
    assert found["status"] == "feasible"
    assert 0 < found["bound"] <= found["objective"]
    assert max(found["assigned"].count(site) for site in found["open"]) <= 70


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
        ("pmedian", *base, "--p", 1, "--runners-up", 0),
        ("pmedian", *base, "--p", 1, "--runners-up", 1, "--within", -1),
        ("pmedian", *base, "--p", 1, "--within", 0.1),
        ("pmedian", *base, "--p", 1, "--losses"),
        ("pmedian", *base, "--p", 1, "--impose", lines("far.csv", 3)),
        ("pmedian", *base, "--p", 1, "--impose", lines("inf.csv", "inf")),
        (
            *("pmedian", *base, "--p", 1, "--impose", lines("one.csv", 2)),
            *("--forbidden", lines("one.csv", 2)),
        ),
        ("pmedian", *base, "--p", 1, "--groups", lines("halves.csv", 0, 0.5, 1)),
    ):
        run = kinten("siting", *asked)
        assert run.code == 2, asked
        assert not run.out, asked
        assert "Traceback" not in run.err
    assert kinten("siting", "pmedian", *base, "--p", 4).code == 1
