"""The WSGI object, for any server: `granian --interface wsgi app:app`. `python app.py` serves it for a look."""

import sys

from flask import Flask

from actions import logs, settings
from actions.errors import Misconfigured
from actions.factory import create_app


def _app_of_environment() -> Flask:
    try:
        loaded = settings.load().checked_for_serving()
    except Misconfigured as error:
        sys.exit("The site can't start like this:\n" + "\n".join(f"  · {problem}" for problem in error.problems))
    logs.configure(loaded)
    return create_app(loaded)


app = _app_of_environment()

if __name__ == "__main__":
    app.run(port=app.extensions["site"].settings.port)
