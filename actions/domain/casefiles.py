"""Case files: a case and its action as TOML, facts with a source each, in our own words."""

import re
import tomllib
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from actions.domain.letters import check_merge_fields
from actions.domain.states import CASE_STATUSES, OUTCOMES
from actions.errors import OutcryError, Refused

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


class ActionSpec(_Part):
    slug: Slug
    title: str
    ask: str
    demands: list[str] = Field(min_length=1)
    story: str = ""
    goal: int | None = Field(None, ge=1)
    subjects: list[Message] = Field(min_length=1)
    body: Message
    closed_on: date | None = None
    outcome: Literal[OUTCOMES] | None = None  # type: ignore[valid-type]  # a tuple of literals
    outcome_text: str | None = None


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
