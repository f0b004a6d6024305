"""Measure and judge: `python -m benchmarks [--small] [--only NAME ...]`; exit status 0 when every target is met, else 1."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import as_of, clicks, memory, reruns, slides, starts, trackers
from benchmarks.filling import TODAY, Scale, build_acta, build_base, build_demonstration
from benchmarks.results import Row, meets, table
from benchmarks.servers import NotMeasured

FULL = Scale(agreements=100_000, reports=1_000_000)
HALL = Scale(agreements=60, reports=600)
SMALL = Scale(agreements=1_000, reports=10_000)
NAMES = ("reruns", "clicks", "starts", "as_of", "memory", "trackers", "slides")
NOTE = """
Tres rondas alternadas en esta máquina; decide la mejor de cada lado. Panorama y 20 sesiones: 0.3 s de lectura entre una acción y otra.
La referencia es la misma página en Streamlit puro, con sus cifras escritas en el código (benchmarks/bare)."""

Measurement = Callable[[], Iterator[Row]]


def measurements(folder: Path, scale: Scale) -> dict[str, Measurement]:
    """What can be measured, by name, on four bases made in `folder`."""
    base, demonstration, acta, hall = (folder / name for name in ("grande.db", "demostracion.db", "acta.db", "sala.db"))
    build_base(base, scale)
    build_demonstration(demonstration)
    build_acta(acta)
    build_base(hall, HALL)
    return {
        "reruns": lambda: reruns.measure(base, agreements=scale.agreements),
        "clicks": lambda: clicks.measure(demonstration),
        "starts": lambda: starts.measure(acta),
        "as_of": lambda: as_of.measure(base, reports=scale.reports),
        "memory": lambda: memory.measure(base, acta, agreements=scale.agreements),
        "trackers": trackers.measure,
        "slides": lambda: slides.measure(hall, agreements=HALL.agreements),
    }


def run(scale: Scale, only: list[str]) -> int:
    """Take every measurement asked for and print the table; the exit status."""
    rows: list[Row] = []
    left_out: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        print(f"Preparando una base de {scale.agreements:,} acuerdos y {scale.reports:,} reportes al {TODAY:%d/%m/%Y}...", flush=True)
        for name, measure in measurements(Path(folder), scale).items():
            if only and name not in only:
                continue
            print(f"Midiendo {name}...", flush=True)
            try:
                rows.extend(measure())
            except NotMeasured as reason:
                left_out.append(f"No se midió: {reason}")
    print("", table(rows), NOTE, *left_out, sep="\n")
    return 0 if all(map(meets, rows)) else 1


def main(argv: list[str]) -> int:
    """The options, then the measurements."""
    parser = argparse.ArgumentParser(prog="python start.py bench", description="Mide la rapidez del Tablero junto a una referencia.")
    parser.add_argument("--small", action="store_true", help="rápido: 1,000 acuerdos y 10,000 reportes")
    parser.add_argument("--only", nargs="+", default=[], choices=NAMES, help="solo estas mediciones")
    options = parser.parse_args(argv)
    return run(SMALL if options.small else FULL, options.only)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
