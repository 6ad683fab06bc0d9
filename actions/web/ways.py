"""How a supporter may send a letter alone, on the pages behind the links in their mails."""

from collections.abc import Iterable
from uuid import UUID

from flask import Response

from actions.clock import today
from actions.domain import figures
from actions.domain.countries import country_name
from actions.domain.disclosure import SHOWS_NAME
from actions.domain.missions import MissionInfo
from actions.domain.ways import Way, Writing, offered
from actions.errors import NotFound
from actions.languages import N_
from actions.pdf import PaperLetter, is_written_as_it_is, write_letter
from actions.queries.pledges import ConfirmedPledge
from actions.usecases.ways import report_own_sending
from actions.web.site import site
from actions.web.speech import language_spoken

HANDED_IN = frozenset({"for_hand_in", "handed_in"})


def ways_to_write(pledge: ConfirmedPledge) -> tuple[Way, ...]:
    """None where we send the letter by email, or where a letter of their own may endanger the supporter."""
    if pledge.letter is None or pledge.mission is None or pledge.is_neutral or pledge.letter_state not in HANDED_IN:
        return ()
    writing = Writing(
        subject=pledge.letter.subject,
        body=pledge.letter.body,
        title=pledge.action_title,
        link=f"{site().origin}{pledge.path}",
        demands=pledge.demands,
        language=language_spoken(),
        letter_language=pledge.letter_language,
    )
    return offered(pledge.mission, writing)


def report_way(token: str, purpose: str, pledge: UUID, channel: str) -> None:
    """“I did this”: behind a link of `purpose`. Raises as `report_own_sending` does."""
    with site().database.unit_of_work() as session:
        report_own_sending(session, raw_token=token, purpose=purpose, pledge=pledge, channel=channel)


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


def own_letter(pledges: Iterable[ConfirmedPledge], wanted: UUID) -> ConfirmedPledge:
    """The pledge of that letter among those behind a link. Raises `NotFound` for somebody else's."""
    found = next((each for each in pledges if each.uuid == wanted and each.letter and not each.is_neutral), None)
    if found is None:
        raise NotFound(N_("There is no such letter behind this link."))
    return found


def is_in_our_faces(pledge: ConfirmedPledge) -> bool:
    """Whether its PDF has every letter as it was written."""
    return pledge.letter is None or is_written_as_it_is((pledge.letter.subject, pledge.letter.body))


def letter_as_pdf(pledge: ConfirmedPledge) -> Response:
    assert pledge.letter is not None
    content = write_letter(
        PaperLetter(
            recipient=(pledge.mission.name if pledge.mission else "", *envelope_lines(pledge)),
            day=figures.day(today(), pledge.letter_language),
            subject=pledge.letter.subject,
            body=pledge.letter.body,
            language=pledge.letter_language,
            is_signed_by_hand=pledge.disclosure in SHOWS_NAME,
        )
    )
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return response
