"""Two imports at once are one after the other."""

from concurrent.futures import ThreadPoolExecutor

from actions.db import Database
from actions.queries.missions import list_missions
from actions.usecases.missions import ImportReport, import_missions
from tests.missions import mission_row, missions_csv


def test_the_same_file_twice_at_once_comes_in_once(committing: Database) -> None:
    content = missions_csv(*(mission_row(source_id=f"Q{number}", phone="+46 8 123") for number in range(50)))

    def load(_: int) -> ImportReport:
        with committing.unit_of_work() as session:
            return import_missions(session, content=content)

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(load, range(4)))
    assert sorted(report.added for report in reports) == [0, 0, 0, 50]
    with committing.read_only() as session:
        assert len(list_missions(session, "RU")) == 50
