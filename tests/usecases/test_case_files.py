"""Cases and actions from files, in several languages; loading a file again changes only what it says anew."""

import pytest
from sqlalchemy import select

from actions.domain.casefiles import parse_case_file
from actions.errors import Conflict
from actions.models.actions import Action, ActionTranslation
from actions.models.messages import MessageVersion
from actions.queries.actions import find_action, find_action_file
from actions.usecases.casefiles import load_case_file
from actions.usecases.seed import ensure_organisation, load_case, seed
from tests.conftest import ROOT, make_settings
from tests.factories import make_action

FILE = """
slug = "mira-solenko"
name = "Mira Solenko"
responsible_state = "RU"
status = "detained"
[[sources]]
key = "herald"
publisher = "The Example Herald"
[[facts]]
text = "She was arrested."
source = "herald"
[action]
slug = "a-doctor"
title = "A doctor for Mira Solenko"
ask = "Write."
demands = ["that she be seen by a doctor"]
subjects = ["A doctor for {person}"]
openings = ["I am writing about {person}.", "This is about {person}."]
body = "Your Excellency,\\n\\n{demands}\\n\\nYours faithfully,"
editable = true
closes = "2030-05-03"
time_zone = "Europe/Berlin"
[action.share_texts]
default = "Write, too:"
[action.translations.ru]
person = "Мира Соленко"
title = "Врача Мире Соленко"
ask = "Напишите."
demands = ["чтобы её осмотрел врач"]
facts = ["Её арестовали."]
subjects = ["Врача"]
body = "Ваше Превосходительство!\\n\\n{demands}\\n\\nС уважением,"
"""
DEMO = make_settings()


def load(session, text=FILE):
    organisation_id = ensure_organisation(session, settings=DEMO)
    return load_case_file(session, organisation_id=organisation_id, spec=parse_case_file(text, name="file"))


def letter(page):
    assert page.message is not None
    return page.message


def versions(session, language):
    return session.query(MessageVersion).filter_by(language=language).order_by(MessageVersion.number).all()


def test_a_new_action_is_a_draft_with_all_that_the_file_says(session):
    assert load(session) == "created"
    page = find_action_file(session, "a-doctor").page
    assert (page.state, page.languages, page.time_zone) == ("draft", ("en", "ru"), "Europe/Berlin")
    assert letter(page).openings == ("I am writing about {person}.", "This is about {person}.")
    assert letter(page).is_editable
    assert page.share_texts == {"default": "Write, too:"}


def test_a_translation_has_its_words_its_facts_and_its_letter(session):
    load(session)
    session.scalar(select(Action)).state = "live"
    page = find_action(session, "a-doctor", "ru")
    assert (page.title, page.case.name, page.case.facts[0].text) == ("Врача Мире Соленко", "Мира Соленко", "Её арестовали.")
    assert letter(page).demands == ("чтобы её осмотрел врач",)
    assert page.share_texts == {"default": "Write, too:"}


def test_a_changed_file_changes_the_action(session):
    load(session)
    assert load(session, FILE.replace("A doctor for Mira Solenko", "A doctor")) == "changed"
    action = session.scalar(select(Action))
    session.refresh(action)
    assert action.title == "A doctor"
    assert action.version > 1


def test_a_letter_that_did_not_change_is_not_written_anew(session):
    load(session)
    load(session)
    assert (len(versions(session, "en")), len(versions(session, "ru"))) == (1, 1)


def test_a_changed_letter_is_a_new_version(session):
    load(session)
    load(session, FILE.replace("С уважением,", "С глубоким уважением,"))
    assert [row.number for row in versions(session, "ru")] == [1, 2]
    assert len(versions(session, "en")) == 1


def test_an_action_about_another_case_is_not_changed(session):
    make_action(session, slug="a-doctor")
    with pytest.raises(Conflict):
        load(session)


def test_example_data_adds_only_the_translations_that_are_missing(session):
    load(session, FILE.partition("[action.translations.ru]")[0])
    action = session.scalar(select(Action))
    action.title = "As people changed it"
    spec = parse_case_file(FILE, name="file")
    load_case(session, organisation_id=action.organisation_id, spec=spec, settings=DEMO)
    words = session.scalar(select(ActionTranslation))
    words.title = "Changed as well"
    load_case(session, organisation_id=action.organisation_id, spec=spec, settings=DEMO)
    assert (action.title, words.title) == ("As people changed it", "Changed as well")


@pytest.mark.parametrize("slug", ["boris-kagarlitsky", "alexei-navalny"])
def test_the_example_cases_are_there_in_every_language(session, slug):
    seed(session, directory=ROOT / "seeds", settings=DEMO)
    own = find_action(session, slug)
    assert own.languages == ("en", "ru", "de", "fr", "es", "ar")
    for language in own.languages[1:]:
        page = find_action(session, slug, language)
        assert letter(page).language == language
        assert len(letter(page).subjects) == len(letter(own).subjects)
        assert len(letter(page).openings) == len(letter(own).openings)
        assert [fact.text for fact in page.case.facts] != [fact.text for fact in own.case.facts]
