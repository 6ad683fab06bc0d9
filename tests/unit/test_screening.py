"""What holds a letter for a look, and what does not."""

import pytest

from actions.domain.screening import reasons_to_look

HARMLESS = [
    "I have followed her case since 2019, and I am 34 years old.",
    "He was arrested on 12.03.2024 and sentenced on 2025-01-15 to 5 years and 6 months.",
    "In 1937-1938 my grandfather was shot. I do not want this to happen again.",
    "They will kill him if nobody helps. He may die in the colony.",
    "Please do not let her die in prison.",
    "Over 1 250 000 people live in my city; 12,500 of them have signed.",
    "I am a nurse. Every prisoner has a right to a doctor: see Article 3 of the convention.",
    "I read his books, e.g. the one of 1990, in St. Petersburg.",
    "Mr. Kagarlitsky is 67. He has served 730 days.",
    "Я боюсь, что он умрёт в колонии. Не дайте ему умереть!",
    "Его убивают болезни. Прошу оказать ему помощь до 31.12.2026.",
    "Ich fürchte, dass er in der Haft sterben wird. Er ist 67 Jahre alt.",
    "J'ai peur qu'il meure en prison. Vous allez recevoir beaucoup de lettres.",
    "Temo que vaya a morir en la cárcel. Les voy a escribir cada semana.",
    "أخشى أن يموت في السجن. أرجو الإفراج عنه فورا.",
    "Case no. 12-345/2024 was heard in room 12.",
    "I am writing at 10:30 on 5 May 2026 from Malmö.Please answer.",
    "She was moved 3.200 km, to IK-10. The court's decision of 14.02.2026 ignores this.",
    "Law 1234/2020 and Federal Law No. 255-FZ of 2022 are used against her.",
    "His death would weigh on all of us. Его смерть в тюрьме будет на совести всех нас.",
    "I will never hurt anybody, and I will burn a candle for him. You should hang your heads.",
    "Il crève de faim. Er verreckt im Gefängnis. You kill your own people.",
    "§§ 1–3, 10, 12, 15, 18, 20, 22 apply.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_a_letter_about_a_prisoner_needs_pass(text):
    assert reasons_to_look(text, own_email=None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I will kill you all.",
        "We know where your family lives.",
        "You deserve to die for this.",
        "Death to the ambassador!",
        "I WILL  find and\nKILL you",
        "Я тебя найду.",
        "Мы вас всех достанем. Вы все сдохнете.",
        "Смерть послу!",
        "Ich bringe euch alle um.",
        "Ihr werdet alle sterben.",
        "Je vais vous tuer.",
        "Vous allez tous mourir.",
        "Los voy a matar.",
        "Sabemos dónde viven.",
        "سنقتلكم جميعا",
        "نعرف أين تسكنون",
    ],
)
def test_threats(text):
    assert "threat" in reasons_to_look(text, own_email=None)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/x",
        "See www.example.org",
        "read example.com/free",
        "t.me/free",
        "telegram: tg://resolve",
        "пример.рф",
    ],
)
def test_links(text):
    assert reasons_to_look(text, own_email=None) == ("link",)


@pytest.mark.parametrize(
    "text", ["Call +46 70 123 45 67", "070-123 45 67", "(495) 123-45-67", "Ring 004930123456", "8 800 555 35 35"]
)
def test_telephone_numbers(text):
    assert reasons_to_look(text, own_email=None) == ("number",)


@pytest.mark.parametrize("text", ["Write to bo@example.org", "bo.ek (at) example.org", "BO＠example.org"])
def test_addresses_of_others(text):
    assert reasons_to_look(text, own_email="anna@example.org") == ("address",)


def test_ones_own_address_passes_where_it_is_shown_anyway():
    assert reasons_to_look("Answer me at Anna@example.org.", own_email="anna@example.org") == ()


def test_every_reason_is_named():
    text = "I will kill you. Call 070 123 45 67, write to bo@example.com, see www.example.com."
    assert reasons_to_look(text, own_email=None) == ("threat", "link", "number", "address")
