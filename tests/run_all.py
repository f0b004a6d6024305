"""Every check, then every test: what `python start.py test` and the gate run, with the Python that runs this file."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Through its module, because the script in an environment stops working when the folder is moved.
IMPORT_LINTER = "from importlinter.cli import lint_imports_command as check; check(['--no-logo'])"
CHECKS = {
    "Estilo (ruff)": ["-m", "ruff", "check", "."],
    "Tipos (pyright)": ["-m", "pyright", "--pythonpath", sys.executable],
    "Flechas entre carpetas (import-linter)": ["-c", IMPORT_LINTER],
}


def passes(title: str, words: list[str]) -> bool:
    """Run one step under its title; Ctrl+C reaches it by itself and finds us waiting for it to clean up."""
    print(f"\n=== {title} ===", flush=True)
    step = subprocess.Popen([sys.executable, *words], cwd=ROOT)
    try:
        return step.wait() == 0
    except KeyboardInterrupt:
        step.wait()
        raise


def main(pytest_args: list[str]) -> int:
    """Run every step even if one fails; pytest comes last, so that its closing line closes the output."""
    failed = [title for title, words in CHECKS.items() if not passes(title, words)]
    if failed:
        print("\nCon fallas antes de las pruebas: " + ", ".join(failed), flush=True)
    tests_pass = passes("Pruebas (pytest)", ["-m", "pytest", "--cov", *pytest_args])
    return 0 if tests_pass and not failed else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
