"""The streaming pre-check of an upload: its size, its zip directory, and each part that will be read, byte by byte.

Nothing of a file reaches a reader before it has passed here. The parts that no reader needs (pictures, macros,
external links, print set-ups) are never unpacked, so what they hold does not matter: an .xlsm is read for its values.
Sources of the rules: tafia/calamine issues 684 and 693, and the measured bombs of `tests/tracker/hostile.py`.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from tracker.records import FileRefused, RefusalCode

MIB = 1024 * 1024
MAX_BYTES = 10 * MIB  # of a file as it arrives
MAX_UNPACKED = 150 * MIB  # of all parts that are read, counted while unpacking
MAX_RATIO = 200  # unpacked to packed; beyond FREE_BYTES only, for short texts repeat themselves
FREE_BYTES = MIB
MAX_PARTS = 2_000
MAX_ROWS = 20_500  # rows with content: 20,000 of data and the titles above them
MAX_COLUMNS = 200
LAST_ROW = 29_999  # no cell below it, numbered from 1 as Excel does
MAX_CELLS = 4_000_000  # of the rectangles that enclose the cells of each sheet, together

_STEP = 256 * 1024
_READABLE_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DECLARATION = re.compile(rb"\s*+<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"'][^>]*\?>")
_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODINGS = {"utf-8", "us-ascii", "iso-8859-1", "windows-1252"}


def check_size(data: bytes) -> None:
    """Refuses a file that is empty or larger than `MAX_BYTES`."""
    if not data:
        raise FileRefused(RefusalCode.EMPTY)
    if len(data) > MAX_BYTES:
        raise FileRefused(RefusalCode.TOO_BIG, f"{len(data) / MIB:.1f} MB")


@contextmanager
def failures_refused() -> Iterator[None]:
    """Whatever a reader raises over a damaged file becomes `FileRefused`: the list of its exceptions is not closed."""
    try:
        yield
    except (FileRefused, MemoryError):
        raise
    except BaseException as failure:  # a panic of calamine is not an Exception
        if isinstance(failure, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise FileRefused(RefusalCode.BROKEN) from failure


class Parts:
    """The parts of a zipped workbook by name, without regard to case, each unpacked at most to the limits.

    Declared sizes are not believed: the bytes are counted as they come. A part is checked when it is read.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MAX_PARTS:
            raise FileRefused(RefusalCode.BOMB)  # before ten thousand entries become ten thousand objects
        with failures_refused():
            self._zip = zipfile.ZipFile(BytesIO(data))
        found = [(_plain_name(info.filename), info) for info in self._zip.infolist()]
        self._entries = dict(found)
        self._repeated = {name for name, times in Counter(name for name, _ in found).items() if times > 1}
        self.unpacked = 0  # bytes, so far

    def __contains__(self, name: str) -> bool:
        return _plain_name(name) in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in lower case and with forward slashes."""
        return list(self._entries)

    def xml(self, name: str) -> bytes:
        """A part of XML as UTF-8 without its declaration. Raises `FileRefused`: missing, twice, bomb, entities, damaged."""
        part = _as_utf8(self.raw(name))
        if _DOCUMENT_TYPE.search(part):
            raise FileRefused(RefusalCode.ENTITIES)
        if b"\0" in part:
            raise FileRefused(RefusalCode.BROKEN)
        return part

    def raw(self, name: str) -> bytes:
        """A part as it is. Raises `FileRefused`: missing, twice, bomb, encrypted, damaged."""
        entry = self._entries.get(_plain_name(name))
        if entry is None or _plain_name(name) in self._repeated or entry.compress_type not in _READABLE_METHODS:
            raise FileRefused(RefusalCode.BROKEN)
        if entry.flag_bits & 1:
            raise FileRefused(RefusalCode.ENCRYPTED)
        with failures_refused():
            return b"".join(self._steps(entry))

    def _steps(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        allowed = max(FREE_BYTES, entry.compress_size * MAX_RATIO)
        with self._zip.open(entry) as stream:
            while step := stream.read(_STEP):
                size += len(step)
                self.unpacked += len(step)
                if size > allowed or self.unpacked > MAX_UNPACKED:
                    raise FileRefused(RefusalCode.BOMB)
                yield step


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _as_utf8(part: bytes) -> bytes:
    """Every check looks for ASCII bytes, so a part in another encoding is written again in UTF-8 before it."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _DECLARATION.sub(b"", _decoded(part, "utf-16"), count=1)
    part = part.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARATION.match(part)
    if declared is None:
        return part
    encoding = declared.group(1).decode().lower()
    if encoding not in _ENCODINGS:
        raise FileRefused(RefusalCode.BROKEN)
    rest = part[declared.end() :]
    return rest if encoding == "utf-8" else _decoded(rest, encoding)


def _decoded(part: bytes, encoding: str) -> bytes:
    with failures_refused():
        return part.decode(encoding).encode()
