"""The files under `static/`, read once. Their address holds a hash of them all, so that browsers may keep them for good."""

import hashlib
from pathlib import Path

TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}


class Assets:
    def __init__(self, folder: Path) -> None:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        self._files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
        digest = hashlib.sha256()
        for name, content in self._files.items():
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        self.version = digest.hexdigest()[:10]

    def url(self, name: str) -> str:
        """The address of a file; raises `KeyError` for one that is not there."""
        self._files[name]
        return f"/static/{self.version}/{name}"

    def find(self, name: str) -> bytes | None:
        return self._files.get(name)

    def kind(self, name: str) -> str:
        """The media type of a file by its ending."""
        return TYPES.get(Path(name).suffix, "application/octet-stream")
