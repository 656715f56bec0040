"""Rules on the staff sheet: over one whole person, words against shares, claims made twice."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kinten.report.model import Remark, Report, Severity
from kinten.report.plausibility.parameters import Parameters
from kinten.vocabulary.people import ROLES, Effort, Person, Post
from kinten.vocabulary.wording import Words


def check_staff(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Check every person of every staff sheet; people are numbers in what is said of them."""
    for report in reports:
        for person in report.staff.people if report.staff else ():
            yield from _shares(report, person)
            yield from _words(report, person, parameters)
            yield from _doubled(report, person, parameters)
            yield from _dates(report, person)


def _shares(report: Report, person: Person) -> Iterator[Remark]:
    shares = [post.share for post in person.posts if post.share is not None]
    summed = sum(shares, Decimal(0))
    if summed > 1:
        listed = " + ".join(_percent(share) for share in shares)
        yield _tell(
            "effort_over_whole",
            report,
            person,
            f"割合の合計が{_percent(summed)}で100%を超えています（{listed}）。",
            f"the shares add up to {_percent(summed)}, over 100 % ({listed}).",
        )


def _words(report: Report, person: Person, parameters: Parameters) -> Iterator[Remark]:
    """Find a declared word that the percentage contradicts; the word decides all the same."""
    for post in person.posts:
        least = _least(post, parameters)
        if post.share is None or post.effort is None or least is None or post.share >= least:
            continue
        yield _tell(
            "word_against_share",
            report,
            person,
            f"{_role(post).ja}：「{post.effort.label.ja}」ですが割合は{_percent(post.share)}です"
            f"（{_percent(least)}以上が必要）。",
            f"{_role(post).en}: declared {post.effort.label.en}, but the share is "
            f"{_percent(post.share)} ({_percent(least)} is needed).",
            post.at,
        )


def _least(post: Post, parameters: Parameters) -> Decimal | None:
    if post.effort is Effort.DEDICATED:
        return parameters.dedicated
    return parameters.assigned if post.effort is Effort.ASSIGNED else None


def _doubled(report: Report, person: Person, parameters: Parameters) -> Iterator[Remark]:
    """Find a person claimed as 専従 twice, posts that need over one person, and a role twice."""
    dedicated = [post for post in person.posts if post.effort is Effort.DEDICATED]
    if len(dedicated) > 1:
        yield _tell(
            "dedicated_twice",
            report,
            person,
            "二つ以上の役割で専従とされています："
            + "、".join(_role(post).ja for post in dedicated)
            + "。",
            "claimed as dedicated in more than one role: "
            + ", ".join(_role(post).en for post in dedicated)
            + ".",
            dedicated[1].at,
        )
    needed = sum((_least(post, parameters) or Decimal(0) for post in person.posts), Decimal(0))
    if needed > 1 and len(dedicated) < 2:
        yield _tell(
            "words_over_whole",
            report,
            person,
            f"専従・専任の役割に必要な割合の合計が{_percent(needed)}以上になります。",
            f"the declared roles need at least {_percent(needed)} of one person.",
        )
    roles = [post.role for post in person.posts]
    if len(set(roles)) < len(roles):
        yield _tell(
            "role_twice",
            report,
            person,
            "同じ役割が二度記入されています。",
            "the same role is entered twice.",
        )


def _dates(report: Report, person: Person) -> Iterator[Remark]:
    if person.since is not None and person.until is not None and person.until < person.since:
        yield _tell(
            "left_before_begun",
            report,
            person,
            f"離任日（{person.until}）が着任日（{person.since}）より前です。在職しているかわからない人として数えます。",
            f"left on {person.until}, before the start on {person.since}; counts as one who may serve.",
            severity=Severity.ERROR,
        )


def _role(post: Post) -> Words:
    return ROLES.get(post.role, Words(post.role, post.role))


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


def _tell(
    rule: str,
    report: Report,
    person: Person,
    ja: str,
    en: str,
    at: str = "",
    severity: Severity = Severity.WARNING,
) -> Remark:
    words = Words(f"職員{person.number}番：{ja}", f"Person {person.number}: {en}")
    return Remark(rule, severity, words, at or person.at or report.at, report.hospital, report.year)
