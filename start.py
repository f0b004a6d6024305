"""One command on a fresh machine: makes `.venv`, then starts, tests or measures the Tablero (see USAGE).

Standard library only, and readable by Python 3.8, so that an old Python answers with a sentence, not with a SyntaxError.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import functools
import hashlib
import http.client
import importlib.util
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
INSTALLED = VENV / "installed-requirements"
UNFINISHED = VENV / "installation-unfinished"
MINIMUM_PYTHON = (3, 11)
RUNTIME = ("requirements.txt",)
DEVELOPMENT = ("requirements.txt", "requirements-dev.txt")  # the last one is installed and includes the others
TOOLS = {"test": ("tests/run_all.py",), "bench": ("-m", "benchmarks")}
TERMINAL = ("check", "import")  # the Tablero without its screen
DEMO = {"DATABASE_URL": f"sqlite:///{(ROOT / 'data' / 'demo.db').as_posix()}", "TABLERO_DEMO": "1"}
LAST_PORT, SECONDS_TO_STOP = 65535, 10
PYTHON_PAGE = "https://www.python.org/downloads/"
USAGE = """\
Uso:
  python start.py          prepara lo necesario y abre el Tablero de Acuerdos
  python start.py demo     lo mismo, con datos de demostración en una base aparte
  python start.py test     ejecuta todas las pruebas; lo que se agregue pasa a pytest
  python start.py bench    mide la rapidez; lo que se agregue pasa a la medición
  python start.py check ARCHIVO... [--json]   dice qué se entiende de un Excel; no guarda nada
  python start.py import ARCHIVO --by CARGO   muestra qué cambiaría y, confirmado, lo registra
  python start.py --help   muestra esta ayuda
Las demás opciones pasan a Streamlit. Por ejemplo, para usar otro puerto:
  python start.py --server.port 8502"""
VENV_MISSING = """\
A este Python le falta el módulo {}, con el que se prepara la carpeta .venv. En Debian o Ubuntu se instala
con «sudo apt install python3-venv»; en otros sistemas, instale Python desde {}"""
VENV_FAILED = "No se pudo crear la carpeta .venv. Lo último que dijo Python:\n{}"
BAD_PORT = "«{}» no es un puerto: escriba un número de 1 a {}, como en --server.port 8502"
PIP_FAILED = """\
No se pudieron instalar los componentes del Tablero. Para eso hace falta internet, solo la primera vez y cuando
una versión nueva trae otros componentes. Nada quedó a medias: con conexión, repita la misma orden.
Lo último que dijo el instalador (pip):
{}"""
CANNOT_WRITE = """\
No se pudo escribir en la carpeta {} ({}). Ponga el Tablero en una carpeta suya,
por ejemplo en Documentos, cierre los programas que la usen y repita la misma orden."""
PORT_TAKEN = """\
El puerto {port} está ocupado. Si el Tablero ya está abierto, véalo en http://{host}:{port}
Si lo ocupa otro programa, use otro puerto: python start.py --server.port {other}"""

say = functools.partial(print, flush=True)  # at once, since the server writes to the same terminal
say_aside = functools.partial(print, file=sys.stderr, flush=True)  # where the output is for another program to read


class Refusal(Exception):
    """Not a fault: a sentence for the user that ends the program, without traceback."""


def refuse_old_python(version: tuple[int, int]) -> None:
    """Before anything that an old Python does not know."""
    if version < MINIMUM_PYTHON:
        needed, found = ("{}.{}".format(*parts) for parts in (MINIMUM_PYTHON, version))
        raise Refusal(f"Se necesita Python {needed} o superior; este es {found}. Instálelo desde {PYTHON_PAGE}")


def split_command(argv: list[str]) -> tuple[str, list[str]]:
    """The word that says what to do, and what is passed on; options alone mean a plain start."""
    first = argv[0] if argv else "start"
    if first in {"-h", "--help"} or (first == "demo" and "--help" in argv):
        return "help", []
    if first.startswith("-"):
        return "start", argv
    return first, argv[1:]


def fingerprint(requirements: tuple[str, ...], version: tuple[int, int] = sys.version_info[:2]) -> str:
    """Changes when a requirement or the Python version changes."""
    files = [(name, (ROOT / name).read_bytes()) for name in requirements]
    return hashlib.sha256(repr((version, files)).encode()).hexdigest()


def is_installed(requirements: tuple[str, ...]) -> bool:
    """Whether exactly these, or these and the ones for development, were installed to the end."""
    enough = {fingerprint(files) for files in (RUNTIME, DEVELOPMENT) if set(requirements) <= set(files)}
    return INSTALLED.is_file() and INSTALLED.read_text(encoding="ascii") in enough


def packages_state() -> str:
    """Changes as soon as pip touches a package; a download that failed leaves it as it was."""
    folders = [*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")]
    return " ".join(str(folder.stat().st_mtime_ns) for folder in folders)


def is_usable() -> bool:
    """Whether `.venv` runs, is of this Python version, and no installation stopped half way in it."""
    touched = UNFINISHED.exists() and UNFINISHED.read_text(encoding="ascii") != packages_state()
    if touched or not PYTHON.exists():
        return False
    question = [str(PYTHON), "-I", "-c", "import sys, pip; print(sys.version_info[:2])"]
    answer = subprocess.run(question, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == str(sys.version_info[:2])


def build_venv() -> None:
    """Make `.venv` from nothing; the mark in it stays until the packages are in, whatever stops us on the way."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise Refusal(VENV_MISSING.format(" y ".join(missing), PYTHON_PAGE))
    VENV.mkdir(exist_ok=True)
    UNFINISHED.write_text("no packages yet", encoding="ascii")
    for child in VENV.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        elif child != UNFINISHED:
            child.unlink()
    run_quietly([sys.executable, "-m", "venv", str(VENV)], VENV_FAILED)


def run_quietly(command: list[str], refusal: str) -> None:
    """Only when it fails does the user see something: the sentence and the last lines of its output."""
    pipe, merged = subprocess.PIPE, subprocess.STDOUT
    done = subprocess.run(command, cwd=ROOT, stdout=pipe, stderr=merged, text=True, errors="replace", check=False)
    if done.returncode:
        lines = [f"  {line.rstrip()}" for line in done.stdout.splitlines() if line.strip()]
        raise Refusal(refusal.format("\n".join(lines[-3:])))


def install(requirements: tuple[str, ...]) -> None:
    """Install the pinned packages; stopped half way, the next run sees the mark and starts from nothing."""
    UNFINISHED.write_text(packages_state(), encoding="ascii")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run_quietly([*pip, "-r", requirements[-1]], PIP_FAILED)
    INSTALLED.write_text(fingerprint(requirements), encoding="ascii")
    UNFINISHED.unlink()


def prepare(requirements: tuple[str, ...], tell: functools.partial[None] = say) -> None:
    """Leave a `.venv` with these requirements; when there is nothing to do it costs one look."""
    try:
        usable = is_usable()
        if usable and is_installed(requirements):
            return
        tell("Preparando los componentes del Tablero. La primera vez puede tardar unos minutos...")
        if not usable:
            build_venv()
        install(requirements)
    except OSError as error:
        raise Refusal(CANNOT_WRITE.format(ROOT, error.strerror or error)) from error


def chosen_address(args: list[str]) -> tuple[str, int]:
    """Host and port at which the server will answer on this machine; like Streamlit, take the last one given."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--server.address", dest="host", nargs="?", const="", default="127.0.0.1")
    parser.add_argument("--server.port", dest="port", nargs="?", const="", default="8501")
    chosen, _ = parser.parse_known_args(args)
    if not (chosen.port.isdecimal() and 0 < int(chosen.port) <= LAST_PORT):
        raise Refusal(BAD_PORT.format(chosen.port, LAST_PORT))
    return ("127.0.0.1" if chosen.host in {"", "0.0.0.0", "::"} else chosen.host), int(chosen.port)


def refuse_taken_port(host: str, port: int) -> None:
    """Say so before a long preparation, and in Spanish; other faults of an address are Streamlit's to tell."""
    with socket.socket() as probe:
        if sys.platform != "win32":  # there this option would let two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                raise Refusal(PORT_TAKEN.format(host=host, port=port, other=port % LAST_PORT + 1)) from error


def is_healthy(host: str, port: int) -> bool:
    """Whether the server has prepared itself and answers; asked directly, whatever proxy is set."""
    try:
        with contextlib.closing(http.client.HTTPConnection(host, port, timeout=1)) as connection:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False


def wants_browser(environ: dict[str, str], *, terminal: bool, platform: str) -> bool:
    """Only for a person at a screen: without one, Linux would open a text browser inside the terminal."""
    has_screen = platform in {"win32", "darwin"} or "DISPLAY" in environ or "WAYLAND_DISPLAY" in environ
    return terminal and has_screen and not environ.get("TABLERO_NO_BROWSER")


def start_server(port: int, args: list[str], settings: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start Streamlit without its English welcome, and out of reach of Ctrl+C, to which it says "Aborted!"."""
    command = [str(PYTHON), "-m", "streamlit", "run", "dashboard.py"]
    command += ["--logger.hideWelcomeMessage=true", f"--server.port={port}", *args]
    env = {**os.environ, **settings}
    if sys.platform == "win32":
        return subprocess.Popen(command, cwd=ROOT, env=env, creationflags=subprocess.CREATE_NEW_PROCESS_GROUP)
    return subprocess.Popen(command, cwd=ROOT, env=env, process_group=0)


def follow(server: subprocess.Popen[bytes], host: str, port: int) -> int:
    """Say where the Tablero is once it answers, then stay until the server ends; its exit code is ours."""
    announced = False
    while server.poll() is None:
        if not announced and is_healthy(host, port):
            announced = True
            say(f"Tablero de Acuerdos listo en http://{host}:{port}\nPara detenerlo, pulse Ctrl+C en esta ventana.")
            if wants_browser(dict(os.environ), terminal=sys.stdout.isatty(), platform=sys.platform):
                webbrowser.open(f"http://{host}:{port}")
        time.sleep(0.1)  # not server.wait(): on Windows Ctrl+C could not interrupt it
    return server.returncode if server.returncode >= 0 else 128 - server.returncode


def wait_or_kill(process: subprocess.Popen[bytes]) -> None:
    """Give it time to clean up; a second Ctrl+C means that the user will not wait."""
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()


def serve(args: list[str], settings: dict[str, str]) -> int:
    """Prepare, start, and stop when asked, leaving no process behind."""
    host, port = chosen_address(args)
    refuse_taken_port(host, port)
    prepare(RUNTIME)
    say("Iniciando el Tablero de Acuerdos...")
    server = start_server(port, args, settings)
    try:
        return follow(server, host, port)
    except KeyboardInterrupt:
        server.send_signal(signal.CTRL_BREAK_EVENT if sys.platform == "win32" else signal.SIGTERM)
        wait_or_kill(server)
        say("\nTablero detenido.")
    return 0


def run_terminal(command: str, args: list[str]) -> int:
    """Where the user stands, so that his paths hold; -P keeps modules of that folder from taking the place of ours."""
    prepare(RUNTIME, say_aside)
    return run_tool(("-P", "-m", "ui.terminal", command, *args), cwd=None, env={**os.environ, "PYTHONPATH": str(ROOT)})


def run_tool(words: tuple[str, ...], cwd: Path | None = ROOT, env: dict[str, str] | None = None) -> int:
    """Run a tool of `.venv` to its end; Ctrl+C reaches it by itself."""
    tool = subprocess.Popen([str(PYTHON), *words], cwd=cwd, env=env)
    try:
        return tool.wait()
    except KeyboardInterrupt:
        wait_or_kill(tool)
        raise


def run(command: str, args: list[str]) -> int:
    """Do what was asked and give the exit code."""
    if command == "help":
        say(USAGE)
        return 0
    if command in TOOLS:
        prepare(DEVELOPMENT)
        return run_tool((*TOOLS[command], *args))
    if command in TERMINAL:
        return run_terminal(command, args)
    if command in {"start", "demo"}:
        return serve(args, DEMO if command == "demo" else {})
    raise Refusal(f"No conozco la orden «{command}».\n{USAGE}")


def take_every_stop_as_ctrl_c() -> None:
    """A closed terminal and a polite kill too; but a hang-up that `nohup` switched off stays off."""
    for name in ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
            signal.signal(number, signal.default_int_handler)


def main(argv: list[str]) -> int:
    """Answer in Spanish whatever happens, also on a console that lacks some of our letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        refuse_old_python(sys.version_info[:2])
        take_every_stop_as_ctrl_c()
        return run(*split_command(argv))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        say("\nInterrumpido. Para continuar, repita la misma orden.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
