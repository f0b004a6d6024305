"""A real browser and a real server for the tests of this folder."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parents[2]
LAUNCHER = ROOT / "dashboard.py"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "%PROGRAMFILES%/Google/Chrome/Application/chrome.exe",
    "%PROGRAMFILES(X86)%/Google/Chrome/Application/chrome.exe",
    "%LOCALAPPDATA%/Google/Chrome/Application/chrome.exe",
    "%PROGRAMFILES(X86)%/Microsoft/Edge/Application/msedge.exe",
    "%PROGRAMFILES%/Microsoft/Edge/Application/msedge.exe",
)
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 60.0
POLL_SECONDS = 0.1

ColorScheme = Literal["light", "dark"]
StartServer = Callable[..., AbstractContextManager[str]]


@dataclass(frozen=True)
class Visit:
    """A page of a fresh browser context, with everything it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def foreign_requests(self) -> list[str]:
        """The requests that left this machine; there must be none."""
        return [
            url
            for url in self.requests
            if not re.match(r"(https?|wss?)://(127\.0\.0\.1|localhost)[:/]|data:|blob:", url)
        ]

    def policy_violations(self) -> list[str]:
        """What the content policy refused."""
        return [text for text in self.console_errors if "Content Security Policy" in text]


NewPage = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser last: Playwright keeps an event loop running, and no other test could then start its own."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def settled(page: Page) -> None:
    """Wait until the script has run and every kind of element on the page has been loaded."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium, Chrome or Edge installed on this machine."""
    executable = find_chromium()
    if executable is None:
        reason = "No Chromium, Chrome or Edge was found on this machine."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_FLAGS))
        yield chromium
        chromium.close()


def find_chromium() -> str | None:
    """The first installed browser of the Chromium family: on the path, then in the usual folders."""
    on_path = (shutil.which(name) for name in CHROMIUM_NAMES)
    in_folders = (place for place in map(os.path.expandvars, CHROMIUM_PLACES) if Path(place).is_file())
    return next(filter(None, (*on_path, *in_folders)), None)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Make pages as a visitor in Peru has them; each call is a new visitor without cookies."""
    visits = []

    def make(*, width: int = 1280, height: int = 800, color_scheme: ColorScheme = "light") -> Visit:
        visits.append(visitor(browser, width=width, height=height, color_scheme=color_scheme))
        return visits[-1]

    yield make
    for visit in visits:
        visit.page.context.close()


def visitor(browser: Browser, *, width: int, height: int, color_scheme: ColorScheme) -> Visit:
    """A new visitor in Peru; closing the context of its page ends the visit."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=color_scheme,
        locale="es-PE",
        timezone_id="America/Lima",
    )
    visit = Visit(context.new_page())
    context.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("websocket", lambda websocket: visit.requests.append(websocket.url))
    visit.page.on("console", lambda message: visit.console_errors.extend(error_text(message)))
    visit.page.on("pageerror", lambda error: visit.console_errors.append(str(error)))
    return visit


def error_text(message: ConsoleMessage) -> list[str]:
    """The text and the source of a message, if it is an error."""
    return [f"{message.text} ({message.location['url']})"] if message.type == "error" else []


@pytest.fixture(scope="session")
def start_server() -> StartServer:
    """Start a launcher on a free port; use as `with start_server(path, env={...}) as base_url`."""
    return serve


@pytest.fixture(scope="module")
def demo(start_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the demonstration set, on a fixed day."""
    base = tmp_path_factory.mktemp("demo") / "demo.db"
    day = {"TABLERO_DEMO": "1", "TABLERO_TODAY": "2026-11-23"}
    with start_server(LAUNCHER, env={"DATABASE_URL": f"sqlite:///{base}", **day}) as url:
        yield url


@pytest.fixture(scope="module")
def acta(start_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with nothing but the acta, one per file: tests that write take an agreement each."""
    base = tmp_path_factory.mktemp("acta") / "tablero.db"
    with start_server(LAUNCHER, env={"DATABASE_URL": f"sqlite:///{base}", "TABLERO_TODAY": "2026-11-23"}) as url:
        yield url


@contextmanager
def serve(launcher: Path, *, env: dict[str, str] | None = None) -> Iterator[str]:
    """Run `streamlit run` from the root of the repository until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(launcher), "--server.port", str(port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | (env or {}),
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        try:
            base_url = f"http://127.0.0.1:{port}"
            if not becomes_healthy(process, base_url):
                log.seek(0)
                pytest.fail(f"{launcher} did not start:\n{log.read().decode(errors='replace')}")
            yield base_url
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def becomes_healthy(process: subprocess.Popen[bytes], base_url: str) -> bool:
    """Poll the health address until it answers; False if the process ends or the time is over."""
    for _ in range(int(START_SECONDS / POLL_SECONDS)):
        try:
            with urllib.request.urlopen(f"{base_url}/_stcore/health", timeout=5) as answer:
                return answer.read() == b"ok"
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            try:
                process.wait(timeout=POLL_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            return False
    return False
