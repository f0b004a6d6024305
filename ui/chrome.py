"""What surrounds every screen: a page in Spanish, the security headers, and no answer to a foreign host name.

Streamlit speaks English, says so in `<html lang="en">`, and has no option for either. So its index page is
rewritten once at start, and `ui/static/spanish.js` translates in the browser what Streamlit itself writes.
"""

import base64
import hashlib
import inspect
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "Tablero de Acuerdos"
DESCRIPTION = "Seguimiento de los acuerdos del comité de seguridad ciudadana."
NO_SCRIPT = "Este tablero necesita JavaScript. Actívelo en su navegador y vuelva a cargar la página."
FOREIGN_HOST = (
    "El tablero no atiende con este nombre de equipo. Ábralo con http://localhost o con http://127.0.0.1 y su puerto, "
    "o pida al administrador que agregue el nombre a la opción server.allowedHosts."
)

STATIC = Path(__file__).parent / "static"
FONTS = Path(__file__).parents[1] / "reports" / "fonts"
STREAMLIT_INDEX = Path(inspect.getfile(st)).parent / "static" / "index.html"
# Served here and not by Streamlit's static folder: it asks the operating system for the type of `.js`, and a Windows
# registry that says text/plain would, with `nosniff`, keep the browser from running the translation.
SCRIPT_TYPE = "text/javascript; charset=utf-8"
SCRIPTS = ("spanish.js", "history.js", "slides.js")
SHEETS = ("slides.css", "windows.css")
SLIDE_FONTS = ("Inter-Regular.otf", "Inter-Bold.otf")  # the same files that the PDF is set in
ASSET_TYPES = {
    **dict.fromkeys(SCRIPTS, SCRIPT_TYPE),
    **dict.fromkeys(SHEETS, "text/css; charset=utf-8"),
    **dict.fromkeys(SLIDE_FONTS, "font/otf"),
    "favicon.png": "image/png",
}
ASSET_FOLDER = "/app/static/"

LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Compressed, partial or not-modified answers could not be compared with the index page.
CONDITIONAL = frozenset(
    {b"accept-encoding", b"if-match", b"if-modified-since", b"if-none-match", b"if-range", b"range"}
)


class SpanishChrome:
    """The outermost layer of the server: checks the host, rewrites the index page, adds the security headers."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str] | None = None) -> None:
        self.app = app
        self.hosts = frozenset(configured_hosts() if hosts is None else hosts) | frozenset(LOOPBACK)
        self.assets = {name: asset_file(name).read_bytes() for name in ASSET_TYPES}
        self.index = STREAMLIT_INDEX.read_bytes()
        self.page = spanish_page(self.index, versions={name: digest(self.assets[name]).hex()[:12] for name in (*SHEETS, *SCRIPTS)})
        self.script_sources = " ".join(inline_script_hashes(self.page))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection; the application behind sees only those that came to a host of ours."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        host = host_name(Headers(scope=scope).get("host"))
        if host is None or not is_allowed(host, self.hosts):
            await refuse(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self.answer(scope, receive, self.with_headers(scope, send))

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve our own files here, and everything else by the application, with the index page replaced."""
        asset = asset_name(scope["path"])
        if asset is not None and scope["method"] in {"GET", "HEAD"}:
            response = Response(self.assets[asset], media_type=ASSET_TYPES[asset])
            response.headers["cache-control"] = asset_caching(scope)
            await response(scope, receive, without_body(send) if scope["method"] == "HEAD" else send)
        elif is_page_address(scope["path"]):
            await self.app(unconditional(scope), receive, IndexReplacement(self.index, self.page, scope, send))
        else:
            await self.app(scope, receive, send)

    def with_headers(self, scope: Scope, send: Send) -> Send:
        """Add the security headers that the answer does not set itself."""
        policy = content_policy(self.script_sources, Headers(scope=scope)["host"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", policy)
                headers.setdefault("referrer-policy", "same-origin")
                headers.setdefault("x-content-type-options", "nosniff")
            await send(message)

        return send_with_headers


class IndexReplacement:
    """The `send` of one answer that exchanges Streamlit's index page for ours and lets all else pass.

    An answer is held back only while it can still be the index page: same status, type, length, then same bytes.
    """

    def __init__(self, index: bytes, page: bytes, scope: Scope, send: Send) -> None:
        self.index = index
        self.page = page
        self.head_only = scope["method"] == "HEAD"
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Receive one message of the answer."""
        if message["type"] == "http.response.start" and self.may_be_index(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.finish(self.start)

    def may_be_index(self, message: Message) -> bool:
        """Tell by the head of an answer whether its body must be looked at."""
        headers = Headers(raw=message["headers"])
        is_html = headers.get("content-type", "").startswith("text/html")
        return message["status"] == 200 and is_html and headers.get("content-length") == str(len(self.index))

    async def finish(self, start: Message) -> None:
        """Send the held answer: our page, with nothing left that describes the old bytes, or what came."""
        body = self.body
        if self.head_only or body == self.index:
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(self.page))
            for stale in ("etag", "last-modified", "accept-ranges"):
                del headers[stale]
            body = b"" if self.head_only else self.page
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


# Streamlit writes in white on a primary button whatever its colour is. The accent of the dark theme is pale, because chosen
# options are written in it on a dark ground: there the button is written in the dark of that ground. `:enabled` stands twice
# to weigh more than Streamlit's own rule for the button under the pointer.
BUTTON_INK = 'button[data-testid^="stBaseButton-primary"]:enabled:enabled { color: light-dark(#FFFFFF, #0F1720) }'


def spanish_page(index: bytes, *, versions: Mapping[str, str]) -> bytes:
    """Streamlit's index page with our language, title, description, icon, notice, sheets and scripts."""
    links = "".join(f"\n    {linked(f'.{ASSET_FOLDER}{name}?v={version}')}" for name, version in versions.items())
    head = f'<title>{TITLE}</title>\n    <meta name="description" content="{DESCRIPTION}" />\n    <style>{BUTTON_INK}</style>{links}'
    html = index.decode()
    for pattern, replacement in (
        (r'<html lang="en">', '<html lang="es-PE">'),
        (r"<title>.*?</title>", head),
        (r'href="\./favicon\.png"', f'href=".{ASSET_FOLDER}favicon.png"'),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{NO_SCRIPT}</p></noscript>"),
    ):
        html, count = re.subn(pattern, replacement, html, flags=re.DOTALL)
        if count != 1:
            message = f"Streamlit's index page is not the one this version was made for: {count} × {pattern}"
            raise ValueError(message)
    return html.encode()


def linked(address: str) -> str:
    """The element of a page that asks for a sheet or a script of ours."""
    if ".css?" in address:
        return f'<link rel="stylesheet" href="{address}" />'
    return f'<script src="{address}"></script>'


def inline_script_hashes(page: bytes) -> list[str]:
    """The sources that a content policy must name for the scripts written inside the page."""
    scripts = re.findall(rb"<script>(.*?)</script>", page, flags=re.DOTALL)
    return [f"'sha256-{base64.b64encode(digest(script)).decode()}'" for script in scripts]


def content_policy(script_sources: str, host: str) -> str:
    """Allow this server only; Streamlit's styles are inline, its charts and grids use data and blob addresses.

    The socket is named with its host, because not every browser counts `ws:` as `'self'`.
    """
    return (
        f"default-src 'self'; script-src 'self' {script_sources}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


def configured_hosts() -> list[str]:
    """The host names of this installation, from Streamlit's own options."""
    return [*st.get_option("server.allowedHosts"), st.get_option("browser.serverAddress")]


def host_name(header: str | None) -> str | None:
    """The host of a Host header in lower case and without its port; None if it is missing or malformed."""
    if header is None or not re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(:\d{1,5})?", header, flags=re.ASCII):
        return None
    name = urlsplit(f"//{header}").hostname
    return name.rstrip(".") if name else None


def is_allowed(host: str, patterns: Iterable[str]) -> bool:
    """Tell whether a host is ours, by the rules of `server.allowedHosts`: exact, `*.domain` or `*`."""
    for pattern in (pattern.strip().strip("[]").rstrip(".").lower() for pattern in patterns):
        if pattern in {host, "*"} or (pattern.startswith("*.") and host.endswith(pattern[1:])):
            return True
    return False


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 403: a page of another name reached this machine (DNS rebinding) or the name is not configured."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    response = PlainTextResponse(FOREIGN_HOST, status_code=403, headers={"x-content-type-options": "nosniff"})
    await response(scope, receive, without_body(send) if scope["method"] == "HEAD" else send)


def asset_file(name: str) -> Path:
    """Where a file of ours lies."""
    return (FONTS if name in SLIDE_FONTS else STATIC) / name


def asset_name(path: str) -> str | None:
    """The file of ours that an address means, also below a base address."""
    folder, _, name = path.rpartition("/")
    return name if name in ASSET_TYPES and f"{folder}/".endswith(ASSET_FOLDER) else None


def asset_caching(scope: Scope) -> str:
    """A file asked for by version never changes; without version the browser must ask again."""
    return "public, max-age=31536000, immutable" if scope["query_string"].startswith(b"v=") else "no-cache"


def is_page_address(path: str) -> bool:
    """Tell whether an address may be answered with the index page: pages have no file ending."""
    return PurePosixPath(path).suffix in {"", ".html"}


def unconditional(scope: Scope) -> Scope:
    """The request without what could make the answer other than the whole, plain index page."""
    headers = [(name, value) for name, value in scope["headers"] if name not in CONDITIONAL]
    return {**scope, "headers": headers}


def without_body(send: Send) -> Send:
    """Keep the head of an answer, with its true length, and drop the body."""

    async def send_head(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return send_head


def digest(content: bytes) -> bytes:
    """The fingerprint used for the content policy and for the version of a file."""
    return hashlib.sha256(content).digest()
