"""Cold start: process to first byte and to the end of the first script, on the acta and in an empty app."""

import asyncio
import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.reruns import ROUNDS, first_visit
from benchmarks.results import Row
from benchmarks.servers import EMPTY, OURS, on_base, serve

STARTS = 3  # per round and side; the median counts


def measure(base: Path) -> Iterator[Row]:
    """Rows: first byte and first script finished, in seconds since the process was started."""
    sides = ((OURS, on_base(base)), (EMPTY, {}))
    for launcher, settings in sides:
        start(launcher, settings)  # not counted: brings the files into the system's cache
    rounds = [interleaved(sides) for _ in range(ROUNDS)]
    ours, empty = zip(*rounds, strict=True)
    for place, (what, limit) in enumerate((("primer byte", 1.1), ("fin de la primera ejecución", 1.15))):
        yield Row(f"Arranque: {what}", "s", [times[place] for times in ours], limit, [times[place] for times in empty])


def interleaved(sides: tuple[tuple[Path, Mapping[str, str]], ...]) -> list[tuple[float, float]]:
    """One round: the sides in turns; per side the medians of first byte and first script."""
    turns = [[start(launcher, settings) for launcher, settings in sides] for _ in range(STARTS)]
    return [(median_of(starts, 0), median_of(starts, 1)) for starts in zip(*turns, strict=True)]


def median_of(starts: tuple[tuple[float, float], ...], place: int) -> float:
    """Median of one of the two times."""
    return statistics.median(times[place] for times in starts)


def start(launcher: Path, settings: Mapping[str, str]) -> tuple[float, float]:
    """Seconds to the first byte and to the end of the first script."""
    with serve(launcher, settings) as server:
        first_byte = server.seconds_up()
        asyncio.run(first_visit(server))
        return first_byte, server.seconds_up()
