"""`start.py` as a program, run in a copy of its own; no test of it needs a network."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType

import pytest

import start

ROOT = Path(start.__file__).parent
SECONDS = 120
NO_INDEX = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_RETRIES": "0",
}
SETTINGS = "server.headless = true\nserver.address = '127.0.0.1'\nbrowser.gatherUsageStats = false\n"
APP = 'import streamlit as st\napp = st.App("page.py")\n'
SHOW_DEMO = "import os, sys\nsys.exit(os.environ['DATABASE_URL'] + ' ' + os.environ['TABLERO_DEMO'])\n"
TELL_SIGNALS = """\
import os, signal, sys, threading
def tell(number, _frame):
    print(signal.Signals(number).name, flush=True)
    if number == signal.SIGTERM:
        os._exit(0)
if sys.argv[0] == "-m":
    signal.signal(signal.SIGINT, tell)
    signal.signal(signal.SIGTERM, tell)
    print("arrancando", flush=True)
    threading.Event().wait()
"""
REFUSING_APP = """\
import os, sys
from contextlib import asynccontextmanager
import streamlit as st

@asynccontextmanager
async def lifespan(_app):
    print("No se pudo abrir la base.", file=sys.stderr, flush=True)
    os._exit(3)
    yield

app = st.App("page.py", lifespan=lifespan)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder like a fresh copy of the project that needs no package."""
    shutil.copy(ROOT / "start.py", tmp_path)
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(SETTINGS)
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\n")
    (tmp_path / "page.py").write_text("")
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "__main__.py").write_text("import sys\nprint('medido', *sys.argv[1:])\nsys.exit(5)\n")
    return tmp_path


@pytest.fixture
def prepared_tree(tree: Path) -> Path:
    """The same after a finished installation: its `.venv` borrows the packages of the Python that runs the tests."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tree / ".venv")], check=True)
    packages = next((tree / ".venv").rglob("site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    program = program_of(tree)
    program.INSTALLED.write_text(program.fingerprint(program.DEVELOPMENT))
    return tree


def program_of(tree: Path) -> ModuleType:
    """The functions of the copy, which look at the copy's folder."""
    spec = importlib.util.spec_from_file_location("start_of_copy", tree / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def running(tree: Path, *words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The program at work; whatever happens in the test, it does not stay."""
    command = [sys.executable, "start.py", *words]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    program = subprocess.Popen(
        command, cwd=tree, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    )  # fmt: skip
    with program:
        watchdog = threading.Timer(SECONDS, program.terminate)
        watchdog.start()
        try:
            yield program
        finally:
            watchdog.cancel()
            program.terminate()


def run(tree: Path, *words: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, output and errors of the program, once nobody holds its output open any more."""
    with running(tree, *words, **environment) as program:
        out, errors = program.communicate(timeout=SECONDS)
    return program.returncode, out, errors


def free_port() -> str:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_another_requirement_or_another_python_asks_for_a_new_installation(tree):
    program = program_of(tree)
    before = program.fingerprint(program.RUNTIME, (3, 11))
    assert program.fingerprint(program.RUNTIME, (3, 11)) == before
    assert program.fingerprint(program.RUNTIME, (3, 12)) != before
    (tree / "requirements.txt").write_text("streamlit==1.67.1\n")
    assert program.fingerprint(program.RUNTIME, (3, 11)) != before


def test_the_packages_for_development_are_enough_to_start_and_not_the_other_way_round(prepared_tree):
    program = program_of(prepared_tree)
    assert program.is_installed(program.RUNTIME)
    program.INSTALLED.write_text(program.fingerprint(program.RUNTIME))
    assert program.is_installed(program.RUNTIME)
    assert not program.is_installed(program.DEVELOPMENT)


def test_an_environment_is_kept_unless_an_installation_stopped_after_touching_it(prepared_tree):
    program = program_of(prepared_tree)
    assert program.is_usable()
    program.UNFINISHED.write_text(program.packages_state())
    assert program.is_usable()
    (next(program.VENV.rglob("site-packages")) / "half_a_package").mkdir()
    assert not program.is_usable()


def test_an_unknown_word_gets_the_usage_on_a_console_without_our_letters(tree):
    code, _, errors = run(tree, "instalar", PYTHONIOENCODING="ascii")
    assert code == 2
    assert "No conozco la orden ?instalar?." in errors
    assert "python start.py demo" in errors
    assert "Traceback" not in errors


def test_help_needs_no_installation(tree):
    code, out, _ = run(tree, "--help")
    assert (code, out.splitlines()[0]) == (0, "Uso:")
    assert not (tree / ".venv").exists()


def test_a_taken_port_is_said_before_anything_is_installed(tree):
    with closing(socket.socket()) as other_program:
        other_program.bind(("127.0.0.1", 0))
        other_program.listen()
        port = other_program.getsockname()[1]
        code, _, errors = run(tree, f"--server.port={port}")
    assert code == 2
    assert f"El puerto {port} está ocupado." in errors
    assert f"python start.py --server.port {port + 1}" in errors
    assert not (tree / ".venv").exists()


def test_a_python_without_ensurepip_says_what_to_install(tree):
    (tree / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    code, _, errors = run(tree, "bench", PYTHONPATH=str(tree))
    assert code == 2
    assert "le falta el módulo ensurepip" in errors
    assert "sudo apt install python3-venv" in errors


def test_a_folder_that_cannot_be_written_is_named(tree):
    (tree / ".venv").write_text("a file where the folder should be")
    code, _, errors = run(tree, "bench")
    assert code == 2
    assert f"No se pudo escribir en la carpeta {tree}" in errors
    assert "Traceback" not in errors


def test_without_network_nothing_is_lost_and_the_last_words_of_pip_are_shown(prepared_tree):
    before = program_of(prepared_tree)
    (prepared_tree / "requirements.txt").write_text("tablero-paquete-inexistente==1.0\n")
    code, out, errors = run(prepared_tree, "bench", **NO_INDEX)
    assert code == 2
    assert "Preparando" in out
    assert "hace falta internet, solo la primera vez" in errors
    assert "tablero-paquete-inexistente" in errors.split("(pip):")[1]
    assert "Traceback" not in errors
    (prepared_tree / "requirements.txt").write_text("")
    assert before.is_usable()
    assert before.is_installed(before.DEVELOPMENT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite signal to send from outside")
def test_stopped_while_downloading_it_says_so_and_leaves_no_pip_behind(prepared_tree):
    (prepared_tree / "requirements.txt").write_text("tablero-paquete-inexistente==1.0\n")
    with closing(socket.create_server(("127.0.0.1", 0))) as silent_index:
        index = {**NO_INDEX, "PIP_INDEX_URL": f"http://127.0.0.1:{silent_index.getsockname()[1]}/simple"}
        silent_index.settimeout(SECONDS)
        with running(prepared_tree, "bench", **index) as program, closing(silent_index.accept()[0]):
            program.send_signal(signal.SIGTERM)
            out, errors = program.communicate(timeout=SECONDS)
    assert program.returncode == 130
    assert "Interrumpido. Para continuar, repita la misma orden." in out
    assert errors == ""


def test_an_installation_that_stopped_half_way_is_made_anew(tree):
    half_made = tree / ".venv" / "half_made"
    half_made.mkdir(parents=True)
    (tree / ".venv" / "installation-unfinished").write_text("no packages yet")
    code, out, errors = run(tree, "bench", "--rapido", **NO_INDEX)
    assert (code, errors) == (5, "")
    assert out.splitlines()[0].startswith("Preparando")
    assert out.splitlines()[-1] == "medido --rapido"
    assert not half_made.exists()
    assert program_of(tree).is_installed(program_of(tree).DEVELOPMENT)
    assert run(tree, "bench") == (5, "medido\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite signal to send from outside")
@pytest.mark.parametrize("way", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_server_is_announced_in_spanish_and_stops_without_a_trace(prepared_tree, way):
    if signal.getsignal(getattr(signal, way)) is signal.SIG_IGN:
        pytest.skip(f"{way} is switched off for these tests, as nohup does")
    (prepared_tree / "dashboard.py").write_text(APP)
    port = free_port()
    with running(prepared_tree, f"--server.port={port}") as program:
        assert program.stdout is not None
        first_lines = [program.stdout.readline() for _ in range(3)]
        os.killpg(program.pid, getattr(signal, way))  # as a terminal does: to the program and all in its group
        last_lines, errors = program.communicate(timeout=SECONDS)
    assert first_lines == [
        "Iniciando el Tablero de Acuerdos...\n",
        f"Tablero de Acuerdos listo en http://127.0.0.1:{port}\n",
        "Para detenerlo, pulse Ctrl+C en esta ventana.\n",
    ]
    assert (program.returncode, last_lines, errors) == (0, "\nTablero detenido.\n", "")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(port)))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite signal to send from outside")
def test_ctrl_c_reaches_the_server_only_as_a_polite_request(prepared_tree):
    (prepared_tree / "sitecustomize.py").write_text(TELL_SIGNALS)
    with running(prepared_tree, f"--server.port={free_port()}", PYTHONPATH=str(prepared_tree)) as program:
        assert program.stdout is not None
        assert [program.stdout.readline() for _ in range(2)][1] == "arrancando\n"
        os.killpg(program.pid, signal.SIGINT)
        out, errors = program.communicate(timeout=SECONDS)
    assert (program.returncode, out, errors) == (0, "SIGTERM\n\nTablero detenido.\n", "")


def test_a_server_that_refuses_to_start_speaks_for_itself(prepared_tree):
    (prepared_tree / "dashboard.py").write_text(REFUSING_APP)
    code, out, errors = run(prepared_tree, f"--server.port={free_port()}")
    assert (code, out, errors) == (3, "Iniciando el Tablero de Acuerdos...\n", "No se pudo abrir la base.\n")


def test_options_are_passed_to_streamlit(prepared_tree):
    (prepared_tree / "dashboard.py").write_text(APP)
    code, _, errors = run(prepared_tree, f"--server.port={free_port()}", "--no-such-option")
    assert code == 2
    assert "--no-such-option" in errors


def test_the_demonstration_uses_a_database_of_its_own(prepared_tree):
    (prepared_tree / "dashboard.py").write_text(APP + SHOW_DEMO)
    _, _, errors = run(prepared_tree, "demo", f"--server.port={free_port()}")
    assert f"sqlite:///{(prepared_tree / 'data' / 'demo.db').as_posix()} 1" in errors


def test_every_check_runs_even_after_a_failure_and_the_tests_close_the_output(prepared_tree):
    (prepared_tree / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "run_all.py", prepared_tree / "tests")
    (prepared_tree / "tests" / "test_rule.py").write_text("def test_rule():\n    assert True\n")
    (prepared_tree / "wrong.py").write_text("import os\nnumber: int = 'text'\n")
    code, out, _ = run(prepared_tree, "test", "--no-cov", "-k", "rule")
    titles = [line for line in out.splitlines() if line.startswith("=== ") and line.endswith(") ===")]
    assert code == 1
    assert [title.split("(")[1] for title in titles] == ["ruff) ===", "pyright) ===", "import-linter) ===", "pytest) ===", "pytest) ==="]
    assert "Con fallas antes de las pruebas: Estilo (ruff), Tipos (pyright), Flechas" in out
    assert "1 passed" in out.splitlines()[-1]
