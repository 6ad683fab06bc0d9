"""The article's own call to action: to whom its readers should write, and how."""

import re

from actions.drafting.draft import CallToAction
from actions.drafting.segments import Article, Sentence

_ACT = (
    r"(?:write|e-?mail|message|call|phone|send|tweet|fax|post|petition|contact|sign|tell|urge|ask|address|"
    r"appeal|demand|text|lobby|press|schreiben sie|écrivez|envoyez|interpellez|escrib[ae]n?|envíe|напишите|"
    r"пишите|отправьте)"
)
_OBJECTS = (
    r"(?:a|an|your|letters?|emails?|messages?|appeals?|faxes|polite|personal|postcards?|short|this|these|in your "
    r"own words|own|and|or|of|to protest|un|une|einen?|una|lettre|carta|письмо)"
)
_ADDRESSEE = (
    r"(?P<addressee>(?:(?:the|his excellency|her excellency|your nearest|your local|your|its|nearest|l'|la|le|"
    r"die|der|den|el|los)\s)?(?:[\w'-]+\s){0,4}?"
    r"(?:embass(?:y|ies)|ambassadors?|consulates?|high commission(?:er)?|authorities|government|president|"
    r"prime minister|minister(?: of \w+(?: \w+)?)?|ministry(?: of (?:the )?\w+(?: \w+)?)?|"
    r"prosecutor(?:[- ]general)?(?:'s office)?|"
    r"attorney general|king|supreme leader|head of (?:the )?judiciary|chief justice|governor|MPs?|foreign "
    r"secretary|parliament|mission|botschaft\w*|behörden|ambassade\w*|autorités|président\w*|embajad\w+|"
    r"autoridades|president[ea]|посольств\w+)"
    r"(?:\s(?:in|of|of the|to)\s(?:the\s)?(?-i:[A-Z][\w'-]+)(?:\s(?-i:[A-Z][\w'-]+)){0,3})?)"
)
_CALL = re.compile(
    rf"(?:^\W*|:\s)(?:please\s|now\s|today[, ]\s?|so\s|take action[:!.]?\s|act now[:!.]?\s|(?:you|readers|supporters|"
    rf"people|everyone) (?:can|should|are (?:asked|urged|encouraged|invited) to)\s)?(?P<act>{_ACT}(?:\s?(?:,|or|"
    rf"and)\s?{_ACT})*)"
    rf"(?:\s{_OBJECTS}){{0,6}}(?:\s(?:to|at|an|à|au|aux|a|al|в))?\s{_ADDRESSEE}",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\b(?:please|(?:you|readers|supporters|people|everyone|anyone|we) (?:can|should|must|may)|(?:asks?|asked|"
    rf"urges?|urged|calls? on|encourages?|invites?)\s(?:\w+\s){{0,5}}?to)\s(?P<act>{_ACT}(?:\s(?:or|"
    rf"and)\s{_ACT})?)"
    rf"(?:\s{_OBJECTS}){{0,6}}(?:\s(?:to|at))?\s{_ADDRESSEE}",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^\W*(?:please\s)?(?P<act>tell|urge|write to|ask|call on|email|message)\s(?P<addressee>(?:(?:President|"
    r"Prime Minister|Minister|King|Governor|General)\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,3})\s(?:to|that|"
    r"and)\b"
)


def find_call(article: Article) -> CallToAction | None:
    """An embassy first, then any other addressee; an appeal by name, as in a title, last."""
    found = [call for sentence in article.body() for call in _in_sentence(article, sentence)]
    return max(found, key=lambda call: (_preference(call.addressee), -call.start), default=None)


def _in_sentence(article: Article, sentence: Sentence) -> list[CallToAction]:
    text = article.of(sentence)
    if text.lstrip().startswith('"'):
        return []
    match = _CALL.search(text) or _ASKED.search(text) or _PERSON.match(text)
    if not match:
        return []
    start, end = sentence.start + match.start("act"), sentence.end
    while end > start and article.view[end - 1] in " ]":
        end -= 1
    addressee = article.text[sentence.start + match.start("addressee") : sentence.start + match.end("addressee")].strip()
    act = article.text[sentence.start + match.start("act") : sentence.start + match.end("act")]
    return [
        CallToAction(article.text[start:end], start, end, re.sub(r"\s+", " ", addressee), re.sub(r"\s+", " ", act).lower())
    ]


def _preference(addressee: str) -> int:
    plain = addressee.lower()
    if re.search(r"embass|ambassad|consulat|high commission|botschaft|embajad|посольств|mission", plain):
        return 3
    return (
        2
        if re.search(
            (r"authorit|government|president|minist|king|prosecutor|leader|justice|behörden|autorit|autorid"), plain
        )
        else 1
    )
