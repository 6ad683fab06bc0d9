"""Spanish: the few rules that there are."""

import re

from actions.drafting.rules import LAWYER, PersonRules, after_name, before_name, plain_group


def spanish() -> PersonRules:
    held = (
        r"detenid[oa]s?|arrestad[oa]s?|encarcelad[oa]s?|condenad[oa]s?|sentenciad[oa]s?|secuestrad[oa]s?|"
        r"torturad[oa]s?|recluid[oa]s?|pres[oa]s?|trasladad[oa]s?|liberad[oa]s?|excarcelad[oa]s?|acusad[oa]s?|"
        r"procesad[oa]s?|desaparecid[oa]s?|ejecutad[oa]s?|en prisión|en la cárcel|tras las rejas|incomunicad[oa]s?"
    )
    mid = r"(?:(?!por\b|con\b|que\b|contra\b|según\b)[\w\"-]+\s){0,7}"
    before = (
        before_name(
            (
                rf"\b(?:detención|arresto|liberación|condena|juicio|encarcelamiento|desaparición|muerte|salud|caso|"
                rf"libertad|excarcelación|paradero|secuestro)\s(?:de\s|del\s|contra\s|para\s){mid}"
            ),
            2.5,
        ),
        before_name(
            (
                rf"\b(?:detuvo a|detuvieron a|condenó a|arrestó a|arrestaron a|liberar a|encarceló a|libertad para|"
                rf"pres[oa] polític[oa]|se llevaron a)\s?{mid}"
            ),
            3.0,
        ),
        before_name(
            (
                r"\b(?:detuv\w+|arrest\w+|conden\w+|encarcel\w+|secuestr\w+|liber\w+|traslad\w+|"
                r"sentenci\w+)\b[^.;]{0,70}?\s(?:a|al|a la|contra)\s(?:[\w-]+\s){0,6}"
            ),
            2.5,
        ),
        before_name(
            (
                r"\b(?:mi|nuestro|nuestra)\s(?:esposo|esposa|marido|hermano|hermana|padre|madre|hijo|hija|compañero|"
                r"compañera|colega)"
            ),
            3.0,
        ),
        before_name(
            (
                r"\b(?:su|sus)\s(?:\w+\s)?(?:esposo|esposa|marido|hermano|hermana|padre|madre|hijo|hija|"
                r"abogad[oa]s?)"
            ),
            LAWYER,
        ),
        before_name(
            (
                r"\b(?:presidente|presidenta|ministr[oa]|juez|jueza|fiscal|portavoz|directora?|secretari[oa] general|"
                r"abogad[oa]|general|canciller|vicepresidenta?)"
            ),
            -2.5,
        ),
        before_name(r"\b(?:dijo|según|afirmó|explicó|declaró|señaló|denunció|agregó)\s(?:[\w-]+\s){0,5}", -2.0),
        before_name(r"\bpor\s(?:[\w-]+\s){0,4}", -1.0),
    )
    after = (
        after_name(
            (
                rf"(?:\s?\([^)]{{0,60}}\))?(?:,\s[^.;:]{{1,140}}?,)?(?:\s(?:que|quien|ha|fue|está|es|sido|"
                rf"estaba|había|"
                rf"sigue|permanece|continúa|ser|debe|también|lleva|\w+mente)){{1,5}}\s(?:[\w-]+\s){{0,3}}?(?:{held})"
            ),
            3.0,
        ),
        after_name(rf"(?:,\s[^.;:]{{1,120}}?,)?,?\s(?:{held})", 2.0),
        after_name(
            (
                r"(?:,\s[^.;:]{1,140}?,)?\s(?:cumple|enfrenta|desapareció|murió (?:en|bajo)|inició|padece|"
                r"sufre|purga|"
                r"espera)"
            ),
            2.0,
        ),
        after_name(
            (
                r"(?:,\s[^.;:\"]{1,120}?,)?\s(?:dijo|afirmó|explicó|declaró|señaló|denunció|agregó|pidió|exigió|"
                r"aseguró|sostuvo)\b"
            ),
            -2.0,
        ),
        after_name(r",\s(?:su)\s(?:\w+\s)?(?:esposo|esposa|marido|abogad[oa]|herman[oa]|madre|padre)", LAWYER),
        after_name(r",\s(?:abogad[oa]|directora?|president[ea]|ministr[oa]|portavoz)\b", -2.0),
    )
    return PersonRules(
        before,
        after,
        re.compile(
            rf"\b(?:Él|Ella|El periodista|La periodista|El activista|La activista|El opositor|La opositora|[Ff]ue|"
            rf"[Ee]stá)\b[^.]{{0,60}}?\b(?:{held})"
        ),
        re.compile(
            (
                r"\b(?:fui|estoy|he sido|me (?:detuvieron|arrestaron|condenaron|trasladaron|torturaron|"
                r"llevaron))\b(?:\s(?:detenid|arrestad|condenad|pres|encarcelad)[oa])?|\bmi (?:celda|condena|"
                r"detención|"
                r"arresto|juicio)\b"
            ),
            re.IGNORECASE,
        ),
        plain_group(
            (r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|decenas de|cientos de|\d{1,3}"),
            (
                r"estudiantes|activistas|periodistas|personas|hombres|mujeres|presos|detenidos|manifestantes|"
                r"miembros|"
                r"abogados|jóvenes|campesinos|opositores|sindicalistas"
            ),
        ),
        re.compile(held + "|detención|arresto", re.IGNORECASE),
    )
