"""What a form can't take: each is said beside its field and on top, what was typed is kept, and nothing is stored."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.models.pledges import Pledge
from tests.web.pages import Seen, Visitor

PATH = "/a/mira-solenko"

Refuse = Callable[..., Seen]
Take = Callable[..., Pledge]

pytestmark = pytest.mark.usefixtures("action")


@pytest.fixture
def refuse(visitor: Visitor, session: Session) -> Refuse:
    def post(**overrides: str) -> Seen:
        seen = visitor.post(PATH, visitor.fill(PATH, **overrides))
        assert seen.status == 400
        assert session.scalars(select(Pledge)).all() == []
        return seen

    return post


@pytest.fixture
def taken(visitor: Visitor, session: Session) -> Take:
    def post(**overrides: str) -> Pledge:
        answer = visitor.client.post(PATH, data=visitor.fill(PATH, **overrides))
        assert answer.status_code == 303
        return session.scalars(select(Pledge)).one()

    return post


def test_an_error_stands_on_top_beside_the_field_and_in_the_title(refuse: Refuse) -> None:
    seen = refuse(country="", email="anna")
    assert seen.title.startswith("Error: ")
    assert seen.summary() == seen.errors()
    assert set(seen.errors()) == {"country", "email"}


def test_the_summary_comes_first_and_can_take_the_focus(refuse: Refuse) -> None:
    seen = refuse(email="")
    assert seen.page.one("main").all()[1].attributes["class"] == "summary"
    assert seen.page.one("div", class_="summary")["tabindex"] == "-1"


def test_what_was_typed_is_kept(refuse: Refuse) -> None:
    page = refuse(email="anna", name='"Ánna" <Lind>', personal_line="<b>\nTwo lines").page
    assert page.one("input", id="email")["value"] == "anna"
    assert page.one("input", id="name")["value"] == '"Ánna" <Lind>'
    assert page.one("textarea").text == "<b> Two lines"
    assert page.one("option", selected="")["value"] == "SE"
    assert page.one("input", checked="", type="radio")["value"] == "name_country"
    assert "checked" in page.one("input", id="consent").attributes


def test_the_field_says_that_it_is_wrong_and_where_it_is_explained(refuse: Refuse) -> None:
    field = refuse(email="anna").page.one("input", id="email")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "email-hint email-error"


def test_everything_empty(refuse: Refuse) -> None:
    seen = refuse(country="", disclosure="", name="", email="", consent="")
    assert list(seen.summary()) == ["country", "disclosure-count_only", "email", "consent"]


@pytest.mark.parametrize("country", ["XX", "Sweden", "se", "SE\x00", "UK", "ZZZZ" * 100])
def test_an_unknown_country(refuse: Refuse, country: str) -> None:
    assert refuse(country=country).errors()["country"] == "Choose the country you live in from the list."


def test_an_unknown_level(refuse: Refuse) -> None:
    assert refuse(disclosure="everything").errors() == {"disclosure": "Choose how you want to appear."}


def test_consent_that_is_not_given(refuse: Refuse) -> None:
    assert set(refuse(consent="").errors()) == {"consent"}


def test_a_letter_needs_a_name(refuse: Refuse) -> None:
    assert refuse(name="  ").errors() == {"name": "Enter your name."}


def test_a_number_needs_none(taken: Take) -> None:
    assert taken(disclosure="count_only", name="").name is None


@pytest.mark.parametrize(
    "name",
    ["A", "Ä" * 100, "محمد الأمين", "王小明", "Seán O’Connor", "Anne-Marie d'Arc", "नंदिनी शर्मा", "Jr. José", "เพชร"],
)
def test_names_of_all_kinds_are_taken(taken: Take, name: str) -> None:
    assert taken(name=name).name == name


@pytest.mark.parametrize(
    "name",
    [
        "A" * 101,
        "see https://example.org",
        "www.example.org",
        "Anna\r\nBcc: bo@example.org",
        "Anna\nLind",
        "Anna\x00",
        "Anna \x1b[31m",
        "Anna\u202eLind",
        "Anna 99",
        "<script>",
        "…",
    ],
)
def test_names_that_are_none(refuse: Refuse, name: str) -> None:
    assert set(refuse(name=name).errors()) == {"name"}


def test_half_a_surrogate_pair_in_the_name(visitor: Visitor) -> None:
    form = urlencode(visitor.fill(PATH, name="NAME")).replace("NAME", "Anna%ED%A0%80")
    seen = visitor._seen(visitor.client.post(PATH, data=form, content_type="application/x-www-form-urlencoded"))
    assert seen.status == 400
    assert set(seen.errors()) == {"name"}


@pytest.mark.parametrize(
    "email",
    [
        "anna",
        "anna@",
        "@example.org",
        "Anna Lind <anna@example.org>",
        "anna@example.org, bo@example.org",
        "anna@example.org bo@example.org",
        "anna@example.org\r\nBcc: bo@example.org",
        "anna@example.org\x00",
        f"{'a' * 243}@example.org",
        "anna@[127.0.0.1]",
        "anna@localhost",
        "anna@exa mple.org",
        "anna..lind@example.org",
    ],
)
def test_addresses_that_are_none(refuse: Refuse, email: str) -> None:
    assert set(refuse(email=email).errors()) == {"email"}


@pytest.mark.parametrize(
    "email", ["anna+letters@example.org", "anna@bücher.example", "ánna@example.org", " anna@example.org "]
)
def test_addresses_of_all_kinds_are_taken(taken: Take, email: str) -> None:
    assert taken(email=email).state == "pending"


def test_a_line_of_501_characters(refuse: Refuse) -> None:
    assert set(refuse(personal_line="a" * 501).errors()) == {"personal_line"}


def test_a_country_in_which_letters_endanger(refuse: Refuse) -> None:
    seen = refuse(country="RU")
    assert "disclosure" in seen.errors()
    assert "For your safety you can only be counted here" in seen.page.one("p", data_instead="").text
    assert [each["value"] for each in seen.page.all("input", name="disclosure")] == ["count_only"]
    assert not seen.page.all("input", id="name")


def test_there_the_warning_comes_before_the_address(refuse: Refuse) -> None:
    html = refuse(country="RU").response.get_data(as_text=True)
    assert html.index("For your safety you can only be counted here") < html.index('id="email"')


def test_there_somebody_can_be_counted(taken: Take) -> None:
    assert taken(country="RU", disclosure="count_only").country == "RU"
