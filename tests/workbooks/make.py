"""The corpus: every workbook with its expected reading. `python -m tests.workbooks.make FOLDER` writes the files to look at."""

import sys
from pathlib import Path

from tests.workbooks.acta import ACTAS
from tests.workbooks.cells import CELLS
from tests.workbooks.codes import CODES
from tests.workbooks.dates import DATES
from tests.workbooks.endings import ENDINGS
from tests.workbooks.footers import FOOTERS
from tests.workbooks.formats import FORMATS
from tests.workbooks.headings import HEADING_QUIRKS
from tests.workbooks.layout import LAYOUTS
from tests.workbooks.mess import MESS
from tests.workbooks.others import OTHERS
from tests.workbooks.packages import PACKAGES
from tests.workbooks.parties import PARTIES
from tests.workbooks.percents import PERCENTS
from tests.workbooks.quirk import Quirk
from tests.workbooks.registers import REGISTERS
from tests.workbooks.statuses import STATUSES

QUIRKS: list[Quirk] = [
    *ACTAS, *LAYOUTS, *FOOTERS, *ENDINGS, *HEADING_QUIRKS, *STATUSES, *PERCENTS, *DATES, *CODES, *PARTIES, *CELLS, *FORMATS, *PACKAGES, *MESS, *OTHERS, *REGISTERS,
]  # fmt: skip


def write_all(folder: Path) -> None:
    """Writes every workbook under its own name."""
    folder.mkdir(parents=True, exist_ok=True)
    for quirk in QUIRKS:
        (folder / quirk.file).write_bytes(quirk.content())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
