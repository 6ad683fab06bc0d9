"""Disks that are full, read-only or noexec: mounts that only the launcher sees and that vanish with it."""

import ctypes
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

NEW_MOUNTS, NEW_USERS = 0x00020000, 0x10000000  # CLONE_NEWNS, CLONE_NEWUSER of <sched.h>


def tmpfs(path: Path, options: str) -> Callable[[], None]:
    def mount() -> None:
        _with_own_mounts()
        path.mkdir(exist_ok=True)
        _mount("-t", "tmpfs", "-o", options, "tmpfs", str(path))

    return mount


def read_only(path: Path) -> Callable[[], None]:
    def mount() -> None:
        _with_own_mounts()
        path.mkdir(exist_ok=True)
        _mount("--bind", str(path), str(path))
        _mount("-o", "remount,ro,bind", str(path))

    return mount


def root_without_other_accounts() -> None:
    """Root of a user namespace that has no account but root, as in some containers."""
    _unshare(NEW_USERS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text("0 0 1")
    Path("/proc/self/gid_map").write_text("0 0 1")


def _with_own_mounts() -> None:
    _unshare(NEW_MOUNTS)
    _mount("--make-rprivate", "/")


def _unshare(flags: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr)
