"""English words about custody, speech, kin and office, as alternatives for patterns."""

STRONG = (
    r"(?:re-?)?arrested|(?:re)?detained|jailed|imprisoned|incarcerated|sentenced|convicted|abducted|kidnapped|"
    r"seized|apprehended|remanded|interned|"
    r"locked up|taken (?:away|into custody|from (?:his|her|their)|to (?:prison|jail|a police)|prisoner|"
    r"hostage)|held\b|forcibly disappeared|executed|hanged|"
    r"thrown (?:in|into) (?:prison|jail|a cell)|picked up|rounded up|put (?:on trial|under|in(?:to)? (?:prison|"
    r"jail|solitary|a punishment|pre-trial))|"
    r"placed (?:under|in)|found guilty|tortured|extradited|disappeared|kept (?:in|at|under)|behind bars|in "
    r"(?:\w+ )?(?:prison|jail|detention|custody|solitary|pre-trial)"
)
MILD = (
    r"taken|dragged|led (?:away|out|off)|snatched|pulled|hauled|bundled|escorted|surrounded|caught|intercepted|"
    r"stopped|"
    r"charged|indicted|accused|prosecuted|tried|interrogated|beaten|poisoned|transferred|moved|denied|refused|"
    r"handed|given|subjected|released|freed|deported|"
    r"allowed|forced|deprived|hospitali[sz]ed|stripped|summoned|handcuffed|blindfolded|acquitted|pardoned|"
    r"targeted|persecuted|"
    r"awaiting|facing|on (?:hunger strike|trial|death row)|under (?:house )?arrest|at risk|ill\b|unwell|missing"
)
OPEN = r"(?:\s?\([^)]{0,80}\)|\")?(?:,\s[^.;:]{1,150}?,)?(?:,?\s(?:who|and|himself|herself))?"
AUX = (
    r"(?:has|have|had|was|were|is|are|be|been|being|remains?|remained|remaining|got|gets|to|will|would|could|"
    r"may|must|should|can|might|not|never|"
    r"\w+ly|also|then|now|later|still|first|again|already|once|soon|since|twice|both|spent|[\w-]+ (?:years|"
    r"months|days|weeks)|wasn't|isn't|hasn't)"
)
MID = (
    r"(?:(?!by\b|with\b|from\b|when\b|after\b|that\b|said\b|against\b|because\b|while\b|before\b|who\b|told\b|"
    r"as\b|over\b|under\b|than\b|for\b|to\b|at\b|"
    r"and (?:his|her|their)\b)[\w'\"-]+\s){0,9}"
)
TO_NAME = (
    r"(?:(?!he\b|she\b|they\b|it\b|if\b|that\b|whether\b|when\b|who\b|and\b|to\b|is\b|was\b|has\b|had\b|will\b|"
    r"about\b|for\b|thinks\b|should\b|must\b|would\b|could\b|can\b|have\b|were\b|are\b|"
    r"against\b|release\b|free\b|arrest\w*|detain\w*)[\w'-]+\s){0,6}"
)
KIN = (
    r"husband|wife|brother|sister|father|mother|dad|mum|mom|son|daughter|friend|colleague|client|uncle|aunt|"
    r"cousin|partner|fianc\w+|boyfriend|girlfriend|"
    r"grandfather|grandmother|nephew|niece|spouse|widow"
)
HELP = (
    r"lawyers?|attorneys?|barrister|counsel|legal team|defen[cs]e (?:lawyer|team|counsel)|doctors?|translator|"
    r"biographer|publisher"
)
OFFICE = (
    r"president|prime minister|minister|chancellor|governor|mayor|senator|ambassador|judge|prosecutor|"
    r"spokes(?:man|woman|person)|secretary(?:[- ]general)?|commander|envoy|diplomat|"
    r"(?:executive |deputy |regional |programme |program |research |country |campaigns? |advocacy )?director|"
    r"researcher|rapporteur|commissioner|coordinator|"
    r"chair(?:man|woman|person)?|analyst|investigator|police chief|warden|official|general|colonel|king|emir|"
    r"crown prince|head of|"
    r"congress(?:man|woman)|MP\b|MEP\b|lawmaker for|filmmaker behind|reporter at|correspondent"
)
SAYS = (
    r"said|says|told|tells|added|adds|explained|explains|warned|warns|noted|notes|stated|states|argued|argues|"
    r"continued|commented|insisted|recalled|recalls|"
    r"remarked|called (?:on|for)|calls (?:on|for)|urged|urges|demanded|condemned|announced|confirmed|described|"
    r"describes|believes|claimed|claims|replied|wondered"
)
CASE_NOUNS = (
    r"arrests?|re-?arrest|detention|imprisonment|incarceration|release|trial|retrial|sentencing|sentence|"
    r"conviction|case|freedom|execution|disappearance|whereabouts|"
    r"abduction|persecution|prosecution|torture|treatment|ill-treatment|health|condition|ordeal|plight|cell|"
    r"captors|jailers|lawyers?|attorneys?|famil(?:y|ies)|wife|husband|"
    r"mother|father|brother|sister|son|daughter|parents|relatives|supporters|hunger strike|appeal|verdict|"
    r"indictment|liberation|solitary confinement|captivity|"
    r"fate|death|punishment|transfer|prison|jail|hearing|defence|defense|legal team|colleagues|house|home"
)


NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|forty(?:-\w+)?|"
    r"dozens of|hundreds of|scores of|(?<![\d:.,/-])(?:[2-9]|[1-9]\d{1,2}|[1-9],?\d{3})(?![\d:.,/]))"
)
PEOPLE = (
    r"students|activists|journalists|people|men|women|workers|teachers|monks|nuns|protesters|protestors|"
    r"demonstrators|defendants|members|farmers|fishermen|lawyers|children|prisoners|"
    r"detainees|believers|christians|muslims|uyghurs|uighurs|witnesses|villagers|nurses|doctors|trade "
    r"unionists|unionists|leaders|defenders|bloggers|academics|pastors|priests|employees|"
    r"poets|writers|musicians|artists|politicians|refugees|environmentalists|conservationists|scholars|"
    r"supporters|residents|relatives|brothers|sisters|siblings|boys|girls|"
    r"teenagers|youths|adolescents|clerics|imams|officers|lawmakers|legislators|opposition figures|dissidents|"
    r"feminists|organisers|organizers|critics|soldiers|pilots|campaigners|volunteers|staff"
)

BODIES = (
    r"(?:rights |media |press |advocacy |research |human rights |civil society |non-profit |nonprofit |monitoring |"
    r"aid |legal |local |regional |international |independent |state-owned |privately owned |opposition |"
    r"online |daily |weekly )*(?:groups?|organi[sz]ations?|charit(?:y|ies)|NGOs?|watchdogs?|monitors?|"
    r"networks?|outlets?|websites?|newspapers?|"
    r"magazines?|channels?|stations?|agency|broadcasters?|publications?|blogs?|podcasts?|coalitions?|"
    r"alliances?|part(?:y|ies)|"
    r"unions?|movements?|campaigns?|collectives?|foundations?|institutes?|think[- ]tanks?|publishers?|"
    r"compan(?:y|ies)|"
    r"city|town|village|district|province|region|suburb|neighbou?rhood|river|island)"
)
"""What a capitalised name is that is no person's, as an apposition says it: ", a press freedom group"."""
TRADES = (
    r"(?:pastors?|activists?|journalists?|poets?|writers?|monks?|nuns?|students?|lawyers?|rappers?|singers?|"
    r"bloggers?|"
    r"teachers?|politicians?|dissidents?|artists?|filmmakers?|academics?|prisoners?|detainees?|protesters?|refugees?|"
    r"women|men|woman|man|people|minority|community|leaders?|officials?|newspapers?|media|scholars?|exiles?)"
)
