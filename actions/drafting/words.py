"""Words that the rules know, by what they are. Lower case throughout."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _set("al el ul bin ibn bint ben van von der den de da das dos di du la le del della abu ould ag y e und zu ter ten of-the")

TITLES = _set(
    "mr mrs ms miss dr prof professor sir dame lord lady rev reverend fr father sister brother pastor bishop archbishop cardinal imam "
    "sheikh shaikh sheik mullah maulana ayatollah lama geshe venerable comrade doctor monsieur madame herr frau señor señora don doña "
    "г-н г-жа доктор профессор отец"
)

OFFICES = _set(
    "president vice-president prime minister premier chancellor king queen prince princess emir sultan governor mayor senator "
    "congressman congresswoman mp mep deputy judge justice magistrate prosecutor attorney lawyer barrister solicitor counsel advocate "
    "general colonel lieutenant captain major sergeant commander commissioner admiral marshal chief officer inspector "
    "ambassador consul secretary undersecretary rapporteur spokesperson spokesman spokeswoman director chairman chairwoman chair "
    "chairperson head leader founder co-founder editor editor-in-chief ceo coordinator representative envoy expert researcher analyst "
    "dictator ruler tsar "
    "präsident präsidentin ministerpräsident kanzler kanzlerin minister ministerin richter richterin anwalt anwältin sprecher sprecherin "
    "machthaber staatschef direktor direktorin geschäftsführer leiter leiterin "
    "président présidente ministre juge avocat avocate procureur directeur directrice porte-parole "
    "presidente presidenta ministro ministra juez jueza abogado abogada fiscal director directora portavoz "
    "президент министр судья адвокат прокурор директор следователь представитель правозащитник губернатор"
)

ORGANISATION_WORDS = _set(
    "amnesty international rights watch reporters borders nations union court courts supreme council committee ministry police prison "
    "radio news times post telegram facebook twitter youtube instagram tiktok whatsapp signal article section law act code colony university "
    "institute centre center foundation party movement front association federation league network agency office department government "
    "parliament assembly congress senate army forces security service services republic prize award nobel street square avenue road "
    "hospital airport church mosque temple school college club company ltd inc corporation commission embassy consulate campaign "
    "coalition alliance group organisation organization society journal magazine newspaper press media channel tv bbc cnn reuters afp "
    "jail penitentiary facility camp barracks cemetery festival oscar oscars academy studios films pictures library museum theatre "
    "bank ministry bureau brigade battalion unit division command guard guards intelligence defence defense initiative project fund "
    "rapporteurs convention covenant declaration treaty charter constitution resolution amendment protest protests revolution spring "
    "war day week month year festival book project house tower bridge region province district county city village town river lake "
    "mountain sea island islands bay desert peninsula valley strip bank territory territories republics airlines airport hotel "
    "gericht landgericht bezirksgericht ministerium gefängnis haftanstalt universität stiftung partei verein zeitung "
    "tribunal cour prison ministère université parti parquet association collectif comité ligue gendarmerie "
    "tribunal juzgado corte prisión penal cárcel ministerio universidad partido fiscalía asociación comité policía "
    "суд колония сизо министерство университет партия фонд центр комитет тюрьма издание amnistía anistia human"
)

NOT_A_NAME = _set(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday christian christians muslim muslims islam islamic islamist catholic protestant orthodox jewish jews jew buddhist "
    "buddhists hindu hindus sunni shia shiite sufi jehovah witness witnesses bahá'í baha'i bahai kurdish kurd kurds uyghur uyghurs uighur "
    "tibetan tibetans tatar tatars crimean rohingya arab arabs arabic european europeans african africans asian western eastern northern "
    "southern north south east west central soviet nazi communist communists marxist socialist liberal conservative democrat republican "
    "english internet covid covid-19 tuberculosis god allah jesus christ bible quran koran new year's eve christmas easter ramadan "
    "freedom liberty justice peace truth human rights prisoner prisoners day black white red green blue state states "
    "urgent action actions update background information editor editors staff correspondent reporter photo image source video credit "
    "excellency excellencies honour majesty highness sincerely yours faithfully regards chapter part question answer q a "
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes "
    "интернет бог россия украина"
)

STARTERS = _set(
    "the a an he she it they we i you his her their our my your its this that these those in on at by for from to of with and but or nor "
    "if when while after before since until as although though however despite according following during because yet still now then "
    "there here what who whom whose why how where which not no one two three four five six seven eight nine ten many most some all every "
    "each both several other others another more last next first second third also even only just so such under over between against "
    "about without within through upon once again today yesterday tomorrow earlier later recently meanwhile instead rather moreover "
    "furthermore nevertheless nonetheless thus therefore hence indeed perhaps maybe please dear tell free release save support stop end "
    "write send call sign share help join demand drop let read see visit learn find take get give ask stand jailed imprisoned detained "
    "arrested sentenced former late exiled prominent opposition leading veteran young human "
    "police authorities prosecutors officials officers activists journalists lawyers supporters relatives family friends colleagues "
    "people men women children students teachers workers prisoners detainees protesters experts witnesses doctors soldiers agents guards "
    "journalist activist writer poet blogger artist singer rapper filmmaker photographer cartoonist academic professor student teacher "
    "nurse farmer engineer economist historian sociologist scientist politician politicians dissident prisoner lawmaker defender "
    "nobody everyone everybody someone anyone nothing everything something born known held speaking asked "
    "being having having been having become both either neither whether unless given considering thanks welcome yes ok okay hello "
    "der die das ein eine er sie es wir ich ihr sein seine ihre im in am an auf aus bei mit nach seit von vor zu zum zur über unter und aber "
    "oder wenn als dass weil doch auch noch schon nur so wie was wer wo warum dieser diese dieses jeder alle viele mehr heute gestern laut "
    "le la les un une il elle ils elles nous je vous son sa ses leur ce cette ces dans en au aux par pour sur sous avec sans depuis selon "
    "après avant pendant mais ou et si quand comme que qui où pourquoi tout tous toute toutes plusieurs aujourd'hui hier l' d' "
    "el los las una unos unas él ella ellos nosotros yo su sus este esta estos en al por para sobre con sin desde según tras antes durante "
    "pero o y si cuando como que quien donde porque todo todos toda todas varios hoy ayer del "
    "он она они мы я вы его её их это этот эта эти в во на с со по за из от до для при о об к ко у но а и или если когда как что кто где "
    "почему все всех также уже ещё еще после перед между согласно сегодня вчера ранее позже однако кроме"
)

COMMON_NOUNS_DE = _set(
    "journalist journalistin aktivist aktivistin politiker politikerin schriftsteller schriftstellerin blogger bloggerin student studentin "
    "menschenrechtler menschenrechtlerin menschenrechtsanwalt menschenrechtsanwältin menschenrechtsverteidiger menschenrechtsverteidigerin "
    "oppositionspolitiker oppositionspolitikerin oppositionsführer oppositionsführerin kremlkritiker kremlgegner regimekritiker soziologe "
    "künstler künstlerin dichter dichterin musiker musikerin lehrer lehrerin ärztin arzt professor professorin gewerkschafter gewerkschafterin "
    "dissident dissidentin häftling gefangene gefangener gefangenen ehemann ehefrau bruder schwester vater mutter sohn tochter tante onkel "
    "mann frau kollege kollegin freund freundin anwalt anwältin richter richterin haft gefängnis jahre jahren monate tage polizei behörden "
    "regierung familie urteil prozess strafe freiheit freilassung menschenrechte menschenrechtsorganisation organisation staatsanwaltschaft "
    "redakteur redakteurin chefredakteur chefredakteurin fotograf fotografin filmemacher filmemacherin regisseur regisseurin vorsitzende "
    "vorsitzender leiter leiterin gründer gründerin autor autorin verleger verlegerin unternehmer doktor bürger bürgerin bürgerrechtler"
)
