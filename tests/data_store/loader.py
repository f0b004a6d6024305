"""A program of its own that applies a large plan to each base named on its standard input, in a process to be killed.

It answers with the number of that process and, if it is let, with "applied".
"""

import os
import sys

from data_store.database import Store, open_store
from follow_up.acts import ProgressDraft
from follow_up.import_plan import ImportPlan, Party
from follow_up.vocabulary import Status
from tests.data_store.plans import applied, new, planned, report_of
from tests.data_store.records import TODAY

ROWS = 400
PARTY = Party(3, "PNP")
DRAFT = ProgressDraft(Status.IN_PROGRESS, 40, TODAY, "Se remitió el oficio")


def large_plan(store: Store) -> ImportPlan:
    """Many new agreements, each with a report."""
    rows = (
        new(str(number), PARTY, row=number, problem_number=str(number), acts={"reports": (report_of(PARTY, DRAFT),)})
        for number in range(1, ROWS + 1)
    )
    return planned(store, *rows)


def told(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def load(url: str) -> None:
    """In the process to be killed: plan, say so, apply."""
    store = open_store(url)
    plan = large_plan(store)
    told(str(os.getpid()))
    applied(store, plan)
    told("applied")
    os._exit(0)


if __name__ == "__main__":
    for line in sys.stdin:
        child = os.fork()  # the modules are loaded once for all
        if child == 0:
            load(line.strip())
        os.waitpid(child, 0)
        told("ended")
