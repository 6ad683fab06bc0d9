"""French: the few rules that there are."""

import re

from actions.drafting.rules import LAWYER, PersonRules, after_name, before_name, plain_group


def french() -> PersonRules:
    held = (
        r"arrêtée?s?|interpellée?s?|détenue?s?|emprisonnée?s?|incarcérée?s?|condamnée?s?|enlevée?s?|torturée?s?|"
        r"écrouée?s?|placée?s? en|transférée?s?|libérée?s?|inculpée?s?|jugée?s?|poursuivie?s?|en (?:prison|"
        r"détention)|derrière les barreaux|disparue?s?|exécutée?s?"
    )
    mid = r"(?:(?!par\b|avec\b|que\b|contre\b|selon\b)[\w'\"-]+\s){0,7}"
    before = (
        before_name(
            (
                rf"\b(?:arrestation|détention|libération|condamnation|procès|emprisonnement|incarcération|"
                rf"disparition|"
                rf"enlèvement|mort|santé|affaire|sort|maintien en détention)\s(?:de\s|du\s|d'|contre\s|des\s){mid}"
            ),
            2.5,
        ),
        before_name((rf"\b(?:arrêté|condamné|détenu|interpellé|emprisonné|libérer|libérez|incarcéré|arrêter)\s{mid}"), 2.5),
        before_name((r"\b(?:mon|ma|notre)\s(?:mari|épouse|femme|frère|sœur|soeur|père|mère|fils|fille|ami|collègue)"), 3.0),
        before_name(
            (
                r"\b(?:son|sa|ses|leur|leurs)\s(?:\w+\s)?(?:mari|épouse|femme|frère|sœur|soeur|père|mère|fils|fille|"
                r"avocate?s?)"
            ),
            LAWYER,
        ),
        before_name(
            (
                r"\b(?:présidente?|ministre|juge|procureure?|porte-parole|directeur|directrice|secrétaire général\w*|"
                r"avocate?|maître|me|général|premier ministre|chef)"
            ),
            -2.5,
        ),
        before_name(r"\b(?:a déclaré|selon|affirme|explique|dit|a dit|d'après)\s(?:[\w'-]+\s){0,5}", -2.0),
        before_name(r"\bpar\s(?:[\w'-]+\s){0,4}", -1.0),
    )
    after = (
        after_name(
            (
                rf"(?:\s?\([^)]{{0,60}}\))?(?:,\s[^.;:]{{1,140}}?,)?(?:\s(?:qui|a|ont|est|sont|été|était|avait|reste|"
                rf"toujours|aussi|être|doit|\w+ment)){{1,5}}\s(?:{held})"
            ),
            3.0,
        ),
        after_name(rf"(?:,\s[^.;:]{{1,120}}?,)?,?\s(?:{held})", 2.0),
        after_name(
            (
                r"(?:,\s[^.;:]{1,140}?,)?\s(?:purge|croupit|risque|encourt|est mort en|a disparu|observe|a entamé|"
                r"souffre|attend)"
            ),
            2.0,
        ),
        after_name(
            (
                r"(?:,\s[^.;:\"]{1,120}?,)?\s(?:a (?:déclaré|dit|affirmé|expliqué|dénoncé|appelé|estimé)|affirme|"
                r"explique|dit|dénonce|déclare|estime|appelle)\b"
            ),
            -2.0,
        ),
        after_name(r",\s(?:son|sa|leur)\s(?:\w+\s)?(?:mari|épouse|femme|avocate?|frère|sœur|mère|père)", LAWYER),
        after_name(r",\s(?:avocate?|directeur|directrice|président\w*|ministre|porte-parole|secrétaire)\b", -2.0),
    )
    return PersonRules(
        before,
        after,
        re.compile(
            rf"\b(?:Il|Elle|il|elle|Le journaliste|La journaliste|L'opposant|L'activiste|Le militant|La "
            rf"militante)(?:\s(?:a|est|été|était|avait|reste|toujours|\w+ment)){{1,4}}\s(?:{held})|\b(?:Il|Elle) "
            rf"(?:purge|risque|souffre)"
        ),
        re.compile(
            (
                r"\b(?:j'ai été|je suis|on m'a)\s(?:\w+\s)?(?:arrêté|détenu|condamné|emprisonné|transféré|torturé|en "
                r"prison)|\bma (?:cellule|détention|peine|condamnation)\b|\bmon (?:arrestation|procès)\b"
            ),
            re.IGNORECASE,
        ),
        plain_group(
            (r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|des dizaines de|des centaines de|\d{1,3}"),
            (
                r"étudiants|militants|militantes|journalistes|personnes|hommes|femmes|détenus|manifestants|membres|"
                r"avocats|accusés|opposants|activistes|syndicalistes|prisonniers"
            ),
        ),
        re.compile(held + "|détention|arrestation", re.IGNORECASE),
    )
