"""What in a supporter's own words somebody should look at before it goes to an embassy.

The letter is held, never refused: a rule like these knows words, not what they mean. Each reason is said to the supporter.
"""

import re
import unicodedata

from actions.languages import N_

REASONS = {
    "threat": N_("words that read as a threat"),
    "link": N_("a web address"),
    "number": N_("a telephone number"),
    "address": N_("an email address"),
}
"""By key, as a supporter reads them."""

# Verbs of harm count together with the one they are meant for: “they kill him” and “he may die” are what letters about
# prisoners say, “I will kill you” is not. Each pattern is matched against whole words, in lower case.
_THREATS = {
    "en": (
        (
            r"(?:i|we)(?:'ll| will| shall| am going to| are going to| gonna)(?! never| not)"
            r"(?: \w+){0,2} (?:kill|murder|shoot|hurt|beat|bomb|burn|hunt|hang|stab|strangle|destroy|slaughter)"
            r"(?: \w+){0,2} (?:you|your|the ambassador|the embassy)"
        ),
        r"(?:kill|murder|shoot|hang|bomb|burn|behead|strangle) (?:you|all of you|the ambassador|every one of you)",
        r"you (?:will|shall|must|should|deserve to|are going to|all deserve to) (?:die|burn|bleed|rot|be shot|be hanged)",
        r"you(?:'ll| 'll) (?:die|burn|bleed|hang|rot)",
        r"(?:i|we) know where (?:you|your family|your children)(?: \w+)? (?:live|lives|sleep|go to school)",
        r"death to (?:you|the ambassador|all of you|every one of you|putin)",
        r"you are (?:all )?dead (?:men|man|meat|people)",
        r"watch your back",
    ),
    "ru": (
        (
            r"(?:я|мы) (?:тебя|вас|вам|всех вас)(?: \w+)? (?:убью|убьём|убьем|уничтожу|уничтожим|взорву|взорвём|взорвем|"
            r"зарежу|застрелю|сожгу|найду|найдём|найдем|повешу|повесим|достану)"
        ),
        (
            r"(?:убью|убьём|убьем|взорву|взорвём|взорвем|зарежу|застрелю|сожгу|сожжём|сожжем|перережу|повесим|прикончу)"
            r" (?:тебя|вас|всех|ваше|вашу|ваших|посольство|посла)"
        ),
        r"смерть (?:вам|тебе|послу|вашему послу|всем вам|путину)|(?:сдохни|подохни)(?:те)?|гори(?:те)? в аду",
        r"вы (?:все )?(?:сдохнете|умрёте|умрете|трупы|покойники)",
        r"ты (?:сдохнешь|умрёшь|умрешь|труп|покойник)",
        r"(?:я знаю|мы знаем|знаю|знаем),? где (?:ты|вы|твоя семья|ваша семья|твои дети|ваши дети) жив\w+",
        r"берегитесь|оглядывай(?:ся|тесь)",
    ),
    "de": (
        (
            r"(?:ich|wir) (?:werde|werden|bringe|bringen|töte|töten|erschieße|erschießen|verbrenne|hänge|finde)"
            r"(?: \w+)? (?:dich|euch|sie alle)(?: \w+){0,2} (?:um|umbringen|töten|erschießen|aufhängen|verbrennen)"
        ),
        r"(?:ich|wir) (?:töte|töten|erschieße|erschießen|verbrenne|verbrennen|ersteche) (?:dich|euch|sie alle)",
        r"(?:ihr|du) (?:werdet|wirst|sollt|sollst|musst|müsst)(?: \w+)? (?:sterben|verrecken|brennen|hängen|bluten)",
        r"verreckt (?:alle|doch)|verrecke",
        r"tod (?:dem botschafter|euch|dir|allen \w+)",
        r"(?:ich weiß|wir wissen),? wo (?:du|ihr|deine|eure)(?: \w+)? wohn\w+",
    ),
    "fr": (
        r"(?:je|nous|on) (?:vais|allons|va) (?:te|vous|tous vous|tous) (?:tuer|égorger|brûler|pendre|massacrer|buter)",
        r"(?:je|nous) (?:te|vous) (?:tuerai|tuerons|brûlerai|égorgerai|retrouverai|retrouverons|pendrons)",
        r"(?:tu vas|vous allez)(?: tous)? (?:mourir|crever|payer de votre vie|brûler)",
        r"mort (?:à|a) (?:l'ambassadeur|vous|toi|tous)",
        r"crevez|crève (?:donc|charogne|salaud|ordure)",
        r"(?:je sais|nous savons) où (?:tu habites|vous habitez|vivent vos enfants|habite ta famille)",
    ),
    "es": (
        r"(?:te|los|os|le|les) (?:voy|vamos) a (?:matar|quemar|degollar|colgar|encontrar|disparar|reventar)",
        r"(?:voy|vamos) a (?:mataros|matarte|matarlos|matarle|quemarlos|degollarlos|reventarlos)",
        r"(?:te|los|os) (?:mataré|mataremos|quemaré|quemaremos|degollaré|encontraré)",
        r"(?:vas|vais|van)(?: todos)? a (?:morir|arder|sangrar)",
        r"muerte (?:al embajador|a todos|a ustedes|a vosotros)",
        r"(?:muérete|muéranse|morid)",
        r"(?:sé|sabemos) dónde (?:vives|vivís|viven|vive tu familia)",
    ),
    "ar": (
        r"(?:سأقتلك|سأقتلكم|سنقتلك|سنقتلكم|سوف نقتلكم|سوف أقتلكم|سأذبحكم|سنذبحكم|سنحرقكم|سأحرقكم|سأفجر\w*|سنفجر\w*)",
        r"(?:الموت ل(?:كم|ك|لسفير|سفيركم))",
        r"(?:ستموت|ستموتون)(?: \w+)?",
        r"(?:أعرف|نعرف) أين (?:تسكن|تسكنون|تعيش|تعيشون|بيتك|بيوتكم)",
    ),
}
_THREAT = re.compile("|".join(rf"(?<!\w)(?:{each})(?!\w)" for patterns in _THREATS.values() for each in patterns))

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]+\s?(?:@|\(at\)|\[at\]|＠)\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+", re.IGNORECASE
)
_TOP_LEVELS = (
    "com|org|net|info|biz|io|me|tv|cc|co|ly|gg|xyz|top|site|online|shop|app|dev|link|click|club|live|news|blog|ru|su|by|ua|kz|"
    "de|at|ch|fr|es|it|nl|be|se|no|dk|fi|pl|cz|uk|eu|us|ca|cn|ir|ae|рф"
)
_LINK = re.compile(
    rf"(?:\b[a-z][a-z0-9+.-]{{1,9}}://\S)|(?:\bwww\.\S)|(?<![\w@.-])(?:[\w-]+\.)+(?:{_TOP_LEVELS})(?:/\S*)?(?![\w.]*\w)|\bt\.me/",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:\w\.)+\w?")
"""`A.B.`, `z.B`: a dot after single letters is no domain."""
_NUMBER = re.compile(r"(?<![\w.,-])\+?\(?\d(?:[\s./()\u2010-\u2013-]{0,2}\d){6,}(?![\w])")
_DATE = re.compile(
    r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:1[89]|20)\d{2}|(?:1[89]|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}|"
    r"(?:1[89]|20)\d{2}\s?[/\u2010-\u2015-]\s?(?:(?:1[89]|20)\d{2}|\d{2})|(?<!\d)(?:1[89]|20)\d{2}(?!\d)"
)
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[\s.,'\u2009\u202f\u00a0]\d{3})+(?!\d)")
"""`1 250 000`, `1.250.000`: a large number, not a telephone's. One that begins with + or 0 is none of these."""


def reasons_to_look(text: str, *, own_email: str | None, own_name: str | None = None) -> tuple[str, ...]:
    """The keys of `REASONS` that apply. `own_email` and `own_name` are what the chosen level shows anyway."""
    words = _plain(text)
    for own in (own_email, own_name):
        if own:
            words = words.replace(_plain(own), " ")
    found = {
        "threat": _THREAT.search(words) is not None,
        "link": _has_link(_EMAIL.sub(" ", words)),
        "number": _has_number(words),
        "address": _EMAIL.search(words) is not None,
    }
    return tuple(reason for reason, applies in found.items() if applies)


def _plain(text: str) -> str:
    """Without what a rule sees and a reader doesn't: case, width, joiners, runs of space."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("\u200d", "").replace("\u200c", "")
    return re.sub(r"\s+", " ", folded)


def _has_link(words: str) -> bool:
    return any(not _INITIAL.fullmatch(match[0]) for match in _LINK.finditer(words))


def _has_number(words: str) -> bool:
    without_dates = _DATE.sub(" – ", words)
    for match in _NUMBER.finditer(without_dates):
        digits = match[0].strip()
        is_quantity = _GROUPED.fullmatch(digits) is not None and not digits.startswith(("0", "+"))
        if not is_quantity:
            return True
    return False
