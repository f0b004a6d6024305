"""What the tests of the child ask a child to do. Each must be importable there, so they live in a module of their own."""

import os
import random
import resource
import signal
import subprocess
import time
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.tracker.hostile import FAR, REFUSED
from tests.tracker.packages import book, package
from tracker.apart import MAX_ANSWER_BYTES, run_apart
from tracker.opening.workbooks import read_workbook
from tracker.records import FileRefused, RefusalCode


def open_with_calamine_alone() -> object:
    """The last cell of Excel without any inspection: the process ends by abort."""
    return CalamineWorkbook.from_filelike(BytesIO(book(FAR))).get_sheet_by_index(0).to_python()


def take_memory() -> int:
    return len(b"a" * 4_000_000_000)


def take_time() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
    while True:
        pass


def wait_long() -> None:
    signal.pause()


def make_a_mistake(words: str) -> None:
    raise ValueError(words)


def refuse() -> None:
    raise FileRefused(RefusalCode.FAR_CELL, "XFD7")


def answer_with_a_command() -> object:
    return os.system


def answer_with_a_class_of_others() -> object:
    return subprocess.Popen


def answer_with_a_function_of_ours() -> object:
    return run_apart


def answer_at_length() -> bytes:
    return b"a" * (MAX_ANSWER_BYTES + 1)


def limits() -> list[tuple[int, int]]:
    return [resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)]


def surroundings() -> tuple[str, list[str]]:
    return str(Path.cwd()), sorted(os.environ)


def stay(seconds: float) -> tuple[float, float]:
    """When it began and ended, on the machine's own clock."""
    began = time.monotonic()
    time.sleep(seconds)
    return began, time.monotonic()


def outcome(data: bytes, name: str) -> str:
    """ "read", or the code of the refusal; anything else ends the child."""
    try:
        read_workbook(data, name)
    except FileRefused as refused:
        return refused.code.value
    return "read"


def outcomes_of_the_hostile() -> dict[str, str]:
    return {sentence: outcome(make(), name) for sentence, (name, make, _) in REFUSED.items()}


def outcomes_of_damage(data: bytes, name: str, times: int) -> list[str]:
    """What becomes of a good file with a byte changed, a piece cut out or a piece doubled, at places by chance."""
    chance = random.Random(20260320)
    return [outcome(_damaged(data, chance), name) for _ in range(times)]


def outcomes_of_damaged_parts(parts: dict[str, bytes], kept: dict[str, bytes], name: str, times: int) -> list[str]:
    """The same within the parts of a package, which is whole again afterwards: this damage reaches the readers."""
    chance = random.Random(20260320)
    found: list[str] = []
    for _ in range(times):
        part = chance.choice(sorted(parts))
        found.append(outcome(package(kept | parts | {part: _damaged(parts[part], chance)}, method=0), name))
    return found


def _damaged(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 1, 4, 40, 400)))
    noise = chance.choice(
        (chance.randbytes(end - start), b"9" * (end - start), bytes(chance.choices(b"<>/\"=' :rct", k=end - start)))
    )
    return data[:start] + chance.choice((noise, b"", data[start:end] * 2)) + data[end:]
