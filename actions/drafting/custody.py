"""What a text is about at all: words of custody, of rights, and of ordinary crime, in the languages that are read."""

import re
from dataclasses import dataclass

from actions.drafting.segments import Article

_FLAGS = re.IGNORECASE

CUSTODY = {
    "en": r"(?:re-?)?arrest(?:ed|s|ing)?|detain(?:ed|s|ing|ee|ees)?|detentions?|jail(?:ed|s|ing)?|imprison(?:ed|ment|"
    r"s|ing)?|prison(?:er|ers|s)?|"
    r"incarcerat\w+|custody|incommunicado|penal (?:colony|camp)|labou?r camp|gulag|behind bars|solitary "
    r"confinement|house arrest|death row|"
    r"political prisoners?|inmates?|cellmates?|pre-?trial|remand(?:ed)?|sentenced to|(?:prison|jail|life) "
    r"(?:sentence|term)s?|abduct(?:ed|ion|ions)|"
    r"(?:enforced|forced|forcibly) disappear(?:ance|ances|ed)|disappeared|interrogat\w+|tortur(?:e|ed|ing)|"
    r"life imprisonment|intern(?:ed|ment)|"
    r"held captive|vanished|went missing|whereabouts|picked up|led away|in a cell|\w+-year sentence|abducted|"
    r"never (?:been )?(?:charged|tried|brought before)|without (?:a |any |charge or )?(?:trial|"
    r"charges?)|chained|shackled|handcuffed|in chains|brought before a (?:judge|court)|led away|hostages?|"
    r"execut(?:ed|ion)|sentenced|convicted|taken away by|locked up|serving (?:a|an|his|her|"
    r"their)\b[^.]{0,40}\b(?:sentence|term)",
    "de": r"verhaft\w+|festgenommen\w*|inhaftier\w+|haft\w*|[\w-]+haft|gefängnis\w*|gefangen\w*|häftling\w*|"
    r"strafkolonie\w*|straflager\w*|verurteilt\w*|"
    r"einzelhaft|hausarrest|arrest\w*|festnahme\w*|verschleppt\w*|entführt\w*|eingesperrt\w*|folter\w*|"
    r"gefoltert\w*|hingerichtet\w*|freigelassen\w*|zelle",
    "fr": r"arrêt(?:é|ée|és|ées|er|ation|ations)|interpell\w+|déten(?:u|ue|us|ues|tion|ir)|emprisonn\w+|incarcér\w+|"
    r"prison\w*|condamn\w+|écrou\w*|"
    r"garde à vue|assign\w+ à résidence|tortur\w+|disparu\w*|enlev(?:é|ée|és)|exécut\w+|libér(?:é|ée|ation|er)|"
    r"cellule|derrière les barreaux|bagne",
    "es": r"deten(?:id[oa]s?|ción|er|ciones)|detuvieron|detuvo|arrest\w+|encarcel\w+|cárcel\w*|pris(?:ión|iones)|"
    r"pres[oa]s?|prisioner[oa]s?|conden\w+|recluid[oa]s?|"
    r"arresto domiciliario|tortur\w+|desaparecid[oa]s?|desaparición|secuestrad[oa]s?|ejecut\w+|excarcel\w+|"
    r"liberad[oa]s?|celda|rejas|incomunicad[oa]s?",
    "ru": r"арест\w*|задерж\w*|заключен\w*|заключён\w*|тюр[еь]м\w*|колони[июяей]\w*|сизо|приговор\w*|осужд\w*|"
    r"осудил\w*|лишени\w+ свободы|штрафн\w+ изолятор\w*|"
    r"шизо|пытк\w*|пытал\w*|политзаключ\w*|домашн\w+ арест\w*|похищен\w*|узни[кц]\w*|под стражей|камер[аеуы]|"
    r"этап\w*|освобо\w+|посадил\w*",
    "ar": r"اعتقال\w*|معتقل\w*|اعتقل\w*|سجن\w*|سجين\w*|المسجون\w*|محتجز\w*|احتجاز\w*|حبس\w*|تعذيب|اختفاء|حكم عليه",
}

_RIGHTS = {
    "en": r"political(?:ly)?[ -](?:prisoners?|motivated|persecut\w+|charges|dissident)|human[ -]rights|rights "
    r"(?:group|defender|activist|organi[sz]ation|lawyer)s?|"
    r"prisoners? of conscience|amnesty international|human rights watch|reporters without borders|committee to "
    r"protect journalists|\bPEN\b|front line defenders|"
    r"activists?|dissidents?|journalists?|bloggers?|oppositions?|protest(?:s|er|ers|or|ors)?|demonstrat(?:ors?|"
    r"ions?)|crackdown|repressi\w+|persecut\w+|"
    r"arbitrar(?:y|ily)|trumped-up|fabricated|bogus|sham|baseless|unfair trial|fair trial|freedom of "
    r"(?:expression|speech|assembly|religion|the press|belief)|free speech|press freedom|"
    r"enforced disappearance|forcibly disappeared|incommunicado|authoritarian|regime|conscientious objector|"
    r"anti-war|pro-democracy|trade union(?:ist|ists)?|"
    r"minorit(?:y|ies)|tortur\w+|ill-treat\w+|solitary confinement|UN experts?|working group on arbitrary|"
    r"special rapporteurs?|whistle-?blower|"
    r"national security|extremis[mt]\w*|subversion|seditio\w*|incitement|contempt|public (?:dis)?order|tweets?|"
    r"retweets?|social media|op-ed|first amendment|civil liberties|free expression|dalai lama|critics?|"
    r"reprisals?|(?:facebook|telegram|online) posts?|unions?|strikes?|poets?|treason|espionage|blasphemy|"
    r"apostasy|\"?propaganda|insulting|lèse-majesté|lese-majeste|"
    r"terroris[mt]|peaceful\w*|critic(?:s|al|ized|ised|ism|izing|ising)?|satir\w+|exile|censorship|martial law|"
    r"military court|house church\w*|unjust\w*|wrongful\w*|clemency|"
    r"solidarity|letters? to the (?:ambassador|embassy)|union leader|environmental defender|indigenous|poems?|"
    r"lgbt\w*|undermin\w+|terrorists?|resistance|for political reasons|campaigners?|travel bans?|vigils?|"
    r"exiled?|banish\w*|"
    r"(?:false|fake) (?:news|information)|malicious information|computer misuse|cyber-?crimes?|charged with "
    r"incitement|"
    r"misuse of social media|national unity|pardon(?:ed)?|uprising|coups?|junta|op-eds?|smuggled out|stripped "
    r"of (?:his|her|"
    r"their) citizenship|foreign agents?|defam\w+|collusion|(?:falsified|rigged|stolen|disputed) elections?|"
    r"state secrets|"
    r"consulates?|censor(?:ed|s)?|evict\w+|land rights|"
    r"religious freedom|freedom of religion|apartheid|occupation|hunger strike|incitement|unregistered",
    "de": r"menschenrecht\w*|politisch\w*|oppositionell\w*|opposition\w*|regim\w+|journalist\w*|aktivist\w*|"
    r"dissident\w*|proteste?\w*|demonstr\w+|willkürlich\w*|meinungsfreiheit|pressefreiheit|"
    r"kremlkritik\w*|regierungskritik\w*|unfair\w*|folter\w*|amnesty|reporter ohne grenzen|extremis\w*|"
    r"terroris\w*|spionage|hochverrat|landesverrat|solidarität|repress\w+|kritik\w*|verfolg\w+",
    "fr": r"droits (?:de l'homme|humains)|politiques?|opposant\w*|opposition|militant\w*|journalist\w*|dissident\w*|"
    r"manifest\w+|arbitrair\w*|liberté d'expression|liberté de la presse|régime|"
    r"tortur\w*|amnesty|reporters sans frontières|terroris\w*|espionnage|atteinte à la sûreté|sûreté de l'état|"
    r"répress\w+|critiqu\w+|prisonnier d'opinion|solidarité|syndicalist\w*|blogu\w+",
    "es": r"derechos humanos|polític[oa]s?|opositor\w*|oposición|activist\w*|periodist\w*|disident\w*|protest\w+|"
    r"manifest\w+|arbitrari\w*|libertad de (?:expresión|prensa)|régimen|tortur\w*|"
    r"amnistía internacional|terroris\w*|sedición|traición|propaganda|represi\w+|crític\w+|pres[oa]s? de "
    r"conciencia|sindicalist\w*|solidaridad",
    "ru": r"прав\w* человека|правозащит\w*|полит\w*|оппозиц\w*|активист\w*|журналист\w*|диссидент\w*|протест\w*|"
    r"митинг\w*|пикет\w*|репресс\w*|преследован\w*|экстремис\w*|террори\w*|"
    r"госизмен\w*|шпионаж\w*|фейк\w*|дискредитац\w*|иноагент\w*|мемориал\w*|овд-инфо|пытк\w*|антивоенн\w*|"
    r"свобод\w+ слова|критик\w*|узник\w* совести|солидарност\w*",
    "ar": (
        r"حقوق الإنسان|سياسي\w*|معارض\w*|ناشط\w*|صحفي\w*|صحافي\w*|احتجاج\w*|الرأي|التعبير|تعسفي\w*|تعذيب|القسري|"
        r"إرهاب\w*"
    ),
}

_CRIME = {
    "en": r"robber(?:y|ies|s)?|burglar\w*|theft|thie(?:f|ves)|stol(?:e|en)|shoplift\w*|murder(?:ed|er)?|manslaughter|"
    r"homicide|stabb\w+|shooting|shot dead|gunman|rape[ds]?|rapist|"
    r"sexual(?:ly)? (?:assault\w*|abus\w*)|assault(?:ed|ing)?|drugs?|cocaine|heroin|cannabis|fraud\w*|"
    r"embezzl\w*|money[ -]launder\w*|ponzi|investors?|insider trading|tax evasion|"
    r"brib\w+|gangs?|cartels?|smuggl(?:ers?|ing|ed(?! out))|traffick\w*|drunk|drink-?driving|dui|speeding|"
    r"arson\w*|vandal\w*|"
    r"scam\w*|counterfeit\w*|carjack\w*|hit-and-run|domestic violence|"
    r"suspects?|serial killer|kidnap\w* for ransom|poach\w*|hooligan\w*|shareholders?|forg(?:ed|ery)|extort\w*|"
    r"blackmail\w*",
    "de": (
        r"raub\w*|diebstahl\w*|einbr\w+|mord\w*|totschlag|drogen\w*|betrug\w*|betrüg\w*|steuerhinterziehung|"
        r"messer\w*|vergewaltig\w*|überfall\w*|unfall\w*|geldwäsche"
    ),
    "fr": (
        r"vol\b|voleur\w*|cambriol\w*|meurtre\w*|homicide\w*|drogue\w*|stupéfiant\w*|escroc\w*|fraude\w*|viol\b|"
        r"braqu\w*|blanchiment"
    ),
    "es": (
        r"rob[oó]\w*|ladr[oó]n\w*|hurto|asesin\w*|homicid\w*|drogas?|narcotr\w*|estafa\w*|fraude\w*|violación|"
        r"atrac\w*|blanqueo"
    ),
    "ru": r"краж\w*|грабе\w*|разбо\w*|убийств\w*|наркот\w*|мошеннич\w*|взятк\w*|изнасил\w*|хищени\w*|дтп",
    "ar": r"سرقة|قتل|مخدرات|احتيال",
}


def _compiled(table: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {language: re.compile(rf"(?<!\w)(?:{words})(?!\w)", _FLAGS) for language, words in table.items()}


_CUSTODY, _RIGHTS_WORDS, _CRIME_WORDS = _compiled(CUSTODY), _compiled(_RIGHTS), _compiled(_CRIME)


@dataclass(frozen=True)
class Topic:
    """How often a text speaks of custody, rights and crime, and in how many different words."""

    custody: int
    custody_words: int
    rights: int
    rights_words: int
    crime: int


def has_custody_word(text: str, language: str) -> bool:
    return bool(_CUSTODY.get(language, _CUSTODY["en"]).search(text))


def topic(article: Article) -> Topic:
    language = article.source.language if article.source.language in _CUSTODY else "en"
    custody, rights, crime = [], [], []
    for sentence in article.body():
        text = article.of(sentence)
        custody += [match[0].lower() for match in _CUSTODY[language].finditer(text)]
        rights += [match[0].lower() for match in _RIGHTS_WORDS[language].finditer(text)]
        crime += [match[0].lower() for match in _CRIME_WORDS[language].finditer(text)]
    return Topic(len(custody), len(set(custody)), len(rights), len(set(rights)), len(crime))
