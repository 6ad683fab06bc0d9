"""The photo of an action: put there with what it shows and who took it, or taken away."""

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from actions.errors import NotFound, Refused
from actions.media import MEDIA_TYPE, Photo, Picture
from actions.models.actions import Action
from actions.models.pictures import Picture as StoredPicture

LONGEST_ALT = 300
LONGEST_CREDIT = 200


def set_photo(session: Session, *, slug: str, photo: Photo, alt: str, credit: str) -> None:
    """Show the photo on the action's page, instead of another. Raises `NotFound`, `Refused`."""
    action = _find(session, slug)
    alt, credit = " ".join(alt.split()), " ".join(credit.split())
    if not alt:
        raise Refused("Say what the photo shows, for those who don't see it: --alt.", field="alt")
    if len(alt) > LONGEST_ALT:
        raise Refused(f"What the photo shows has {LONGEST_ALT} characters at the most.", field="alt")
    if len(credit) > LONGEST_CREDIT:
        raise Refused(f"A credit has {LONGEST_CREDIT} characters at the most.", field="credit")
    before = action.photo_hash
    _store(session, photo.original, original_hash=None)
    for each in photo.smaller:
        _store(session, each, original_hash=photo.original.content_hash)
    action.photo_hash = photo.original.content_hash
    action.photo_alt, action.photo_credit = alt, credit
    action.version += 1
    session.flush()
    if before is not None:
        _forget_unused(session, before)


def remove_photo(session: Session, *, slug: str) -> None:
    """Raises `NotFound` where there is none."""
    action = _find(session, slug)
    before = action.photo_hash
    if before is None:
        raise NotFound(f"“{slug}” has no photo.")
    action.photo_hash, action.photo_alt, action.photo_credit = None, "", ""
    action.version += 1
    session.flush()
    _forget_unused(session, before)


def _store(session: Session, picture: Picture, *, original_hash: bytes | None) -> None:
    values = {
        "content_hash": picture.content_hash,
        "original_hash": original_hash,
        "media_type": MEDIA_TYPE,
        "width": picture.width,
        "height": picture.height,
        "content": picture.content,
    }
    session.execute(upsert(StoredPicture).values(values).on_conflict_do_nothing())


def _forget_unused(session: Session, original_hash: bytes) -> None:
    """A person's photo that no page shows any more is not kept."""
    if session.scalar(select(func.count()).select_from(Action).where(Action.photo_hash == original_hash)):
        return
    of_photo = (StoredPicture.original_hash == original_hash) | (StoredPicture.content_hash == original_hash)
    session.execute(delete(StoredPicture).where(of_photo))


def _find(session: Session, slug: str) -> Action:
    action = session.scalar(select(Action).where(Action.slug == slug).with_for_update())
    if action is None:
        raise NotFound(f"There is no action “{slug}”. `outcry actions list` names them.")
    return action
