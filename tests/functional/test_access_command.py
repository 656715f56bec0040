"""`kinten access METHOD`: id and value for every demand of any tables."""

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

DEMAND = "id,weight\na,100\nb,50\nc,10\n"
SUPPLY = "id,weight\nx,20\ny,30\n"
COSTS = "demand,supply,cost\na,x,10\na,y,30\nb,y,30\n"


@pytest.fixture
def tables(tmp_path):
    def write(demand=DEMAND, supply=SUPPLY, costs=COSTS):
        options = []
        for name, text in (("demand", demand), ("supply", supply), ("costs", costs)):
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
            options += [f"--{name}", tmp_path / f"{name}.csv"]
        return options

    return write


def values(kinten, *arguments):
    document = kinten("access", *arguments, "--json").document
    Draft202012Validator(load_schema("access")).validate(document)
    return {each["id"]: each["value"] for each in document["values"]}, document


@pytest.mark.parametrize(
    ("method", "options", "expected"),
    [
        ("nearest", (), {"a": 10, "b": 30, "c": None}),
        ("nearest", ("--max", 29), {"a": 10, "b": None, "c": None}),
        ("cumulative", ("--max", 30), {"a": 50, "b": 30, "c": 0}),
        ("cumulative", ("--steps", "10:1,30:0.5"), {"a": 35, "b": 15, "c": 0}),
        ("2sfca", ("--max", 30), {"a": 0.2 + 0.2, "b": 0.2, "c": 0}),
        ("e2sfca", ("--steps", "10:1,30:0.5"), {"a": 0.2 + 0.2, "b": 0.2, "c": 0}),
        ("m2sfca", ("--steps", "10:1,30:0.5"), {"a": 0.2 + 0.1, "b": 0.1, "c": 0}),
    ],
)
def test_the_measures_by_hand(kinten, tables, method, options, expected):
    """The limit itself is within; a demand with nothing in reach has 0, or no value."""
    found, document = values(kinten, method, *tables(), *options)

    assert found == pytest.approx(expected)
    assert "c" in document["unreachable"]


def test_what_is_handed_out_is_all_there_is(kinten, tables):
    """2SFCA, E2SFCA, the bell and the three steps keep the supply with any demand in reach."""
    weight = {"a": 100, "b": 50, "c": 10}
    for method, options in (
        ("2sfca", ()),
        ("e2sfca", ("--steps", "10:1,30:0.5")),
        ("g2sfca", ("--gaussian", 20)),
        ("3sfca", ("--steps", "10:1,30:0.5")),
    ):
        found, _ = values(kinten, method, *tables(), *options)
        assert sum(weight[name] * value for name, value in found.items()) == pytest.approx(50)


def test_the_equilibrium_tells_its_gap(kinten, tables):
    """All of a's people cannot gain by going elsewhere; c reaches nothing and has no value."""
    found, document = values(kinten, "raam", *tables(), "--tau", 10)

    assert document["relative_gap"] <= 1e-3
    assert found["c"] is None
    assert found["a"] < found["b"]


def test_a_file_holds_id_and_value(kinten, tables, tmp_path):
    """Blank where there is none; the demands without a value are named."""
    run = kinten("access", "nearest", *tables(), "-o", tmp_path / "out.csv")

    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "id,value",
        "a,10.0",
        "b,30.0",
        "c,",
    ]
    assert "届く供給のない需要（1）: c" in run.err


def test_an_equilibrium_names_who_reaches_no_weight(kinten, tables):
    """A supply of weight 0 is nothing to raam: no value, in the list, and the reason beside it."""
    given = tables(supply="id,weight\nx,20\ny,0\n")
    found, document = values(kinten, "raam", *given, "--tau", 10)

    assert found["b"] is found["c"] is None
    assert document["unreachable"] == ["b", "c"]
    assert document["weightless"] == ["b"]
    told = kinten("access", "raam", *given, "--tau", 10).err
    assert "届く供給のない需要（1）: c\n" in told
    assert "重み0の供給にしか届かない需要（1）: b\n" in told


@pytest.mark.parametrize(
    ("given", "lost", "weightless"),
    [
        ({"supply": "id,weight\nx,0\ny,0\n"}, ["a", "b", "c"], ["a", "b"]),
        ({"demand": "id,weight\na,0\nb,0\nc,10\n"}, ["c"], []),
    ],
)
def test_without_anybody_there_is_no_equilibrium(kinten, tables, given, lost, weightless):
    """No gap and no mean of nobody; where nobody congests anything, travel alone is the cost."""
    options = tables(**given)
    found, document = values(kinten, "raam", *options, "--tau", 10)

    assert document["unreachable"] == lost
    assert document["weightless"] == weightless
    assert document["relative_gap"] is document["mean_cost"] is None
    assert {name for name, value in found.items() if value is None} == set(lost)
    told = kinten("access", "raam", *options, "--tau", 10, "--lang", "en").err
    assert "gap" not in told
    assert "mean" not in told


def test_congestion_is_told_in_the_ratio_of_all_rows(kinten, tables):
    """rho is all demand per all supply, 1000 / 50 = 20, also of what reaches nothing."""
    given = tables(
        "id,weight\na,100\nb,900\n", "id,weight\nx,10\ny,40\n", "demand,supply,cost\na,x,4\n"
    )
    found, document = values(kinten, "raam", *given, "--tau", 10)

    assert found == {"a": pytest.approx(100 / 10 / 20 + 4 / 10), "b": None}
    assert document["mean_cost"] == pytest.approx(found["a"])


def test_ids_with_blanks_are_told_apart(kinten, tables):
    """Between ids stands what separates a list, not a blank."""
    given = tables(demand=DEMAND + "b b,5\n")

    assert "（2）: c、b b\n" in kinten("access", "nearest", *given).err
    assert "(2): c, b b\n" in kinten("access", "nearest", *given, "--lang", "en").err


@pytest.mark.parametrize("name", ["demand", "supply", "costs", "among"])
@pytest.mark.parametrize("by", ["name", "way", "link"])
def test_no_input_is_overwritten(kinten, tables, tmp_path, name, by):
    """Under its name, a longer way to it, or a link."""
    (tmp_path / "among.csv").write_text("demand,supply,cost\na,b,5\n", encoding="utf-8")
    given = tables()
    path, link = tmp_path / f"{name}.csv", tmp_path / "link.csv"
    link.symlink_to(path)
    before = path.read_bytes()
    output = {"name": path, "way": tmp_path / ".." / tmp_path.name / path.name, "link": link}[by]
    run = kinten("access", "fca", *given, "--demand-costs", tmp_path / "among.csv", "-o", output)

    assert run.code == 2
    assert "入力と同じファイル" in run.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("verb", "ending"),
    [
        (("access", "nearest"), "csv"),
        (("coverage",), "csv"),
        (("siting", "pmedian", "--more", 1), "csv"),
        (("map", "access", "nearest"), "html"),
        (("map", "siting", "pmedian", "--more", 1), "html"),
    ],
)
def test_minutes_of_ones_own_are_not_overwritten(kinten, tmp_path, verb, ending):
    path = tmp_path / f"minutes.{ending}"
    path.write_text("municipality,hospital,minutes\n", encoding="utf-8")
    run = kinten(*verb, "--travel-times", path, "-o", path)

    assert run.code == 2
    assert "入力と同じファイル" in run.err
    assert path.read_text(encoding="utf-8") == "municipality,hospital,minutes\n"


@pytest.mark.parametrize("method", ["nearest", "2sfca"])
def test_costs_between_demands_are_for_the_ratio_alone(kinten, tables, tmp_path, method):
    (tmp_path / "among.csv").write_text("demand,supply,cost\na,b,5\n", encoding="utf-8")
    run = kinten("access", method, *tables(), "--demand-costs", tmp_path / "among.csv")

    assert run.code == 2
    assert "--demand-costs" in run.err
    assert method in run.err


def test_the_ratio_of_a_place_needs_costs_between_demands(kinten, tables):
    """`--demand-costs`, or supplies that are demands too."""
    assert "--demand-costs" in kinten("access", "fca", *tables()).err
    same = tables(
        "id,weight\na,100\nb,50\n",
        "id,weight\na,10\nb,20\n",
        "demand,supply,cost\na,a,0\na,b,5\nb,a,5\nb,b,0\n",
    )
    found, _ = values(kinten, "fca", *same, "--max", 5)
    assert found == pytest.approx({"a": 30 / 150, "b": 30 / 150})


@pytest.mark.parametrize(
    ("tables_", "options", "told"),
    [
        ({"costs": COSTS + "d,x,5\n"}, (), "costs.csv:5:demand"),
        ({"costs": COSTS + "a,z,5\n"}, (), "costs.csv:5:supply"),
        ({"costs": COSTS + "a,x,5\n"}, (), "costs.csv:5:demand"),
        ({"costs": COSTS + "c,x,-5\n"}, (), "costs.csv:5:cost"),
        ({"costs": COSTS + "c,x,nan\n"}, (), "costs.csv:5:cost"),
        ({"demand": DEMAND + "a,1\n"}, (), "demand.csv:5:id"),
        ({"costs": COSTS + "c,x,5,9\n"}, (), "costs.csv:5: "),
        ({"costs": ""}, (), "costs.csv:1: "),
        ({"demand": "name,weight\na,1\n"}, (), "demand.csv:1"),
        ({}, ("--max", -1), "--max"),
    ],
)
def test_bad_tables_are_refused_with_their_place(kinten, tables, tables_, options, told):
    run = kinten("access", "2sfca", *tables(**tables_), *options)

    assert run.code == 2
    assert told in run.err


@pytest.mark.parametrize("steps", ["10", "20:1,10:0.5", "10:x", "10:-1", ""])
def test_steps_have_to_rise(kinten, tables, steps):
    run = kinten("access", "e2sfca", *tables(), "--steps", steps)

    assert run.code == 2
    assert "--steps" in run.err


def test_a_power_has_no_weight_for_no_cost(kinten, tables):
    """Refused for what weighs by it; a pair that costs nothing is fine otherwise."""
    given = tables(costs=COSTS + "c,x,0\n")

    run = kinten("access", "2sfca", *given, "--power", 2)
    assert run.code == 2
    assert "--power" in run.err
    assert kinten("access", "2sfca", *given).code == 0


def test_methods_that_need_more_say_so(kinten, tables):
    assert "--tau" in kinten("access", "raam", *tables()).err
    assert "--gaussian" in kinten("access", "g2sfca", *tables()).err
