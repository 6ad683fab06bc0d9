"""Which language an article is written in, by its script and its commonest words."""

import re
import unicodedata
from collections import Counter

READ_LANGUAGES = ("en", "de", "fr", "es", "ru")
"""Languages that the rules read; everything else is frozen and flagged."""

_COMMON = {
    "en": ("the of and to in that was is for on with his her has he she by as from were been who have not are at it an"),
    "de": ("der die das und ist nicht mit ein eine von dem den des sich auf für im wurde wird auch nach bei sie er zu haft"),
    "fr": "le la les des et est une dans que qui pour par sur il elle du au aux ont été pas avec son sa ses ce cette",
    "es": "el los las una que y por con para del fue es se su sus al como más pero desde sin sobre ha han este",
    "it": "il di che è la per un una non con del della sono le gli nel alla dei anche stato suo più",
    "pt": "o os de que e do da em um uma para com não foi por dos das no na ao como mais sua seu pela",
    "nl": "de het een van en in is dat op te zijn met voor niet hij zij werd aan ook door naar bij",
    "pl": "w i na z się jest że nie do to został przez został jego jej oraz po od za",
    "tr": "ve bir bu için ile olarak da de olan daha gibi tarafından sonra kadar ancak değil",
    "sv": "och att det som en på är av för med till den inte han hon har om ett",
    "id": "yang dan di dengan untuk pada dari dalam adalah ini tidak akan oleh telah itu",
    "vi": "và của là có trong được cho không với các một những người đã bị khi",
    "ru": "и в не на что с по за его её он она был была как из у о суд от для это к также",
    "uk": "і в не на що з за його її він вона був була як у до та від про для це також",
    "be": "і ў не на што з за яго яе ён яна быў была як у да ад пра для гэта таксама",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GREEK": "el",
    "MYANMAR": "my",
    "TIBETAN": "bo",
    "ETHIOPIC": "am",
    "KHMER": "km",
}
_SAMPLE = 40_000


def detect_language(text: str) -> str:
    """An ISO 639-1 code; `und` where nothing speaks for any language."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script == "ar":
        return "fa" if re.search("[پچژگ]", sample) and re.search(r"\b(?:است|که|این|را)\b", sample) else "ar"
    if script not in ("LATIN", "CYRILLIC"):
        return script
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    allowed = ("ru", "uk", "be") if script == "CYRILLIC" else [code for code in _WORDS if code not in ("ru", "uk", "be")]
    scores = {code: sum(words[word] for word in _WORDS[code]) for code in allowed}
    best = max(scores, key=lambda code: scores[code])
    if script == "CYRILLIC":
        return _east_slavic(sample, best)
    return best if scores[best] >= max(2, words.total() // 25) else "und"


def _east_slavic(sample: str, best: str) -> str:
    if re.search("[ўЎ]", sample):
        return "be"
    if len(re.findall("[іїєґІЇЄҐ]", sample)) > len(sample) // 200:
        return "uk"
    return best if best != "be" else "ru"


def _script(sample: str) -> str:
    scripts: Counter[str] = Counter()
    for character in sample[:: max(1, len(sample) // 2000)]:
        if character.isalpha():
            scripts[unicodedata.name(character, "UNKNOWN").split()[0]] += 1
    if not scripts:
        return "und"
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > scripts.total() // 10:
        return "ja"
    commonest = scripts.most_common(1)[0][0]
    return commonest if commonest in ("LATIN", "CYRILLIC") else _SCRIPTS.get(commonest, "und")
