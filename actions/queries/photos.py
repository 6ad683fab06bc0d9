"""Photos as pages show them: where each size is, not what is in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.media import PHONE_WIDTH
from actions.models.pictures import Picture


@dataclass(frozen=True)
class PhotoFile:
    path: str
    width: int
    height: int


@dataclass(frozen=True)
class Photo:
    files: tuple[PhotoFile, ...]
    """The narrowest first; at least one."""
    alt: str = ""
    credit: str = ""

    @property
    def for_phones(self) -> tuple[PhotoFile, ...]:
        """Those that a phone may load, however fine its pixels are."""
        return tuple(file for file in self.files if file.width <= PHONE_WIDTH) or self.files[:1]


@dataclass(frozen=True)
class ServedPicture:
    media_type: str
    content: bytes


ENDINGS = {"image/webp": "webp"}


def photos_of(session: Session, originals: Iterable[bytes]) -> dict[bytes, Photo]:
    """By the hash of the original, those that have sizes to be shown in."""
    wanted = list(originals)
    if not wanted:
        return {}
    rows = session.execute(
        select(Picture.original_hash, Picture.content_hash, Picture.media_type, Picture.width, Picture.height)
        .where(Picture.original_hash.in_(wanted))
        .order_by(Picture.width)
    )
    files: dict[bytes, list[PhotoFile]] = {}
    for original, content_hash, media_type, width, height in rows:
        assert original is not None
        path = f"/media/{content_hash.hex()}.{ENDINGS[media_type]}"
        files.setdefault(original, []).append(PhotoFile(path, width, height))
    return {original: Photo(tuple(each)) for original, each in files.items()}


def find_picture(session: Session, content_hash: bytes) -> ServedPicture | None:
    """The picture of that hash, unless it is an original, which nobody gets."""
    row = session.execute(
        select(Picture.media_type, Picture.content).where(
            Picture.content_hash == content_hash, Picture.original_hash.is_not(None)
        )
    ).one_or_none()
    return ServedPicture(*row) if row else None
