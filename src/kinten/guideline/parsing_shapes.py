"""From a YAML node to the test of a clause, or to a condition."""

from collections.abc import Callable, Mapping

from kinten.guideline.marked import Marked
from kinten.guideline.shapes import (
    AllConditions,
    AllFacts,
    AnyCondition,
    Compare,
    Comparison,
    Condition,
    Count,
    Distinct,
    Hole,
    Is,
    MeetsClause,
    MeetsKind,
    NoNumber,
    NoRule,
    Post,
    Ratio,
    Test,
)
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, TRAINING, Effort
from kinten.vocabulary.strength import Manner

_NUMBERS = frozenset({FactType.COUNT, FactType.SHARE})


def parse_test(node: Marked) -> Test:
    """Read the one test of a clause; FaultError where there is none or more than one."""
    keys = node.mapping()
    found = [key for key in TEST_KEYS if key in keys]
    if len(found) != 1:
        names = " ".join(found) or "-"
        raise node.wrong(
            f"条項にはテストがちょうど一つ必要です（{names}）。",
            f"a clause has exactly one test (found: {names}).",
            f"次のいずれか一つ: all any {' '.join(TEST_KEYS)}",
            f"One of: all any {' '.join(TEST_KEYS)}",
        )
    key = found[0]
    test = TEST_KEYS[key](keys[key])
    if isinstance(test, Count) and "of_parent" in keys:
        return Count(test.post, test.number, keys["of_parent"].truth())
    return test


def parse_condition(node: Marked) -> Condition:
    """Read ``applies_if``: a yes/no fact, one test, or ``all``/``any`` of conditions."""
    if isinstance(node.content, str):
        return Is(_fact(node, frozenset({FactType.YES_NO})), value=True)
    keys = node.mapping()
    if set(keys) == {"all"}:
        return AllConditions(tuple(parse_condition(each) for each in keys["all"].some_items()))
    if set(keys) == {"any"}:
        return AnyCondition(tuple(parse_condition(each) for each in keys["any"].some_items()))
    test = parse_test(node)
    if isinstance(test, Compare | Is | AllFacts | Ratio):
        return test
    raise node.wrong(
        "条件には事実だけを書けます。",
        "a condition may only test facts.",
        "at_least at_most equals is all_facts ratio all any のいずれかにしてください。",
        "Use at_least, at_most, equals, is, all_facts, ratio, all or any.",
    )


def _compare(comparison: Comparison) -> Callable[[Marked], Test]:
    def read(node: Marked) -> Test:
        keys = node.keys(("fact", "number"))
        fact = _fact(keys["fact"], _NUMBERS)
        is_share = CATALOGUE[fact].type is FactType.SHARE
        number = keys["number"].share() if is_share else keys["number"].whole_from(0)
        return Compare(fact, comparison, number)

    return read


def _is(node: Marked) -> Test:
    keys = node.keys(("fact", "value"))
    return Is(_fact(keys["fact"], frozenset({FactType.YES_NO})), keys["value"].truth())


def _all_facts(node: Marked) -> Test:
    yes_no = frozenset({FactType.YES_NO})
    return AllFacts(tuple(_fact(each, yes_no) for each in node.some_items()))


def _ratio(node: Marked) -> Test:
    keys = node.keys(("of", "to", "times", "at_least"))
    return Ratio(
        _fact(keys["of"], _NUMBERS),
        _fact(keys["to"], _NUMBERS),
        keys["times"].number_above(0),
        keys["at_least"].number_from(0),
    )


def _count(node: Marked) -> Test:
    keys = node.keys(("at_least",), (*_POST_KEYS, "of_parent"))
    of_parent = "of_parent" in keys and keys["of_parent"].truth()
    return Count(_post(keys), keys["at_least"].whole_from(0), of_parent)


def _distinct(node: Marked) -> Test:
    return Distinct((_way(node),))


def _distinct_any(node: Marked) -> Test:
    return Distinct(tuple(_way(each) for each in node.some_items()))


def _way(node: Marked) -> tuple[Post, ...]:
    return tuple(_post(each.keys((), _POST_KEYS)) for each in node.some_items())


def _meets(node: Marked) -> Test:
    keys = node.keys((), ("kind", "clause", "manner"))
    if "kind" in keys and len(keys) == 1:
        return MeetsKind(keys["kind"].word(Kind))
    if "clause" in keys and "kind" not in keys:
        manner = keys["manner"].word(Manner) if "manner" in keys else Manner.EXACTLY
        return MeetsClause(keys["clause"].text(), manner)
    raise node.wrong(
        "meets には kind か clause の一方を書きます。",
        "meets takes either kind or clause.",
        "meets: {kind: regional} または meets: {clause: …, manner: exactly}",
        "Write meets: {kind: regional} or meets: {clause: ..., manner: exactly}",
    )


def _flag(value: Test) -> Callable[[Marked], Test]:
    def read(node: Marked) -> Test:
        if not node.truth():
            raise node.wrong(
                "false は書けません。",
                "false cannot stand here.",
                "当てはまらないキーは除いてください。",
                "Leave the key out where it does not hold.",
            )
        return value

    return read


TEST_KEYS: Mapping[str, Callable[[Marked], Test]] = {
    "at_least": _compare(Comparison.AT_LEAST),
    "at_most": _compare(Comparison.AT_MOST),
    "equals": _compare(Comparison.EQUALS),
    "is": _is,
    "all_facts": _all_facts,
    "ratio": _ratio,
    "count": _count,
    "distinct": _distinct,
    "distinct_any": _distinct_any,
    "meets": _meets,
    "no_number": _flag(NoNumber()),
    "hole": _flag(Hole()),
    "no_rule": _flag(NoRule()),
}

_POST_KEYS = ("role", "full_time", "effort", "qualification", "training")


def _post(keys: Mapping[str, Marked]) -> Post:
    training = keys["training"].items() if "training" in keys else ()
    return Post(
        _roles(keys["role"]) if "role" in keys else (),
        keys["full_time"].truth() if "full_time" in keys else None,
        keys["effort"].word(Effort) if "effort" in keys else None,
        keys["qualification"].one_of(QUALIFICATIONS) if "qualification" in keys else None,
        frozenset(each.one_of(TRAINING) for each in training),
    )


def _roles(node: Marked) -> tuple[str, ...]:
    named = node.items() if isinstance(node.content, list) else (node,)
    return tuple(each.one_of(ROLES) for each in named)


def _fact(node: Marked, types: frozenset[FactType]) -> str:
    fact = node.one_of(CATALOGUE)
    if CATALOGUE[fact].type not in types:
        raise node.wrong(
            f"事実「{fact}」はこのテストに合わない型です（{CATALOGUE[fact].type}）。",
            f"the fact '{fact}' has a type that this test cannot read ({CATALOGUE[fact].type}).",
            "数には at_least・at_most・equals、はい／いいえには is を使ってください。",
            "Use at_least, at_most or equals for figures and is for yes/no facts.",
        )
    return fact
