"""The .pptx as a file: dated by the deck and not by the clock, so that the same deck gives the same bytes."""

import re
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def dated(package: bytes, on: date) -> bytes:
    """The same parts in the same order, every stamp set to `on`; so too in the workbooks that the charts embed."""
    moment = datetime.combine(on, time(12), UTC)
    made = BytesIO()
    with ZipFile(BytesIO(package)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, date_time=moment.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, _part(name, before.read(name), moment))
    return made.getvalue()


def _part(name: str, content: bytes, moment: datetime) -> bytes:
    if name.endswith(".xlsx"):
        return dated(content, moment.date())
    if name == "docProps/core.xml":
        return _STAMPS.sub(rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>", content)
    return content
