"""Running a function of ours in an interpreter of its own: what goes wrong over a hostile file stays there.

The child is this same Python, started without the user's environment, with limits on memory and time that it sets
itself before it has seen a byte of the file. Request and answer are pickles: nothing else carries our dataclasses,
enums and dates whole and as fast. The request is our own; the answer is read by names of a closed list, so that even
a child that a file had taken over could only make plain values of ours.
"""

import gc
import importlib
import logging
import os
import pickle
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from follow_up.memory import uncollected
from tracker.records import FileRefused, RefusalCode

if sys.platform != "win32":
    import resource

WALL_SECONDS = 30
CPU_SECONDS = 20
MEMORY_BYTES = 1536 * 1024 * 1024
MAX_ANSWER_BYTES = 128 * 1024 * 1024
AT_ONCE = 2  # in this server

_ROOT = Path(__file__).resolve().parent.parent
_START = "from tracker.apart import answer; answer()"
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_OUR_MODULES = ("tracker.", "follow_up.")
_OVER_TIME = -24  # SIGXCPU, by its number because Windows does not know the name
_AT_LEAST = 2  # `attrgetter` of a single name gives no tuple

_places = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


def run_apart(function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """What the function returns, run in a child process; it must be importable and of this project.

    At most `AT_ONCE` run at a time, others wait for their turn. Raises what `FileRefused` the function raises, or one
    of its own: `TOO_LONG_TO_READ` (the child was ended), `READER_DIED` (it ended by itself, whatever the reason: memory,
    an abort, a mistake of ours; the log has the place without any of the file's words).
    """
    request = pickle.dumps((function, arguments, named), pickle.HIGHEST_PROTOCOL)
    with _places:
        code, told, complaint = _ask_child(request)
    if code == _OVER_TIME:
        raise FileRefused(RefusalCode.TOO_LONG_TO_READ)
    if code != 0:
        _log.error("The reader of a file ended with %s.\n%s", code, complaint.decode(errors="replace")[-4000:])
        raise FileRefused(RefusalCode.READER_DIED)
    answered = _understood(told)
    if isinstance(answered, FileRefused):
        raise answered
    return answered


def _understood(told: bytes) -> Any:
    try:
        with uncollected():
            return _Answers(BytesIO(told)).load()
    except Exception as failure:
        raise FileRefused(RefusalCode.READER_DIED) from failure


def _ask_child(request: bytes) -> tuple[int, bytes, bytes]:
    """Exit status, standard output and standard error of a child that was given this request."""
    child = subprocess.Popen(
        [sys.executable, "-s", "-c", _START],
        cwd=_ROOT,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows
    )
    with child:
        try:
            told, complaint = child.communicate(request, timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired:
            raise FileRefused(RefusalCode.TOO_LONG_TO_READ) from None
        finally:
            child.kill()
    return child.returncode, told, complaint


class _Answering(pickle.Pickler):
    """Tells a dataclass with slots by the arguments that make it: half the time of what it does by itself."""

    def reducer_override(self, value: object) -> Any:
        values_of = _values_of(type(value))
        return NotImplemented if values_of is None else (type(value), values_of(value))


@cache
def _values_of(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    if not is_dataclass(kind) or "__slots__" not in vars(kind) or len(fields(kind)) < _AT_LEAST:
        return None
    return attrgetter(*(each.name for each in fields(kind)))


class _Answers(pickle.Unpickler):
    """Makes plain values and instances of our own classes; any other name in an answer is an attack."""

    def find_class(self, module: str, name: str) -> type:
        if module == "datetime" or module.startswith(_OUR_MODULES):
            found = getattr(sys.modules.get(module) or importlib.import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def answer() -> None:
    """The child's side: reads one request, writes the answer and ends."""
    sys.excepthook = _complain
    _limit_itself()
    gc.disable()  # a life of seconds leaves nothing to collect, and looking costs a sixth of it
    function, arguments, named = pickle.load(sys.stdin.buffer)
    told = BytesIO()
    _Answering(told, pickle.HIGHEST_PROTOCOL).dump(_outcome(function, arguments, named))
    if told.tell() > MAX_ANSWER_BYTES:
        raise MemoryError
    sys.stdout.buffer.write(told.getbuffer())
    sys.stdout.buffer.flush()
    os._exit(0)  # without the time to free what is about to be freed anyway


def _complain(kind: type[BaseException], _: BaseException, place: TracebackType | None) -> None:
    """The message of an exception may quote the file, so it is not told; its place in our code is."""
    sys.stderr.write(f"{kind.__name__}\n{''.join(traceback.format_tb(place))}")


def _outcome(function: Callable[..., object], arguments: tuple[object, ...], named: dict[str, object]) -> object:
    try:
        return function(*arguments, **named)
    except FileRefused as refusal:
        return refusal


def _limit_itself() -> None:
    if sys.platform == "win32":
        return  # it has no such limits; the wall limit holds there too
    limits = {
        resource.RLIMIT_CPU: (CPU_SECONDS, CPU_SECONDS + 1),
        resource.RLIMIT_AS: (MEMORY_BYTES, MEMORY_BYTES),
        resource.RLIMIT_CORE: (0, 0),
    }
    for limit, values in limits.items():
        with suppress(ValueError, OSError):  # macOS knows the limit of memory and does not keep it
            resource.setrlimit(limit, values)
