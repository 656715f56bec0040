"""What a page of areas says where invented hospitals are counted among the real ones."""

from collections.abc import Iterable

from kinten.coverage.blank import AreaCover
from kinten.portal.reports.reading import example_hospitals
from kinten.vocabulary.wording import Words


def note_of_examples(covers: Iterable[AreaCover]) -> tuple[Words, ...]:
    """Tell how many of the hospitals that areas count are invented; nothing where none is."""
    invented = example_hospitals()
    if not invented:
        return ()
    count = sum(of.hospital.id in invented for each in covers for of in each.hospitals)
    if not count:
        return ()
    return (
        Words(
            f"病院の数には、例示用の架空の病院 {count} を含みます。",
            f"Hospitals that are counted include {count} made up for example.",
        ),
    )
