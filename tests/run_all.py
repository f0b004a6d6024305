"""Every check, then every test: what `python start.py test` and the gate run, with the Python that runs this file."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Through its module, because the script in an environment stops working when the folder is moved.
IMPORT_LINTER = "from importlinter.cli import lint_imports_command as check; check(['--no-logo'])"
CHECKS = {
    "Estilo (ruff)": ["-m", "ruff", "check", "--no-cache", "."],
    "Tipos (pyright)": ["-m", "pyright", "--pythonpath", sys.executable],
    "Flechas entre carpetas (import-linter)": ["-c", IMPORT_LINTER],
}


# What the tests reach is measured when it is asked for (`start.py test --cov`): it costs a third of their time.
# Each file whole on one processor. A browser waits more than it works, so two share the machine; but not with the rest.
SHARED = ["-n", "auto", "--dist", "loadfile"]
TESTS = {
    "Pruebas en un navegador (pytest)": ["-m", "browser", *SHARED],
    "Las demás pruebas (pytest)": ["-m", "not browser", *SHARED],
}
NONE_CHOSEN = 5  # pytest's exit status when the words chose no test of this half


def outcome(title: str, words: list[str]) -> int:
    """Run one step under its title; Ctrl+C reaches it by itself and finds us waiting for it to clean up."""
    print(f"\n=== {title} ===", flush=True)
    step = subprocess.Popen([sys.executable, *words], cwd=ROOT)
    try:
        return step.wait()
    except KeyboardInterrupt:
        step.wait()
        raise


def main(pytest_args: list[str]) -> int:
    """Run every step even if one fails; pytest comes last, so that its closing line closes the output."""
    failed = [title for title, words in CHECKS.items() if outcome(title, words)]
    if failed:
        print("\nCon fallas antes de las pruebas: " + ", ".join(failed), flush=True)
    outcomes = {outcome(title, ["-m", "pytest", *words, *pytest_args]) for title, words in TESTS.items()}
    return 1 if failed or outcomes - {0, NONE_CHOSEN} or 0 not in outcomes else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
