"""What a publisher puts around an article. It is kept in the frozen text, and no field is drafted from it."""

import re
from typing import Literal

_I = re.IGNORECASE
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+\d[\d ().-]{6,18}\d|\(0\d{1,4}\)[\d ().-]{5,14}\d|0\d{2,4}[ /-]\d{3}[\d -]{2,9}\d|"
    r"1[38]00[ -]\d{3}[ -]\d{3}"
    r"|\d{3}[-. ]\d{3}[-. ]\d{4})(?![\w-])"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")

_CAPTION = re.compile(
    r"^\W*(?:(?:photo(?:graph|s)?|image|picture|foto|bild|video|screenshot|illustration|фото)"
    r"(?:\s(?:credit|by|courtesy|source|of the video)|graph by|\s?[:/(©]|\s+©)|caption:|©|\(c\)\s|credit:|"
    r"a (?:screenshot|picture|photo(?:graph)?|still|portrait) (?:of|from|taken|shows)\b)"
    r"|\b(?:getty images|anadolu agency|afp photo|via getty|via ap\)|ap photo|shutterstock|wikimedia commons)\b"
    r"|^(?:pictured|above|left|right)\s?:",
    _I,
)
_APPEAL_START = re.compile(
    r"^\W*(?:(?:please\s)?(?:donate|subscribe|sign up|become a|make a (?:one-off |monthly |tax-deductible "
    r")?(?:donation|gift|contribution)|"
    r"support (?:our|us|independent|quality)|help (?:us|fund|support)|give (?:today|now)|join (?:our|us|the "
    r"conversation)|"
    r"follow (?:us|@|our)|like us|share this|click here|read (?:more|next|also)\b|related\b\s?(?:[:|]|"
    r"articles?|stories)|more on this|"
    r"advertisement|newsletter|get (?:our|the latest)|download our app|listen to|watch:|comments?\s*$|tags?:|"
    r"filed under|"
    r"all rights reserved|copyright|terms of (?:use|service)|cookie|privacy policy|log ?in|sign in|register|"
    r"buy (?:now|tickets|the book)|"
    r"available (?:now )?(?:on|at)|order (?:now|your copy)|this (?:article|story|post) (?:was|is|first|"
    r"originally|appeared)|"
    r"originally published|republish|translated by|reporting by|editing by|additional reporting|the author is|"
    r"the writer is|"
    r"like (?:our work|what you)|enter your (?:e-?mail|address)|by (?:signing up|subscribing|clicking|"
    r"continuing)|comments are closed|"
    r"have your say|join the (?:discussion|debate)|what do you think\?|share on|buy a copy|most (?:read|"
    r"popular|viewed)|"
    r"more (?:from|on|in) (?:this|the|our)\b|if you (?:value|enjoy|like|appreciate|found)|from as little as|"
    r"explore more|reuse this|"
    r"special to the|watch the trailer|keep up (?:with|to date)|no spam|do you have (?:an opinion|a story|"
    r"information)|"
    r"(?:please )?include your name|about us\b|written in english by|used with permission|published (?:in|with "
    r"the kind)|get (?:the news|"
    r"tickets|updates)|we (?:use|value your|have never|'ve never)\b.{0,30}\b(?:cookies|privacy|corporate)|"
    r"accept (?:all|cookies)|manage "
    r"(?:preferences|cookies)|skip to|jump to|back to top|load more|view comments|send us your|thank you for "
    r"reading|trending|"
    r"sponsored|recommended|you may also|editor'?s picks?|in (?:other|related) news|also read|see also|don't "
    r"miss|breaking news alerts|"
    r"lire aussi|à lire aussi|s'abonner|abonnez|soutenez|partager|lesen sie auch|mehr zum thema|teilen|hat ihnen|"
    r"lea también|le puede interesar|suscr[ií]b|síg(?:ue|a)nos|compartir|читайте также|подписывайтесь|"
    r"поддержите|поделиться|"
    r"(?:name|first name|email|e-mail|phone|postcode|zip code)\s*[*:]?\s*$))",
    _I,
)
_APPEAL = re.compile(
    r"\b(?:donat(?:e|ion|ions|ing)|subscri(?:be|ber|bers|ption|ptions)|crowdfund\w*|tax[- ]deductible|patreon|"
    r"paypal|newsletter|"
    r"funding target|monthly giving|membership|spend(?:e|en)\b|spendenkonto|abonn\w+|faites un don|faire un "
    r"don|hacer una donación|"
    r"suscr[ií]b\w+|пожертвова\w+|подпис(?:ка|аться|итесь)|(?:print|digital) edition|funded by "
    r"(?:contributions|readers|donations)|"
    r"one-time payment|per month|gift aid|our (?:journalism|readers|supporters make)|reader-supported|ad-free)\b",
    _I,
)
_SECOND_PERSON = re.compile(
    r"\b(?:you|your|us|our|we|please|click|here|today|now|become|thank|readers|sie|ihre|uns(?:er\w*)?|nous|"
    r"votre|nos|nuestr\w+|"
    r"tu|su apoyo|нас|наш\w*|вы|вас|options)\b",
    _I,
)
_MENU = re.compile(r"[^|/•·]{2,30}(?:\s[|/•·]\s[^|/•·]{2,30}){2,}")
"""About us | Contact | Careers"""
_HEADING = re.compile(
    r"\W*(?:related|most (?:read|popular|viewed)|more (?:from|on|in|stories)|read (?:more|next|also)|see also|"
    r"also read|explore more|"
    r"trending|recommended|you may also like|editor'?s picks?|latest news|tags|topics|lire aussi|mehr zum "
    r"thema|lesen sie auch|"
    r"lea también|читайте также|further reading|in pictures)\b",
    _I,
)
_NEEDS_YOU = re.compile(r"\b[Yy]ou need [A-Z][\w ]{1,40},? and we need you\b")
_CASE_WORDS = re.compile(
    r"\b(?:arrest|detain|prison|jail|sentenc|charg|convict|accus|court|custody|festgenommen|verurteil|haft|"
    r"condamn|arrêt|détenu|deten|"
    r"conden|арест|задерж|приговор)\w*",
    _I,
)
_CONTACT = re.compile(
    r"\b(?:(?:for (?:more|further|additional) information,?\s(?:please\s)?(?:contact|call|email|write))|"
    r"(?:media|press) (?:contact|enquiries|inquiries)"
    r"|contact us|phone|telephone|tel|fax|whatsapp|hotline|telefon|téléphone|teléfono|тел)\b\s?[.:]?",
    _I,
)


def kind_of(sentence: str, paragraph: str, number: int) -> Literal["body", "caption", "contact", "boilerplate"]:
    """What a sentence is, by itself and by its paragraph (the first has number 0)."""
    head = paragraph[:400]
    if len(paragraph) <= 400 and _CAPTION.search(head) and not _CASE_WORDS.search(_without_caption(head)):
        return "caption"
    if _CAPTION.match(sentence[:120]) and len(sentence) < 220:
        return "caption"
    if PHONE.search(sentence):
        return "contact"
    if (_CONTACT.match(sentence) or _EMAIL.search(sentence)) and len(sentence) < 200 and not _CASE_WORDS.search(sentence):
        return "contact"
    if number and _is_appeal(sentence, paragraph):
        return "boilerplate"
    return "body"


def _is_appeal(sentence: str, paragraph: str) -> bool:
    if len(paragraph) < 160 and _MENU.fullmatch(paragraph.strip()) and not _CASE_WORDS.search(paragraph):
        return True
    if _NEEDS_YOU.search(sentence) or (_APPEAL_START.match(sentence[:100]) and not _CASE_WORDS.search(sentence)):
        return True
    if _APPEAL.search(sentence) and _SECOND_PERSON.search(sentence) and not _CASE_WORDS.search(sentence):
        return True
    short = len(paragraph) <= 500 and not _CASE_WORDS.search(paragraph)
    return short and bool(_APPEAL.search(paragraph)) and bool(_SECOND_PERSON.search(paragraph))


def opens_list(paragraph: str) -> bool:
    """Whether headlines of other articles follow: "Related stories"."""
    return len(paragraph) < 60 and bool(_HEADING.match(paragraph))


def is_headline(paragraph: str) -> bool:
    return len(paragraph) < 140 and not paragraph.rstrip().endswith((".", "!", "?", '"', ":"))


def _without_caption(paragraph: str) -> str:
    return _CAPTION.sub(" ", paragraph)
