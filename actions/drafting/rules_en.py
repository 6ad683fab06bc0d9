"""English: who is held, who speaks, and who they are to each other."""

import re

from actions.drafting.rules import KIN, LAWYER, PersonRules, after_name, before_name

STRONG_EN = (
    r"(?:re-?)?arrested|(?:re)?detained|jailed|imprisoned|incarcerated|sentenced|convicted|abducted|kidnapped|"
    r"seized|apprehended|remanded|interned|"
    r"locked up|taken (?:away|into custody|from (?:his|her|their)|to (?:prison|jail|a police)|prisoner|"
    r"hostage)|held\b|forcibly disappeared|executed|hanged|"
    r"thrown (?:in|into) (?:prison|jail|a cell)|picked up|rounded up|put (?:on trial|under|in(?:to)? (?:prison|"
    r"jail|solitary|a punishment|pre-trial))|"
    r"placed (?:under|in)|found guilty|tortured|extradited|disappeared|kept (?:in|at|under)|behind bars|in "
    r"(?:\w+ )?(?:prison|jail|detention|custody|solitary|pre-trial)"
)
MILD_EN = (
    r"taken|dragged|led away|snatched|pulled|hauled|bundled|escorted|surrounded|caught|intercepted|stopped|"
    r"charged|indicted|accused|prosecuted|tried|interrogated|beaten|poisoned|transferred|moved|denied|refused|"
    r"handed|given|subjected|released|freed|deported|"
    r"allowed|forced|deprived|hospitali[sz]ed|stripped|summoned|handcuffed|blindfolded|acquitted|pardoned|"
    r"targeted|persecuted|"
    r"awaiting|facing|on (?:hunger strike|trial|death row)|under (?:house )?arrest|at risk|ill\b|unwell|missing"
)
_OPEN = r"(?:\s?\([^)]{0,80}\)|\")?(?:,\s[^.;:]{1,150}?,)?(?:,?\s(?:who|and|himself|herself))?"
_AUX = (
    r"(?:has|have|had|was|were|is|are|be|been|being|remains?|remained|remaining|got|gets|to|will|would|could|"
    r"may|must|should|can|might|not|never|"
    r"\w+ly|also|then|now|later|still|first|again|already|once|soon|since|twice|both|spent|[\w-]+ (?:years|"
    r"months|days|weeks)|wasn't|isn't|hasn't)"
)
_MID = (
    r"(?:(?!by\b|with\b|from\b|when\b|after\b|that\b|said\b|against\b|because\b|while\b|before\b|who\b|told\b|"
    r"as\b|over\b|for\b|to\b|at\b|"
    r"and (?:his|her|their)\b)[\w'\"-]+\s){0,9}"
)
_TO_NAME = (
    r"(?:(?!he\b|she\b|they\b|it\b|if\b|that\b|whether\b|when\b|who\b|and\b|to\b|is\b|was\b|has\b|had\b|will\b|"
    r"about\b|for\b|thinks\b|"
    r"against\b|release\b|free\b|arrest\w*|detain\w*)[\w'-]+\s){0,6}"
)
_KIN = (
    r"husband|wife|brother|sister|father|mother|dad|mum|mom|son|daughter|friend|colleague|client|uncle|aunt|"
    r"cousin|partner|fianc\w+|boyfriend|girlfriend|"
    r"grandfather|grandmother|nephew|niece|spouse|widow"
)
_HELP = (
    r"lawyers?|attorneys?|barrister|counsel|legal team|defen[cs]e (?:lawyer|team|counsel)|doctors?|translator|"
    r"biographer|publisher"
)
_OFFICE = (
    r"president|prime minister|minister|chancellor|governor|mayor|senator|ambassador|judge|prosecutor|"
    r"spokes(?:man|woman|person)|secretary[- ]general|"
    r"(?:executive |deputy |regional |programme |program |research |country |campaigns? |advocacy )?director|"
    r"researcher|rapporteur|commissioner|coordinator|"
    r"chair(?:man|woman|person)?|analyst|investigator|police chief|warden|official|general|colonel|king|emir|"
    r"crown prince|head of|"
    r"congress(?:man|woman)|MP\b|MEP\b|lawmaker for|filmmaker behind|reporter at|correspondent"
)
_SAYS = (
    r"said|says|told|tells|added|adds|explained|explains|warned|warns|noted|notes|stated|states|argued|argues|"
    r"continued|commented|insisted|recalled|recalls|"
    r"remarked|called (?:on|for)|calls (?:on|for)|urged|urges|demanded|condemned|announced|confirmed|described|"
    r"describes|believes|claimed|claims|replied|wondered"
)
_CASE_NOUNS = (
    r"arrests?|re-?arrest|detention|imprisonment|incarceration|release|trial|retrial|sentencing|sentence|"
    r"conviction|case|freedom|execution|disappearance|whereabouts|"
    r"abduction|persecution|prosecution|torture|treatment|ill-treatment|health|condition|ordeal|plight|cell|"
    r"captors|jailers|lawyers?|attorneys?|famil(?:y|ies)|wife|husband|"
    r"mother|father|brother|sister|son|daughter|parents|relatives|supporters|hunger strike|appeal|verdict|"
    r"indictment|liberation|solitary confinement|captivity|"
    r"fate|death|punishment|transfer|prison|jail|hearing|defence|defense|legal team|colleagues|house|home"
)


_NUMBER_EN = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|forty(?:-\w+)?|"
    r"dozens of|hundreds of|scores of|(?<![\d:.,/-])(?:[2-9]|[1-9]\d{1,2}|[1-9],?\d{3})(?![\d:.,/]))"
)
_PEOPLE_EN = (
    r"students|activists|journalists|people|men|women|workers|teachers|monks|nuns|protesters|protestors|"
    r"demonstrators|defendants|members|farmers|fishermen|lawyers|children|prisoners|"
    r"detainees|believers|christians|muslims|uyghurs|uighurs|witnesses|villagers|nurses|doctors|trade "
    r"unionists|unionists|leaders|defenders|bloggers|academics|pastors|priests|employees|"
    r"poets|writers|musicians|artists|politicians|refugees|environmentalists|conservationists|scholars|"
    r"supporters|residents|relatives|brothers|sisters|siblings|boys|girls|"
    r"teenagers|youths|adolescents|clerics|imams|officers|lawmakers|legislators|opposition figures|dissidents|"
    r"feminists|organisers|organizers|critics|soldiers|pilots|campaigners|volunteers|staff"
)


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
            rf"locked up|interrogat(?:ed|ing)|took away|disappeared|kept)\s{_MID}",
            3.0,
        ),
        before_name(
            (
                rf"\b(?:releas(?:e|ed|ing)|free(?:d|ing)?|accus(?:ed|ing)|charg(?:ed|ing)|prosecut(?:ed|ing)|"
                rf"tr(?:ied|"
                rf"ying)|transferred|silenc(?:e|ed|ing)|poison(?:ed|ing))\s{_MID}"
            ),
            2.5,
        ),
        before_name(
            rf"\b(?:arrests?|re-?arrest|detention|imprisonment|incarceration|release|trial|sentencing|"
            rf"conviction|freedom|execution|hanging|disappearance|whereabouts|abduction|"
            rf"persecution|prosecution|torture|health|fate|life|killing|death|treatment|plight|case|cases|"
            rf"transfer|families?|arrest warrant|charges|"
            rf"verdict|sentence|silencing)\s(?:of|for|against|on|about)\s{_MID}",
            2.5,
        ),
        before_name(
            rf"\b(?:imprisoned|jailed|detained|arrested|incarcerated|convicted|disappeared|missing|political "
            rf"prisoners?|prisoners? of conscience|dissidents?|"
            rf"prisoners?|detainees?|inmates?|hostages?|death row|captive)\s{_MID}",
            2.5,
        ),
        before_name(r"\b(?:my|our)\s(?:[\w-]+\s){0,3}?(?:" + _KIN + r"),?", 3.0),
        before_name(r"\blet|\bjustice for|\bsolidarity with|\bin support of|\bfree|\bsave|\bcampaign for", 2.0),
        before_name(r"\b(?:lawyers?|attorney|counsel|defen[cs]e)\s(?:for|of|representing|defending)\s" + _MID, 2.0),
        before_name(
            (
                r"\b(?:famil(?:y|ies)|wife|husband|mother|father|brother|sister|son|daughter|parents|supporters|"
                r"friends|colleagues?)\sof\s"
            )
            + _MID,
            1.5,
        ),
        before_name(r"(?:\b(?:his|her|their|whose)|'s|s')\s(?:[\w-]+\s){0,3}?(?:" + _KIN + r"),?", KIN),
        before_name(r"(?:\b(?:his|her|their|whose)|'s|s')\s(?:[\w-]+\s){0,3}?(?:" + _HELP + r"),?", LAWYER),
        before_name(r"\b(?:" + _HELP + r")\s(?:\w+\s){0,1}", -1.5),
        before_name(r"\b(?:" + _OFFICE + r"),?\s?(?:\w+\s){0,1}", -2.5),
        before_name(
            (
                r"\b(?:said|says|added|adds|according to|explained|explains|warned|asked|interview with|interviewed|"
                r"wrote|recalled|told by|spoke to|replied|speaking to)\s"
            )
            + _TO_NAME,
            -2.0,
        ),
        before_name(
            (
                r"\b(?:tell|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|upon)|ask(?:s|ed|ing)?|write to|letter to|"
                r"petition(?:ed)? to|appeal(?:s|ed|ing)? (?:to|directly to)|dear)\s"
            )
            + _TO_NAME,
            -3.0,
        ),
        before_name(r"\bby\s" + _TO_NAME, -1.0),
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
        after_name(rf"{_OPEN}(?:\s{_AUX}){{1,5}}\s(?:{STRONG_EN})", 3.0),
        after_name(rf"{_OPEN}(?:\s{_AUX}){{1,5}}\s(?:{MILD_EN})", 2.0),
        after_name(
            (
                rf"{_OPEN}(?:\s{_AUX}){{1,4}}\s(?:(?:the|a|an|one|only|among|of|"
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
        after_name(rf"{_OPEN}(?:\s{_AUX}){{0,4}}\s(?:serving|serves|served (?:a|his|her)|languish\w*)\b", 3.0),
        after_name(_JOINED, 2.5, 0),
        after_name(
            rf"{_OPEN}(?:\s{_AUX}){{0,4}}\s(?:spent|faces|faced|facing|"
            rf"disappeared|vanished|went missing|went on (?:a )?(?:\w+ )?hunger strike|"
            r"(?:began|started|declared|launched|ended|continues?) (?:a|his|her|an)? ?(?:\w+ )?(?:hunger "
            r"strike|fast)|died (?:in|at|behind)|suffers?|suffered|suffering|lost|has lost|stands? accused|"
            r"stood trial|goes on trial|went on trial|"
            r"pleaded|appeared (?:in|before)|(?:returns?|returned) to court|took the stand|takes the stand|"
            r"entered (?:his|her)|completed (?:his|her)|has not (?:seen|"
            r"been)|was last seen|complained|needs|requires|refused to (?:sign|confess)|wrote from)",
            2.0,
        ),
        after_name(rf"'s?\s(?:[\w-]+\s){{0,3}}?(?:{_CASE_NOUNS})\b|\s(?:case|trial|affair|verdict)\b", 2.0),
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
        after_name(rf"(?:,\s[^.;:\"]{{1,140}}?,)?(?:\s(?:who|also|has|had|\w+ly))?\s(?:{_SAYS})\b", -2.0),
        after_name(
            (
                rf",\s(?:his|her|their|\w+'s)\s(?:[\w-]+\s){{0,3}}?(?:{_KIN}|{_HELP})(?=[,.;]|\s(?:of|and|since|"
                rf"for)\b|"
                rf"$)"
            ),
            LAWYER,
        ),
        after_name((r",\s(?:a |the )?(?:[\w-]+\s){0,2}?(?:lawyer|attorney|counsel)\s(?:for|representing|of)\b"), LAWYER),
        after_name(rf",\s(?:the |an |a )?(?:[\w'-]+\s){{0,5}}?(?:{_OFFICE})\b", -2.0),
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
            rf"teacher|doctor|dissident|detainee|prisoner))(?:\s{_AUX}){{1,4}}\s(?:{STRONG_EN}|{MILD_EN})|"
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
                rf"\b(?:{STRONG_EN}|detention|arrests?|imprisonment|prison|release|free|charged|accused|trial|"
                rf"whereabouts|"
                rf"death row|disappearance)\b"
            ),
            re.IGNORECASE,
        ),
    )


def _group_en() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<label>\b(?:(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Aa]t least|[Ss]ome|[Mm]ore than|[Oo]ver|[Nn]early|"
        rf"[Aa]bout|[Aa]round)\s){{0,2}}(?i:{_NUMBER_EN})\s(?:[\w'-]+\s){{0,3}}?(?P<noun>(?i:{_PEOPLE_EN}))\b"
        rf"|\b[Tt]he\s(?:[A-Z][\w'-]+\s){{1,2}}(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|"
        rf"\d{{1,2}})\b)"
    )
