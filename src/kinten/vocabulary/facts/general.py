"""General items: said in words, read by no clause, printed beside a judgement."""

from kinten.vocabulary.facts.definition import FactDefinition, FactType, Supply
from kinten.vocabulary.wording import Words

GENERAL = (
    FactDefinition(
        "prefecture_opinion",
        Words("都道府県の意見", "opinion of the prefecture"),
        FactType.TEXT,
        Supply.GENERAL,
    ),
    FactDefinition(
        "expected_remedy",
        Words("充足の見込み時期", "expected date of remedy"),
        FactType.TEXT,
        Supply.GENERAL,
    ),
)
