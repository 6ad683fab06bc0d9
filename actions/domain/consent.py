"""What supporters agree to when they sign. The one place of this wording: the hash of the text shown is stored."""


def signing_consent(*, organisation: str, state: str) -> str:
    """The sentence beside the box that must be ticked. `state` is the name of the responsible state."""
    return (
        f"I am 16 or older. I agree that {organisation} keeps my email address, my country and what I fill in here, and "
        f"hands over to the mission of {state} exactly what I chose above, nothing more. My signature shows a political "
        "opinion. I can take it back at any time; a letter that has been handed over cannot be called back."
    )
