"""What the words just before and just after a name say about that person, per language.

`before` patterns end where the name begins, `after` patterns begin where it ends; each has a weight: positive for somebody
who is held, negative for who speaks, rules, defends, judges, writes or is related. Windows are short, so that no
pattern meets more than a few hundred characters.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

KIN_OR_LAWYER = -4.0
"""The weight of "his wife NAME": hardly counts where the same words tell that NAME is held ("her brother NAME was taken")."""

Weighted = tuple[re.Pattern[str], float]


@dataclass(frozen=True)
class PersonRules:
    before: tuple[Weighted, ...]
    after: tuple[Weighted, ...]
    pronoun: re.Pattern[str]
    first_person: re.Pattern[str]
    group: re.Pattern[str]
    group_held: re.Pattern[str]


@lru_cache(maxsize=8)
def person_rules(language: str) -> PersonRules:
    return {"de": _german, "fr": _french, "es": _spanish, "ru": _russian}.get(language, _english)()


def _before(pattern: str, weight: float, flags: int = re.IGNORECASE) -> Weighted:
    return re.compile(rf"(?:{pattern})\s?[\"'(\[]?$", flags), weight


def _after(pattern: str, weight: float, flags: int = re.IGNORECASE) -> Weighted:
    return re.compile(pattern, flags), weight


STRONG_EN = (
    r"(?:re-?)?arrested|(?:re)?detained|jailed|imprisoned|incarcerated|sentenced|convicted|abducted|kidnapped|seized|apprehended|remanded|interned|"
    r"locked up|taken (?:away|into custody|from (?:his|her|their)|to (?:prison|jail|a police)|prisoner|hostage)|held\b|forcibly disappeared|executed|hanged|"
    r"thrown (?:in|into) (?:prison|jail|a cell)|picked up|rounded up|put (?:on trial|under|in(?:to)? (?:prison|jail|solitary|a punishment|pre-trial))|"
    r"placed (?:under|in)|found guilty|tortured|extradited|disappeared|kept (?:in|at|under)|behind bars|in (?:\w+ )?(?:prison|jail|detention|custody|solitary|pre-trial)"
)
MILD_EN = (
    r"taken|dragged|led away|snatched|pulled|hauled|bundled|escorted|surrounded|caught|intercepted|stopped|charged|indicted|accused|prosecuted|tried|interrogated|beaten|poisoned|transferred|moved|denied|refused|handed|given|subjected|released|freed|deported|"
    r"allowed|forced|deprived|hospitali[sz]ed|stripped|summoned|handcuffed|blindfolded|acquitted|pardoned|targeted|persecuted|"
    r"awaiting|facing|on (?:hunger strike|trial|death row)|under (?:house )?arrest|at risk|ill\b|unwell|missing"
)
_OPEN = r"(?:\s?\([^)]{0,80}\)|\")?(?:,\s[^.;:]{1,150}?,)?(?:,?\s(?:who|and|himself|herself))?"
_AUX = (
    r"(?:has|have|had|was|were|is|are|be|been|being|remains?|remained|remaining|got|gets|to|will|would|could|may|must|should|can|might|not|never|"
    r"\w+ly|also|then|now|later|still|first|again|already|once|soon|since|twice|both|spent|[\w-]+ (?:years|months|days|weeks)|wasn't|isn't|hasn't)"
)
_MID = (
    r"(?:(?!by\b|with\b|from\b|when\b|after\b|that\b|said\b|against\b|because\b|while\b|before\b|who\b|told\b|as\b|over\b|for\b|to\b|at\b|"
    r"and (?:his|her|their)\b)[\w'\"-]+\s){0,9}"
)
_TO_NAME = (
    r"(?:(?!he\b|she\b|they\b|it\b|if\b|that\b|whether\b|when\b|who\b|and\b|to\b|is\b|was\b|has\b|had\b|will\b|about\b|for\b|thinks\b|"
    r"against\b|release\b|free\b|arrest\w*|detain\w*)[\w'-]+\s){0,6}"
)
_KIN = (
    r"husband|wife|brother|sister|father|mother|dad|mum|mom|son|daughter|friend|colleague|client|uncle|aunt|cousin|partner|fianc\w+|boyfriend|girlfriend|"
    r"grandfather|grandmother|nephew|niece|spouse|widow"
)
_HELP = r"lawyers?|attorneys?|barrister|counsel|legal team|defen[cs]e (?:lawyer|team|counsel)|doctors?|translator|biographer|publisher"
_OFFICE = (
    r"president|prime minister|minister|chancellor|governor|mayor|senator|ambassador|judge|prosecutor|spokes(?:man|woman|person)|secretary[- ]general|"
    r"(?:executive |deputy |regional |programme |program |research |country |campaigns? |advocacy )?director|researcher|rapporteur|commissioner|coordinator|"
    r"chair(?:man|woman|person)?|analyst|investigator|police chief|warden|official|general|colonel|king|emir|crown prince|head of|"
    r"congress(?:man|woman)|MP\b|MEP\b|lawmaker for|filmmaker behind|reporter at|correspondent"
)
_SAYS = (
    r"said|says|told|tells|added|adds|explained|explains|warned|warns|noted|notes|stated|states|argued|argues|continued|commented|insisted|recalled|recalls|"
    r"remarked|called (?:on|for)|calls (?:on|for)|urged|urges|demanded|condemned|announced|confirmed|described|describes|believes|claimed|claims|replied|wondered"
)
_CASE_NOUNS = (
    r"arrests?|re-?arrest|detention|imprisonment|incarceration|release|trial|retrial|sentencing|sentence|conviction|case|freedom|execution|disappearance|whereabouts|"
    r"abduction|persecution|prosecution|torture|treatment|ill-treatment|health|condition|ordeal|plight|cell|captors|jailers|lawyers?|attorneys?|famil(?:y|ies)|wife|husband|"
    r"mother|father|brother|sister|son|daughter|parents|relatives|supporters|hunger strike|appeal|verdict|indictment|liberation|solitary confinement|captivity|"
    r"fate|death|punishment|transfer|prison|jail|hearing|defence|defense|legal team|colleagues|house|home"
)


def _english() -> PersonRules:
    before = (
        _before(
            rf"\b(?:(?:re-?)?arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|jail(?:ed|ing|s)?|imprison(?:ed|ing|s)?|sentenc(?:ed|ing)|convict(?:ed|ing)|"
            rf"abduct(?:ed|ing)|seiz(?:ed|ing)|kidnap(?:ped|ping)|tortur(?:ed|ing)|execut(?:ed|ing)|hang(?:ed|ing)|hold(?:ing)?|apprehended|indict(?:ed|ing)|"
            rf"locked up|interrogat(?:ed|ing)|took away|disappeared|kept)\s{_MID}",
            3.0,
        ),
        _before(rf"\b(?:releas(?:e|ed|ing)|free(?:d|ing)?|accus(?:ed|ing)|charg(?:ed|ing)|prosecut(?:ed|ing)|tr(?:ied|ying)|transferred|silenc(?:e|ed|ing)|poison(?:ed|ing))\s{_MID}", 2.5),
        _before(
            rf"\b(?:arrests?|re-?arrest|detention|imprisonment|incarceration|release|trial|sentencing|conviction|freedom|execution|hanging|disappearance|whereabouts|abduction|"
            rf"persecution|prosecution|torture|health|fate|life|killing|death|treatment|plight|case|cases|transfer|families?|arrest warrant|charges|"
            rf"verdict|sentence|silencing)\s(?:of|for|against|on|about)\s{_MID}",
            2.5,
        ),
        _before(
            rf"\b(?:imprisoned|jailed|detained|arrested|incarcerated|convicted|disappeared|missing|political prisoners?|prisoners? of conscience|dissidents?|"
            rf"prisoners?|detainees?|inmates?|hostages?|death row|captive)\s{_MID}",
            2.5,
        ),
        _before(r"\b(?:my|our)\s(?:[\w-]+\s){0,3}?(?:" + _KIN + r"),?", 3.0),
        _before(r"\bjustice for|\bsolidarity with|\bin support of|\bfree|\bsave|\bcampaign for", 2.0),
        _before(r"\b(?:lawyers?|attorney|counsel|defen[cs]e)\s(?:for|of|representing|defending)\s" + _MID, 2.0),
        _before(r"\b(?:famil(?:y|ies)|wife|husband|mother|father|brother|sister|son|daughter|parents|supporters|friends|colleagues?)\sof\s" + _MID, 1.5),
        _before(r"(?:\b(?:his|her|their|whose)|'s|s')\s(?:[\w-]+\s){0,3}?(?:" + _KIN + "|" + _HELP + r"),?", KIN_OR_LAWYER),
        _before(r"\b(?:" + _HELP + r")\s(?:\w+\s){0,1}", -1.5),
        _before(r"\b(?:" + _OFFICE + r"),?\s?(?:\w+\s){0,1}", -2.5),
        _before(r"\b(?:said|says|added|adds|according to|explained|explains|warned|asked|interview with|interviewed|wrote|recalled|told by|spoke to|replied|speaking to)\s" + _TO_NAME, -2.0),
        _before(r"\b(?:tell|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|upon)|ask(?:s|ed|ing)?|write to|letter to|petition(?:ed)? to|appeal(?:s|ed|ing)? (?:to|directly to)|dear)\s" + _TO_NAME, -3.0),
        _before(r"\bby\s" + _TO_NAME, -1.0),
        _before(r"\b(?:murder|kill|assassinate|torture|silence|break|attack|help|visit|beat)(?:ed|ing)?\s(?:of\s)?", 1.5),
        _before(r"^\W*(?:by|words|text|written by|interview)\b:?\s?", -3.0),
        _before(r"\bunder\s(?:\w+\s){0,3}", -1.0),
        _before(r"\b(?:son|daughter|niece|nephew|successor|critics?|opponents?|ally|allies|aide)\s(?:of|to)\s(?:[\w'-]+\s){0,4}", -1.0),
    )
    after = (
        _after(rf"{_OPEN}(?:\s{_AUX}){{1,5}}\s(?:{STRONG_EN})", 3.0),
        _after(rf"{_OPEN}(?:\s{_AUX}){{1,5}}\s(?:{MILD_EN})", 2.0),
        _after(rf"{_OPEN}(?:\s{_AUX}){{1,4}}\s(?:(?:the|a|an|one|only|among|of|\w+ing)\s){{1,3}}(?:[\w-]+\s){{0,3}}?(?:prisoners?|detainees?|behind bars|hostages?)", 2.5),
        _after(r"(?:,[^,.]{1,80},)?\s(?:is|was) (?:one of|among) [^.;]{0,90}?(?:vanished|detained|imprisoned|jailed|arrested|held|prisoners|detainees|behind bars|sentenced)\b", 2.5),
        _after(r"(?:\s\w+){0,2}\s(?:survives?|die) (?:in )?(?:prison|jail|custody)", 1.5),
        _after(rf"(?:,\s[^.;:]{{1,120}}?,)?,?\s(?:first |again |re)?(?:arrested|detained|jailed|imprisoned|sentenced|convicted|abducted|held|charged|executed|hanged|tortured|released|freed|kidnapped|denied)"
               r"(?=\s(?:for|in|at|on|by|after|over|without|to|since|again|while|as|from|under|during|with|last|this|and|incommunicado|access|medical)|[.,;:]|$)", 2.5),
        _after(rf"{_OPEN}(?:\s{_AUX}){{0,4}}\s(?:serving|serves|served|languish\w*|spent|faces|faced|facing|disappeared|vanished|went missing|went on (?:a )?(?:\w+ )?hunger strike|"
               r"(?:began|started|declared|launched|ended|continues?) (?:a|his|her|an)? ?(?:\w+ )?(?:hunger strike|fast)|died (?:in|at|behind)|suffers?|suffered|suffering|lost|has lost|stands? accused|stood trial|goes on trial|went on trial|"
               r"pleaded|appeared (?:in|before)|entered (?:his|her)|completed (?:his|her)|has not (?:seen|been)|was last seen|complained|needs|requires|refused to (?:sign|confess)|wrote from)", 2.0),
        _after(rf"'?s?\s(?:[\w-]+\s){{0,3}}?(?:{_CASE_NOUNS})\b", 2.0),
        _after(r"\s(?:arrested|detained|held|jailed|charged with|accused of|taken)\b[^.]{0,40}\?", 2.0),
        _after(r"(?:'s)?\s(?:must|should|be)\s(?:be\s)?(?:\w+ly\s)?(?:and\s\w+ly\s)?(?:released|freed|allowed|given|free|granted)", 2.5),
        _after(rf",?\s(?:a|an|the|who is (?:a|an|the)|one of [^,]{{0,30}})\s(?:[\w-]+\s){{0,3}}?(?:prisoner|political prisoner|detainee|dissident)", 2.0),
        _after(rf"(?:,\s[^.;:\"]{{1,140}}?,)?(?:\s(?:who|also|has|had|\w+ly))?\s(?:{_SAYS})\b", -2.0),
        _after(rf",\s(?:his|her|their|\w+'s)\s(?:[\w-]+\s){{0,3}}?(?:{_KIN}|{_HELP})\b", KIN_OR_LAWYER),
        _after(rf",\s(?:a |the )?(?:[\w-]+\s){{0,2}}?(?:lawyer|attorney|counsel)\s(?:for|representing|of)\b", KIN_OR_LAWYER),
        _after(rf",\s(?:the |an |a )?(?:[\w'-]+\s){{0,5}}?(?:{_OFFICE})\b", -2.0),
        _after(r"\sto\s(?:\w+ly\s|and\s){0,3}(?:release|free|stop|end|ensure|drop|intervene|guarantee|grant|allow|quash|order|commute|halt|disclose|investigate)\b", -3.0),
        _after(r"(?:'s)?\s(?:[\w-]+\s){0,1}?(?:ordered|signed|ruled that|presided|regime|government|administration|rule|dictatorship|crackdown|critics|opponents)\b", -2.5),
        _after(r"\s(?:arrested|detained|sentenced|jailed|ordered|interrogated)\s(?:him|her|them|the|a|an|\w+ (?:activist|journalist)|[A-Z])", -3.0, 0),
    )
    return PersonRules(
        before,
        after,
        re.compile(
            rf"\b(?:He|She|he|she|The (?:[\w-]+ )?(?:journalist|activist|blogger|lawyer|writer|poet|academic|professor|student|monk|nun|pastor|priest|politician|opposition \w+|defender|artist|rapper|singer|"
            rf"teacher|doctor|dissident|detainee|prisoner))(?:\s{_AUX}){{1,4}}\s(?:{STRONG_EN}|{MILD_EN})|\b(?:He|She|he|she) (?:is|was) serving|\b(?:arrested|detained|sentenced|jailed|took|seized|dragged|interrogated|imprisoned|charged|accused) (?:him|her)\b"
        ),
        re.compile(
            r"\bI (?:was|am|have been|had been|remain)(?: \w+)? (?:(?:re-?)?arrested|detained|jailed|imprisoned|sentenced|held|taken|charged|convicted|tortured|transferred|locked|serving|in (?:prison|jail|custody|detention)|behind)|"
            r"\b[Mm]y (?:cell|cellmates?|arrest|trial|(?:prison )?sentence|interrogat\w+|detention|imprisonment|captors|jailers|warders?|guards|lawyer|lawyers|prison|release)\b|"
            r"\b(?:arrested|detained|sentenced|jailed|took|brought|interrogated|beat|accused|moved) me\b|\bI(?: \w+)? (?:write|writing) (?:this|these|to you|you)? ?(?:\w+ )?(?:from|in) (?:\w+ )?(?:prison|jail|cell|behind|detention)|\bin (?:this|my) cell\b|"
            r"\bmy \w+ (?:year|month|day) (?:in|of) (?:prison|jail|detention)"
        ),
        _group_en(),
        re.compile(rf"\b(?:{STRONG_EN}|detention|arrests?|imprisonment|release|free|charged|accused|trial|whereabouts|death row|disappearance)\b", re.IGNORECASE),
    )


_NUMBER_EN = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|forty(?:-\w+)?|"
    r"dozens of|hundreds of|scores of|(?<![\d:.,/-])(?:[2-9]|[1-9]\d{1,2}|[1-9],?\d{3})(?![\d:.,/]))"
)
_PEOPLE_EN = (
    r"students|activists|journalists|people|men|women|workers|teachers|monks|nuns|protesters|protestors|demonstrators|defendants|members|farmers|fishermen|lawyers|children|prisoners|"
    r"detainees|believers|christians|muslims|uyghurs|uighurs|witnesses|villagers|nurses|doctors|trade unionists|unionists|leaders|defenders|bloggers|academics|pastors|priests|employees|"
    r"poets|writers|musicians|artists|politicians|refugees|environmentalists|conservationists|scholars|supporters|residents|relatives|brothers|sisters|siblings|boys|girls|"
    r"teenagers|youths|adolescents|clerics|imams|officers|lawmakers|legislators|opposition figures|dissidents|feminists|organisers|organizers|critics|soldiers|pilots|campaigners|volunteers|staff"
)


def _group_en() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<label>\b(?:(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Aa]t least|[Ss]ome|[Mm]ore than|[Oo]ver|[Nn]early|[Aa]bout|[Aa]round)\s){{0,2}}(?i:{_NUMBER_EN})\s(?:[\w'-]+\s){{0,3}}?(?P<noun>(?i:{_PEOPLE_EN}))\b"
        rf"|\b[Tt]he\s(?:[A-Z][\w'-]+\s){{1,2}}(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\d{{1,2}})\b)"
    )


def _plain_group(number: str, people: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<label>\b(?:{number})\s(?:[\w'-]+\s){{0,2}}?(?P<noun>{people}))\b", re.IGNORECASE)


def _german() -> PersonRules:
    held = r"verhaftet|festgenommen|inhaftiert|verurteilt|eingesperrt|verschleppt|entführt|gefoltert|angeklagt|hingerichtet|verlegt|freigelassen|in \w*haft|im gefängnis|hinter gittern|vergiftet|verschwunden"
    mid = r"(?:(?!von\b|durch\b|mit\b|sagte\b|dass\b|gegen\b)[\w\"-]+\s){0,6}"
    before = (
        _before(rf"\b(?:verhaftung|festnahme|inhaftierung|freilassung|verurteilung|haft|prozess|fall|verschwinden|tod|gesundheit|hinrichtung|schicksal)\s(?:von|des|der|gegen|um)\s{mid}", 2.5),
        _before(rf"\b(?:inhaftierte[nrs]?|verhaftete[nrs]?|festgenommene[nrs]?|verurteilte[nrs]?|gefangene[nrs]?|häftling|freiheit für|politische[nr]? gefangene[nr]?)\s{mid}", 2.5),
        _before(r"\b(?:mein|meine|meinen|unser|unsere)\s(?:mann|ehemann|frau|bruder|schwester|vater|mutter|sohn|tochter)", 3.0),
        _before(r"\b(?:seine?|ihre?|deren|dessen)r?\s(?:\w+\s)?(?:mann|ehemann|frau|ehefrau|bruder|schwester|vater|mutter|sohn|tochter|anwalt|anwältin|verteidiger\w*)", KIN_OR_LAWYER),
        _before(r"\b(?:präsident\w*|minister\w*|kanzler\w*|richter\w*|sprecher\w*|machthaber\w*|staatschef\w*|direktor\w*|geschäftsführer\w*|anwalt|anwältin|leiter\w*|außenminister\w*)", -2.5),
        _before(r"\b(?:sagte|sagt|laut|so|erklärte|erklärt|nach angaben von|von)\s(?:[\w-]+\s){0,5}", -1.5),
    )
    after = (
        _after(rf"(?:\s?\([^)]{{0,60}}\))?(?:,\s[^.;:]{{1,120}}?,)?\s(?:wurde|wird|ist|sitzt|war|bleibt|befindet sich|muss|soll|worden)\b[^;]{{0,150}}?\b(?:{held})", 3.0),
        _after(r"\s(?:zu|wegen|in)\s[^;]{0,90}?(?:haft|gefängnis|straflager|tode|verurteilt|festgenommen|verhaftet)\b", 2.5),
        _after(r"(?:,\s[^.;:]{1,120}?,)?\s(?:sitzt|verbüßt|befindet sich|trat|verschwand|starb in)", 2.5),
        _after(r"s\s(?:verhaftung|festnahme|freilassung|anwalt|anwältin|familie|frau|mann|gesundheit\w*|haft\w*|prozess)", 2.0),
        _after(r"(?:,\s[^.;:\"]{1,120}?,)?\s(?:sagte|sagt|erklärte|erklärt|betonte|forderte|fordert|berichtete|berichtet|schrieb|kritisierte)\b", -2.0),
        _after(r",\s(?:seine?|ihre?)\s(?:\w+\s)?(?:mann|frau|anwalt|anwältin|bruder|schwester|mutter|vater)", KIN_OR_LAWYER),
    )
    return PersonRules(
        before,
        after,
        re.compile(rf"\b(?:Er|Sie|er|sie|Der \w+|Die \w+)\s(?:wurde|wird|ist|sitzt|war|befindet sich)\b[^.]{{0,120}}?\b(?:{held})"),
        re.compile(r"\bich (?:wurde|bin|sitze|saß)\b[^.]{0,80}(?:verhaftet|festgenommen|haft|gefängnis|zelle|verurteilt)|\bmeine[rn]? (?:zelle|haft|verhaftung|zellengenoss\w+|strafe)\b", re.IGNORECASE),
        _plain_group(r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dutzende|hunderte|\d{1,3}", r"studenten|studierende|aktivisten|journalisten|menschen|männer|frauen|gefangene|demonstranten|mitglieder|anwälte|angeklagte|schüler|arbeiter|personen"),
        re.compile(held + r"|haft|festnahme", re.IGNORECASE),
    )


def _french() -> PersonRules:
    held = r"arrêtée?s?|interpellée?s?|détenue?s?|emprisonnée?s?|incarcérée?s?|condamnée?s?|enlevée?s?|torturée?s?|écrouée?s?|placée?s? en|transférée?s?|libérée?s?|inculpée?s?|jugée?s?|poursuivie?s?|en (?:prison|détention)|derrière les barreaux|disparue?s?|exécutée?s?"
    mid = r"(?:(?!par\b|avec\b|que\b|contre\b|selon\b)[\w'\"-]+\s){0,7}"
    before = (
        _before(rf"\b(?:arrestation|détention|libération|condamnation|procès|emprisonnement|incarcération|disparition|enlèvement|mort|santé|affaire|sort|maintien en détention)\s(?:de\s|du\s|d'|contre\s|des\s){mid}", 2.5),
        _before(rf"\b(?:arrêté|condamné|détenu|interpellé|emprisonné|libérer|libérez|incarcéré|arrêter)\s{mid}", 2.5),
        _before(r"\b(?:mon|ma|notre)\s(?:mari|épouse|femme|frère|sœur|soeur|père|mère|fils|fille|ami|collègue)", 3.0),
        _before(r"\b(?:son|sa|ses|leur|leurs)\s(?:\w+\s)?(?:mari|épouse|femme|frère|sœur|soeur|père|mère|fils|fille|avocate?s?)", KIN_OR_LAWYER),
        _before(r"\b(?:présidente?|ministre|juge|procureure?|porte-parole|directeur|directrice|secrétaire général\w*|avocate?|maître|me|général|premier ministre|chef)", -2.5),
        _before(r"\b(?:a déclaré|selon|affirme|explique|dit|a dit|d'après)\s(?:[\w'-]+\s){0,5}", -2.0),
        _before(r"\bpar\s(?:[\w'-]+\s){0,4}", -1.0),
    )
    after = (
        _after(rf"(?:\s?\([^)]{{0,60}}\))?(?:,\s[^.;:]{{1,140}}?,)?(?:\s(?:qui|a|ont|est|sont|été|était|avait|reste|toujours|aussi|être|doit|\w+ment)){{1,5}}\s(?:{held})", 3.0),
        _after(rf"(?:,\s[^.;:]{{1,120}}?,)?,?\s(?:{held})", 2.0),
        _after(r"(?:,\s[^.;:]{1,140}?,)?\s(?:purge|croupit|risque|encourt|est mort en|a disparu|observe|a entamé|souffre|attend)", 2.0),
        _after(r"(?:,\s[^.;:\"]{1,120}?,)?\s(?:a (?:déclaré|dit|affirmé|expliqué|dénoncé|appelé|estimé)|affirme|explique|dit|dénonce|déclare|estime|appelle)\b", -2.0),
        _after(r",\s(?:son|sa|leur)\s(?:\w+\s)?(?:mari|épouse|femme|avocate?|frère|sœur|mère|père)", KIN_OR_LAWYER),
        _after(r",\s(?:avocate?|directeur|directrice|président\w*|ministre|porte-parole|secrétaire)\b", -2.0),
    )
    return PersonRules(
        before,
        after,
        re.compile(rf"\b(?:Il|Elle|il|elle|Le journaliste|La journaliste|L'opposant|L'activiste|Le militant|La militante)(?:\s(?:a|est|été|était|avait|reste|toujours|\w+ment)){{1,4}}\s(?:{held})|\b(?:Il|Elle) (?:purge|risque|souffre)"),
        re.compile(r"\b(?:j'ai été|je suis|on m'a)\s(?:\w+\s)?(?:arrêté|détenu|condamné|emprisonné|transféré|torturé|en prison)|\bma (?:cellule|détention|peine|condamnation)\b|\bmon (?:arrestation|procès)\b", re.IGNORECASE),
        _plain_group(r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|des dizaines de|des centaines de|\d{1,3}", r"étudiants|militants|militantes|journalistes|personnes|hommes|femmes|détenus|manifestants|membres|avocats|accusés|opposants|activistes|syndicalistes|prisonniers"),
        re.compile(held + "|détention|arrestation", re.IGNORECASE),
    )


def _spanish() -> PersonRules:
    held = r"detenid[oa]s?|arrestad[oa]s?|encarcelad[oa]s?|condenad[oa]s?|sentenciad[oa]s?|secuestrad[oa]s?|torturad[oa]s?|recluid[oa]s?|pres[oa]s?|trasladad[oa]s?|liberad[oa]s?|excarcelad[oa]s?|acusad[oa]s?|procesad[oa]s?|desaparecid[oa]s?|ejecutad[oa]s?|en prisión|en la cárcel|tras las rejas|incomunicad[oa]s?"
    mid = r"(?:(?!por\b|con\b|que\b|contra\b|según\b)[\w\"-]+\s){0,7}"
    before = (
        _before(rf"\b(?:detención|arresto|liberación|condena|juicio|encarcelamiento|desaparición|muerte|salud|caso|libertad|excarcelación|paradero|secuestro)\s(?:de\s|del\s|contra\s|para\s){mid}", 2.5),
        _before(rf"\b(?:detuvo a|detuvieron a|condenó a|arrestó a|arrestaron a|liberar a|encarceló a|libertad para|pres[oa] polític[oa]|se llevaron a)\s?{mid}", 3.0),
        _before(r"\b(?:detuv\w+|arrest\w+|conden\w+|encarcel\w+|secuestr\w+|liber\w+|traslad\w+|sentenci\w+)\b[^.;]{0,70}?\s(?:a|al|a la|contra)\s(?:[\w-]+\s){0,6}", 2.5),
        _before(r"\b(?:mi|nuestro|nuestra)\s(?:esposo|esposa|marido|hermano|hermana|padre|madre|hijo|hija|compañero|compañera|colega)", 3.0),
        _before(r"\b(?:su|sus)\s(?:\w+\s)?(?:esposo|esposa|marido|hermano|hermana|padre|madre|hijo|hija|abogad[oa]s?)", KIN_OR_LAWYER),
        _before(r"\b(?:presidente|presidenta|ministr[oa]|juez|jueza|fiscal|portavoz|directora?|secretari[oa] general|abogad[oa]|general|canciller|vicepresidenta?)", -2.5),
        _before(r"\b(?:dijo|según|afirmó|explicó|declaró|señaló|denunció|agregó)\s(?:[\w-]+\s){0,5}", -2.0),
        _before(r"\bpor\s(?:[\w-]+\s){0,4}", -1.0),
    )
    after = (
        _after(rf"(?:\s?\([^)]{{0,60}}\))?(?:,\s[^.;:]{{1,140}}?,)?(?:\s(?:que|quien|ha|fue|está|es|sido|estaba|había|sigue|permanece|continúa|ser|debe|también|lleva|\w+mente)){{1,5}}\s(?:[\w-]+\s){{0,3}}?(?:{held})", 3.0),
        _after(rf"(?:,\s[^.;:]{{1,120}}?,)?,?\s(?:{held})", 2.0),
        _after(r"(?:,\s[^.;:]{1,140}?,)?\s(?:cumple|enfrenta|desapareció|murió (?:en|bajo)|inició|padece|sufre|purga|espera)", 2.0),
        _after(r"(?:,\s[^.;:\"]{1,120}?,)?\s(?:dijo|afirmó|explicó|declaró|señaló|denunció|agregó|pidió|exigió|aseguró|sostuvo)\b", -2.0),
        _after(r",\s(?:su)\s(?:\w+\s)?(?:esposo|esposa|marido|abogad[oa]|herman[oa]|madre|padre)", KIN_OR_LAWYER),
        _after(r",\s(?:abogad[oa]|directora?|president[ea]|ministr[oa]|portavoz)\b", -2.0),
    )
    return PersonRules(
        before,
        after,
        re.compile(rf"\b(?:Él|Ella|El periodista|La periodista|El activista|La activista|El opositor|La opositora|[Ff]ue|[Ee]stá)\b[^.]{{0,60}}?\b(?:{held})"),
        re.compile(r"\b(?:fui|estoy|he sido|me (?:detuvieron|arrestaron|condenaron|trasladaron|torturaron|llevaron))\b(?:\s(?:detenid|arrestad|condenad|pres|encarcelad)[oa])?|\bmi (?:celda|condena|detención|arresto|juicio)\b", re.IGNORECASE),
        _plain_group(r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|decenas de|cientos de|\d{1,3}", r"estudiantes|activistas|periodistas|personas|hombres|mujeres|presos|detenidos|manifestantes|miembros|abogados|jóvenes|campesinos|opositores|sindicalistas"),
        re.compile(held + "|detención|arresto", re.IGNORECASE),
    )


def _russian() -> PersonRules:
    held = r"арестова\w+|задержа\w+|осужд[её]н\w*|приговор\w+|заключ[её]н\w*|отправ\w+|помещ[её]н\w*|перев[её]л\w+|перевед\w+|освобо\w+|отбыва\w+|находится|содержится|обвин\w+|пыта\w+|похи\w+|отравл\w+|этапирова\w+|исчез\w*|умер\w* в|скончал\w+"
    mid = r"(?:(?!что\b|как\b|который\b)[\w\"-]+\s){0,6}"
    before = (
        _before(rf"\b(?:арест\w*|задержани\w+|освобождени\w+|приговор\w*|дел\w+|суд\w* над|преследовани\w+|здоровь\w+|свобод[уы]|защит\w+)\s{mid}", 2.0),
        _before(rf"\b(?:арестовал\w*|задержал\w*|осудил\w*|приговорил\w*|освободи\w+|отправил\w*|обвинил\w*|поместил\w*|перевел\w*|перевёл\w*|политзаключ[её]нн\w+|заключ[её]нн\w+|осужд[её]нн\w+|узник\w*)\s{mid}", 2.5),
        _before(r"\b(?:мой|моего|моя|мою|наш)\s(?:муж\w*|жен\w*|брат\w*|сестр\w*|от[её]?ц\w*|мать|сын\w*|дочь|друг\w*)", 3.0),
        _before(r"\b(?:его|её|ее|их)\s(?:\w+\s)?(?:жен\w+|муж\w*|адвокат\w*|мать|отец|брат\w*|сестр\w+|дочь|сын\w*|защитни\w+)", KIN_OR_LAWYER),
        _before(r"\b(?:президент\w*|министр\w*|судь\w+|прокурор\w*|следовател\w+|адвокат\w*|директор\w*|губернатор\w*|правозащитни\w+|глав\w+|режисс[её]р\w*)", -2.5),
        _before(r"\b(?:сказал\w*|сообщил\w*|по словам|заявил\w*|рассказал\w*|отметил\w*)\s(?:[\w-]+\s){0,4}", -2.0),
    )
    after = (
        _after(rf"(?:,\s[^.;:]{{1,120}}?,)?(?:\s(?:был|была|были|был[аи]?|снова|уже|вновь|до|сих|пор|сейчас|остается|остаётся)){{0,4}}\s(?:{held})", 2.5),
        _after(rf"\s[^.;:,]{{0,60}}?\b(?:приговорил\w*|арестовал\w*|задержал\w*|осудил\w*|к \w+ годам)", 2.5),
        _after(r"(?:,\s[^.;:\"]{1,120}?,)?\s(?:сказал\w*|сообщил\w*|заявил\w*|рассказал\w*|отметил\w*|добавил\w*)\b", -2.0),
        _after(r",\s(?:его|её|ее)\s(?:жена|муж|адвокат|мать|отец)", KIN_OR_LAWYER),
    )
    return PersonRules(
        before,
        after,
        re.compile(rf"\b(?:Он|Она|он|она|[Ее]го|[Её]ё|[Жж]урналист\w*|[Аа]ктивист\w*|[Пп]олитик\w*)\s[^.]{{0,60}}?\b(?:{held})"),
        re.compile(r"\b(?:меня|мне)\s(?:\w+\s)?(?:арестовали|задержали|осудили|приговорили|перевели|избили|пытали|отправили)|\bмо(?:я|ей|ю) камер\w+|\bмой (?:арест|приговор|суд|срок)\b|\bя (?:сижу|сидел)", re.IGNORECASE),
        _plain_group(r"двое|двух|трое|трёх|трех|четверо|четырёх|пятеро|пяти|шестеро|шести|семеро|десятки|сотни|\d{1,3}", r"студентов|активистов|журналистов|человека?|людей|заключ[её]нных|политзаключ[её]нных|адвокатов|подсудимых|протестующих|верующих"),
        re.compile(held, re.IGNORECASE),
    )
