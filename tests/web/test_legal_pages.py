"""Imprint and privacy notice, made from the settings."""

from flask.testing import FlaskClient

from tests.web.pages import Visitor, read

OURS = "https://act.example.org"


def test_in_the_demo_both_are_marked_samples(visitor: Visitor) -> None:
    for path in ("/imprint", "/privacy"):
        assert visitor.get(path).page.one("p", class_="notice").text.startswith("A sample.")


def test_in_earnest_the_imprint_says_who_answers(public_client: FlaskClient) -> None:
    page = read(public_client.get("/imprint", base_url=OURS).text)
    values = [each.text for each in page.all("dd")]
    assert values == ["Example Campaign", "1 Example Street Exampletown", "Ada Example", "office@example.org"]
    assert not page.all("p", class_="notice")


def test_in_earnest_the_notice_names_contact_and_processors(public_client: FlaskClient) -> None:
    text = read(public_client.get("/privacy", base_url=OURS).text).text
    assert "Write to privacy@example.org about your data." in text
    assert "Example Hosting; Example Mail" in text


def test_every_page_leads_to_both_and_names_who_runs_the_site(visitor: Visitor) -> None:
    for path in ("/", "/privacy", "/nothing"):
        footer = visitor.get(path).page.one("footer")
        assert {link["href"] for link in footer.all("a")} == {"/", "/privacy", "/imprint"}
        assert "Example Campaign runs this site" in footer.text


def test_outside_the_demo_nothing_speaks_of_one(public_client: FlaskClient) -> None:
    for path in ("/", "/imprint", "/privacy"):
        assert "emo" not in read(public_client.get(path, base_url=OURS).text).one("body").text.replace("Democ", "")
