"""A program of its own that adds to the progress of one assignment, from several threads: who reads, decides and
writes, and starts again when somebody was faster. Prints how many of its reports were confirmed.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from data_store.commands import report_progress
from data_store.database import Store, open_store, writing
from data_store.recording import StaleVersion
from follow_up.acts import ProgressDraft
from follow_up.vocabulary import Status
from tests.data_store.records import NOW, TODAY, closed, many

STATE = """SELECT n.version, COALESCE((SELECT r.progress FROM progress_report r WHERE r.assignment_id = n.id
           ORDER BY r.id DESC LIMIT 1), 0) FROM assignment n WHERE n.id = :id"""


def add_one(store: Store, place: int) -> None:
    """Raise the progress by one over what is read now."""
    while True:
        version, progress = many(store, STATE, id=place)[0]
        draft = ProgressDraft(Status.IN_PROGRESS, progress + 1, TODAY, "Otro paso")
        try:
            with writing(store) as db:
                report_progress(db, assignment_id=place, draft=draft, expected_version=version, **NOW)
        except StaleVersion:
            continue
        return


if __name__ == "__main__":
    url, place, threads, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    base = open_store(url)
    with ThreadPoolExecutor(threads) as pool:
        confirmed = len(list(pool.map(lambda _: add_one(base, place), range(threads * times))))
    closed(base)
    sys.stdout.write(str(confirmed))
