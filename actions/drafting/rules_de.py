"""German: the few rules that there are."""

import re

from actions.drafting.rules import LAWYER, PersonRules, after_name, before_name, plain_group


def german() -> PersonRules:
    held = (
        r"verhaftet|festgenommen|inhaftiert|verurteilt|eingesperrt|verschleppt|entführt|gefoltert|angeklagt|"
        r"hingerichtet|verlegt|freigelassen|in \w*haft|im gefängnis|hinter gittern|vergiftet|verschwunden"
    )
    mid = r"(?:(?!von\b|durch\b|mit\b|sagte\b|dass\b|gegen\b)[\w\"-]+\s){0,6}"
    before = (
        before_name(r"\b(?:sitzt|verbüßt|saß|kam)\s(?:der |die )?(?:[\w-]+\s){0,3}", 2.5),
        before_name(
            (
                rf"\b(?:verhaftung|festnahme|inhaftierung|freilassung|verurteilung|haft|prozess|fall|"
                rf"verschwinden|tod|"
                rf"gesundheit|hinrichtung|schicksal)\s(?:von|des|der|gegen|um)\s{mid}"
            ),
            2.5,
        ),
        before_name(
            (
                rf"\b(?:inhaftierte[nrs]?|verhaftete[nrs]?|festgenommene[nrs]?|verurteilte[nrs]?|gefangene[nrs]?|"
                rf"häftling|freiheit für|politische[nr]? gefangene[nr]?)\s{mid}"
            ),
            2.5,
        ),
        before_name(
            (
                r"\b(?:mein|meine|meinen|unser|unsere)\s(?:mann|ehemann|frau|bruder|schwester|vater|mutter|sohn|"
                r"tochter)"
            ),
            3.0,
        ),
        before_name(
            (
                r"\b(?:seine?|ihre?|deren|dessen)r?\s(?:\w+\s)?(?:mann|ehemann|frau|ehefrau|bruder|schwester|vater|"
                r"mutter|sohn|tochter|anwalt|anwältin|verteidiger\w*)"
            ),
            LAWYER,
        ),
        before_name(
            (
                r"\b(?:präsident\w*|minister\w*|kanzler\w*|richter\w*|sprecher\w*|machthaber\w*|staatschef\w*|"
                r"direktor\w*|geschäftsführer\w*|anwalt|anwältin|leiter\w*|außenminister\w*)"
            ),
            -2.5,
        ),
        before_name(r"\b(?:sagte|sagt|laut|so|erklärte|erklärt|nach angaben von|von)\s(?:[\w-]+\s){0,5}", -1.5),
    )
    after = (
        after_name(
            (
                rf"(?:\s?\([^)]{{0,60}}\))?(?:,\s[^.;:]{{1,120}}?,)?\s(?:wurde|wird|ist|sitzt|war|bleibt|"
                rf"befindet sich|"
                rf"muss|soll|worden)\b[^;]{{0,150}}?\b(?:{held})"
            ),
            3.0,
        ),
        after_name(
            (
                r"\s(?:zu|wegen|in)\s[^;]{0,90}?(?:haft|gefängnis|straflager|tode|verurteilt|festgenommen|"
                r"verhaftet)\b"
            ),
            2.5,
        ),
        after_name(r"(?:,\s[^.;:]{1,120}?,)?\s(?:sitzt|verbüßt|befindet sich|trat|verschwand|starb in)", 2.5),
        after_name(
            (
                r"s\s(?:verhaftung|festnahme|freilassung|anwalt|anwältin|familie|frau|mann|gesundheit\w*|haft\w*|"
                r"prozess)"
            ),
            2.0,
        ),
        after_name(
            (
                r"(?:,\s[^.;:\"]{1,120}?,)?\s(?:sagte|sagt|erklärte|erklärt|betonte|forderte|fordert|berichtete|"
                r"berichtet|schrieb|kritisierte)\b"
            ),
            -2.0,
        ),
        after_name((r",\s(?:seine?|ihre?)\s(?:\w+\s)?(?:mann|frau|anwalt|anwältin|bruder|schwester|mutter|vater)"), LAWYER),
    )
    return PersonRules(
        before,
        after,
        re.compile(
            rf"\b(?:Er|Sie|er|sie|Der \w+|Die \w+)\s(?:wurde|wird|ist|sitzt|war|befindet "
            rf"sich)\b[^.]{{0,120}}?\b(?:{held})"
        ),
        re.compile(
            (
                r"\bich (?:wurde|bin|sitze|saß)\b[^.]{0,80}(?:verhaftet|festgenommen|haft|gefängnis|zelle|"
                r"verurteilt)|"
                r"\bmeine[rn]? (?:zelle|haft|verhaftung|zellengenoss\w+|strafe)\b"
            ),
            re.IGNORECASE,
        ),
        plain_group(
            (r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dutzende|hunderte|\d{1,3}"),
            (
                r"studenten|studierende|aktivisten|journalisten|menschen|männer|frauen|gefangene|demonstranten|"
                r"mitglieder|anwälte|angeklagte|schüler|arbeiter|personen"
            ),
        ),
        re.compile(held + r"|haft|festnahme", re.IGNORECASE),
    )
