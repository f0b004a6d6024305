"""One way through the rows of a frame."""

from collections.abc import Iterable
from typing import Any

import pandas as pd


def records(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows as named tuples; their cells are `Any`, because the stubs type each as every scalar there is."""
    return frame.itertuples()
