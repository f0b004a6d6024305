"""A cell as long as a workbook allows is read in moments, whatever it repeats: nobody waits for a hostile text."""

from collections.abc import Callable
from time import process_time

import pytest

from follow_up.evidence import read_evidence
from tracker.records import Catalogue
from tracker.values.clauses import split_clauses
from tracker.values.dates import column_order, read_date
from tracker.values.deadlines import read_deadline
from tracker.values.parties import recognise, split_parties
from tracker.values.percents import read_percent
from tracker.values.statuses import read_status
from tracker.values.texts import clean

LONGEST = 32_767
KNOWN = Catalogue({"pnp": "PNP", "a a": "A"})
READERS: dict[str, Callable[[str], object]] = {
    "text": clean,
    "date": lambda text: (read_date(text, order="day", epoch_1904=False), column_order([text])),
    "deadline": lambda text: read_deadline(text, order="day", epoch_1904=False),
    "percent": lambda text: read_percent(text, percent_format=False, scale="points"),
    "status": read_status,
    "parties": lambda text: (split_parties(text, KNOWN), recognise(text, KNOWN)),
    "clauses": split_clauses,
    "evidence": read_evidence,
}
REPEATED = ["1.1. A. ", "Oficio N° ", "Oficio 1 - 2026 ", "a ", "y/o ", "•\n", "25 de ", "25/02/2026 ", "»", "A.", "(", "1", "\u0301"]


@pytest.mark.parametrize("reader", READERS)
def test_the_longest_cell_is_read_in_moments(reader: str) -> None:
    for words in REPEATED:
        for length in (199, 1_999, LONGEST):
            text = (words * LONGEST)[:length]
            before = process_time()
            READERS[reader](text)
            assert process_time() - before < 1, words
