"""`python -m actions.cli` is `outcry`."""

from actions.cli import main

main(prog_name="outcry")
