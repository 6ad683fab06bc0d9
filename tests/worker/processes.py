"""The real worker as a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT


@dataclass
class WorkerProcess:
    process: subprocess.Popen[bytes]
    log: Path

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


@contextmanager
def worker_process(directory: Path, **environment: str) -> Iterator[WorkerProcess]:
    """`python -m actions.worker` with that environment alone; it is gone afterwards."""
    log = directory / "worker.log"
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "actions.worker"],
            cwd=ROOT,
            env=inherited | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield WorkerProcess(process, log)
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait(10)
