"""A classification of rare cancers, as a list that the user brings: entities in tiers and families.

A tumour may belong to an entity of each tier, and, where the list says so, to several of one tier: all
are given, none is chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kinten.coding.ranges import Bools
from kinten.coding.recodes import Rule
from kinten.coding.tumours import Tumours


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of a list: its name, its tier, its family, and what its tumours have (any of the rules)."""

    name: str
    tier: str
    family: str
    rules: tuple[Rule, ...]

    def holds(self, tumours: Tumours) -> Bools:
        """Tell which tumours belong to it; one without a readable site or histology belongs to none."""
        found = np.zeros(len(tumours), dtype=np.bool_)
        at = np.flatnonzero(tumours.are_read())
        for rule in self.rules:
            found[at] |= rule.meets(tumours, at)
        return found


@dataclass(frozen=True, slots=True)
class Classification:
    """The entities of a list in its order."""

    entities: tuple[Entity, ...]

    @property
    def tiers(self) -> tuple[str, ...]:
        """Its tiers in the order of the list."""
        return tuple(dict.fromkeys(entity.tier for entity in self.entities))

    @property
    def goes_by_year(self) -> bool:
        """Whether a rule asks for the year of diagnosis."""
        return any(rule.years for entity in self.entities for rule in entity.rules)

    def holds(self, tumours: Tumours) -> Bools:
        """Tell which tumours belong to which entity, (entities x tumours)."""
        return np.stack([entity.holds(tumours) for entity in self.entities])

    def are_several(self, holds: Bools) -> Bools:
        """Tell which tumours belong to more than one entity of one tier."""
        found = np.zeros(holds.shape[1], dtype=np.bool_)
        for tier in self.tiers:
            places = [at for at, entity in enumerate(self.entities) if entity.tier == tier]
            found |= holds[places].sum(axis=0) > 1
        return found


def make_classification(
    rules: Mapping[tuple[str, str, str], list[Rule]],
) -> Classification:
    """Make a classification of rules by tier, family and entity, in the order they were given."""
    return Classification(
        tuple(
            Entity(name, tier, family, tuple(listed))
            for (tier, family, name), listed in rules.items()
        )
    )
