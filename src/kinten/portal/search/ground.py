"""Why a row is found where its own columns do not say it: a figure, an answer of a report, a statement."""

from dataclasses import dataclass

from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground in words. ``figure`` is the count that it tells, None where it tells none.

    ``is_made_up`` says that the value is that of an invented hospital. ``name`` follows the words and is
    Japanese on every page.
    """

    words: Words
    figure: int | None = None
    is_made_up: bool = False
    name: str = ""

    @property
    def told(self) -> Words:
        """The whole ground, as a file has it."""
        if not self.name:
            return self.words
        return Words(f"{self.words.ja} {self.name}", f"{self.words.en} {self.name}")
