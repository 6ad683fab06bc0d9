"""Tables and each row's own invariants. Importing the package registers all of them."""

from actions.models import (
    actions,
    articles,
    cases,
    counts,
    letters,
    limits,
    mails,
    messages,
    missions,
    organisations,
    pictures,
    pledges,
    reports,
    supporters,
    tallies,
)

__all__ = [
    "actions",
    "articles",
    "cases",
    "counts",
    "letters",
    "limits",
    "mails",
    "messages",
    "missions",
    "organisations",
    "pictures",
    "pledges",
    "reports",
    "supporters",
    "tallies",
]
