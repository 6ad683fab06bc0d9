"""The files under `static/`, read once. Each address holds the hash of its file, so that browsers may keep it for good."""

import hashlib
import re
from pathlib import Path

TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
STYLE = "public.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FILE = re.compile(r'url\("([^"#:]+)"\)')


class Assets:
    def __init__(self, folder: Path) -> None:
        self._files: dict[str, bytes] = {}
        self._versions: dict[str, str] = {}
        paths = (path for path in folder.rglob("*") if path.is_file())
        for path in sorted(paths, key=lambda path: path.suffix == ".css"):  # style sheets name the others
            content = path.read_bytes()
            if path.suffix == ".css":
                content = self._finished(content.decode()).encode()
            if path.suffix == ".js":
                content = without_comments(content.decode()).encode()
            name = path.relative_to(folder).as_posix()
            self._files[name] = content
            self._versions[name] = hashlib.sha256(content).hexdigest()[:10]

    def _finished(self, style: str) -> str:
        """A style sheet without comments and needless space, its files under their lasting addresses."""
        return _FILE.sub(lambda match: f'url("{self.url(match[1])}")', squeeze(style))

    @property
    def style(self) -> str:
        """The style sheet of the public pages."""
        return self._files[STYLE].decode()

    @property
    def scripts(self) -> tuple[str, ...]:
        return tuple(content.decode() for name, content in self._files.items() if name.endswith(".js"))

    def url(self, name: str) -> str:
        """The address of a file; raises `KeyError` for one that is not there."""
        return f"/static/{self._versions[name]}/{name}"

    def is_present(self, name: str, version: str) -> bool:
        return self._versions.get(name) == version

    def find(self, name: str) -> bytes | None:
        return self._files.get(name)

    def kind(self, name: str) -> str:
        """The media type of a file by its ending."""
        return TYPES.get(Path(name).suffix, "application/octet-stream")


def without_comments(script: str) -> str:
    """The same script without the lines that only comment, and without what it is indented by.

    Not for scripts with a text over several lines (`…`); a test sees to it that ours have none.
    """
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def squeeze(style: str) -> str:
    """The same rules in fewer bytes. Spaces around `+`, `-`, `*` and `:` stay: they may have a meaning."""
    style = re.sub(r"\s+", " ", _COMMENT.sub("", style))
    return re.sub(r" ?([{};,]) ?", r"\1", style).replace(";}", "}").strip()
