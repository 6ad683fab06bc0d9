"""Country codes as arguments of commands."""

import click

from actions.domain.countries import parse_country
from actions.errors import Refused


class _Country(click.ParamType[str]):
    name = "country"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return parse_country(value)
        except Refused as error:
            self.fail(str(error), param, ctx)


COUNTRY = _Country()
"""Two letters of ISO 3166-1 or Kosovo's XK, in either case."""
