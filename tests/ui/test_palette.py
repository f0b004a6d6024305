"""Every colour can be read: its ink by our choice, the ink that the grid chooses, the ink of axes on each theme."""

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from streamlit.file_util import get_static_dir

from follow_up.vocabulary import DeadlineBucket, DeadlineState, Light, Movement, Standing
from ui import palette
from ui.chrome import BUTTON_INK

ROOT = Path(__file__).resolve().parents[2]
READABLE = 4.5  # WCAG AA for text of ordinary size
NOTICEABLE = 3  # WCAG AA for what is no text: the edge of a button
TABLES = {
    "standing": (Standing, palette.STANDING),
    "deadline state": (DeadlineState, palette.DEADLINE_STATE),
    "bucket": (DeadlineBucket, palette.BUCKET),
    "light": (Light, palette.LIGHT),
    "movement": (Movement, palette.MOVEMENT),
}
FILLS = [pytest.param(*colours, id=f"{name} {member}") for name, (_, table) in TABLES.items() for member, colours in table.items()]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("members", "table"), TABLES.values(), ids=TABLES)
def test_every_state_has_its_own_colour(members: type[StrEnum], table: dict[StrEnum, tuple[str, str]]) -> None:
    assert list(table) == list(members)
    assert len({fill for fill, _ in table.values()}) == len(table)


@pytest.mark.parametrize(("fill", "ink"), FILLS)
def test_words_on_a_colour_can_be_read(fill: str, ink: str) -> None:
    assert contrast(fill, ink) >= READABLE


@pytest.mark.parametrize(("fill", "_ink"), FILLS)
def test_words_in_a_pill_of_the_grid_can_be_read_with_the_ink_that_the_grid_chooses(fill: str, _ink: str) -> None:
    chosen = "#000000" if luminance(fill) > 0.5 else "#FFFFFF"
    assert contrast(fill, chosen) >= READABLE


def test_the_grid_still_chooses_black_above_half_of_the_luminance_and_white_below() -> None:
    scripts = Path(get_static_dir(), "static", "js").glob("DataFrame*.js")
    grid = "".join(script.read_text(encoding="utf-8") for script in scripts)
    assert re.search(r"\w+\(\w+\)>\.5\?`#000000`:`#ffffff`", grid)
    assert re.search(r"return \.2126\*\w+\(\w+\)\+\.7152\*\w+\(\w+\)\+\.0722\*\w+\(\w+\)", grid)


def configured(theme: str) -> dict[str, Any]:
    """The colours of a theme, as Streamlit's settings say them."""
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axes_can_be_read_on_the_background_of_each_theme(theme: str) -> None:
    assert contrast(palette.INK[theme], configured(theme)["backgroundColor"]) >= READABLE


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_button_can_be_read_and_stands_out_from_every_ground(theme: str) -> None:
    colours = configured(theme)
    light, dark = re.findall(r"#[0-9A-F]{6}", BUTTON_INK)
    grounds = [colours["backgroundColor"], colours["secondaryBackgroundColor"], colours["sidebar"]["backgroundColor"]]
    assert contrast(colours["primaryColor"], {"light": light, "dark": dark}[theme]) >= READABLE
    assert min(contrast(colours["primaryColor"], ground) for ground in grounds) >= NOTICEABLE
