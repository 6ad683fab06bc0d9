"""How articles word what is demanded: verbs, kinds of demands, and where a demand ends."""

import re

_I = re.IGNORECASE

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, _I))
    for kind, pattern in (
        (
            "body",
            (
                r"\b(?:return|hand|hand over|release|give)\w*\b.{0,30}\b(?:body|remains|ashes)\b|"
                r"\bbody\b.{0,40}\b(?:family|"
                r"relatives|"
                r"burial|buried)\b|\bтело\b"
            ),
        ),
        (
            "extradition",
            (
                r"\bextradit\w+|\bdeport\w*|\bforcibl[ey] return|\brefoul\w+|\bauslieferung|\bexpuls\w+|"
                r"\bэкстрадици\w+"
            ),
        ),
        (
            "execution",
            (
                r"\bexecution|\bexecut(?:e|ing)\b|\bdeath (?:sentence|penalty)|\bstay\b|\bhinrichtung|\btodesstrafe|"
                r"\bpeine de mort|\bpena de muerte|\bказн\w+"
            ),
        ),
        (
            "torture",
            (
                r"\btortur\w+|\bill-?treat\w+|\babuse\b|\bslow killing|\bkilling\b|\bmistreat\w+|\bfolter|\btorture|"
                r"\bпытк\w+"
            ),
        ),
        ("safety", r"\bsafety\b|\bprotect\w*|\bhumane\w*|\bphysical and"),
        ("visit", r"\bred cross\b|\bobservers?\b|\bdiplomats?\b|\bconsul\w*|\bindependent monitors?\b"),
        (
            "whereabouts",
            (
                r"\bwhereabouts|\bfate\b|\b(?:whether|if) (?:he|she|they) (?:is|are) (?:still )?alive|\bwhere "
                r"(?:[\w'-]+ ){1,4}?(?:is|are)\b|\bverbleib|\baufenthaltsort|\blieu "
                r"de détention|\bparadero|\bместонахожд\w+|\backnowledge "
                r"(?:(?:that )?(?:he|she|they|\w+)|the|his|her|their) (?:\w+ )?(?:is|are|detention|arrest|"
                r"custody|held)\b"
            ),
        ),
        (
            "medical",
            (
                r"\bmedical|\bhospital\w*|\bdoctors?\b|\btreatment\b|\bhealth ?care|\bmedicines?|\bmedications?|"
                r"\bsurgery|\boperation\b|\bspecialist|\bmedizinisch\w*|\bärzt\w+|\bmédica\w*|\bsoins|"
                r"\bmédic[oa]\w*|\batención|"
                r"\bмедицин\w+|\bврач\w*|\bлечени\w+|\bcare\b"
            ),
        ),
        ("solitary", r"\bsolitary|\bisolation\b|\bpunishment cell|\beinzelhaft|\bisolement|\baislamiento|\bшизо"),
        (
            "investigate",
            (
                r"\binvestigat\w+|\binquiry|\b(?:case|proceedings|charges) against (?:the |those )?(?:officers|"
                r"police|"
                r"guards|perpetrators|responsible|officials)|\baccountab\w+|\bbrought to justice|"
                r"\bbring\b.{0,40}\bto "
                r"justice|\buntersuch\w+|\benquête|\binvestigación|\bрасследова\w+|\bautopsy|\btruth\b"
            ),
        ),
        (
            "court",
            (
                r"\b(?:produce|bring|brought|produced|present\w*)\b.{0,40}\b(?:before|to|in|into) (?:an? |the "
                r")?(?:\w+ )?(?:court|judge|magistrate)"
            ),
        ),
        ("bail", r"\bbail\b|\bfianza\b|\bkaution\b"),
        (
            "release",
            (
                r"\breleas\w+|\breturn\w* to (?:his|her|their|the) (?:famil|child|parents|wife|husband)\w*|"
                r"\bfree(?:d|dom|ing)?\b|\blibert(?:y|ate)|\bpardon\w*|\bamnesty for|\bclemency|"
                r"\bgraci\w+|"
                r"\bbegnadig\w+|\bindult\w+|\bпомилова\w+|\bfreilass\w+|\bauf freien fuß|\bfreikomm\w+|"
                r"\bfreizulassen|\bfreiheit\b|\blib[ée]r\w+|"
                r"\blibertad|\bexcarcel\w+|\bосвобо\w+|\bсвобод[уы]\b|\bsend (?:him|her|them) home|\bhome\b|"
                r"\bdetention\b|\blet\b.{0,40}\bgo\b"
            ),
        ),
        (
            "charges",
            (
                r"\b(?:drop|dismiss|withdraw|abandon|quash|annul|overturn|vacat|acquit|exonerat)\w*|\bcharges\b|"
                r"\bconviction|\banklage\w*|"
                r"\babandon des poursuites|\bcargos\b|\bобвинени\w+|\bуголовн\w+ (?:дел\w+|преследовани\w+)|"
                r"\bverdict|"
                r"\bsentence\b"
            ),
        ),
        (
            "fair_trial",
            (
                r"\b(?:fair|open|public|new|civilian) (?:and \w+ )?trial|\bretrial|\bdue process|\bprocès équitable|"
                r"\bjuicio justo|\bfaire\w* (?:verfahren|prozess)|\bсправедлив\w+ суд\w*|\btrial\b"
            ),
        ),
        (
            "lawyer",
            (
                r"\blawyers?\b|\blegal (?:counsel|representation|aid|team)|\banwalt\w*|\banwält\w+|\bavocats?\b|"
                r"\babogad[oa]s?|\bадвокат\w*"
            ),
        ),
        (
            "family",
            (
                r"\bfamil(?:y|ies)\b|\bvisits?\b|\brelatives\b|\bletters?\b|\bphone calls?|\bfamilie|\bfamille|"
                r"\bfamilia|\bродствен\w+|\bсвидани\w+"
            ),
        ),
        (
            "justice",
            (
                r"\bjustice\b|\brights\b|\ban end to\b|\btravel bans?\b|\bindependen\w+|\baccess\b|\bgerechtigkeit|"
                r"\bjusticia"
            ),
        ),
    )
)
VERBS = (
    r"release|free|drop|ensure|guarantee|provide|allow|grant|end|stop|halt|quash|investigate|disclose|reveal|"
    r"commute|lift|transfer|give|return|annul|overturn|conduct|bring|put an end|"
    r"respect|cease|refrain|protect|let|hand over|open|order|take|repeal|confirm|inform|pardon|reconsider|"
    r"establish|send|admit|hold|make|retry|move|abolish|hand|drop|tell|say|set|free|account for|acknowledge|"
    r"cancel|dismiss|withdraw|vacate|produce|acquit|exonerate|reunite|refuse|reject|restore|publish|explain|"
    r"rescind|review|"
    r"unblock|spare|charge|try|free|intervene|facilitate|permit|secure|remove|clear|hospitalize|hospitalise|"
    r"treat|suspend|"
    r"prosecute|punish|hold"
)
ADVERBS = r"(?:(?:please|then|immediately|unconditionally|urgently|promptly|also|at once|and|fully|now|,)\s?){0,5}"
DEMANDING = re.compile(
    r"""\b(?:
      (?:demand|call|ask|want|insist|appeal|request|urg)(?:s|e|es|ed|ing)?\b[^.:;!?"]{0,80}
        \b(?:things|demands|points|steps|measures|requests|following|wishes|conditions):\s(?:that\s|to\s)?
    |
      (?:demand|request)(?:s|ed|ing)?(?:\s(?:again|now|today))?(?:\sfor)?(?:\sthat)?\s(?!(?:to|from|in|by|was|were)\b)
    | (?:call(?:s|ed|ing)?|appeal(?:s|ed|ing)?|plea(?:s|d|ds|ding|ded)?|(?-i:press(?:es|ed|ing)?)|campaign(?:ed|ing)|
         push(?:es|ed|ing)?|petition(?:s|ed|ing)?|rall(?:y|ies|ied)|protest(?:s|ed|ing)?)
        (?:\s(?:again|publicly|repeatedly|today|once more|urgently|jointly|together))?\sfor\s(?!(?:which|whom|whose)\b)
    | (?:call(?:s|ed|ing)?\s(?:on|upon)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|implor(?:e|es|ed|ing)|appeal(?:s|ed|ing)?\sto|
         (?-i:press(?:es|ed|ing)?)|petition(?:ed|ing)|tell(?:s|ing)?|request(?:s|ed|ing)?|beg(?:s|ged)?|exhort(?:s|ed)?|remind(?:s|ed)?|want(?:s|ed)?|
         need(?:s|ed)?|expect(?:s|ed)?|order(?:s|ed)?|press(?:es|ed|ing)?|encourag(?:e|es|ed|ing))
        \s(?:(?!to\b|that\b|called\b|urged\b|asked\b|demanded\b)[\w'.,-]+\s){0,14}?(?P<not>not\s)?to\s
    | (?:call(?:s|ed|ing)?\s(?:on|upon)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?)\s(?:(?!that\b)[\w'.-]+\s){0,10}?that\s
    | (?:want(?:s|ed)?|seek(?:s|ing)?|await(?:s|ing)?)\s(?=(?:his|her|their|an?|the)\s(?:\w+\s){0,3}?
         (?:body|release|freedom|investigation|inquiry|retrial|acquittal|conviction)\b)
    | insist(?:s|ed|ing)?\s(?:on|that)\s
    | recommend(?:s|ed|ing)?\sthat\s
    )""",
    _I | re.VERBOSE,
)
MUST = re.compile(
    rf"\b(?:must|should|needs? to|ought to|have to|has "
    rf"to)\s(?P<act>{ADVERBS}(?:(?P<passive>be\s(?:\w+ly\s)?(?:and\s\w+ly\s)?(?:released|freed|given|allowed|"
    rf"granted|provided|transferred|dropped|quashed|"
    rf"investigated|halted|stopped|taken|hospitali[sz]ed|retried|annulled|overturned|returned|protected|"
    rf"disclosed|lifted|held to account|brought|commuted|treated|examined|free\b|an? \w+ ?\w* ?investigation))|"
    rf"(?P<receive>receive|have access|get\b|walk free|go free|come home)|(?:{VERBS})\b))",
    _I,
)
IMPERATIVE = re.compile(rf"(?:^\W*|:\s\W?)(?P<act>{ADVERBS}(?:{VERBS})\b)", _I)
SLOGAN = re.compile(r"\b(?P<act>(?:Free|Release|FREE|RELEASE|Freedom for|Justice for)\s(?:[A-Z][\w'-]+|all|him|her|them)\b)")
OTHER_LANGUAGES = {
    "de": (
        r"\b(?:(?:forder(?:t|te|n|ten|ung nach)|verlang(?:t|te|en|ten)),?(?:\s(?:dass|zudem|außerdem|auch))*|"
        r"appellier\w+ an [^,.]{1,60}, |dringt auf|drängt auf|ruf(?:t|en) [^.,]{1,60} auf, |müss?(?:e|en|t)?|"
        r"muss)\s"
    ),
    "fr": (
        r"\b(?:demand(?:e|ent|é|ait|aient|ons|er)(?: aux autorités| au gouvernement)?|exig(?:e|ent|é|eons|er)(?: "
        r"aussi| également)?|réclam(?:e|ent|é|ons|er)|appel(?:le|lent|é|lons) (?:à|les autorités à|le gouvernement "
        r"à|[^.,]{1,50} à)|doi(?:t|vent))\s(?:à ce que\s|que\s|de\s)?"
    ),
    "es": (
        r"\b(?:exig(?:e|en|ió|ieron|imos|ir)|pid(?:e|en|ió|ieron|imos)|reclam(?:a|an|ó|aron|amos)|demand(?:a|an|ó|"
        r"aron|amos)|solicit(?:a|an|ó|aron)|llam(?:a|an|ó|aron) a|inst(?:a|an|ó|aron) a [^.,]{1,50} a|"
        r"deben?)\s(?:que\s)?"
    ),
    "ru": (
        r"\b(?:требу(?:ет|ют|ем|я)|потребова(?:л|ла|ли)|призыва(?:ет|ют|ем)|призва(?:л|ла|ли)|добива(?:ется|ются)|"
        r"проси(?:т|м|л|ла|ли)|долж(?:ен|на|ны))\s"
    ),
}
CLAUSE_END = re.compile(
    r",?\sand\s(?:reiterat|renew|repeat)\w*\b|\sor,\s|,\sor\s(?:else|at least|failing)\b|\s-\s|"
    r",\s(?:[\w'-]+\s){1,10}(?:said|says|told|added)\b|"
    r"[;:.!?\"()\[\]]|,\s(?:an?|aged|\d\d)\s|"
    r",?\s(?:according to|in a (?:statement|letter|joint)|said\b|says\b|saying|told\b|added\b|adding|citing|"
    r"warning|noting|arguing|stressing)|"
    r",\s(?:which|who|whose|where|while|whilst|as|after|but|because|although|though|since|he|she|they|it|we|so|"
    r"when|before|until|if|including those|describing|calling|condemning|the|and (?:said|says|has|have|is|are|"
    r"was|were|he|she|they|we|it|condemned|called|urged|warned))\b|\s(?:y|et|und|и)\s(?:pid(?:e|en|ió|ieron)|"
    r"exig(?:e|en|ió|ieron)|llam(?:a|an|ó|aron)|reclam(?:a|an|ó|aron)|"
    r"denuncia|exigent|dénonce|réclame\w*|demande\w*|appelle\w*|fordert|verlangt|призвал\w*)\b|,\s(?:la|le|"
    r"les)\s\w+\s\w+ant\b|"
    r"\s(?:because|while|whilst|after|when|before (?:it|he|she)|since|until|amid|following|ahead of|as (?:he|"
    r"she|they|it|the|his|her|well)|and (?:said|says|condemned|called|urged|warned|told|added|describ\w+|"
    r"accus\w+|has|have|are|is))\s"
    r"|\s(?:sagte|erklärte|a déclaré|dijo|afirmó|сообщил\w*|заявил\w*)\b|,\s(?:der|die|das|weil|nachdem|qui|"
    r"après|que|tras|который|которая|после|что|so|selon|según)\b",
    _I,
)
SPLIT = re.compile(
    r",?\sand\sto\s(?=[a-z]{3,})|,\sor,?\sbetter(?:\sstill)?,?\s|,?\s(?:and|y|et|und)\s(?:that|que|dass)\s|"
    r",\s(?:and\s)?that\s(?=(?:the|"
    r"his|her|their|an?|all|he|she|they|"
    r"it)\b)|"
    r",?\s(?:and|as well as|und|et|y|и)(?:,[^,]{1,40},)?\s(?:to\s|that\s|for\s)?(?="
    rf"{ADVERBS}(?:{VERBS})\b(?!\s(?:and|or)\b)|"
    r"an?\s(?:\w+[\s,]+){0,5}?(?:investigation|inquiry|end|trial|retrial|review)|"
    r"(?:full |immediate |prompt |proper |adequate )*(?:access|medical)|"
    r"be\s(?:\w+ly\s)?(?:given|allowed|granted|provided|permitted|treated|transferred|moved|released|freed)\b|"
    r"all charges|(?:the )?(?:dropping|quashing)|(?:released|freed|returned|allowed home|set free|acquitted)\b|"
    r"\w{3,}ть\b)|"
    rf",\s(?:and\s)?(?:to\s)?(?={ADVERBS}(?:{VERBS})\b)",
    _I,
)
BY_THE_STATE = re.compile(
    (
        r"\b(?:prosecut\w+|police|investigators?|court|judge|authorities|regime|government|kidnappers|interrogators|"
        r"guards|officials?|military|staatsanwalt\w*|parquet|procureur|fiscal(?:ía)?|прокурор\w*|"
        r"прокуратур\w*)\b[^.,;]{0,50}$"
    ),
    _I,
)
SENTENCE_SOUGHT = re.compile(r"\b(?:years?|months|life|jahre\w*|ans|años|лет|death (?:sentence|penalty))\b", _I)
OWN_ACTIVISM = re.compile(
    (
        r"\b(?:for|after|of|over|by|had|banners?|posters?|placards?|posts?|speech|leaflets|video|himself|"
        r"herself)\s(?:publicly |having |repeatedly |peacefully |also )*$|\bwho (?:had |has )?(?:\w+ly )?$|"
        r"\b(?:protest(?:s|ers)?|demonstrat\w+|rall(?:y|ies)|strikes?|marches)\s(?:\w+\s){0,2}$"
    ),
    _I,
)
NESTED = re.compile(
    (
        r"(?:(?:also|publicly|again)\s)?(?:demand(?: that)?|insist (?:on|that)|call for|push for|work for|(?:press|"
        r"urge|ask|call on|tell)\s(?:[\w'-]+\s){1,5}?to|do (?:everything|all|more) (?:\w+\s){0,4}?(?:to|for))\s"
    ),
    _I,
)
TURNED_DOWN = re.compile(
    (
        r"\b(?:was|were|has been|have been)\s(?:\w+ly\s|again\s)?(?:refused|denied|rejected|ignored|turned down|"
        r"granted)"
    ),
    _I,
)
AND_THEN = re.compile(
    rf",?\sand\s(?:also\s|then\s)?(?:to\s(?={ADVERBS}(?:{VERBS})\b)|that\s(?=(?:he|she|they|the|all|his|her)\b))", _I
)
"""Where a demand goes on after a relative clause: "…, where he would be tortured, and to set him free"."""
REFUSED = re.compile(r"\b(?:denied|refused|ignored|rejected)\s(?:\w+\s){0,3}$", _I)
OTHERS = re.compile(
    r"\b(?:judges|lawyers|witnesses) who\b|\b(?:all|every|each|other|others|those|everyone|every one of|"
    r"thousands of|hundreds of|dozens "
    r"of)\b(?:\s[\w'-]+){0,5}?\s?(?:prisoners?|detainees?|journalists?|people|persons|activists?|protesters?|"
    r"hostages?|who|held|imprisoned|jailed|detained|women|students|"
    r"defenders|critics|writers|inmates)\b|\bpolitical prisoners\b|\bprisoners of conscience\b|\ball(?:e|er)? "
    r"(?:politischen )?gefangenen|\bpolitische[nr]? gefangene[nr]?\b|\btous les (?:prisonniers|détenus)|"
    r"\bprisonniers politiques|\btodos los (?:presos|prisioneros)|\bpres[oa]s polític[oa]s|\b(?:всех "
    r")?политзаключ[её]нных|\bwomen prisoners\b|\b(?:prosecuting|jailing|arresting|detaining|persecuting|"
    r"harassing|imprisoning|targeting|silencing|intimidating|repression of|attacks on|persecution "
    r"of)\s(?:[\w-]+\s){0,3}?(?:reporters|journalists|activists|critics|dissidents|protesters|writers|lawyers|"
    r"defenders|students|opponents|people|women)\b|\benforced disappearances\b|"
    r"\bthe (?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[\w-]+ )?(?:students|women|men|people|"
    r"protesters|journalists|"
    r"activists|workers|teachers|villagers|boys|girls|children)\b|\b(?:death penalty|travel bans)\b",
    _I,
)
PRONOUN = re.compile(
    (
        r"\b(?:he|him|his|she|her|hers|er|ihn|sein\w*|ihre\w*|il|elle|son|sa|le|la|su|sus|él|ella|его|её|ее|ему|"
        r"ей)\b"
    ),
    _I,
)
THEY = re.compile(
    (
        r"\b(?:they|them|their|theirs|all (?:of them|the \w+)|the (?:two|three|four|five|six|seven|eight|nine|ten|"
        r"\w+teen|group|men|women|students|defendants|detainees|prisoners)|sie|ihrer?|leur|ils|elles|их|им|ellos|"
        r"sus)\b"
    ),
    _I,
)
