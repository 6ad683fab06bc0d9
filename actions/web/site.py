"""What every view of one app shares."""

from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from actions.db import Database
from actions.domain.proofs import Proofs
from actions.domain.tokens import FormTokens, SealedTokens
from actions.queries.missions import Directories
from actions.settings import Settings
from actions.web.actionmemory import ActionMemory
from actions.web.assets import Assets
from actions.web.cards import CardMemory
from actions.web.fatememory import FateMemory
from actions.web.pagecache import PageCache
from actions.web.tallying import Tallies


@dataclass(frozen=True)
class Site:
    settings: Settings
    database: Database
    cache: PageCache
    tallies: Tallies
    assets: Assets
    form_tokens: FormTokens
    proofs: Proofs
    sealed_addresses: SealedTokens
    address_key: str
    actions: ActionMemory
    directories: Directories
    """The missions of a state as of a second ago: for pages. What is confirmed is resolved anew."""
    fates: FateMemory = field(default_factory=FateMemory)
    cards: CardMemory = field(default_factory=CardMemory)

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
