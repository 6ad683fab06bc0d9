"""Files of missions and contacts in our own formats."""

import pytest

from actions.domain.mission_files import MAX_BYTES, read_mission_file
from actions.domain.mission_rows import ContactRow, MissionRow
from actions.errors import Refused
from tests.missions import contacts_csv, mission_row, missions_csv


def read_row(**overrides: str) -> MissionRow:
    return read_mission_file(missions_csv(mission_row(**overrides))).missions[0]


def read_contacts(**overrides: str) -> dict[str, ContactRow]:
    row = read_mission_file(contacts_csv(**overrides)).contacts[0]
    return {contact.channel: contact for contact in row.contacts}


def left_out(**overrides: str) -> str:
    """Why the row is left out, in a file whose other row is good."""
    file = read_mission_file(missions_csv(mission_row(source_id="Q1"), mission_row(**overrides)))
    assert len(file.missions) == 1
    return str(file.problems[0])


def test_a_row_is_read() -> None:
    row = read_row(also_accredited_iso2s="FI|NO", flags="website_only|possible_duplicate")
    assert (row.operator_iso2, row.host_iso2, row.kind, row.source_id) == ("RU", "SE", "embassy", "Q100")
    assert row.also_accredited_iso2s == {"FI", "NO"}
    assert row.flags == {"website_only", "possible_duplicate"}
    assert (row.status, row.source_on) == ("active", "2026-01-31")


def test_namibia_and_norway_are_text() -> None:
    row = read_row(host_iso2="NA", also_accredited_iso2s="NO")
    assert row.host_iso2 == "NA"
    assert row.also_accredited_iso2s == {"NO"}


def test_codes_may_be_in_lower_case() -> None:
    assert read_row(operator_iso2="ru", host_iso2="se").host_iso2 == "SE"


def test_a_source_id_ends_at_its_first_semicolon() -> None:
    assert read_row(source_id="Q5;web:example.org").source_id == "Q5"


@pytest.mark.parametrize("flag", ["relations_severed_2022_do_not_use", "relations_severed_2022", "a_trap_do_not_use"])
def test_a_flag_says_that_it_is_closed(flag: str) -> None:
    assert read_row(flags=f"website_only|{flag}").status == "closed"


def test_a_byte_order_mark_and_other_line_ends_are_fine() -> None:
    content = b"\xef\xbb\xbf" + missions_csv(mission_row()).replace(b"\n", b"\r\n")
    assert len(read_mission_file(content).missions) == 1


# Contacts in a row


def test_contacts_become_rows_of_their_own() -> None:
    row = read_row(
        email="kanc@example.org",
        phone="+46 8 123 456",
        website="https://sweden.example.org/",
        address="Gatan 1, Stockholm",
        twitter="@RusEmbSE",
        facebook="RusEmbSE",
    )
    assert [(contact.channel, contact.value) for contact in row.contacts] == [
        ("email", "kanc@example.org"),
        ("phone", "+46 8 123 456"),
        ("website", "https://sweden.example.org/"),
        ("post", "Gatan 1, Stockholm"),
        ("public_account", "https://twitter.com/RusEmbSE"),
        ("public_account", "https://facebook.com/RusEmbSE"),
    ]


def test_several_addresses_in_one_field_are_split() -> None:
    row = read_row(email="a.embassy@example.org|mailto:b.embassy@example.org; c.embassy@example.org")
    assert [contact.value.partition("@")[0] for contact in row.contacts] == ["a.embassy", "b.embassy", "c.embassy"]


def test_the_same_contact_twice_is_one() -> None:
    assert len(read_row(phone="+46 8 123 456|+46-8-123-456").contacts) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("email", "nobody at example.org"),
        ("email", "a@b"),
        ("phone", "ask the porter"),
        ("website", "javascript:alert(1)"),
        ("website", "https://user@example.org/"),
        ("twitter", "no such/name"),
    ],
)
def test_a_contact_that_cannot_be_one_is_left_out_alone(column: str, value: str) -> None:
    file = read_mission_file(missions_csv(mission_row(**{column: value})))
    assert file.missions[0].contacts == ()
    assert not any(problem.is_row_left_out for problem in file.problems)
    assert str(file.problems[0]).startswith(f"line 2: {column}: ")


@pytest.mark.parametrize(
    "email", ["consular@example.org", "emb.kiev.cons@example.org", "visas@example.org", "ConsDili@example.org"]
)
def test_consular_mailboxes_are_not_offered(email: str) -> None:
    contact = read_row(email=email).contacts[0]
    assert (contact.is_offered, contact.flags) == (False, ("consular_mailbox",))


def test_the_flag_says_so_too() -> None:
    assert not read_row(email="indruembassy@example.org", flags="consular_mailbox").contacts[0].is_offered


@pytest.mark.parametrize("kind", ["consulate", "consulate_general", "honorary_consulate"])
def test_neither_is_a_consulates_email_or_phone(kind: str) -> None:
    row = read_row(kind=kind, email="office@example.org", phone="+46 8 123 456")
    assert [contact.is_offered for contact in row.contacts] == [False, False]


def test_nothing_of_an_honorary_consul_is_offered() -> None:
    assert not read_row(kind="honorary_consulate", website="https://example.org").contacts[0].is_offered


def test_a_persons_mailbox_is_not_offered() -> None:
    contact = read_row(email="ivan.petrov77@gmail.com").contacts[0]
    assert (contact.is_offered, contact.flags) == (False, ("personal_mailbox",))


@pytest.mark.parametrize("email", ["rusembse@gmail.com", "stockholm.ru@yandex.ru", "russia_se@hotmail.com"])
def test_an_embassys_box_at_a_public_provider_is(email: str) -> None:
    contact = read_row(email=email).contacts[0]
    assert (contact.is_offered, contact.flags) == (True, ("email_at_public_provider",))


# The format of contacts


def test_contacts_found_one_by_one_are_read() -> None:
    row = read_mission_file(contacts_csv(address="Gatan 1, Stockholm", account="t.me/RusEmbSE")).contacts[0]
    assert (row.operator_iso2, row.host_iso2, row.kind) == ("RU", "SE", "embassy")
    assert (row.source, row.source_on) == ("https://example.org/embassies", "2026-01")
    assert [contact.value for contact in row.contacts] == ["Gatan 1, Stockholm", "https://t.me/RusEmbSE"]


def test_a_partial_address_is_not_offered() -> None:
    contacts = read_contacts(
        address="Gatan, Stockholm", website="https://example.org", note="PARTIAL: street without number; news"
    )
    assert not contacts["post"].is_offered
    assert contacts["website"].is_offered


@pytest.mark.parametrize(
    "note",
    [
        "press; phone is the CONSULAR section and website: a guide",
        "the same phone is given for the CONSULAR section",
        "mobile, round the clock",
        "number given for emergencies of travellers",
    ],
)
def test_consular_and_emergency_lines_are_not_offered(note: str) -> None:
    assert not read_contacts(phone="+46 8 123 456", note=note)["phone"].is_offered


@pytest.mark.parametrize(
    "note", ["", "consular phone +46 8 765 432", "undated; emergency +46 70 765 43 21", "only a CONSULAR email is stated"]
)
def test_a_note_on_another_line_changes_nothing(note: str) -> None:
    assert read_contacts(phone="+46 8 123 456", note=note)["phone"].is_offered


def test_a_row_without_any_contact_is_left_out() -> None:
    with pytest.raises(Refused, match="line 2: no contact in it"):
        read_mission_file(contacts_csv())


# Bad rows


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("operator_iso2", "", "operator_iso2 is missing"),
        ("operator_iso2", "XX", "operator_iso2 “XX” is not a country code"),
        ("host_iso2", "Sweden", "host_iso2 “SWEDEN” is not a country code"),
        ("kind", "castle", "kind “castle” is not one of embassy"),
        ("name", "", "name is missing"),
        ("source_id", "", "source_id is missing"),
        ("source_id", "Q1", "Q1 stands in line 2 already"),
        ("name", "E" * 1001, "name has more than 1000 characters"),
        ("name", "Emb\x07assy", "a control character"),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_reason(column: str, value: str, reason: str) -> None:
    assert reason in left_out(**{column: value})
    assert left_out(**{column: value}).startswith("line 3: ")


def test_a_row_with_too_few_fields_is_left_out() -> None:
    file = read_mission_file(missions_csv(mission_row()) + b"RU,SE,embassy\n")
    assert str(file.problems[0]) == "line 3: 3 fields in place of 17"


@pytest.mark.parametrize(("column", "value"), [("also_accredited_iso2s", "FI|XX"), ("checked_on", "2026-02-30")])
def test_a_bad_cell_is_left_out_and_the_row_stays(column: str, value: str) -> None:
    file = read_mission_file(missions_csv(mission_row(**{column: value})))
    assert len(file.missions) == 1
    assert [problem.is_row_left_out for problem in file.problems] == [False]


def test_the_states_of_bad_rows_are_in_doubt() -> None:
    file = read_mission_file(missions_csv(mission_row(), mission_row(operator_iso2="BY", kind="castle")))
    assert file.states_in_doubt == {"BY"}


def test_a_broken_line_puts_all_states_in_doubt() -> None:
    file = read_mission_file(missions_csv(mission_row()) + b"what,is,this\n")
    assert {"RU", "SE"} <= file.states_in_doubt


# Bad files


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty"),
        (b" \n\n", "The file is empty"),
        (b"\x7fELF\x00\x01", "not a text file"),
        ("operator_iso2,host_iso2\n".encode("utf-16"), "not a text file"),
        (missions_csv(mission_row(city="Malmö")).decode().encode("latin-1"), "Line 2 is not UTF-8"),
        (b"name,age\nAnna,30\n", "of none of the three formats"),
        (b"operator_iso2,host_iso2,kind,name\nRU,SE,embassy,E\n", "The header lacks source_id"),
        (missions_csv(), "No row of this file can be used"),
        (missions_csv(mission_row(kind="castle")), "No row of this file can be used. The first: line 2"),
        (missions_csv(mission_row()) + b'RU,"SE,embassy\n', "Line 3 can't be read as CSV"),
        (b"x" * (MAX_BYTES + 1), "more than 20 MB"),
        (b"operator;jurisdictions;country;type;QID;\n", "No row of this file can be used"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as refused:
        read_mission_file(content)
    assert "\n" not in str(refused.value)
