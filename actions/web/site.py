"""What every view of one app shares."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from actions.db import Database
from actions.domain.tokens import FormTokens, SealedTokens
from actions.queries.missions import Directories
from actions.settings import Settings
from actions.web.actionmemory import ActionMemory
from actions.web.assets import Assets
from actions.web.pagecache import PageCache


@dataclass(frozen=True)
class Site:
    settings: Settings
    database: Database
    cache: PageCache
    assets: Assets
    form_tokens: FormTokens
    sealed_addresses: SealedTokens
    address_key: str
    actions: ActionMemory
    directories: Directories
    """The missions of a state as of a second ago: for pages. What is confirmed is resolved anew."""

    @property
    def name(self) -> str:
        return self.settings.organisation_name or "Example Campaign"

    @property
    def is_demo(self) -> bool:
        return self.settings.is_demo

    @property
    def origin(self) -> str:
        return self.settings.origin


def site() -> Site:
    """Of the app that answers the present request."""
    return cast(Site, current_app.extensions["site"])
