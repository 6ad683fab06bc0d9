"""The `outcry` command as a process, in an environment of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from actions import embedded
from tests.conftest import ROOT

_OURS = ("DATABASE_URL", "PUBLIC_URL", "PORT", "OUTCRY_DATA", "SECRET_KEY", "ADDRESS_KEY", "LOG_LEVEL", "LOG_FORMAT")


def environment(home: Path, **settings: str) -> dict[str, str]:
    """This process's, without settings of Outcry but for those given."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _OURS and not name.startswith(("MAIL_", "SMTP_", "SENDGRID_", "ORGANISATION_", "PRIVACY_", "EMBED_"))
    }
    return {**kept, "OUTCRY_DATA": str(home), "PYTHONPATH": str(ROOT), **settings}


def outcry(home: Path, *arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "actions.cli", *arguments],
        env=environment(home, **settings),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def data_directory() -> Iterator[Path]:
    """A data directory that leaves nothing behind, root's part under /var/lib included."""
    with TemporaryDirectory(prefix="outcry-") as directory:
        Path(directory).chmod(0o755)
        home = Path(directory) / "data"
        try:
            yield home
        finally:
            if home.exists():
                embedded.erase(home)
