"""Why deadlines were put off, read for the agreements that a screen shows."""

import pandas as pd

from data_store.queries import load_reasons
from follow_up.extensions import dated_changes
from ui.due_texts import extension_rows
from ui.frame import PageContext, read_or_stop
from ui.tables import ROWS_SHOWN


def extension_reasons(context: PageContext, agreements: pd.DataFrame) -> pd.DataFrame:
    """Each time that the deadlines of the agreements were put off, as the cut-off knows it: `due_texts.extension_rows` with the
    agreement's ref, code and text, in the order of `agreements`, of which the first rows that a table shows are read.
    """
    shown = agreements.head(ROWS_SHOWN)[["agreement_id", "ref", "code", "text"]]
    numbers, cut = [int(number) for number in shown["agreement_id"]], context.cut
    log = read_or_stop(context.store, lambda db: load_reasons(db, agreements=numbers, at=cut.on, known_at=cut.known_at))
    return shown.merge(extension_rows(dated_changes(log, context.board.sessions)), on="agreement_id")
