"""The WSGI object, for any server: `granian --interface wsgi app:app`. `python app.py` serves it for a look."""

from actions.factory import create_app

app = create_app()

if __name__ == "__main__":
    app.run(port=app.extensions["site"].settings.port)
