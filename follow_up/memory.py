"""The garbage collector, withheld while something large is made."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Generator[None, None, None]:
    """Without the garbage collector: a large file is a million small values and no cycle, and it would walk them all
    again and again, up to a third of the whole time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
