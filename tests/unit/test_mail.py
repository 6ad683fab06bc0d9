"""A mail: whatever a form accepts renders, and nothing in it becomes a header."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest

from actions.domain.mail import Mail, Unsendable, split_address
from tests.providers.mails import ATTEMPT, make_mail

NAMES = [
    "Anna Lind",
    "Áine Ó Súilleabháin",
    "محمد بن عبد الله",
    "王小明",
    "Владимир Кара-Мурза",
    "O'Neill-Smith, Jr.",
    'Anna "Bee" Lind',
    "Back\\slash",
    "a" * 100,
    "ы" * 100,
    "प्रिया शर्मा",
    "N\u0303 with a loose mark",
    "anna@example.org <evil@example.org>",
]


def parsed(mail: Mail) -> EmailMessage:
    message = message_from_bytes(mail.as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_headers() -> None:
    message = parsed(make_mail(headers={"Auto-Submitted": "auto-generated"}))
    assert dict(message.items()) | {"MIME-Version": "", "Content-Type": "", "Content-Transfer-Encoding": ""} == {
        "From": "Anna Lind via Example Campaign <letters@act.example.org>",
        "To": "embassy@mission.example",
        "Reply-To": "reply+1@act.example.org",
        "Subject": "A doctor for Mira Solenko",
        "Date": "Sun, 01 Mar 2026 12:00:00 +0000",
        "Message-ID": f"<{ATTEMPT}@act.example.org>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "",
        "Content-Type": "",
        "Content-Transfer-Encoding": "",
    }


def test_without_html_it_is_plain_text() -> None:
    assert parsed(make_mail()).get_content_type() == "text/plain"


def test_with_html_it_has_both() -> None:
    message = parsed(make_mail(html="<p>Привет</p>"))
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_lines_end_with_crlf_and_stay_short_and_7_bit() -> None:
    content = make_mail(text="Ж" * 5000 + "\n" + "x" * 5000, subject="Ж" * 300).as_bytes()
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("name", NAMES)
def test_a_name_arrives_as_it_was_typed(name: str) -> None:
    content = make_mail(from_name=f"{name} via Example Campaign").as_bytes()
    shown, address = parseaddr(message_from_bytes(content)["From"])
    assert str(make_header(decode_header(shown))) == f"{name} via Example Campaign"
    assert address == "letters@act.example.org"


@pytest.mark.parametrize("subject", NAMES)
def test_a_subject_arrives_as_it_was_typed(subject: str) -> None:
    assert parsed(make_mail(subject=subject))["Subject"] == subject


@pytest.mark.parametrize("text", ["From here\n", ".\n", "a  \n  b\n", "Ж\u2028Ж\n", "🕊️ 👩‍👩‍👧\n", "x" * 2000 + "\n"])
def test_a_text_arrives_as_it_was_typed(text: str) -> None:
    assert parsed(make_mail(text=text)).get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize("field", ["subject", "from_name", "to", "reply_to", "from_address", "envelope_from"])
@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n", "\x00", "\x0b", "\x85", "\ud800"])
def test_no_line_break_or_control_gets_into_a_header(field: str, break_: str) -> None:
    with pytest.raises(Unsendable):
        make_mail(**{field: f"anna{break_}Bcc: all@example.org"})


ENCODED_WORD = "=?utf-8?q?a=0D=0ABcc:_all@example.org?="


@pytest.mark.parametrize("field", ["subject", "from_name"])
def test_what_reads_as_an_encoded_word_is_not_decoded(field: str) -> None:
    content = make_mail(**{field: ENCODED_WORD}).as_bytes()
    assert b"Bcc" not in content.split(b"\r\n\r\n")[0]


@pytest.mark.parametrize("field", ["to", "reply_to", "from_address"])
def test_an_address_that_reads_as_an_encoded_word_is_unsendable(field: str) -> None:
    with pytest.raises(Unsendable):
        make_mail(**{field: "=?utf-8?q?a=0D=0ABcc:?=@example.org"})


def test_no_line_break_gets_into_a_further_header() -> None:
    with pytest.raises(Unsendable):
        make_mail(headers={"X-Outcry-Demo": "yes\nBcc: all@example.org"})


@pytest.mark.parametrize("character", ["\x00", "\r", "\x1b", "\x7f", "\ud800"])
def test_a_text_with_control_characters_is_unsendable(character: str) -> None:
    with pytest.raises(Unsendable):
        make_mail(text=f"Your Excellency,{character}")


def test_unicodes_own_line_separators_become_spaces_in_a_header() -> None:
    assert parsed(make_mail(subject="A doctor\u2028for\u2029Mira"))["Subject"] == "A doctor for Mira"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "@example.org",
        "anna@",
        "an na@example.org",
        "anna@exa mple.org",
        "a@b.org,c@d.org",
        "<a@b.org>",
        "a\u2028b@c.org",
    ],
)
def test_an_address_that_is_none_is_unsendable(address: str) -> None:
    with pytest.raises(Unsendable):
        make_mail(to=address)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("info@example.org", "example.org"),
        ("info@botschaft-straße.example", "xn--botschaft-strae-3ib.example"),
        ("info@посольство.рф", "xn--b1ariacbpcj2h.xn--p1ai"),
        ("letters@localhost", "localhost"),
    ],
)
def test_domains_in_ascii(address: str, domain: str) -> None:
    assert split_address(address).domain == domain


def test_two_recipients_are_not_one() -> None:
    with pytest.raises(Unsendable):
        make_mail(to="embassy@mission.example, other@mission.example")


def test_needs_utf8_only_for_a_local_part_outside_ascii() -> None:
    assert not make_mail(to="info@посольство.рф").needs_utf8
    assert make_mail(to="посольство@mission.example").needs_utf8
    assert "посольство@mission.example".encode() in make_mail(to="посольство@mission.example").as_bytes()
