"""A test or condition told in a few words, from the vocabulary's labels."""

from decimal import Decimal

from kinten.guideline.shapes import (
    AllConditions,
    AllFacts,
    AllOf,
    AnyOf,
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
    Post,
    Ratio,
    Test,
)
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.people import QUALIFICATIONS, ROLES
from kinten.vocabulary.wording import Words

_COMPARISONS = {
    Comparison.AT_LEAST: Words("{fact}が{number}以上", "{fact} at least {number}"),
    Comparison.AT_MOST: Words("{fact}が{number}以下", "{fact} at most {number}"),
    Comparison.EQUALS: Words("{fact}が{number}", "{fact} equal to {number}"),
}


_NOBODY = Words("", "")


def tell_test(test: Test) -> Words:
    """Tell a test in Japanese and English."""
    match test:
        case Compare() | Is() | AllFacts() | Ratio():
            return tell_condition(test)
        case Count(post=post, number=number, of_parent=of_parent):
            who = _post(post)
            above = (
                Words("上の条項の人のうち、", " of those of the clause above")
                if of_parent
                else _NOBODY
            )
            return Words(
                f"{above.ja}{who.ja}が{number}人以上", f"at least {number}{above.en}: {who.en}"
            )
        case Distinct(ways=ways):
            told = [_way(way) for way in ways]
            return Words(
                "、または".join(each.ja for each in told), "; or ".join(each.en for each in told)
            )
        case AllOf():
            return Words("次のすべて", "all of the following")
        case AnyOf():
            return Words("次のいずれか", "one of the following")
        case MeetsKind(kind=kind):
            return Words(f"{kind.label.ja}の要件", f"the requirements of a {kind.label.en}")
        case MeetsClause(clause=clause, manner=manner):
            return Words(f"{clause}（{manner.label.ja}）", f"{clause} ({manner.label.en})")
        case NoNumber():
            return Words("数値の定めなし（人が判断）", "no number in the text (a person decides)")
        case Hole():
            return Words("条文未収載", "text not held")
        case _:
            return Words("規定なし", "no rule")


def tell_condition(condition: Condition) -> Words:
    """Tell a condition in Japanese and English."""
    match condition:
        case Compare(fact=fact, comparison=comparison, number=number):
            label, pattern = CATALOGUE[fact].label, _COMPARISONS[comparison]
            told = tell_number(fact, number)
            return Words(
                pattern.ja.format(fact=label.ja, number=told),
                pattern.en.format(fact=label.en, number=told),
            )
        case Is(fact=fact, value=value):
            label = CATALOGUE[fact].label
            return Words(
                f"{label.ja}：{'はい' if value else 'いいえ'}",
                f"{label.en}: {'yes' if value else 'no'}",
            )
        case AllFacts(facts=facts):
            labels = [CATALOGUE[fact].label for fact in facts]
            return Words(
                "・".join(each.ja for each in labels), ", ".join(each.en for each in labels)
            )
        case Ratio(of=of, to=to, times=times, number=number):
            above, below = CATALOGUE[of].label, CATALOGUE[to].label
            return Words(
                f"{above.ja} ÷（{below.ja} × {times}）が{number}以上",
                f"{above.en} / ({below.en} x {times}) at least {number}",
            )
        case _:
            each_told = [tell_condition(each) for each in condition.tests]
            is_all = isinstance(condition, AllConditions)
            return Words(
                ("かつ" if is_all else "または").join(each.ja for each in each_told),
                (" and " if is_all else " or ").join(each.en for each in each_told),
            )


def tell_number(fact: str, number: Decimal) -> str:
    """Write the number a fact is compared with: 1,000, or 20% for a share."""
    if CATALOGUE[fact].type is FactType.SHARE:
        return f"{(number * 100).normalize() + 0:f}%"
    return f"{number.normalize() + 0:,f}"


def _way(posts: tuple[Post, ...]) -> Words:
    told = [_post(post) for post in posts]
    return Words(
        f"別々の{len(told)}人：" + "、".join(each.ja for each in told),
        f"{len(told)} different people: " + "; ".join(each.en for each in told),
    )


def _post(post: Post) -> Words:
    ja = [] if post.full_time is None else ["常勤" if post.full_time else "非常勤"]
    en = [] if post.full_time is None else ["full-time" if post.full_time else "part-time"]
    if post.effort is not None:
        ja.append(post.effort.label.ja)
        en.append(post.effort.label.en)
    roles = [ROLES[role] for role in post.roles]
    ja = [f"{'・'.join(ja)}の"] if ja else []
    ja.append("または".join(role.ja for role in roles))
    en.append(" or ".join(role.en for role in roles))
    if post.qualification is not None:
        held = QUALIFICATIONS[post.qualification]
        ja.append(f"［{held.ja}］")
        en.append(f"[{held.en}]")
    if post.training:
        parts = "・".join(sorted(post.training))
        ja.append(f"［研修{parts}］")
        en.append(f"[training {parts}]")
    return Words("".join(ja), " ".join(en))
