"""Where use-cases find `change_state`; it lives beside the tables, since the outbox needs it too."""

from actions.models.transitions import change_state

__all__ = ["change_state"]
