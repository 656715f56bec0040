"""Where an expert panel (エキスパートパネル) is held; its members stand on the staff sheet."""

from kinten.vocabulary.facts.definition import FactDefinition, FactType, Supply
from kinten.vocabulary.wording import Words

PANEL = (
    FactDefinition(
        "panel_at_core_or_genome_hub",
        Words(
            "がんゲノム医療中核拠点病院またはがんゲノム医療拠点病院で開催する",
            "held at a genome core hospital or a genome hub",
        ),
        FactType.YES_NO,
        Supply.PANEL,
    ),
)
