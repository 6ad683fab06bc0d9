"""Countries and territories: ISO 3166-1 alpha-2 codes and Kosovo's XK, and their names (CLDR)."""

import re
import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError

from actions.errors import Refused
from actions.languages import N_

_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())

_LOOKALIKES = {"UK": "GB", "EL": "GR", "KO": "XK", "RK": "XK", "TP": "TL", "BU": "MM", "ZR": "CD"}
"""Codes that people type for another: of the European Union, of number plates, withdrawn ones."""

_TAKE_THE = "AE AX BQ BS CC CF CK DO FK FO GB GM HM IM IO KM KY MH MP MV NL PH PN PS SB TC TF UM US VG VI"
_WITH_ARTICLE = frozenset(_TAKE_THE.split())

_ALIASES = {
    "AE": "UAE",
    "BA": "Bosnia-Herzegovina|Bosnia",
    "BN": "Brunei Darussalam|Nation of Brunei",
    "BO": "Plurinational State of Bolivia",
    "BS": "Commonwealth of The Bahamas",
    "CD": "Democratic Republic of the Congo|Congo-Kinshasa|DR Congo|Zaire",
    "CG": "Republic of the Congo|Congo-Brazzaville",
    "CH": "Swiss Confederation",
    "CI": "Ivory Coast|Cote d'Ivoire",
    "CN": "People's Republic of China|PRC|Mainland China",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic",
    "DE": "Federal Republic of Germany",
    "DK": "Kingdom of Denmark",
    "EG": "Arab Republic of Egypt",
    "EH": "Sahrawi Arab Democratic Republic|Sahrawi Republic",
    "FK": "Falkland Islands",
    "FM": "Federated States of Micronesia",
    "GB": "United Kingdom of Great Britain and Northern Ireland|Great Britain|UK",
    "GM": "Islamic Republic of The Gambia",
    "GR": "Hellenic Republic",
    "HK": "Hong Kong",
    "IE": "Republic of Ireland|Éire",
    "IR": "Islamic Republic of Iran",
    "JO": "Hashemite Kingdom of Jordan",
    "KP": "Democratic People's Republic of Korea|DPRK",
    "KR": "Republic of Korea",
    "KN": "Federation of Saint Kitts and Nevis",
    "LA": "Lao People's Democratic Republic|Lao PDR",
    "LK": "Democratic Socialist Republic of Sri Lanka",
    "LU": "Grand Duchy of Luxembourg",
    "LY": "State of Libya",
    "MK": "Republic of North Macedonia|Republic of Macedonia|Macedonia|FYROM",
    "MM": "Myanmar|Burma|Republic of the Union of Myanmar",
    "MO": "Macau|Macao",
    "MX": "United Mexican States",
    "NL": "Kingdom of the Netherlands",
    "PG": "Independent State of Papua New Guinea",
    "PS": "Palestine|State of Palestine|Palestinian National Authority|Palestinian Authority",
    "RU": "Russian Federation",
    "SA": "Kingdom of Saudi Arabia",
    "SH": "Saint Helena, Ascension and Tristan da Cunha",
    "SM": "Most Serene Republic of San Marino",
    "ST": "Democratic Republic of São Tomé and Príncipe|Sao Tome and Principe",
    "SX": "Sint Maarten",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland|Kingdom of Eswatini",
    "TL": "East Timor|Democratic Republic of Timor-Leste",
    "TR": "Turkey",
    "TW": "Republic of China|Taiwan, Republic of China",
    "TZ": "United Republic of Tanzania",
    "US": "United States of America|USA",
    "UY": "Oriental Republic of Uruguay",
    "VA": "Vatican|Holy See|Vatican City State",
    "VE": "Bolivarian Republic of Venezuela",
    "VN": "Socialist Republic of Vietnam|Viet Nam",
    "WS": "Independent State of Samoa",
    "ZA": "RSA",
}

_OWN_LETTERS = {"es": {"ñ": "n\uffff"}, "ru": {"й": "й"}}
"""By language: letters that are no variants of another one, and what they are sorted as."""

_FORMS = ("Republic of", "Kingdom of", "State of", "Federal Republic of", "Islamic Republic of", "Commonwealth of")
_ARTICLE = re.compile(r"^the ")
_SAINT = re.compile(r"\bst\b")
_SEPARATORS = re.compile(r"[\W_]+")


def parse_country(text: str, *, field: str = "country") -> str:
    """The code that `text` means, in capitals; raises `Refused` for a blank or unknown one, which is never guessed."""
    code = text.strip().upper()
    if not code:
        raise Refused(N_("Choose the country you live in."), field=field)
    if code in COUNTRIES:
        return code
    if code in _LOOKALIKES:
        meant = _LOOKALIKES[code]
        raise Refused(
            N_("%(code)s is not a country code of ISO 3166-1; %(country)s is %(meant)s."),
            field=field,
            code=code,
            country=country_name(meant),
            meant=meant,
        )
    shown = code if re.fullmatch(r"[A-Z]{2}", code) else f"“{text.strip()[:40]}”"
    raise Refused(
        N_("%(typed)s is not a country code. Codes have two letters (ISO 3166-1), like CH; Kosovo is XK."),
        field=field,
        typed=shown,
    )


@cache
def country_name(iso2: str, language: str = "en") -> str:
    """The name of a country in a language (BCP 47 tag), else in English, else the code itself."""
    name = _locale(language).territories.get(iso2)
    return name or _locale("en").territories.get(iso2) or iso2


@cache
def country_choices(language: str = "en") -> tuple[tuple[str, str], ...]:
    """`(code, name)` of every country, by name in the order of the language."""
    named = [(code, country_name(code, language)) for code in COUNTRIES]
    return tuple(sorted(named, key=lambda choice: (_order(choice[1], language), choice[1])))


def name_in_sentence(iso2: str, language: str = "en") -> str:
    """The English name with the article that it takes inside a sentence: `the United Kingdom`; others as they are."""
    name = country_name(iso2, language)
    return f"the {name}" if language == "en" and iso2 in _WITH_ARTICLE else name


def _order(name: str, language: str) -> str:
    """By which names are sorted: accents don't count, but for letters of their own (`ñ` after `n`, `й` after `и`)."""
    own = _OWN_LETTERS.get(language, {})
    return "".join(own.get(each) or _plain(each) for each in name.casefold())


def country_named(text: str) -> str | None:
    """The code of a country by one of its English names, e.g. `Republic of Ireland`; none where that is not certain."""
    return _index().get(_key(text))


def state_named(text: str) -> str | None:
    """As `country_named`, and for an office of a state: `Ministry of Foreign Affairs of the Republic of Rwanda`."""
    parts = text.split(" of ")
    endings = (" of ".join(parts[start:]) for start in range(len(parts)))
    return next((code for ending in endings if (code := country_named(ending))), None)


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@cache
def _index() -> dict[str, str]:
    names = {_key(country_name(code)): code for code in COUNTRIES}
    for form in _FORMS:
        names |= {_key(f"{form} {country_name(code)}"): code for code in COUNTRIES}
    # Aliases last: “Republic of China” and “Republic of the Congo” are not what the forms would make of them.
    return names | {_key(alias): code for code, aliases in _ALIASES.items() for alias in aliases.split("|") if alias}


def _key(name: str) -> str:
    words = _SEPARATORS.sub(" ", _plain(name).replace("&", " and ")).strip()
    return _SAINT.sub("saint", _ARTICLE.sub("", words))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()
