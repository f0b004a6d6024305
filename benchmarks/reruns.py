"""Reruns over the WebSocket: one visitor, then twenty at once, on a large base and on the bare page."""

import asyncio
import json
import statistics
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.results import Row, p95
from benchmarks.servers import BARE, OURS, Server, on_base, serve
from benchmarks.visitor import Run, Visitor, visit

ROUNDS = 3
THINK_SECONDS = 0.3
ALONE, CROWD = 1, 20
RERUNS = {ALONE: 20, CROWD: 10}


class DifferentPage(Exception):
    """The bare page no longer has the elements of ours: the comparison would say nothing."""


@contextmanager
def side_by_side(base: Path) -> Iterator[tuple[Server, Server]]:
    """Ours on a base, and a bare page with the same elements, both visited once."""
    with serve(OURS, on_base(base)) as ours:
        page = asyncio.run(first_visit(ours))
        with serve(BARE, shape_of(page)) as bare:
            compare(page, asyncio.run(first_visit(bare)))
            yield ours, bare


def shape_of(page: Run) -> Mapping[str, str]:
    """The settings that make the bare page as long as ours."""
    return {"BARE_SHAPE": json.dumps({"options": page.options(), "buttons": page.kinds().get("button", 0), "charts": page.charts(), "tables": page.tables()})}


def compare(ours: Run, bare: Run) -> None:
    """Raise `DifferentPage` unless both pages have the same elements, charts, tables and options."""
    for own, reference in zip(elements(ours), elements(bare), strict=True):
        if own != reference:
            raise DifferentPage(f"{own} ≠ {reference}")


def elements(page: Run) -> tuple[object, ...]:
    """What two pages are compared by."""
    return dict(sorted(page.kinds().items())), page.charts(), page.tables(), page.options()


async def first_visit(server: Server) -> Run:
    """The page as a new visitor gets it."""
    async with visit(server.port) as visitor:
        return await visitor.open()


async def crowd(server: Server, sessions: int) -> list[Run]:
    """The timed reruns of visitors who come together, each changing the filter again and again."""
    visits = await asyncio.gather(*(use(server, RERUNS[sessions]) for _ in range(sessions)))
    return [run for runs in visits for run in runs]


async def use(server: Server, reruns: int) -> list[Run]:
    """One visitor: the page, each choice once to warm it, then the filter set and cleared in turns."""
    async with visit(server.port) as visitor:
        page = await visitor.open()
        choices = (page.options()[:1], [])
        for choice in choices:
            await visitor.choose(choice)
        return [await think_and_choose(visitor, choices[turn % 2]) for turn in range(reruns)]


async def think_and_choose(visitor: Visitor, choice: list[str]) -> Run:
    """The think time, which does not count, and the rerun."""
    await asyncio.sleep(THINK_SECONDS)
    return await visitor.choose(choice)


def measure(base: Path, *, agreements: int) -> Iterator[Row]:
    """Rows: p50 and bytes of one visitor, p95 of twenty; think time 0.3 s."""
    with side_by_side(base) as servers:
        alone = [[asyncio.run(crowd(server, ALONE)) for server in servers] for _ in range(ROUNDS)]
        ours, bare = zip(*alone, strict=True)
        what = f"Panorama con {agreements:,} acuerdos, 1 sesión"
        yield Row(f"{what}, p50", "ms", [p50(runs) for runs in ours], 1.5, [p50(runs) for runs in bare], faults(ours))
        yield Row(f"{what}, bytes", "KiB", [size(runs) for runs in ours], 1.5, [size(runs) for runs in bare])
        together = [[asyncio.run(crowd(server, CROWD)) for server in servers] for _ in range(ROUNDS)]
        ours, bare = zip(*together, strict=True)
        yield Row(f"{CROWD} sesiones a la vez, p95", "ms", [late(runs) for runs in ours], 2, [late(runs) for runs in bare], faults(ours))


def p50(runs: list[Run]) -> float:
    """Milliseconds that half of the runs do not exceed."""
    return statistics.median(run.milliseconds for run in runs)


def late(runs: list[Run]) -> float:
    """Milliseconds that 95 of 100 runs do not exceed."""
    return p95([run.milliseconds for run in runs])


def size(runs: list[Run]) -> float:
    """KiB received in a run, median."""
    return statistics.median(run.received for run in runs) / 1024


def faults(rounds: tuple[list[Run], ...]) -> int:
    """Faults shown in all runs of all rounds."""
    return sum(run.errors for runs in rounds for run in runs)
