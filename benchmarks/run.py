"""`make bench`: signatures and page views a second over HTTP, beside pgbench on the same rows and beside a static file.

Everything runs in one go on this machine, client, server and database sharing its cores; what is compared runs in turn,
three times, and the median is taken. Only the ratios mean something on another machine.
"""

import gzip
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlencode

from sqlalchemy import text

from actions.db import make_engine
from actions.embedded import binaries
from actions.usecases.pledges import _SIGN
from benchmarks import load
from benchmarks.site import Site, serving

ROUNDS = 3
CONNECTIONS = 16
SIGNATURES = int(os.environ.get("BENCH_SIGNATURES", "6000"))
VIEWS = int(os.environ.get("BENCH_VIEWS", "30000"))
PGBENCH_SECONDS = 5
SLUG = "boris-kagarlitsky"
RESULTS = Path(__file__).parent / "results"
AIMS = {"signatures_per_second": 1000, "signatures_to_pgbench": 0.08, "views_per_second": 3000}


def main() -> None:
    with serving() as site:
        page = _get(site, f"/a/{SLUG}")
        (site.files / "page").write_bytes(gzip.compress(page.encode()))
        rounds = [_round(site, page, number) for number in range(ROUNDS)]
    medians = {name: round(statistics.median(each[name] for each in rounds), 3) for name in rounds[0]}
    _print(medians)
    _keep(medians, rounds)
    if any(each["wrong_answers"] for each in rounds):
        sys.exit("Some answers were wrong; the figures above don't count.")


def _round(site: Site, page: str, number: int) -> dict[str, float]:
    print(f"round {number + 1} of {ROUNDS} …", file=sys.stderr)
    signed = load.run(site.port, _signatures(site, page, number), connections=CONNECTIONS, expected=b"HTTP/1.1 303")
    _all_stored(site, signed.requests)
    pgbench = _pgbench(site)
    viewed = load.run(site.port, [_view(site, f"/a/{SLUG}")] * VIEWS, connections=CONNECTIONS, expected=b"HTTP/1.1 200")
    static = load.run(
        site.port, [_view(site, "/bench-static/page")] * VIEWS, connections=CONNECTIONS, expected=b"HTTP/1.1 200"
    )
    return {
        "signatures_per_second": signed.per_second,
        "pgbench_per_second": pgbench,
        "signatures_to_pgbench": signed.per_second / pgbench,
        "views_per_second": viewed.per_second,
        "static_per_second": static.per_second,
        "views_to_static": viewed.per_second / static.per_second,
        "wrong_answers": signed.wrong + viewed.wrong + static.wrong,
    }


def _get(site: Site, path: str) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{site.port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def _signatures(site: Site, page: str, number: int) -> list[bytes]:
    token = re.search(r'name="form_token"[^>]*value="([^"]+)"', page) or re.search(
        r'value="([^"]+)"[^>]*name="form_token"', page
    )
    assert token
    countries = ("SE", "NO", "DE", "FR", "CH", "US", "GB", "AU")
    requests = []
    for each in range(SIGNATURES):
        form = urlencode(
            {
                "form_token": token[1],
                "country": countries[each % len(countries)],
                "disclosure": ("name_country", "count_only")[each % 2],
                "name": "Anna Lind",
                "email": f"anna{number}-{each}-{os.getpid()}@example{each % 97}.org",
                "personal_line": "I am a nurse.",
                "consent": "yes",
                "do": "send",
            }
        ).encode()
        requests.append(
            b"POST /a/%b HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (SLUG.encode(), site.port, len(form), form)
        )
    return requests


def _all_stored(site: Site, at_least: int) -> None:
    """That what was answered with 303 is really there; then an empty table for what is measured next."""
    engine = make_engine(site.database_url, pool_size=1)
    with engine.begin() as connection:
        stored = connection.scalar(text("SELECT count(*) FROM pledges"))
        assert stored >= at_least, f"only {stored} of {at_least} signatures were stored"
        connection.execute(text("TRUNCATE pledges, supporters, confirm_allowances, mails, consent_events CASCADE"))
    engine.dispose()


def _view(site: Site, path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost:{site.port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()


def _pgbench(site: Site) -> float:
    """The very statement that signing runs, prepared, by 16 clients."""
    with NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(_pgbench_script(site))
        script.flush()
        Path(script.name).chmod(0o644)
        programs = binaries.find()
        done = subprocess.run(
            [
                str(programs.program("pgbench")),
                *("-h", str(site.server.socket_dir), "-U", "outcry", "-n", "-M", "prepared"),
                *("-c", str(CONNECTIONS), "-j", "2", "-T", str(PGBENCH_SECONDS), "-f", script.name, "outcry"),
            ],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PGOPTIONS": "-c plan_cache_mode=force_generic_plan -c jit=off"},
        )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if done.returncode or not found:
        sys.exit(f"pgbench failed: {done.stderr[-2000:]}")
    return float(found[1])


def _pgbench_script(site: Site) -> str:
    engine = make_engine(site.database_url, pool_size=1)
    with engine.connect() as connection:
        row = connection.execute(
            text(
                "SELECT a.id, a.organisation_id, m.id, a.version FROM actions a"
                " JOIN message_versions m ON m.action_id = a.id AND m.language = a.language"
                " WHERE slug = :slug ORDER BY m.number DESC LIMIT 1"
            ),
            {"slug": SLUG},
        ).one()
    engine.dispose()
    unique = "sha256((:r || '-' || :s || '-' || clock_timestamp())::text::bytea)"
    values = {
        "organisation_id": str(row[1]),
        "address_hash": "(SELECT h FROM given)",
        "mailbox_hash": "(SELECT h FROM given)",
        "email": "(:r || '@example.org')",
        "uuid": "gen_random_uuid()",
        "action_id": str(row[0]),
        "version": str(row[3]),
        "message_version_id": str(row[2]),
        "variant": "0",
        "opening": "0",
        "language": "'en'",
        "country": "'SE'",
        "disclosure": "'name_country'",
        "name": "'Anna Lind'",
        "personal_line": "'I am a nurse.'",
        "edited_top": "NULL",
        "edited_end": "NULL",
        "is_shown": "false",
        "wants_updates": "false",
        "came_by": "NULL",
        "held_for": "NULL",
        "now": "now()",
        "purposes": "'{sign}'",
        "consent_texts": "'{I agree.}'",
        "consent_hashes": "ARRAY['\\\\x00'::bytea]",
        "day_ago": "now() - interval '1 day'",
        "window_start": "now() - interval '90 days'",
        "most": "3",
    }
    statement = re.sub(r"(?<!:):([a-z_]+)", lambda match: values[match[1]], str(_SIGN.text))
    statement = statement.replace("WITH live AS", f"WITH given AS MATERIALIZED (SELECT {unique} AS h), live AS", 1)
    return f"\\set r random(1, 1000000000)\n\\set s random(1, 1000000000)\n{statement.strip()};\n"


def _print(medians: dict[str, float]) -> None:
    print(f"\nmedians of {ROUNDS}, {CONNECTIONS} connections, {os.cpu_count()} cores, {platform.python_version()}\n")
    for name, value in medians.items():
        aim = AIMS.get(name)
        told = "" if aim is None else f"   aim ≥ {aim:,}   {'reached' if value >= aim else 'NOT REACHED'}"
        print(f"  {name:24} {value:>12,.3f}{told}")


def _keep(medians: dict[str, float], rounds: list[dict[str, float]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    result = {
        "at": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "connections": CONNECTIONS,
        "signatures": SIGNATURES,
        "views": VIEWS,
        "medians": medians,
        "rounds": rounds,
    }
    file = RESULTS / f"{now:%Y-%m-%dT%H%M%S}.json"
    file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"\nKept in {file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}.")


if __name__ == "__main__":
    main()
