"""The state at a date: our query of the last reports beside the bare indexed statement in sqlite3."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from data_store.database import open_store, reading
from data_store.queries import load_rows
from benchmarks.filling import TODAY
from benchmarks.results import Row
