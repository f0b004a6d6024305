"""The Tablero without its screen: `python start.py check` and `python start.py import`.

Exit status: 0 read, 1 read with problems, 2 refused. Loads the store only for `import`: `check` needs no database.
"""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

READ, WITH_PROBLEMS, REFUSED = 0, 1, 2
USAGE = """\
Uso:
  python start.py check ARCHIVO... [--json]
      Dice qué se entiende de uno o más archivos de Excel (.xlsx, .xlsm, .xls, .ods, .csv). No guarda nada ni necesita la base.
  python start.py import ARCHIVO --by CARGO [--yes] [--institution SIGLA] [--session CÓDIGO]
                                [--date AAAA-MM-DD] [--table HOJA!FILA]... [--committee CÓDIGO]
      Muestra qué cambiaría y, si se confirma, lo registra todo junto.
      --by           quién registra: un cargo o una oficina, no una persona
      --yes          registra sin preguntar; lo que tiene problemas queda fuera
      --institution  la institución de cuyas filas se trata, o «todas»; sin ella, la que diga el título
      --session      la sesión de las filas que no la dicen, por ejemplo 2026-O1
      --date         la fecha de los reportes; sin ella, la de corte que diga el archivo, u hoy
      --committee    el comité de las sesiones del archivo, por ejemplo COPROSEC-ILO; sin ella, el primero de la base
      --table        de un archivo con varias tablas, la que se carga: hoja y fila de su encabezado, por ejemplo "Marzo!4\""""


def main(arguments: list[str]) -> int:
    """Do what was asked; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # pyright: ignore[reportAttributeAccessIssue]  # a text stream, always
    options = _options(arguments)
    if options.command == "check":
        from ui.terminal_check import check_files

        return check_files(options.files, as_json=options.json)
    from ui.terminal_import import import_file

    return import_file(options)


class _Parser(argparse.ArgumentParser):
    """Says in Spanish what argparse would say in English."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002  # its sentence is in English
        print(f"La orden está incompleta o lleva algo que no se conoce.\n{USAGE}", file=sys.stderr)
        sys.exit(REFUSED)

    def print_help(self, file: object = None) -> None:  # noqa: ARG002  # argparse's signature
        print(USAGE)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = _Parser()
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check")
    check.add_argument("files", nargs="+", type=Path)
    check.add_argument("--json", action="store_true")
    bring = commands.add_parser("import")
    bring.add_argument("file", type=Path)
    bring.add_argument("--by", required=True)
    bring.add_argument("--yes", action="store_true")
    bring.add_argument("--institution")
    bring.add_argument("--session")
    bring.add_argument("--date")
    bring.add_argument("--table", action="append")
    bring.add_argument("--committee")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
