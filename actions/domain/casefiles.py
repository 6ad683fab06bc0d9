"""Case files: a case and its action as TOML, facts with a source each, in our own words; in other languages too."""

import re
import tomllib
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from actions.domain.letters import check_merge_fields
from actions.domain.schedules import Schedule, check_schedule, closing, opening
from actions.domain.sharing import CHANNELS
from actions.domain.states import CASE_STATUSES, OUTCOMES
from actions.errors import OutcryError, Refused
from actions.languages import LANGUAGES

_PARTIAL_DATE = re.compile(r"(\d{4}|-)(-\d{2})?(-\d{2})?")


def _partial_date(value: str) -> str:
    if not _PARTIAL_DATE.fullmatch(value):
        raise ValueError("must look like 2026, 2026-02, 2026-02-14 or --02-14")
    return value


def _merge_fields(value: str) -> str:
    try:
        check_merge_fields(value)
    except OutcryError as error:
        raise ValueError(str(error)) from None
    return value


PartialDate = Annotated[str, AfterValidator(_partial_date)]
Message = Annotated[str, Field(min_length=1), AfterValidator(_merge_fields)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


def _share_texts(value: dict[str, str]) -> dict[str, str]:
    for name, words in value.items():
        if name not in {"default", *CHANNELS}:
            raise ValueError(f"“{name}” is no channel; there are default, {', '.join(CHANNELS)}")
        if len(words) > CHANNELS.get(name, CHANNELS["copy"]).most:
            raise ValueError(f"the words for “{name}” are too long for it")
    return value


ShareTexts = Annotated[dict[str, str], AfterValidator(_share_texts)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SourceSpec(_Part):
    key: str
    publisher: str
    title: str | None = None
    url: str | None = Field(None, pattern=r"^https?://")
    published_on: PartialDate | None = None


class FactSpec(_Part):
    text: str
    happened_on: PartialDate | None = None
    source: str


class LinkSpec(_Part):
    url: str = Field(pattern=r"^https?://")
    title: str
    kind: Literal["campaign_site", "other"] = "other"


class TranslationSpec(_Part):
    """What is left empty is shown in the action's own language; without subjects and body there is no letter in this one."""

    title: str = Field(min_length=1)
    ask: str = Field(min_length=1)
    demands: list[str] = Field(min_length=1)
    story: str = ""
    outcome_text: str = ""
    person: str = ""
    description: str = ""
    place: str = ""
    facts: list[str] = []
    photo_alt: str = ""
    subjects: list[Message] = []
    openings: list[Message] = []
    body: Message | None = None
    share_texts: ShareTexts = {}

    @model_validator(mode="after")
    def _a_letter_is_whole(self) -> "TranslationSpec":
        if bool(self.subjects) != bool(self.body):
            raise ValueError("a letter has subjects and a body")
        return self


class ActionSpec(_Part):
    slug: Slug
    language: str = "en"
    title: str
    ask: str
    demands: list[str] = Field(min_length=1)
    story: str = ""
    goal: int | None = Field(None, ge=1)
    subjects: list[Message] = Field(min_length=1)
    openings: list[Message] = []
    """First paragraphs, of which a letter gets one."""
    body: Message
    editable: bool = False
    """Whether supporters may write the letter's text anew; its demands stay."""
    time_zone: str = "UTC"
    opens: str | None = None
    closes: str | None = None
    send_before: date | None = None
    share_texts: ShareTexts = {}
    translations: dict[str, TranslationSpec] = {}
    closed_on: date | None = None
    outcome: Literal[OUTCOMES] | None = None  # type: ignore[valid-type]  # a tuple of literals
    outcome_text: str | None = None

    @property
    def schedule(self) -> Schedule:
        """Raises `Refused` for dates that are none."""
        return Schedule(
            opens_at=opening(self.opens, self.time_zone) if self.opens else None,
            closes_at=closing(self.closes, self.time_zone) if self.closes else None,
            send_before=self.send_before,
            time_zone=self.time_zone,
        )

    @model_validator(mode="after")
    def _dates_follow_each_other(self) -> "ActionSpec":
        try:
            check_schedule(self.schedule)
        except OutcryError as error:
            raise ValueError(str(error)) from None
        return self

    @model_validator(mode="after")
    def _translations_are_of_all_demands(self) -> "ActionSpec":
        for language, words in self.translations.items():
            if language not in LANGUAGES or language == self.language:
                raise ValueError(f"there is no translation into “{language}”; there is into {', '.join(LANGUAGES)}")
            if len(words.demands) != len(self.demands):
                raise ValueError(f"{language}: of {len(self.demands)} demands {len(words.demands)} are translated")
        return self


class CaseSpec(_Part):
    slug: Slug
    name: str
    spellings: list[str] = []
    is_group: bool = False
    responsible_state: str = Field(pattern=r"^[A-Z]{2}$")
    place: str | None = None
    status: Literal[CASE_STATUSES]  # type: ignore[valid-type]  # a tuple of literals
    status_on: date | None = None
    description: str = ""
    facts_as_of: PartialDate | None = None
    recheck_by: date | None = None
    links: list[LinkSpec] = []
    sources: list[SourceSpec] = []
    facts: list[FactSpec] = []
    action: ActionSpec | None = None

    @model_validator(mode="after")
    def _facts_have_sources(self) -> "CaseSpec":
        known = {source.key for source in self.sources}
        for fact in self.facts:
            if fact.source not in known:
                raise ValueError(f"the fact “{fact.text[:40]}” names the source “{fact.source}”, which is not listed")
        return self

    @model_validator(mode="after")
    def _translations_are_of_all_facts(self) -> "CaseSpec":
        for language, words in (self.action.translations if self.action else {}).items():
            if words.facts and len(words.facts) != len(self.facts):
                raise ValueError(f"{language}: of {len(self.facts)} facts {len(words.facts)} are translated")
        return self


def parse_case_file(text: str, *, name: str) -> CaseSpec:
    """The case in a TOML text; raises `Refused` that says what is wrong in the file `name`."""
    try:
        return CaseSpec.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{name}: is not TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refused(f"{name}: {where or 'the file'}: {first['msg'].removeprefix('Value error, ')}.") from None
