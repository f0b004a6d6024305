"""The only door by which files of others are read: in a child process, see `tracker.apart`."""

from tracker.apart import run_apart
from tracker.opening.inspection import check_size
from tracker.records import Answers, Catalogue, Reading


def read_apart(data: bytes, name: str, catalogue: Catalogue, answers: Answers) -> Reading:
    """What is understood of a file, read where it can do no harm. Blocks up to `apart.WALL_SECONDS` and its turn.

    Raises `FileRefused`.
    """
    check_size(data)
    return run_apart(read_here, data, name, catalogue, answers)


def read_here(data: bytes, name: str, catalogue: Catalogue, answers: Answers) -> Reading:
    """The same within this process: for the child itself, and for files of our own making."""
    from tracker.opening.workbooks import clean_file_name, read_workbook
    from tracker.reading import understand  # not at the top: the server needs no reader

    return understand(read_workbook(data, name), file=clean_file_name(name), catalogue=catalogue, answers=answers)
