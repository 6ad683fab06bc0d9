"""Slugs: the readable part of a page's address."""

import re

from anyascii import anyascii

MAX_LENGTH = 60


def slugify(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens, transliterated, cut at a word; never empty."""
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower().replace("'", "")).strip("-")
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug or "action"
