"""Tables and each row's own invariants. Importing the package registers all of them."""

from actions.models import (
    actions,
    articles,
    cases,
    counts,
    letters,
    mails,
    messages,
    missions,
    organisations,
    pledges,
    supporters,
)

__all__ = [
    "actions",
    "articles",
    "cases",
    "counts",
    "letters",
    "mails",
    "messages",
    "missions",
    "organisations",
    "pledges",
    "supporters",
]
