"""The doors by which a file of others is opened to give it back: filled in, or with its result beside. Always in a child.

Each door has its function for within the process: for the child itself, and for files of our own making.
"""

from collections.abc import Mapping, Sequence

from follow_up.vocabulary import Status
from tracker.apart import run_apart
from tracker.grid import FileKind
from tracker.opening.inspection import check_size
from tracker.records import FileRefused, Reading, RefusalCode
from tracker.writing.filling import OwnFormat, OwnRow
from tracker.writing.losses import LossCode, losses
from tracker.writing.result_book import Result, write_result

FILLABLE = {FileKind.XLSX, FileKind.XLSM}


def losses_apart(data: bytes, name: str) -> list[LossCode]:
    """What the filled copy of a workbook would lack, to be said before. Raises `FileRefused`."""
    check_size(data)
    return run_apart(losses_here, data, name)


def fill_apart(data: bytes, name: str, reading: Reading, rows: Sequence[OwnRow], words: Mapping[Status, str]) -> OwnFormat:
    """The user's own workbook with the present state filled in; see `tracker.writing.own_format`. Raises `FileRefused`."""
    check_size(data)
    return run_apart(fill_here, data, name, reading, rows, words)


def result_apart(data: bytes, name: str, reading: Reading, result: Result) -> bytes:
    """The report of what became of each row of a file, as a workbook. Raises `FileRefused`."""
    check_size(data)
    return run_apart(result_here, data, name, reading, result)


def losses_here(data: bytes, name: str) -> list[LossCode]:
    """The same within this process."""
    _inspect(data, name)
    return losses(data)


def fill_here(data: bytes, name: str, reading: Reading, rows: Sequence[OwnRow], words: Mapping[Status, str]) -> OwnFormat:
    """The same within this process."""
    from tracker.writing.own_format import fill_own_format  # not at the top: the server needs no openpyxl

    _inspect(data, name)
    return fill_own_format(data, reading, rows, words=words)


def result_here(data: bytes, name: str, reading: Reading, result: Result) -> bytes:
    """The same within this process."""
    from tracker.opening.workbooks import read_workbook  # not at the top: the server needs no reader

    return write_result(result, read_workbook(data, name), reading)


def _inspect(data: bytes, name: str) -> None:
    """Everything that is asked of a file to be read is asked of one to be filled, and that it is of a format we can fill."""
    from tracker.opening.workbooks import read_workbook  # not at the top: the server needs no reader

    kind = read_workbook(data, name).kind
    if kind not in FILLABLE:
        raise FileRefused(RefusalCode.UNKNOWN_FORMAT, kind.value)
