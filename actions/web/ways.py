"""How a supporter may send a letter alone, where the mission has no email that we could use."""

from dataclasses import dataclass

from actions.domain.countries import country_name
from actions.domain.missions import MissionInfo
from actions.queries.pledges import ConfirmedPledge

BY_HAND = ("web_form", "website", "post", "public_account", "phone")
HANDED_IN = frozenset({"for_hand_in", "handed_in"})


@dataclass(frozen=True)
class Way:
    channel: str
    value: str
    """As the mission's contact has it: an address, a number, an account."""

    @property
    def url(self) -> str | None:
        """Where a browser may go, if anywhere."""
        if self.channel == "phone":
            return f"tel:{''.join(each for each in self.value if each.isdigit() or each == '+')}"
        if self.channel == "post":
            return None
        return self.value if self.value.startswith(("https://", "http://")) else f"https://{self.value}"


def ways_to_write(pledge: ConfirmedPledge) -> tuple[Way, ...]:
    """None where we send the letter by email, or where a letter of their own may endanger the supporter."""
    if pledge.letter is None or pledge.mission is None or pledge.is_neutral or pledge.letter_state not in HANDED_IN:
        return ()
    contacts = pledge.mission.usable_contacts()
    return tuple(Way(contact.channel, contact.value) for contact in contacts if contact.channel in BY_HAND)


def post_lines(mission: MissionInfo, postal_address: str | None) -> tuple[str, ...]:
    """The lines under a mission's name on an envelope: its postal address where one is known, else its city."""
    located = mission.located_in_iso2 or mission.host_iso2
    lines = (*(postal_address or mission.city or "").splitlines(), country_name(located) if located else "")
    return tuple(line for line in lines if line)


def envelope_lines(pledge: ConfirmedPledge) -> tuple[str, ...]:
    """What stands under the mission's name on a letter to be posted."""
    if pledge.mission is None:
        return ()
    post = pledge.mission.contact("post")
    return post_lines(pledge.mission, post.value if post else None)
