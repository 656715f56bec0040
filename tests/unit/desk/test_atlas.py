"""A user's own network: a folder of CSV tables, beside the packaged one."""

from datetime import date

import pytest

from kinten.coverage.blank import Cover, count_blank
from kinten.desk.atlas import areas_asked, load_atlas
from kinten.desk.networking import network_document, view_network
from kinten.network.counting import Pair
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError

TABLES = {
    "hospitals": "hospital_id,name,prefecture,municipality\nA,髙﨑病院,石川,17201\nB,乙病院,17,17204\nC,丙病院,17,\n",
    "designations": "hospital_id,kind,begins\nA,pref,2023-04-01\nB,local,2023-04-01\nC,,2023-04-01\n",
    "groups": "hospital_id,partner_id,begins\nB,A,2023-04-01\n",
    "provisions": "hospital_id,cancer,modality,giver\nB,lung,surgery,partner\n",
    "recommendations": "hospital_id,act,meeting,decided\nB,kind_change,2026-02-09,2026-12-01\n",
}
DAY = date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path):
    """Write the tables, some of them changed (None leaves one out)."""

    def write(encoding="utf-8", **changes):
        for name, text in {**TABLES, **changes}.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text, encoding=encoding)
        return tmp_path

    return write


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-8"])
def test_a_folder_is_read_in_the_usual_encodings(folder, encoding):
    """The same network from Excel's UTF-8 and from Shift_JIS; names stay as they were written."""
    atlas = load_atlas(folder(encoding))
    snapshot = atlas.on(DAY)

    assert [each.hospital.name for each in snapshot.standings] == ["髙﨑病院", "乙病院", "丙病院"]
    assert [each.kind for each in snapshot.standings] == [Kind.PREF, Kind.LOCAL, None]
    assert [each.hospital.area for each in snapshot.standings] == ["1702", "1704", ""]
    assert (len(snapshot.groups), len(snapshot.provisions), len(snapshot.pending)) == (1, 1, 1)
    assert [each.name for each in atlas.sources] == [f"{name}.csv" for name in TABLES]


def test_two_tables_are_enough(folder):
    """Without groups, provisions and recommendations there are none."""
    atlas = load_atlas(folder(groups=None, provisions=None, recommendations=None))
    snapshot = atlas.on(DAY)

    assert (snapshot.groups, snapshot.provisions, snapshot.pending) == ((), (), ())
    assert len(atlas.sources) == 2


@pytest.mark.parametrize("missing", ["hospitals", "designations"])
def test_a_missing_table_is_named(folder, missing):
    """Both are needed."""
    path = folder(**{missing: None})
    with pytest.raises(FaultError) as raised:
        load_atlas(path)

    assert raised.value.place == str(path / f"{missing}.csv")
    assert f"{missing}.csv" in raised.value.mend.ja


def test_a_folder_that_is_not_there_says_what_belongs_into_it(tmp_path):
    """All five tables, and which of them are needed."""
    with pytest.raises(FaultError) as raised:
        load_atlas(tmp_path / "nowhere")

    assert raised.value.place == str(tmp_path / "nowhere")
    assert all(f"{name}.csv" in raised.value.mend.en for name in TABLES)


def test_half_a_row_is_refused_with_its_line(folder):
    """A file that was cut off in transit."""
    path = folder(designations=TABLES["designations"] + "C,re")
    with pytest.raises(FaultError) as raised:
        load_atlas(path)

    assert raised.value.place.endswith("designations.csv:5")


def test_the_official_list_says_nothing_of_a_users_network(folder):
    """No area is blank for certain: only that no hospital is listed."""
    atlas = load_atlas(folder())
    covers = {each.area.code: each for each in atlas.covers(atlas.on(DAY))}

    assert atlas.official is None
    assert [covers[code].cover for code in ("1701", "1702", "1704", "3207")] == [
        Cover.NOT_LISTED,
        Cover.HUB,
        Cover.LOCAL,
        Cover.NOT_LISTED,
    ]
    assert count_blank(covers.values()) == Pair(0, 328)


def test_rows_without_a_day_of_recording_were_recorded_on_the_day_given(folder):
    """Without such a day they always were."""
    path = folder()

    assert len(load_atlas(path).on(DAY, date(1950, 1, 1)).standings) == 3
    assert not load_atlas(path, date(2026, 1, 1)).on(DAY, date(2025, 12, 31)).standings


def test_a_hospital_without_a_place_is_shown_with_its_prefecture(folder):
    """And with the country, but with no single area."""
    atlas = load_atlas(folder())
    snapshot = atlas.on(DAY)

    def shown(area=None, prefecture=None):
        view = view_network(atlas, snapshot, areas_asked(atlas, area, prefecture))
        return [each.hospital.id for each in view.standings]

    assert shown() == shown(prefecture="17") == ["A", "B", "C"]
    assert shown(area="1702") == ["A"]
    assert shown(prefecture="13") == []


def test_a_day_before_the_first_frame_is_refused(atlas):
    """No areas are held for it."""
    with pytest.raises(FaultError) as raised:
        atlas.on(date(2018, 3, 31))

    assert raised.value.place == "--as-of"


def test_before_anything_was_recorded_nothing_is_known(atlas):
    """Neither a hospital nor the official list of blank areas."""
    snapshot = atlas.on(DAY, date(2026, 11, 21))
    covers = atlas.covers(snapshot)

    assert snapshot.standings == ()
    assert {each.cover for each in covers} == {Cover.NOT_LISTED}
    assert count_blank(covers) == Pair(0, 330)


def test_blank_cancer_areas_that_are_no_medical_area_stay_beside(atlas):
    """五つ: 桑員, 伊賀 with their towns, 大川 and 宮崎県 県南・県北 without."""
    view = view_network(atlas, atlas.on(DAY), areas_asked(atlas, None, None))
    listed = {each["name"]: each for each in network_document(view)["blank_cancer_areas"]}

    assert set(listed) == {"桑員", "伊賀", "大川", "県南", "県北"}
    assert listed["桑員"]["municipalities"] == ["24205", "24214", "24303", "24324"]
    assert listed["桑員"]["population"] == sum(
        atlas.geography.municipalities[code].now for code in listed["桑員"]["municipalities"]
    )
    assert (listed["大川"]["municipalities"], listed["大川"]["population"]) == ([], None)
