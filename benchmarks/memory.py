"""Memory of our server: what a thousand agreements cost after every page was seen, and what a session costs."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.reruns import CROWD
from benchmarks.results import Row
from benchmarks.servers import OURS, NotMeasured, Server, on_base, serve
from benchmarks.visitor import visit

PAGES = ("", "por-institucion", "por-tema", "plazos", "acuerdos")
WARM_SESSIONS = 3
ENOUGH = 10_000  # agreements below which their cost drowns in the noise


def measure(base: Path, acta: Path, *, agreements: int) -> Iterator[Row]:
    """Rows: MiB per session, on the acta; MiB per 1,000 agreements, as the difference between the large base and the acta."""
    with serve(OURS, on_base(acta)) as server:
        errors = asyncio.run(see_all_pages(server))
        least = server.memory()
        growth = asyncio.run(grow(server))
    yield Row("Memoria por sesión", "MiB", [growth / CROWD], 0.5, errors=errors)
    if agreements < ENOUGH:
        message = f"memoria por 1,000 acuerdos: con menos de {ENOUGH:,} no se distingue del ruido"
        raise NotMeasured(message)
    with serve(OURS, on_base(base)) as server:
        errors = asyncio.run(see_all_pages(server))
        slope = (server.memory() - least) / agreements * 1000
    yield Row("Memoria por 1,000 acuerdos, vistas todas las páginas", "MiB", [slope], 0.2, errors=errors)


async def see_all_pages(server: Server) -> int:
    """One visitor on every page; how many faults were shown."""
    faults = 0
    async with visit(server.port) as visitor:
        for page in PAGES:
            faults += (await visitor.open(page)).errors
    return faults


async def grow(server: Server) -> float:
    """MiB that twenty open sessions add to a server that has already had a few."""
    async with AsyncExitStack() as open_sessions:
        await come(server, open_sessions, WARM_SESSIONS)
        before = server.memory()
        await come(server, open_sessions, CROWD)
        return server.memory() - before


async def come(server: Server, open_sessions: AsyncExitStack, sessions: int) -> None:
    """Visitors who open Panorama one after the other and stay."""
    for _ in range(sessions):
        visitor = await open_sessions.enter_async_context(visit(server.port))
        await visitor.open()
