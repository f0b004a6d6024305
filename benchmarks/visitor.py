"""A visitor without a browser: speaks Streamlit's protocol over its WebSocket and times whole runs of the script.

Like the browser, it names the messages that it holds, so that the server sends large ones only once.
"""

import io
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pyarrow as pa
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

RUN_SECONDS = 300


@dataclass
class Run:
    """One run of a page: milliseconds from request to end, bytes received, faults shown, and the elements that came whole."""

    milliseconds: float = 0.0
    received: int = 0
    errors: int = 0
    elements: list[Element] = field(default_factory=list)

    def kinds(self) -> Counter[str]:
        """How many elements of each kind."""
        return Counter(element.WhichOneof("type") or "" for element in self.elements)

    def charts(self) -> list[tuple[int, int]]:
        """Per chart, its traces and the bars of each."""
        figures = [json.loads(element.plotly_chart.spec)["data"] for element in self.elements if element.HasField("plotly_chart")]
        return [(len(traces), len(traces[0]["y"])) for traces in figures]

    def tables(self) -> list[tuple[list[str], int]]:
        """Columns, but for the hidden index, and rows of each table."""
        streams = [element.dataframe.arrow_data.data for element in self.elements if element.HasField("dataframe")]
        frames = [pa.ipc.open_stream(io.BytesIO(stream)).read_all() for stream in streams]
        return [([name for name in frame.column_names if not name.startswith("__")], frame.num_rows) for frame in frames]

    def options(self) -> list[str]:
        """What the session filter offers."""
        return [option for element in self.elements for option in element.multiselect.options]


@dataclass
class Visitor:
    """One session. `filter_id` and `page_hash` are learnt from the first run, as the browser does."""

    socket: ClientConnection
    held: set[str] = field(default_factory=set)
    filter_id: str = ""
    page_hash: str = ""

    async def open(self, page: str = "") -> Run:
        """Visit a page by its address."""
        request = BackMsg()
        request.rerun_script.page_name = page
        return await self._run(request)

    async def choose(self, sessions: Iterable[str]) -> Run:
        """Set the session filter, as a click on it does: its state and the address together."""
        chosen = list(sessions)
        request = BackMsg()
        request.rerun_script.page_script_hash = self.page_hash
        request.rerun_script.query_string = urlencode({"sesion": chosen}, doseq=True)
        state = request.rerun_script.widget_states.widgets.add(id=self.filter_id)
        state.string_array_value.data.extend(chosen)
        state.string_array_value.SetInParent()
        return await self._run(request)

    async def _run(self, request: BackMsg) -> Run:
        request.rerun_script.cached_message_hashes.extend(self.held)
        run = Run()
        started = time.perf_counter()
        await self.socket.send(request.SerializeToString())
        async for received in self.socket:
            run.received += len(received)
            message = ForwardMsg.FromString(received if isinstance(received, bytes) else received.encode())
            if self._take(message, run):
                break
        run.milliseconds = (time.perf_counter() - started) * 1000
        return run

    def _take(self, message: ForwardMsg, run: Run) -> bool:
        """Keep what a message says; True when it ends the run."""
        if message.metadata.cacheable:
            self.held.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._keep(message.delta.new_element, run)
        elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            run.errors += 1
        return kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _keep(self, element: Element, run: Run) -> None:
        run.elements.append(element)
        run.errors += element.HasField("exception") or element.alert.format == Alert.ERROR
        if element.HasField("multiselect"):
            self.filter_id = element.multiselect.id


@asynccontextmanager
async def visit(port: int) -> AsyncIterator[Visitor]:
    """A new session on a server of this machine."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, max_size=None, compression=None, ping_timeout=RUN_SECONDS, proxy=None) as socket:
        yield Visitor(socket)
