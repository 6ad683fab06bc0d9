"""Words that say what has become of somebody, each with a weight."""

import re
from dataclasses import dataclass

_I = re.IGNORECASE


@dataclass(frozen=True)
class Sign:
    status: str
    pattern: re.Pattern[str]
    weight: float
    needs_fact: bool = True
    """Whether a modal or a negation before it takes it back."""


def _sign(status: str, weight: float, pattern: str, needs_fact: bool = True) -> Sign:
    return Sign(status, re.compile(pattern, _I), weight, needs_fact)


SIGNS = (
    _sign(
        "died",
        5.0,
        (
            r"\b(?:died|dies|passed away|perished)\b(?!\s(?:out|down))|\bdied (?:in|while in|at|behind) (?:\w+ "
            r"){0,3}?(?:custody|prison|detention|jail|bars|colony)"
        ),
    ),
    _sign(
        "died",
        4.0,
        (
            r"\b(?:was|were|been) (?:found dead|pronounced dead|killed in (?:custody|prison|detention)|beaten "
            r"to death|"
            r"tortured to death|murdered in (?:prison|custody|jail))|\b(?:found dead|dead) in (?:his|her|a|the|"
            r"custody|"
            r"prison|jail|\w+ prison)|'s body\b|\bpost-mortem|\bautopsy|\b(?:his|her) (?:body|remains|funeral|"
            r"burial)\b"
        ),
    ),
    _sign(
        "died",
        4.0,
        (
            r"\bdeath (?:in|while in) (?:custody|prison|detention|jail|pre-trial|a penal)\b|\b(?:his|her|'s) "
            r"(?:sudden "
            r"|suspicious |unexplained |tragic )?death (?:was|in|on|at|has|came|comes|after|followed|must|while|"
            r"from)\b|\bcause of (?:his|her|the) death\b"
        ),
    ),
    _sign(
        "died",
        5.0,
        (
            r"\b(?:ist|war) [^.]{0,60}?(?:gestorben|verstorben)\b|\bstarb\b|\btod in (?:der )?haft\b|\best (?:mort|"
            r"morte|décédée?)\b|\bmort en (?:détention|prison)\b|\b(?:murió|falleció|ha muerto|muerte bajo "
            r"custodia)\b|"
            r"\b(?:умер|умерла|скончал(?:ся|ась)|погиб|погибла)\b"
        ),
    ),
    _sign(
        "executed",
        6.0,
        (
            r"\b(?:was|were|has been|have been|been|been) (?:\w+ly )?(?:executed|hanged|put to death|beheaded|"
            r"shot by "
            r"(?:a )?firing squad)\b|\b(?:executed|hanged) (?:at dawn|on|in|by|this|last|without)\b|\b(?:authorities|"
            r"iran|regime|government|officials|state) (?:has |have )?(?:executed|hanged)\b|\b(?:wurde|worden) "
            r"[^.]{0,50}?hingerichtet\b|\ba été (?:exécutée?|pendue?)\b|\bfue (?:ejecutad[oa]|ahorcad[oa])\b|"
            r"\b(?:казнили|казн[её]н|казнена)\b"
        ),
    ),
    _sign(
        "released",
        4.0,
        (
            r"\b(?:was|were|has been|have been|had been|been|is|got|being) (?:[\w-]+ly |then |also |now |at last "
            r")*(?:released|freed|set free|let go|pardoned|amnestied|acquitted)\b"
        ),
    ),
    _sign(
        "released",
        3.5,
        (
            r"^(?:[^.;]{0,80}?)\b(?:freed|released)\b(?=\s(?:after|from (?:prison|jail|custody|detention)|in (?:a "
            r")?prisoner|in exchange|by|on|following|early|as part|under|with|today|at last)|\W*$)"
        ),
    ),
    _sign(
        "released",
        4.0,
        (
            r"\b(?:walked (?:free|out of)|is (?:now |finally |at last )?(?:free\b(?! to| from the)|home|back home)|"
            r"regained (?:his|her|their) freedom|returned home|back with (?:his|her) family|released (?:him|her|"
            r"them)(?! from (?:solitary|hosp|isol|the punish))|prisoner (?:swap|exchange)|"
            r"left (?:the )?prison(?! hospital| infirmary| cell| yard| for))"
        ),
    ),
    _sign(
        "released",
        4.0,
        (
            r"\b(?:wurde|ist|worden|kam|kamen) [^.]{0,60}?(?:freigelassen|entlassen|frei(?:gekommen)?\b|"
            r"begnadigt)|\ba "
            r"(?:enfin |finalement )?été (?:libérée?|relâchée?|graciée?|acquittée?)\b|\best (?:libre|sortie? de "
            r"prison)\b|\b(?:fue|ha sido|quedó) (?:finalmente )?(?:liberad[oa]|excarcelad[oa]|puest[oa] en "
            r"libertad|en "
            r"libertad|libre)\b|\b(?:освобод(?:или|ился|илась|или)|освобожд[её]н\w*|вышел на свободу|вышла на "
            r"свободу|"
            r"помилован\w*)\b"
        ),
    ),
    _sign(
        "release_before",
        3.0,
        (r"\b(?:since|after|upon|on|following|before|until|prior to) (?:his|her|their) (?:[\w-]+ )?release\b"),
    ),
    _sign(
        "house_arrest",
        4.0,
        (
            r"\bunder (?:\w+ ){0,2}?house arrest\b|\bhouse arrest(?:ed)?\b(?! (?:was|were) (?:lifted|ended))|\bhome "
            r"detention\b|\bconfined to (?:his|her|their) (?:home|house|apartment|flat)\b|\bhausarrest\b|"
            r"\bassign\w+ à "
            r"résidence\b|\b(?:arresto|detención|prisión) domiciliari[oa]\b|\bдомашн\w+ арест\w*"
        ),
        needs_fact=True,
    ),
    _sign(
        "disappeared",
        2.0,
        (
            r"\b(?:forcibly disappeared|enforced disappearance|forced disappearance)\b(?! (?:for|during|from|until|"
            r"lasting))"
        ),
    ),
    _sign(
        "house_arrest",
        4.5,
        (
            r"\b(?:moved|transferred|released|sent|switched|changed|commuted|returned|allowed|"
            r"placed)\b[^.;]{0,60}?\s(?:in)?to "
            r"(?:\w+ )?(?:house arrest|home detention)\b|\b(?:electronic|ankle) (?:tag|bracelet|monitor)\b"
        ),
    ),
    _sign(
        "disappeared",
        5.0,
        (
            r"\b(?:disclos\w+|reveal\w*|sa(?:y|id|ying)|kn[eo]w\w*|tell|told|asked|confirm\w*|establish|find "
            r"out|learn\w*) where "
            r"(?:[\w'-]+ ){1,4}?(?:is|are|was|were) (?:being )?(?:held|kept|detained|now)\b|"
            r"\b(?:den(?:y|ies|ied)|not admitted|refused to (?:admit|acknowledge|"
            r"confirm))\b[^.;]{0,30}?\b(?:arrest(?:ed|ing)?|"
            r"holding|detain(?:ed|ing)|(?:any )?knowledge|custody|having (?:him|her|them))\b|\bmissing for "
            r"(?:\w+ ){1,3}?(?:days|weeks|"
            r"months|years)\b|\b(?:before|since|when|after|until) (?:s?he|they) (?:vanished|disappeared|went "
            r"missing)\b|"
            r"\b(?:disappeared|vanished)(?=[.,;]|$)|\buntil (?:s?he|they) (?:is|are) found\b|\bnot in the "
            r"custody of any\b|"
            r"\bknow(?:s|ing)? where (?:s?he|they) (?:is|are)\b|^(?:[\w ]+: )?where is [A-Z]\w+ [A-Z]\w+\?"
        ),
    ),
    _sign(
        "disappeared",
        5.0,
        (
            r"\b(?:(?:nobody|no one|no-one) (?:has )?(?:seen|heard)|has not (?:come back|returned|been seen)|last "
            r"(?:person|one) (?:known )?to (?:have )?see|no sign of life|(?:if|whether) (?:s?he|they) (?:is|are) "
            r"(?:still )?alive|never (?:been )?(?:seen|heard from) (?:since|again)|(?:fate and |exact |current "
            r")?whereabouts (?:are|is|remain|remains|is still|have)\b[^.]{0,30}\bunknown|unknown whereabouts|"
            r"whereabouts unknown|not been (?:seen|heard from)|no (?:news|trace|word|information) (?:of|about|"
            r"on|from)|"
            r"(?:has|have|had) (?:been )?(?:disappeared|vanished|missing)|went missing|gone missing|has been missing|"
            r"missing since|refuse\w* to (?:say|disclose|reveal|confirm) where|disappeared (?:on|in|after|from|"
            r"without|"
            r"since))\b"
        ),
    ),
    _sign(
        "disappeared",
        4.5,
        (
            r"\b(?:verschwunden|verschleppt|verbleib [^.]{0,30}unbekannt|disparition forcée|porté\w* disparu\w*|sans "
            r"nouvelles|desaparición forzada|paradero desconocido|se desconoce (?:el|su) paradero|desaparecid[oa]s?|"
            r"пропал\w*|исчез\w*|местонахождение [^.]{0,30}неизвестно|насильственн\w+ исчезновени\w+)\b"
        ),
    ),
    _sign(
        "detained",
        3.5,
        (
            r"\b(?:is|are|remains?|remain|still|currently|now|continues? to be|being|been|was|were) "
            r"(?:[\w-]+ly |also |"
            r"still |now )*(?:held|serving|detained|imprisoned|jailed|incarcerated|in (?:\w+ ){0,2}?(?:prison|"
            r"custody|"
            r"detention|jail|cell|solitary)|behind bars|languishing|on death row|awaiting (?:trial|execution|"
            r"sentenc))\b|\b(?:years|months|days|weeks|birthday|christmas|\w+ anniversary) (?:in (?:prison|jail|"
            r"custody|detention)|behind bars)\b"
        ),
    ),
    _sign(
        "detained",
        4.0,
        (
            r"\b(?:is|are|remains?) (?:[\w-]+ly |now |being |still )*(?:held|detained|imprisoned|jailed|"
            r"incarcerated|in (?:prison|"
            r"jail|custody|detention)|behind bars)\b|"
            r"\b(?:remains?|still|currently|continues?|has been (?:in|held|imprisoned|detained|behind)|have "
            r"been (?:in|"
            r"held|imprisoned|detained|behind)|ever since|since then|today)\b[^.;]{0,60}?\b(?:held|serving|detained|"
            r"imprisoned|jailed|prison|custody|detention|jail|behind bars|solitary|colony|death row|cell)\b|\b(?:has|"
            r"have) (?:now |already )?spent [^.;]{0,50}?(?:prison|custody|detention|jail|behind bars|solitary)|\bin "
            r"prison ever since\b|\bis serving\b|\bin the custody of\b"
        ),
    ),
    _sign(
        "detained",
        2.0,
        (
            r"\bheld (?=incommunicado|in|at|without|since|for|under|on)|"
            r"\b(?:was|were|has been|have been|been|had been) (?:[\w-]+ly |then |also |again )*(?:re-?)?(?:arrested|"
            r"detained|jailed|imprisoned|sentenced|remanded|incarcerated|abducted|taken (?:away|into custody)|"
            r"transferred|placed in|put in|thrown in)\b|\b(?:arrested|detained|sentenced|jailed|jails|arrests|"
            r"sentences|imprisoned) (?:him|her|them|for|in|on|at|to|by|after)\b|\bsentenced to\b|\breturned to "
            r"(?:prison|the colony|jail|custody|his cell|her cell)"
        ),
    ),
    _sign(
        "detained",
        2.5,
        (
            r"\brelease (?:him|her|them|\w+)\b|\b(?:his|her|their|'s) (?:immediate |immediate and unconditional |"
            r"unconditional )?release\b|\bmust be (?:\w+ly )?(?:and \w+ly )?(?:released|freed)|\bfree [A-Z]\w+"
        ),
        needs_fact=False,
    ),
    _sign(
        "detained",
        3.0,
        (
            r"\b(?:sitzt|verbüßt|inhaftiert|verhaftet|festgenommen|in (?:\w+)?haft|im gefängnis|verurteilt)\b|"
            r"\b(?:détenue?|emprisonnée?|incarcérée?|arrêtée?|condamnée?|purge|écrouée?|en détention|en prison|"
            r"derrière les barreaux)\b|\b(?:detenid[oa]|encarcelad[oa]|condenad[oa]|pres[oa]|recluid[oa]|cumple|"
            r"permanece|en prisión|en la cárcel|tras las rejas)\b|\b(?:арестован\w*|задержан\w*|осужд[её]н\w*|"
            r"приговор\w+|отбывает|содержится|находится в (?:сизо|колонии|тюрьме)|под стражей|в сизо|в колонии|"
            r"заключ[её]н\w*)\b"
        ),
    ),
    _sign(
        "detained",
        5.0,
        (
            r"\b(?:rearrested|re-arrested|arrested again|detained again|jailed again|back in (?:prison|jail|custody)|"
            r"erneut (?:verhaftet|festgenommen)|de nouveau arrêtée?|nuevamente detenid[oa]|снова (?:арестован|"
            r"задержан)\w*)\b"
        ),
    ),
)
