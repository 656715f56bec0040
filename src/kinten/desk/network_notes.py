"""What stands behind the figures of a network: which papers, which hospitals are not held, how many people."""

from collections.abc import Iterable, Sequence

from kinten.coverage.blank import AreaCover
from kinten.desk.atlas import Atlas
from kinten.network.history import Snapshot, Standing
from kinten.network.hospital import Certainty
from kinten.vocabulary.wording import Words

PUBLIC = Words(
    "公表資料から確認できた範囲です。2026年4月の一覧の468施設のうち、一覧で所在を確かめられた448施設と、"
    "ほかの資料にある19施設、過去の資料にだけある12施設を収載しています。",
    "As far as public papers tell: of the 468 hospitals on the list of April 2026 the 448 that could be "
    "placed, 19 that other papers name, and 12 that are named in papers of the past only.",
)
NO_BOUND = Words(
    "数の幅は、収載した病院のうち、類型または指定の有無が確認できない病院によります。"
    "収載していない病院があるため、幅の上の数は上限ではありません。",
    "A range comes from hospitals held whose kind or standing is not known. Some hospitals are not held: "
    "the upper figure is no upper bound.",
)
RANGE = Words(
    "数の幅は、類型または指定の有無が確認できない病院によります。",
    "A range comes from hospitals whose kind or standing is not known.",
)


def is_before_recording(atlas: Atlas, snapshot: Snapshot) -> bool:
    """Whether what was recorded by a day is asked for, and nothing was."""
    return snapshot.recorded_by is not None and snapshot.recorded_by < atlas.recorded


def recording_note(atlas: Atlas, snapshot: Snapshot) -> tuple[Words, ...]:
    """Tell when the tables were recorded, where a day of recording is asked for."""
    by, first = snapshot.recorded_by, atlas.recorded
    if by is None or (atlas.official is None and not is_before_recording(atlas, snapshot)):
        return ()
    whose = Words("収載した表", "the packaged tables")
    if atlas.official is None:
        whose = Words("渡された表", "your tables")
    told = Words(
        f"{whose.ja}の指定の記録は、{first}からあります（記録した日）。",
        f"Designations of {whose.en} were recorded from {first} on.",
    )
    if not is_before_recording(atlas, snapshot):
        return (told,)
    return (
        Words(
            f"{told.ja}{by}までに記録されたものはありません。病院がないということではありません。",
            f"{told.en} Nothing was recorded by {by}: that does not mean that there were no hospitals.",
        ),
    )


NOT_RECORDED = Words("この日までの記録なし", "nothing recorded by this day")
"""What stands in place of a class of areas where nothing was recorded."""


def before_the_list(
    atlas: Atlas, snapshot: Snapshot, standings: Iterable[Standing]
) -> tuple[Words, ...]:
    """Tell that a day before the newest list may have had hospitals of which no paper held tells."""
    if not atlas.may_lack(snapshot.day) or is_before_recording(atlas, snapshot):
        return ()
    left = sum(each.hospital.certainty is Certainty.LEFT for each in standings)
    return (
        Words(
            f"{snapshot.day}の指定病院をすべて挙げた一覧は収載していません。その後に指定を外れた病院は、"
            f"資料に名のあるものだけです（表に{left}施設）。数は、少なくともそれだけあるという数です。",
            f"No list of all hospitals designated on {snapshot.day} is held. Of those that left since, "
            f"only the ones that a paper names are there ({left} in the table): a number is at least.",
        ),
    )


def residents(covers: Sequence[AreaCover]) -> tuple[Words, ...]:
    """Tell how many people live in the areas shown: census of 2020, residents of 2025."""
    people = [each.area.people for each in covers]
    census = [each.census_2020 for each in people if each.census_2020 is not None]
    now = [each.now for each in people if each.now is not None]
    if not people or len(census) < len(people) or len(now) < len(people):
        return ()
    return (
        Words(
            f"{len(people)}医療圏の人口：国勢調査2020年 {sum(census):,}人、住民2025年1月 {sum(now):,}人",
            f"People of the {len(people)} areas: census 2020 {sum(census):,}, "
            f"residents of January 2025 {sum(now):,}",
        ),
    )
