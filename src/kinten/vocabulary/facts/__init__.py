"""The catalogue of facts: id, labels, unit, type, meaning; which editions read one is derived."""

from collections.abc import Mapping
from types import MappingProxyType

from kinten.vocabulary.facts.care import CARE
from kinten.vocabulary.facts.definition import FactDefinition, FactType, Supply, Unit
from kinten.vocabulary.facts.facilities import FACILITIES
from kinten.vocabulary.facts.general import GENERAL
from kinten.vocabulary.facts.genome import GENOME
from kinten.vocabulary.facts.network import NETWORK
from kinten.vocabulary.facts.panel import PANEL
from kinten.vocabulary.facts.sarcoma import SARCOMA
from kinten.vocabulary.facts.volumes import VOLUMES

CATALOGUE: Mapping[str, FactDefinition] = MappingProxyType(
    {
        fact.id: fact
        for fact in (*VOLUMES, *FACILITIES, *CARE, *NETWORK, *GENERAL, *GENOME, *PANEL, *SARCOMA)
    }
)

__all__ = ["CATALOGUE", "FactDefinition", "FactType", "Supply", "Unit"]
