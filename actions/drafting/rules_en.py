"""English: who is held, who speaks, and who they are to each other."""

import re

from actions.drafting.rules import KIN as KIN_WEIGHT
from actions.drafting.rules import LAWYER, PersonRules, after_name, before_name
from actions.drafting.words_en import (
    AUX,
    BODIES,
    CASE_NOUNS,
    HELP,
    KIN,
    MID,
    MILD,
    NUMBER,
    OFFICE,
    OPEN,
    PEOPLE,
    SAYS,
    STRONG,
    TO_NAME,
    TRADES,
)

_KIN_OF_THE_SPEAKER = 4.0
"""Outweighs KIN: "she fears for her husband NAME" names the one who is held."""
_AGED = 1.0
"""The age is given of those whom the news is about."""
_JOINED = (
    r"(?:(?:,|,?\sand)\s(?:[A-ZÀ-Þ][\w'-]+\s?){1,4}){1,4}(?:,\s[^.;:]{1,120}?,)?\s?(?:were|are|have been|had "
    r"been|remain)\s(?:\w+ly\s|both\s|also\s)?"
    r"(?:arrested|detained|jailed|imprisoned|sentenced|convicted|abducted|held|charged|taken|given|tortured|"
    r"released|freed|in (?:prison|jail|custody))"
)
"""The first of two or more: "NAME and Elvira Seitosmanova were arrested"."""


def english() -> PersonRules:
    before = (
        before_name(
            rf"\b(?:(?:re-?)?arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|jail(?:ed|ing|s)?|imprison(?:ed|ing|s)?|"
            rf"sentenc(?:ed|ing)|convict(?:ed|ing)|"
            rf"abduct(?:ed|ing)|seiz(?:ed|ing)|kidnap(?:ped|ping)|tortur(?:ed|ing)|execut(?:ed|ing)|hang(?:ed|"
            rf"ing)|hold(?:ing)?|took|apprehended|indict(?:ed|ing)|"
            rf"locked up|interrogat(?:ed|ing)|took away|disappeared|kept)\s{MID}",
            3.0,
        ),
        before_name(
            (
                rf"\b(?:releas(?:e|ed|ing)|free(?:d|ing)?|accus(?:ed|ing)|charg(?:ed|ing)|prosecut(?:ed|ing)|"
                rf"tr(?:ied|"
                rf"ying)|transferred|silenc(?:e|ed|ing)|poison(?:ed|ing))\s{MID}"
            ),
            2.5,
        ),
        before_name(
            rf"\b(?:arrests?|re-?arrest|detention|imprisonment|incarceration|release|trial|sentencing|"
            rf"conviction|freedom|execution|hanging|disappearance|whereabouts|abduction|"
            rf"persecution|prosecution|torture|health|fate|life|killing|death|treatment|plight|case|cases|"
            rf"transfer|families?|arrest warrant|charges|"
            rf"verdict|sentence|silencing)\s(?:of|for|against|on|about)\s{MID}",
            2.5,
        ),
        before_name(
            rf"\b(?:imprisoned|jailed|detained|arrested|incarcerated|convicted|disappeared|missing|political "
            rf"prisoners?|prisoners? of conscience|dissidents?|"
            rf"prisoners?|detainees?|inmates?|hostages?|death row|captive)\s{MID}",
            2.5,
        ),
        before_name(r"\b(?:my|our)\s(?:[\w-]+\s){0,3}?(?:" + KIN + r"),?", 3.0),
        before_name(r"\blet|\bjustice for|\bsolidarity with|\bin support of|\bfree|\bsave|\bcampaign for", 2.0),
        before_name(r"\b(?:lawyers?|attorney|counsel|defen[cs]e)\s(?:for|of|representing|defending)\s" + MID, 2.0),
        before_name(
            (
                r"\b(?:famil(?:y|ies)|wife|husband|mother|father|brother|sister|son|daughter|parents|supporters|"
                r"friends|colleagues?)\sof\s"
            )
            + MID,
            1.5,
        ),
        before_name(r"(?:\b(?:his|her|their|whose)|'s|s')\s(?:[\w-]+\s){0,3}?(?:" + KIN + r"),?", KIN_WEIGHT),
        before_name(r"(?:\b(?:his|her|their|whose)|'s|s')\s(?:[\w-]+\s){0,3}?(?:" + HELP + r"),?", LAWYER),
        before_name(
            r"\b(?:said|says|told|recalled|recalls|fears?|hopes?|believes?|seen|heard from|visit(?:ed|ing)?|"
            r"waiting for|"
            r"campaign\w* for|fight\w* for|find|demand\w*|know where|learn\w*|informed)\b[^.;]{0,100}"
            r"\b(?:her|his|their)\s(?:[\w-]+\s){0,3}?(?:" + KIN + r"),?",
            _KIN_OF_THE_SPEAKER,
        ),
        before_name((r"\b(?:in|at|near|outside|inside|across|throughout|visited)\s(?:[A-Z][\w-]+'s\s|the\s)?"), -4.0, 0),
        before_name(r"\bthe\s", -2.0, 0),
        before_name(r"\b(?:grant|pardon|send|bring|reunite|exonerate|spare)\s", 1.5),
        after_name(r"\s(?:executive )?(?:clemency|a pardon|bail|home)\b", 1.5),
        before_name(r"\b(?:produce|acquit|hospitali[sz]e|examine|bail for|visit)\s(?:[a-z]\w+\s)?", 1.5),
        before_name(r"\b(?:on|against|about)\s(?:the )?(?:bogus|trumped-up|politically motivated)\s" + MID, 1.0),
        before_name(r"\b(?:" + HELP + r")\s(?:\w+\s){0,1}", -1.5),
        before_name(r"\b(?:" + OFFICE + r"),?\s?(?:\w+\s){0,1}", -2.5),
        before_name(
            (
                r"\b(?:said|says|added|adds|according to|explained|explains|warned|asked|interview with|interviewed|"
                r"wrote|recalled|told by|spoke to|replied|speaking to)\s"
            )
            + TO_NAME,
            -2.0,
        ),
        before_name(
            (
                r"\b(?:tell|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|upon)|ask(?:s|ed|ing)?|write to|letter to|"
                r"petition(?:ed)? to|appeal(?:s|ed|ing)? (?:to|directly to)|dear)\s"
            )
            + TO_NAME,
            -3.0,
        ),
        before_name(r"\bby\s" + TO_NAME, -1.0),
        before_name(
            (r"\b(?:murder|kill|assassinate|torture|silence|break|attack|help|visit|beat)(?:ed|ing)?\s(?:of\s)?"), 1.5
        ),
        before_name(r"^\W*(?:by|words|text|written by|interview)\b:?\s?", -3.0),
        before_name(r"\bunder\s(?:\w+\s){0,3}", -1.0),
        before_name(
            (
                r"\b(?:son|daughter|niece|nephew|successor|critics?|opponents?|ally|allies|aide)\s(?:of|"
                r"to)\s(?:[\w'-]+\s){0,4}"
            ),
            -1.0,
        ),
    )
    after = (
        after_name(
            rf",\s(?:an?|the|\w+'s)\s(?:(?!(?:to|of|for|with|at|in|on|who|and|by|"
            rf"from)\b)[\w'-]+\s){{0,4}}?{BODIES}\b(?!\s(?:leader|activist|journalist|founder|"
            rf"chief|organi[sz]er|member|worker|editor|official|head|chair))",
            -6.0,
        ),
        after_name(r"\s\([A-Z]{2,8}\)", -5.0, 0),
        after_name(r",\swhich\b", -4.0),
        after_name(r",\s(?:[1-9]\d),", _AGED),
        after_name(rf"\s(?:[a-z-]+\s)?{TRADES}\b", -5.0, 0),
        after_name(rf"{OPEN}(?:\s{AUX}){{1,5}}\s(?:{STRONG})", 3.0),
        after_name(rf"{OPEN}(?:\s{AUX}){{1,5}}\s(?:{MILD})", 2.0),
        after_name(
            (
                rf"{OPEN}(?:\s{AUX}){{1,4}}\s(?:(?:the|a|an|one|only|among|of|"
                rf"\w+ing)\s){{1,3}}(?:[\w-]+\s){{0,3}}?(?:prisoners?|detainees?|behind bars|hostages?)"
            ),
            2.5,
        ),
        after_name(
            (
                r"(?:,[^,.]{1,80},)?\s(?:is|was) (?:one of|among) [^.;]{0,90}?(?:vanished|detained|imprisoned|jailed|"
                r"arrested|held|prisoners|detainees|behind bars|sentenced)\b"
            ),
            2.5,
        ),
        after_name(r"(?:\s\w+){0,2}\s(?:survives?|die) (?:in )?(?:prison|jail|custody)", 1.5),
        after_name(
            r"(?:,\s[^.;:]{1,120}?,)?,?\s(?:first |again |re)?(?:arrested|detained|jailed|imprisoned|sentenced|"
            r"convicted|abducted|held|charged|executed|hanged|tortured|released|freed|kidnapped|denied)"
            r"(?=\s(?:for|in|at|on|by|after|over|without|to|since|again|while|as|from|under|during|with|"
            r"last|this|and|incommunicado|access|medical)|[.,;:]|$)",
            2.5,
        ),
        after_name(rf"{OPEN}(?:\s{AUX}){{0,4}}\s(?:serving|serves|served (?:a|his|her)|languish\w*)\b", 3.0),
        after_name(_JOINED, 2.5, 0),
        after_name(
            rf"{OPEN}(?:\s{AUX}){{0,4}}\s(?:spent|faces|faced|facing|"
            rf"disappeared|vanished|went missing|went on (?:a )?(?:\w+ )?hunger strike|"
            r"(?:began|started|declared|launched|ended|continues?) (?:a|his|her|an)? ?(?:\w+ )?(?:hunger "
            r"strike|fast)|died (?:in|at|behind)|suffers?|suffered|suffering|lost|has lost|stands? accused|"
            r"stood trial|goes on trial|went on trial|"
            r"pleaded|appeared (?:in|before)|(?:returns?|returned) to court|took the stand|takes the stand|"
            r"entered (?:his|her)|completed (?:his|her)|has not (?:seen|"
            r"been)|was last seen|complained|needs|requires|refused to (?:sign|confess)|wrote from)",
            2.0,
        ),
        after_name(rf"'s?\s(?:[\w-]+\s){{0,3}}?(?:{CASE_NOUNS})\b|\s(?:case|trial|affair|verdict)\b", 2.0),
        after_name(r"\s(?:arrested|detained|held|jailed|charged with|accused of|taken)\b[^.]{0,40}\?", 2.0),
        after_name(
            (
                r"(?:'s)?\s(?:must|should|be)\s(?:be\s)?(?:\w+ly\s)?(?:and\s\w+ly\s)?(?:released|freed|allowed|given|"
                r"free|granted)"
            ),
            2.5,
        ),
        after_name(
            (
                r",?\s(?:as |to be )?(?:a|an|the|who is (?:a|an|the)|one of "
                r"[^,]{0,30})\s(?:[\w-]+\s){0,3}?(?:prisoner|political prisoner|detainee|dissident)"
            ),
            2.5,
        ),
        after_name(rf"(?:(?:,\s[^.;:\"]{{1,140}}?)?,)?(?:\s(?:who|also|has|had|\w+ly))?\s(?:{SAYS})\b", -2.0),
        after_name(
            (
                rf",\s(?:his|her|their|\w+'s)\s(?:[\w-]+\s){{0,3}}?(?:{KIN}|{HELP})(?=[,.;]|\s(?:of|and|since|"
                rf"for)\b|"
                rf"$)"
            ),
            LAWYER,
        ),
        after_name((r",\s(?:a |the )?(?:[\w-]+\s){0,2}?(?:lawyer|attorney|counsel)\s(?:for|representing|of)\b"), LAWYER),
        after_name(rf",\s(?:the |an |a )?(?:[\w'-]+\s){{0,5}}?(?:{OFFICE})\b", -2.0),
        after_name(
            (
                r"\sto\s(?:\w+ly\s|and\s){0,3}(?:release|free|stop|end|ensure|drop|intervene|guarantee|grant|allow|"
                r"quash|order|commute|halt|disclose|investigate)\b"
            ),
            -3.0,
        ),
        after_name(
            (
                r"(?:'s)?\s(?:[\w-]+\s){0,1}?(?:ordered|signed|ruled that|presided|regime|government|administration|"
                r"rule|dictatorship|crackdown|critics|opponents)\b"
            ),
            -2.5,
        ),
        after_name(
            (
                r"\s(?:arrested|detained|sentenced|jailed|ordered|interrogated)\s(?:him|her|them|the|a|an|\w+ "
                r"(?:activist|journalist)|[A-Z])"
            ),
            -3.0,
            0,
        ),
    )
    return PersonRules(
        before,
        after,
        re.compile(
            rf"\b(?:(?:He|She|he|she|The \d\d-year-old(?: [\w-]+){{0,3}})(?: (?:is|was) [\w -]{{1,24}} and)?|"
            rf"The (?:[\w-]+ )?(?:journalist|activist|"
            rf"blogger|lawyer|writer|poet|academic|"
            rf"professor|student|monk|nun|pastor|priest|politician|opposition \w+|defender|artist|rapper|singer|"
            rf""
            rf"teacher|doctor|dissident|detainee|prisoner))(?:\s{AUX}){{1,4}}\s(?:{STRONG}|{MILD})|"
            rf"\b(?:He|She|he|she) (?:is|was) serving|\b(?:arrested|detained|sentenced|jailed|took|seized|"
            rf"dragged|interrogated|imprisoned|charged|accused|pulled|sent|handed|kept|locked|beat) (?:him|"
            rf"her)\b"
        ),
        re.compile(
            r"\bI (?:was|am|have been|had been|remain)(?: \w+)? (?:(?:re-?)?arrested|detained|jailed|"
            r"imprisoned|sentenced|held|taken|charged|convicted|tortured|transferred|locked|serving|in "
            r"(?:prison|jail|custody|detention)|behind)|"
            r"\b[Mm]y (?:cell|cellmates?|arrest|trial|(?:prison )?sentence|interrogat\w+|detention|"
            r"imprisonment|captors|jailers|warders?|guards|lawyer|lawyers|prison|release)\b|"
            r"\b(?:arrested|detained|sentenced|jailed|took|brought|interrogated|beat|accused|moved) me\b|"
            r"\bI(?: \w+)? (?:write|writing) (?:this|these|to you|you)? ?(?:\w+ )?(?:from|in) (?:\w+ "
            r")?(?:prison|jail|cell|behind|detention)|\bin (?:this|my) cell\b|"
            r"\bmy \w+ (?:year|month|day) (?:in|of) (?:prison|jail|detention)"
        ),
        _group_en(),
        re.compile(
            (
                rf"\b(?:{STRONG}|detention|arrests?|imprisonment|prison|release|free|charged|accused|trial|"
                rf"whereabouts|"
                rf"death row|disappearance)\b"
            ),
            re.IGNORECASE,
        ),
    )


def _group_en() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<label>\b(?:(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Aa]t least|[Ss]ome|[Mm]ore than|[Oo]ver|[Nn]early|"
        rf"[Aa]bout|[Aa]round)\s){{0,2}}(?i:{NUMBER})\s(?:[\w'-]+\s){{0,3}}?(?P<noun>(?i:{PEOPLE}))\b"
        rf"|\b[Tt]he\s(?:[A-Z][\w'-]+\s){{1,2}}(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|"
        rf"\d{{1,2}})\b)"
    )
