"""Packaged data: each file is what its script derives from the shared data, and is described."""

import csv
import importlib
import io
import json
import re
import sys

import polars as pl
import pytest
import yaml

from kinten.data.loading import list_sources, open_packaged, packaged_path

SCRIPTS = ("geography", "network", "volumes", "standards", "registry", "incidence", "recodes")
NAMES = (
    "areas.csv", "municipalities.parquet", "projection.parquet", "adjacency.csv",
    "adjacency_2018_akita.csv", "area_outlines.topojson", "network_hospitals.csv", "network_designations.csv",
    "network_groups.csv", "network_recommendations.csv", "blank_cancer_areas.csv",
    "genome_statements.csv", "published_counts.csv", "patient_flow.parquet",
    "dpc_discharges.parquet", "dpc_hospitals.csv", "dpc_diseases.csv", "all_hospitals.parquet",
    "standard_populations.csv", "survival_standards.csv",
    "iarc_groups.csv", "registry_items.csv", "registry_codes.csv",
    "cancer_incidence.parquet", "cancer_incidence_detail.parquet",
    "cancer_incidence_people.parquet",
    "icdo_codes.csv", "recode_schemes.csv", "recode_groups.csv", "recodes.csv", "icd10_icdo3.csv",
    "icd10_by_site.csv",
)  # fmt: skip
# No packaged cell is prose: what is longer than this is an address.
LONGEST_CELL = 120


def rows_in(name):
    with open_packaged(name) as stream:
        content = stream.read()
    if name.endswith(".parquet"):
        return len(pl.read_parquet(io.BytesIO(content)))
    if name.endswith(".topojson"):
        (layer,) = json.loads(content)["objects"].values()
        return len(layer["geometries"])
    return sum(1 for _ in csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.fixture(scope="module")
def derivations(root):
    """The functions of tools/data by the file that each makes; the scripts are no package."""
    folder = str(root / "tools" / "data")
    sys.path.insert(0, folder)
    try:
        modules = [importlib.import_module(name) for name in SCRIPTS]
        yield [derive for module in modules for derive in module.DERIVATIONS]
    finally:
        sys.path.remove(folder)
        for name in (*SCRIPTS, "packing"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def entries():
    """The entries of sources.yaml as they are written, by name."""
    listing = packaged_path(NAMES[0]).with_name("sources.yaml")
    return {one["name"]: one for one in yaml.safe_load(listing.read_text("utf-8"))["sources"]}


@pytest.mark.shared_data
def test_every_derivation_gives_the_packaged_file_again(derivations, shared_data, entries):
    """Byte for byte, Parquet by its content; the entry in sources.yaml is the one it writes."""
    made = [derive(shared_data) for derive in derivations]

    assert [each.name for each in made] == list(NAMES)
    for each in made:
        with open_packaged(each.name) as stream:
            packaged = stream.read()
        if each.name.endswith(".parquet"):
            first, second = (pl.read_parquet(io.BytesIO(one)) for one in (each.content, packaged))
            assert first.equals(second), each.name
            assert first.schema == second.schema, each.name
        else:
            assert each.content == packaged, each.name
        assert each.entry() == entries[each.name], each.name


def test_every_packaged_file_is_described_and_its_rows_are_counted_right():
    """A file without an entry cannot be opened, an entry without a file would mislead."""
    sources = {each.name: each for each in list_sources()}
    folder = packaged_path(NAMES[0]).parent
    there = {
        each.name for each in folder.iterdir() if each.suffix in {".csv", ".parquet", ".topojson"}
    }

    assert there == set(sources)
    assert set(NAMES) < there
    for name, source in sources.items():
        assert rows_in(name) == source.rows, name


def test_every_source_is_credited_in_both_languages():
    """Publisher, terms, papers, how it was derived, the checksum of what was read."""
    for source in list_sources():
        for words in (source.title, source.publisher, source.licence, source.derived):
            assert words.ja, source.name
            assert words.en, source.name
        assert source.papers, source.name
        assert source.date, source.name
        assert re.fullmatch(r"[0-9a-f]{64}", source.source_sha256), source.name
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", source.collected), source.name


def test_what_is_packaged_stays_small():
    """The wheel has room for 15 MB in all."""
    total = sum(packaged_path(name).stat().st_size for name in NAMES)

    assert total < 2_000_000


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".csv")])
def test_tables_hold_facts_and_no_prose(name):
    """No column of notes taken over from a source, no cell as long as a paragraph."""
    with open_packaged(name) as stream:
        rows = list(csv.DictReader(io.StringIO(stream.read().decode("utf-8"), newline="")))

    assert rows
    assert not {"note", "figure_label", "certain_because"} & set(rows[0])
    for row in rows:
        for column, cell in row.items():
            assert cell == cell.strip(), (name, column, cell)
            assert len(cell) <= LONGEST_CELL or cell.startswith("http"), (name, column, cell)


def test_masked_cells_have_no_row():
    """Discharges below ten are not published: the least figure is ten, and nothing is nought."""
    with open_packaged("dpc_discharges.parquet") as stream:
        table = pl.read_parquet(stream)

    assert table["discharges"].min() == 10
    assert table.null_count().sum_horizontal().item() == 0
