"""Keeping a view and letting it go; each is an event of its owner, without the words that were looked for."""

from django.db import transaction

from kinten.portal.people.models import Person
from kinten.portal.record.appending import Actor, Change, append
from kinten.portal.views_kept.addressing import is_of_this_site
from kinten.portal.views_kept.models import KeptView
from kinten.vocabulary.wording import FaultError, Words

MOST = 100


@transaction.atomic
def keep(actor: Actor, owner: Person, name: str, address: str) -> KeptView:
    """Keep a view; one of the same name is replaced.

    FaultError for an address that is not of this site, for no name, and past a hundred.
    """
    told = name.strip()
    if not told or len(told) > 100 or not told.isprintable():
        raise FaultError(
            Words("名前がありません（100字まで）。", "there is no name (100 letters at most)."),
            "name",
            Words("名前を書いてください。", "Write a name."),
        )
    if not is_of_this_site(address):
        raise FaultError(
            Words("この画面の頁の住所ではありません。", "it is not the address of a page here."),
            "address",
            Words("頁を開いて、そこから保存してください。", "Open a page and keep it from there."),
        )
    known = KeptView.objects.select_for_update().filter(owner=owner)
    held = known.filter(name=told).first()
    if held is None and known.count() >= MOST:
        raise FaultError(
            Words(f"保存できるのは{MOST}件までです。", f"at most {MOST} views are kept."),
            "name",
            Words("使わないものを消してください。", "Remove what is not used."),
        )
    if held is None:
        held = KeptView(owner=owner, name=told)
    held.address = address
    held.save()
    # What somebody looks for is their own: the record tells that, not what.
    secret = {"name": told, "address": address}
    append(actor, Change("view.keep", "kept_view", str(held.pk), secret=secret))
    return held


@transaction.atomic
def let_go(actor: Actor, kept: KeptView) -> None:
    """Remove a kept view."""
    number = str(kept.pk)
    kept.delete()
    append(actor, Change("view.remove", "kept_view", number))
