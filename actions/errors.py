"""What a use-case may raise. Entry points turn each into an answer: one table for the web, one for the command line."""


class OutcryError(Exception):
    """The base of all. `str(error)` is one English sentence that may be shown to the person at the other end.

    `message` is what catalogues know it by, with `%(name)s` where `values` go: an entry point that speaks another
    language translates it.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values


class NotFound(OutcryError):
    """No such thing, or none that this caller may know of."""


class NotTranslated(NotFound):
    """It is there, but not in this language. `own_language` is the one it was written in."""

    def __init__(self, message: str, *, own_language: str) -> None:
        super().__init__(message)
        self.own_language = own_language


class Gone(OutcryError):
    """It was here and takes nothing any more: a closed action, a link past its day."""


class Refused(OutcryError):
    """The request breaks a rule that its sender can mend. `field` names the input to blame, if one is."""

    def __init__(self, message: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.field = field


class Conflict(OutcryError):
    """The thing is not in a state in which this can happen to it."""


class Unavailable(OutcryError):
    """The database cannot be reached or gave up; trying again later may help."""


class Misconfigured(OutcryError):
    """The environment lacks or contradicts something. `problems` lists all of it, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
