"""Servers under measurement: ours and the bare ones, started alike on a free port and stopped at the end."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.filling import TODAY

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "dashboard.py"
BARE = ROOT / "benchmarks" / "bare" / "launcher.py"
EMPTY = ROOT / "benchmarks" / "bare" / "empty_launcher.py"
PORTS = range(8800, 8851)
START_SECONDS = 120
POLL_SECONDS = 0.005
STATUS = Path("/proc")


class NotMeasured(Exception):
    """Something that a measurement needs is not on this machine; the sentence says what."""


@dataclass(frozen=True)
class Server:
    """A running server: its process, its port, and when it was started (`time.perf_counter`)."""

    process: subprocess.Popen[bytes]
    port: int
    started: float

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def seconds_up(self) -> float:
        """Since its process was started."""
        return time.perf_counter() - self.started

    def memory(self) -> float:
        """Resident memory in MiB."""
        status = STATUS / str(self.process.pid) / "status"
        if not status.exists():
            message = "la memoria solo se mide en Linux"
            raise NotMeasured(message)
        resident = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
        return int(resident.split()[1]) / 1024


def on_base(file: Path) -> dict[str, str]:
    """The settings of our server for a base and for the day that the measurements take for today."""
    return {"DATABASE_URL": f"sqlite:///{file.as_posix()}", "TABLERO_TODAY": TODAY.isoformat()}


@contextmanager
def serve(launcher: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    """Start a launcher and wait for its first byte; its output is shown only when it does not start."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(launcher), f"--server.port={port}"]
    with tempfile.TemporaryFile() as log:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        server = Server(process, port, started)
        try:
            wait_for_first_byte(server)
            yield server
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode(errors="replace"))
            raise
        finally:
            stop(process)


def wait_for_first_byte(server: Server) -> None:
    """Return as soon as the page starts to arrive."""
    while server.seconds_up() < START_SECONDS and server.process.poll() is None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=START_SECONDS)) as connection:
                connection.request("GET", "/")
                connection.getresponse().read(1)
                return
        except (ConnectionError, http.client.HTTPException):
            time.sleep(POLL_SECONDS)
    message = f"the server on port {server.port} did not start"
    raise RuntimeError(message)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it politely, and after ten seconds for good."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """The first port of ours that nobody listens on."""
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    message = f"los puertos {PORTS.start} a {PORTS.stop - 1} están ocupados"
    raise NotMeasured(message)
