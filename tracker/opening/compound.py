"""Compound files (OLE2), which hold old Excel books: one stream taken out, and a new file around one stream.

Source: [MS-CFB]. Whatever points outside the file raises `struct.error`, `IndexError` or `ValueError`.
"""

import struct
from array import array
from collections.abc import Iterator, Sequence

_HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIFAT_START, _DIFAT_IN_HEADER = 76, 109
_ENTRY = 128  # bytes of a directory entry
_END, _FREE, _FAT_SECTOR, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR = 512
_SMALLEST_STREAM = 4096  # shorter ones would need the table of small sectors


class Compound:
    """The directory of a compound file. Sectors are followed at most once, so a chain that bites its tail ends."""

    def __init__(self, data: bytes) -> None:
        _, _, _, _, shift, small_shift, _, _, directory, _, self._cutoff, small_first, _, difat, _ = (
            _HEADER.unpack_from(data)
        )
        if shift not in {9, 12} or small_shift != 6:
            raise ValueError("no sector size of a compound file")
        self._data, self._size = data, 1 << shift
        self._fat = array("I", b"".join(self._sector(number) for number in self._fat_sectors(difat)))
        entries = self._chain(directory)
        self._entries = [entries[start : start + _ENTRY] for start in range(0, len(entries) - _ENTRY + 1, _ENTRY)]
        self._small_fat = array("I", self._chain(small_first))

    def stream(self, name: str) -> bytes | None:
        """The stream of this name, None where there is none."""
        for entry in self._entries:
            length, kind = struct.unpack_from("<HB", entry, 64)
            if kind == 2 and entry[: max(0, length - 2)].decode("utf-16-le", "replace") == name:
                first, size = struct.unpack_from("<II", entry, 116)
                return self._chain(first)[:size] if size >= self._cutoff else self._small_chain(first)[:size]
        return None

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._data[start : start + self._size]
        if not sector:
            raise ValueError("a sector outside the file")
        return sector.ljust(self._size, b"\0")  # the last one may be cut short

    def _fat_sectors(self, difat: int) -> Iterator[int]:
        numbers = struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", self._data, _DIFAT_START)
        yield from (number for number in numbers if number < _FAT_SECTOR)
        seen: set[int] = set()
        while difat < _FAT_SECTOR and difat not in seen:
            seen.add(difat)
            *numbers, difat = array("I", self._sector(difat))
            yield from (number for number in numbers if number < _FAT_SECTOR)

    def _chain(self, number: int) -> bytes:
        return b"".join(self._sector(each) for each in _followed(self._fat, number))

    def _small_chain(self, number: int) -> bytes:
        root, _ = struct.unpack_from("<II", self._entries[0], 116)
        sectors = self._chain(root)
        return b"".join(sectors[each * 64 : each * 64 + 64] for each in _followed(self._small_fat, number))


def _followed(table: Sequence[int], number: int) -> Iterator[int]:
    seen: set[int] = set()
    while number < _FAT_SECTOR and number not in seen:
        seen.add(number)
        yield number
        number = table[number]


def compound_file(name: str, stream: bytes) -> bytes:
    """A compound file that holds this stream and nothing else: the table first, then the directory, then the stream."""
    stream = stream.ljust(_SMALLEST_STREAM, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    tables = -(-(sectors + 1) // (_SECTOR // 4 - 1))
    if tables > _DIFAT_IN_HEADER:
        raise ValueError("a stream longer than a header without further tables can tell")
    first = tables + 1
    fat = [_FAT_SECTOR] * tables + [_END] + [first + number + 1 for number in range(sectors - 1)] + [_END]
    fat += [_FREE] * (tables * _SECTOR // 4 - len(fat))
    header = _HEADER.pack(_SIGNATURE, 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, _SMALLEST_STREAM, _END, 0, _END, 0)
    difat = struct.pack(f"<{_DIFAT_IN_HEADER}I", *range(tables), *[_FREE] * (_DIFAT_IN_HEADER - tables))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, first, len(stream), child=_NONE)
    body = struct.pack(f"<{len(fat)}I", *fat) + directory.ljust(_SECTOR, b"\0") + stream
    return header + difat + body.ljust((first + sectors) * _SECTOR, b"\0")


def _entry(name: str, kind: int, first: int, size: int, *, child: int) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", words, len(words), kind, 1, _NONE, _NONE, child, first, size)
