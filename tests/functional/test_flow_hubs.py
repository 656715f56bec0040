"""`kinten flow`: the area with a hub that residents go to most, and how much each leans on the other."""

import csv

DAY = ("--as-of", "2026-04-01")


def test_relevance_and_commitment_are_those_of_the_same_patients(kinten):
    """雲南 sends 34.8 % of its people to 出雲, who are 9.4 % of those treated there."""
    areas = {each["area"]: each for each in kinten("flow", *DAY, "--json").document["areas"]}
    hub = areas["3202"]["hub"]
    entry = next(each for each in areas["3202"]["outflow"] if each["area"] == "3203")

    assert hub["area"] == "3203"
    assert hub["relevance"] == [entry["share"], entry["share"]]
    assert hub["commitment"] == entry["commitment"]
    assert round(hub["commitment"][0], 3) == 0.094


def test_an_area_without_a_hub_is_passed_over(kinten):
    """The largest outflow can lead to an area without a hub: the hub's is told beside it."""
    document = kinten("flow", *DAY, "--json").document
    areas = [each for each in document["areas"] if each["outflow"] and each["hub"]]

    assert document["as_of"] == "2026-04-01"
    assert any(each["hub"]["area"] != each["outflow"][0]["area"] for each in areas)
    assert all(each["hub"]["area"] != each["area"] for each in areas)


def test_the_day_decides_where_hubs_are(kinten):
    early = kinten("flow", "--as-of", "2018-04-01", "--json").document["areas"]
    late = kinten("flow", *DAY, "--json").document["areas"]

    assert [each["hub"] for each in early] != [each["hub"] for each in late]


def test_the_table_defines_its_columns(kinten, tmp_path):
    path = tmp_path / "f.csv"
    assert kinten("flow", "--prefecture", "島根", *DAY, "-o", path).code == 0
    rows = {
        row["符号"]: row
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    }
    shown = kinten("flow", "--prefecture", "島根", *DAY, "--lang", "en").out

    assert (rows["3202"]["拠点のある最大の受診先"], rows["3202"]["依存度"], rows["3202"]["関与度"]) == (
        "出雲", "0.348", "0.094",
    )  # fmt: skip
    assert "Relevance: the share of the area's residents treated there." in shown
    assert "on 2026-04-01" in shown
