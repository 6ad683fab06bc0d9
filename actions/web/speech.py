"""In which language an answer is: what the path says, else what its content says. Cookies, queries and headers have no say.

`Accept-Language` is not read: a page is the same bytes for everybody, and its other languages are a link away. A page has
one address in each language: the site's own pages have no prefix in English, an action has none in the language that it was
written in; with a prefix that they don't need both redirect for good.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import quote

from flask import Flask, current_app, g, has_request_context, request
from markupsafe import Markup
from werkzeug.routing import BaseConverter, RequestRedirect

from actions.domain.reviewed import Wording, wording
from actions.errors import NotTranslated, OutcryError
from actions.languages import LANGUAGES, SOURCE, catalogue, direction, known
from actions.languages import translate as translate_to
from actions.queries.actions import ActionPage


class LanguageConverter(BaseConverter):
    """One of our languages as the first part of a path."""

    regex = "|".join(LANGUAGES)
    part_isolating = True


def install(app: Flask) -> None:
    app.url_map.converters["language"] = LanguageConverter

    app.url_value_preprocessor(_take_language)
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # comes with the extension
        lambda message: catalogue(language_spoken()).gettext(message),
        lambda one, many, number: catalogue(language_spoken()).ngettext(one, many, number),
        newstyle=True,
    )
    environment.globals.update(
        reviewed=reviewed, worded=worded, same_page_in=same_page_in, direction=direction, at=at, languages=LANGUAGES
    )
    app.context_processor(lambda: {"lang": language_spoken(), "dir": direction(language_spoken())})


def _take_language(_endpoint: str | None, values: dict[str, object] | None) -> None:
    language = values.pop("language", None) if values else None
    g.path_language = language
    speak(request.path.split("/", 2)[1].lower())  # also where no page is found: the error page is in that language then
    if language == SOURCE and not _is_of_action(values):
        _redirect()


def _is_of_action(values: Mapping[str, object] | None) -> bool:
    """Whether the page is an action's, which has languages of its own."""
    return "slug" in (values or {})


def _unprefixed(path: str) -> str:
    return path.removeprefix(f"/{path_language()}") if path_language() else path


def _redirect() -> NoReturn:
    """For good, to the same address without the language in its path."""
    query = request.query_string.decode("latin-1")
    raise RequestRedirect(quote(_unprefixed(request.path)) + (f"?{query}" if query else ""))


def speak_of(action: ActionPage) -> None:
    """Answer in the language in which the action was found. Redirects where the path names its own."""
    if path_language() == action.own_language:
        _redirect()
    speak(action.language)


@dataclass(frozen=True)
class Version:
    """A page in one of its languages."""

    language: str
    name: str
    """Of the language, in itself."""
    path: str
    is_own: bool
    """Whether it is the one without prefix: for readers of none of the languages."""


def same_page_in(action: ActionPage | None = None) -> tuple[Version, ...]:
    """The page being answered in each language that it can be read in; nothing where that is one alone."""
    offered = action.languages if action else tuple(LANGUAGES)
    if len(offered) == 1 or request.method == "POST" or not _has_languages(request.endpoint):
        return ()
    own = action.own_language if action else SOURCE
    path = _unprefixed(request.path)
    return tuple(
        Version(each, LANGUAGES.get(each, each), path if each == own else f"/{each}{path}", each == own) for each in offered
    )


def _has_languages(endpoint: str | None) -> bool:
    rules = current_app.url_map.iter_rules(endpoint) if endpoint else ()
    return any("language" in rule.arguments for rule in rules)


def own_version(error: NotTranslated) -> Version:
    """Where the page asked for can be read."""
    language = error.own_language
    return Version(language, LANGUAGES.get(language, language), _unprefixed(request.path), is_own=True)


def speak(language: str) -> None:
    """From here on this answer is in `language`, or in English where that is none of ours."""
    g.language = known(language)


def language_spoken() -> str:
    return str(g.get("language", SOURCE)) if has_request_context() else SOURCE


def path_language() -> str | None:
    """The language that the path names, if it names one."""
    language: str | None = g.get("path_language")
    return language


def language_of_path() -> dict[str, str]:
    """For `url_for`: the same language as the present page's."""
    return {} if language_spoken() == SOURCE else {"language": language_spoken()}


def at(path: str, language: str | None = None) -> str:
    """A path of this site in the language spoken, or in another: `/privacy` → `/ru/privacy`; English has no prefix.

    Not for actions, whose own language has none: see `ActionPage.path`.
    """
    language = language or language_spoken()
    return path if language == SOURCE else f"/{language}{path}"


def translate(message: str, **values: object) -> str:
    return translate_to(language_spoken(), message, **values)


def in_words(error: OutcryError) -> str:
    """What an error says, in the language spoken."""
    return translate(error.message, **error.values)


def reviewed(text_id: str, **values: str) -> Markup:
    """A safety or consent text (see `domain/reviewed.py`), with its English below while its translation is unreviewed."""
    return worded(wording(text_id, language_spoken(), **values))


def worded(shown: Wording) -> Markup:
    """As `reviewed`, for a wording that Python chose."""
    below = Markup(' <small class="english" lang="en" dir="ltr">{}</small>').format(shown.english) if shown.english else ""
    return Markup("{}{}").format(shown.text, below)
