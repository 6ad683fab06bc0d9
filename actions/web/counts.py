"""How many have signed, for the script that keeps the number on a page up to date."""

import html

from flask import Blueprint, Response, jsonify, render_template_string

from actions.domain import shown_numbers
from actions.queries.actions import PageVersion, find_action, page_versions
from actions.web.pagecache import Origin, keep
from actions.web.policies import LIVE, route
from actions.web.rendering import number
from actions.web.site import site
from actions.web.speech import path_language, speak_of

counts = Blueprint("counts", __name__)

_WORDS = '{% from "_partials/count.html" import count_words %}{{ count_words(count, shown) }}'


@route(counts, "/a/<slug>/count", LIVE, in_languages=True)
def count(slug: str) -> Response:
    """`count`, `shown` as a reader writes it, and `words`: the sentence around it, which differs from number to number.

    `count` is null while there are too few to be shown.
    """
    with site().database.read_only() as session:
        found = find_action(session, slug, path_language())
        versions = {each.slug: each for each in page_versions(session)}
    speak_of(found)
    version = versions.get(slug) or PageVersion(slug, found.version, 0)
    return keep(jsonify(_told(version.count)), Origin(frozenset({version})))


def _told(total: int) -> dict[str, object]:
    if shown_numbers.shown(total) is None:
        return {"count": None}
    shown = number(total)
    words = html.unescape(render_template_string(_WORDS, count=total, shown=shown))
    return {"count": total, "shown": shown, "words": words}
