"""The outer layer of the server, driven with bare ASGI messages: page, headers, hosts."""

import asyncio
import base64
import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Scope
from starlette.websockets import WebSocket
from streamlit.file_util import get_static_dir

from ui.chrome import NO_SCRIPT, STATIC, STREAMLIT_INDEX, SpanishChrome, asset_file, spanish_page

OLD_INDEX_LENGTH = STREAMLIT_INDEX.stat().st_size


@dataclass(frozen=True)
class Answer:
    """What came back for one request."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def page_of_our_own(_request: Request) -> Response:
    """An HTML page that is not Streamlit's, with a policy of its own."""
    return HTMLResponse("<title>Ingreso</title>", headers={"content-security-policy": "default-src 'none'"})


def page_as_long_as_the_index(_request: Request) -> Response:
    """An HTML page that only its bytes tell from the index page."""
    return HTMLResponse("x" * OLD_INDEX_LENGTH)


async def greet(websocket: WebSocket) -> None:
    """Accept a socket."""
    await websocket.accept()
    await websocket.close()


def server(*, hosts: Iterable[str] = ()) -> ASGIApp:
    """Our layer over Streamlit's own files and compression, and a few more addresses."""
    routes = [
        Route("/ingreso", page_of_our_own),
        Route("/largo", page_as_long_as_the_index),
        Route("/datos.csv", lambda _request: PlainTextResponse("a,b")),
        Route("/panorama/", lambda _request: RedirectResponse("/panorama")),
        WebSocketRoute("/_stcore/stream", greet),
    ]
    application = Starlette(routes=routes)
    application.mount("/", StaticFiles(directory=get_static_dir(), html=True))
    return SpanishChrome(GZipMiddleware(application, minimum_size=500), hosts=hosts)


def request(path: str, *, app: ASGIApp | None = None, method: str = "GET", **headers: str | None) -> Answer:
    """Send one request; a header given as None is left out."""
    named = {"host": "127.0.0.1:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in named.items() if value is not None],
    }
    messages = exchange(app or server(), scope, {"type": "http.request", "body": b"", "more_body": False})
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return Answer(status=messages[0]["status"], headers=Headers(raw=messages[0]["headers"]), body=body)


def connect(*, host: str) -> list[str]:
    """Open a WebSocket and tell the types of the messages that came back."""
    scope = {"type": "websocket", "path": "/_stcore/stream", "root_path": "", "query_string": b"", "subprotocols": []}
    scope["headers"] = [(b"host", host.encode())]
    return [message["type"] for message in exchange(server(), scope, {"type": "websocket.connect"})]


def exchange(app: ASGIApp, scope: Scope, incoming: Message) -> list[Message]:
    """Run one connection to its end."""
    outgoing: list[Message] = []
    pending = [incoming]

    async def receive() -> Message:
        if pending:
            return pending.pop()
        return await asyncio.Future()

    async def send(message: Message) -> None:
        outgoing.append(message)

    async def run() -> None:
        await app(scope, receive, send)

    asyncio.run(run())
    return outgoing


@pytest.mark.parametrize("path", ["/", "/index.html"])
def test_the_page_says_that_it_is_in_spanish_of_peru(path: str) -> None:
    answer = request(path)
    assert answer.status == 200
    assert '<html lang="es-PE">' in answer.text
    assert "<title>Tablero de Acuerdos</title>" in answer.text
    assert f"<noscript><p>{NO_SCRIPT}</p></noscript>" in answer.text
    assert "You need to enable JavaScript" not in answer.text


def test_the_page_loads_the_translation_before_streamlit() -> None:
    html = request("/").text
    assert html.index("/app/static/spanish.js?v=") < html.index("./static/js/index.")


def test_the_length_of_the_page_is_that_of_its_bytes() -> None:
    answer = request("/")
    assert answer.headers["content-length"] == str(len(answer.body))
    assert len(answer.body) != OLD_INDEX_LENGTH


def test_nothing_is_left_that_describes_the_old_page() -> None:
    assert not {"etag", "last-modified", "accept-ranges"} & set(request("/").headers)


def test_head_tells_the_length_that_get_sends() -> None:
    whole, head = request("/"), request("/", method="HEAD")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.body == b""


def test_a_browser_that_knew_the_english_page_gets_the_spanish_one() -> None:
    plain = plain_answer()
    answer = request("/", if_none_match=plain.headers["etag"], if_modified_since=plain.headers["last-modified"])
    assert answer.status == 200
    assert "Tablero de Acuerdos" in answer.text


def plain_answer() -> Answer:
    """What Streamlit's own files answer without our layer."""
    return request("/", app=StaticFiles(directory=get_static_dir(), html=True))


def test_compression_and_ranges_do_not_keep_the_page_english() -> None:
    answer = request("/", accept_encoding="gzip", range="bytes=0-99")
    assert answer.status == 200
    assert 'lang="es-PE"' in answer.text


def test_files_of_streamlit_pass_unchanged_and_stay_conditional() -> None:
    script = next((Path(get_static_dir()) / "static" / "js").glob("index.*.js"))
    first = request(f"/static/js/{script.name}", accept_encoding="gzip")
    assert gzip.decompress(first.body) == script.read_bytes()
    again = request(f"/static/js/{script.name}", if_none_match=first.headers["etag"])
    assert again.status == 304


def test_other_pages_pass_unchanged() -> None:
    assert request("/ingreso").text == "<title>Ingreso</title>"
    assert request("/largo").text == "x" * OLD_INDEX_LENGTH
    assert request("/datos.csv").text == "a,b"


def test_a_streamlit_with_another_index_page_is_refused_at_start() -> None:
    with pytest.raises(ValueError, match="index page"):
        spanish_page(b"<html><title>Streamlit</title></html>", versions={})


@pytest.mark.parametrize("path", ["/", "/ingreso", "/datos.csv", "/nada", "/panorama/", "/app/static/spanish.js"])
def test_every_answer_carries_the_security_headers(path: str) -> None:
    headers = request(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers.getlist("content-security-policy")


def test_the_policy_allows_the_inline_scripts_of_the_page_and_no_others() -> None:
    answer = request("/")
    scripts = re.findall(rb"<script>(.*?)</script>", answer.body, flags=re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts}
    assert scripts
    assert set(directives(answer)["script-src"]) == {"'self'", *hashes}


def test_the_policy_allows_no_evaluation_no_frames_and_only_this_host() -> None:
    policy = directives(request("/"))
    assert "unsafe-eval" not in str(policy)
    assert policy["frame-ancestors"] == policy["object-src"] == ["'none'"]
    assert policy["connect-src"] == ["'self'", "ws://127.0.0.1:8501", "wss://127.0.0.1:8501"]


def test_an_answer_may_set_a_policy_of_its_own() -> None:
    assert request("/ingreso").headers.getlist("content-security-policy") == ["default-src 'none'"]


def directives(answer: Answer) -> dict[str, list[str]]:
    """The content policy of an answer by directive."""
    parts = (part.split() for part in answer.headers["content-security-policy"].split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8501", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8501", "localhost.:8501"]
)
def test_this_machine_is_served_under_each_of_its_names(host: str) -> None:
    assert request("/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "localhost/evil",
        "localhost:8501, evil.example",
        "localhost:port",
        "",
        None,
    ],
)
def test_a_foreign_host_name_is_refused_in_spanish(host: str | None) -> None:
    answer = request("/", host=host)
    assert answer.status == 403
    assert "El tablero no atiende con este nombre" in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_the_refusal_of_a_head_request_has_no_body() -> None:
    answer = request("/", method="HEAD", host="evil.example")
    assert (answer.status, answer.body) == (403, b"")


@pytest.mark.parametrize("host", ["tablero.region.gob.pe", "TABLERO.region.gob.pe:443", "sala.coresec.pe"])
def test_configured_host_names_are_served(host: str) -> None:
    app = server(hosts=["tablero.region.gob.pe", "*.coresec.pe"])
    assert request("/", app=app, host=host).status == 200
    assert request("/", app=app, host="coresec.pe").status == 403


def test_the_host_names_come_from_the_settings_of_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"server.allowedHosts": ["tablero.region.gob.pe"], "browser.serverAddress": "10.0.0.5"}
    monkeypatch.setattr("streamlit.get_option", options.__getitem__)
    app = SpanishChrome(PlainTextResponse("aquí"))
    answers = [
        request("/", app=app, host=host).status for host in ("tablero.region.gob.pe", "10.0.0.5:8501", "10.0.0.6")
    ]
    assert answers == [200, 200, 403]


def test_a_socket_from_a_foreign_host_name_is_refused() -> None:
    assert connect(host="127.0.0.1:8501")[0] == "websocket.accept"
    assert connect(host="evil.example") == ["websocket.close"]


@pytest.mark.parametrize(
    ("name", "content_type"), [("spanish.js", "text/javascript; charset=utf-8"), ("favicon.png", "image/png")]
)
def test_our_files_have_their_type_whatever_the_operating_system_says(
    name: str, content_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mimetypes.guess_type", lambda *_args, **_kwargs: ("text/plain", None))
    answer = request(f"/app/static/{name}")
    assert answer.headers["content-type"] == content_type
    assert answer.body == (STATIC / name).read_bytes()
    assert request(f"/base/app/static/{name}", method="HEAD").headers["content-length"] == str(len(answer.body))


def test_a_file_asked_for_by_version_is_kept_by_the_browser_and_the_version_follows_the_content() -> None:
    html = request("/").text
    match = re.search(r'src="\.(/app/static/spanish\.js\?v=(\w+))"', html)
    assert match
    assert "immutable" in request(match[1]).headers["cache-control"]
    assert request("/app/static/spanish.js").headers["cache-control"] == "no-cache"
    assert hashlib.sha256((STATIC / "spanish.js").read_bytes()).hexdigest().startswith(match[2])


def dictionary() -> list[tuple[str, str]]:
    """The entries of the translation script, in the order of the file."""
    script = (STATIC / "spanish.js").read_text(encoding="utf-8")
    block = script.partition("const WORDS = new Map(Object.entries({")[2].partition("}));")[0]
    return re.findall(r'^    "((?:[^"\\]|\\.)+)":\s+"((?:[^"\\]|\\.)+)",$', block, flags=re.MULTILINE)


def test_the_dictionary_is_in_alphabetical_order_without_repetitions() -> None:
    words = [english for english, _ in dictionary()]
    assert len(words) > 200
    assert words == sorted(set(words))


def test_no_translation_is_itself_a_word_to_translate() -> None:
    entries = dict(dictionary())
    assert not {spanish for spanish in entries.values() if spanish in entries}


@pytest.mark.parametrize(("name", "kind"), [("slides.css", "text/css; charset=utf-8"), ("Inter-Regular.otf", "font/otf"), ("Inter-Bold.otf", "font/otf")])
def test_the_sheet_of_the_slides_and_its_fonts_come_from_this_server(name: str, kind: str) -> None:
    answer = request(f"/app/static/{name}?v=4")
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.body == asset_file(name).read_bytes()


def test_the_page_asks_for_the_sheet_of_the_slides_by_its_version() -> None:
    assert re.search(r'<link rel="stylesheet" href="\./app/static/slides\.css\?v=[0-9a-f]{12}" />', request("/").text)
