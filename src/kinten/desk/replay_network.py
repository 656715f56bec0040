"""The network of a result again: the packaged one as it is now, or the user's own by its content."""

from pathlib import Path

from kinten.desk.atlas import TABLES, Atlas, load_atlas, packaged_tables
from kinten.desk.placing import PUBLISHED
from kinten.desk.replay_inputs import find_inputs
from kinten.vocabulary.wording import FaultError, Words

Hashes = list[tuple[str, str]]


def split_tables(inputs: Hashes, network: str | None) -> tuple[Hashes, Hashes]:
    """Divide the inputs of a judgement into reports and the tables of its network, which come last."""
    if network is None:
        return inputs, []
    names = packaged_tables() if network == PUBLISHED else [f"{name}.csv" for name in TABLES]
    left, first = set(names), len(inputs)
    while first and inputs[first - 1][0] in left:
        first -= 1
        left.remove(inputs[first][0])
    return inputs[:first], inputs[first:]


def find_atlas(tables: Hashes, network: str | None, folder: Path | None, beside: Path) -> Atlas:
    """Load the packaged network (None or ``published``), or the tables that lay in a folder ``network``."""
    if network is None or network == PUBLISHED:
        return load_atlas()
    places = (beside, Path(), beside / network, Path(network))
    found = find_inputs(tables, folder, places)
    homes = {each.path.parent for each in found}
    if len(homes) != 1 or any(each.path.name != each.name for each in found):
        raise FaultError(
            Words(
                "自分のネットワークの表が、一つのフォルダーに元の名前でありません。",
                "the tables of the network do not lie in one folder under their names.",
            ),
            "--inputs",
            Words(
                f"「{network}」にあった表を、元の名前で一つのフォルダーに置いてください。",
                f"Put the tables of '{network}' into one folder under the names they had.",
            ),
        )
    return load_atlas(homes.pop())
