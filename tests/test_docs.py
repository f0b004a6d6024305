"""The documents say what the program says: labels, settings, rooms, words and links are compared with the code."""

import inspect
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from follow_up import agenda, promises, session_watch, vocabulary
from follow_up.deadlines import REGULATION_MONTHS_BETWEEN_SESSIONS
from follow_up.lights import LIGHT_OF_REASON
from follow_up.settings import Windows
from ui import texts

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [
    texts.OVERVIEW, texts.BY_INSTITUTION, texts.BY_THEME, texts.DEADLINES, texts.AGREEMENTS, texts.AGREEMENT, texts.CHANGES, texts.PRESIDENCY,
    texts.SESSION, texts.PROJECTOR, texts.OPERATOR, texts.SESSIONS, texts.EXCEL, texts.BATCHES, texts.CALLS, texts.QUALITY, texts.CATALOGUES, texts.HISTORY,
]  # fmt: skip
LABELS = {
    "standing": texts.STANDING,
    "deadline state": texts.DEADLINE_STATE,
    "light": texts.LIGHT,
    "kind of deadline": texts.DEADLINE_KIND,
}
VOCABULARY = sorted(
    {
        kind
        for module in (vocabulary, agenda, promises, session_watch)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, StrEnum) and kind is not StrEnum
    },
    key=lambda kind: kind.__name__,
)
NOT_ROOMS = {"docs", "data"}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def options(settings: dict[str, Any], *, under: str = "") -> Iterator[str]:
    """The full name of every option, as `server.port`."""
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from options(value, under=f"{under}{name}.")
        else:
            yield f"{under}{name}"


def local_links(document: Path) -> Iterator[str]:
    """The targets of links and images that are files of ours, with their anchors."""
    for target in re.findall(r"\]\(<?([^)>\s]+)>?\)", document.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            yield unquote(target)


def anchors(document: Path) -> set[str]:
    """The anchors that its headings have: small letters, no signs, a hyphen for each blank."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rooms() -> list[str]:
    """The folders at the top that hold code or data of the program; what git does not follow is none."""
    ignored = {line.strip("/") for line in read(".gitignore").splitlines()}
    folders = [path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")]
    return sorted(set(folders) - ignored - NOT_ROOMS)


def rows_that_start_with(label: str, text: str) -> list[str]:
    """The rows of tables whose first cell ends with `label`; a shape may stand before it."""
    return [line for line in text.splitlines() if re.match(rf"\| (?:\S )?{re.escape(label)} \|", line)]


@pytest.mark.parametrize("title", PAGES)
def test_every_page_has_its_section_in_the_manual(title: str) -> None:
    assert f"### {title}\n" in read("docs/manual.md")


@pytest.mark.parametrize(
    "label", [pytest.param(label, id=f"{group}: {label}") for group, labels in LABELS.items() for label in labels.values()]
)
def test_every_label_is_explained_in_the_manual(label: str) -> None:
    manual = read("docs/manual.md")
    assert rows_that_start_with(label, manual) or f"**{label}**" in manual


def test_the_manual_gives_each_reason_of_the_light_a_row_under_its_light() -> None:
    manual = read("docs/manual.md")
    for light, label in texts.LIGHT.items():
        reasons = [reason for reason, shown in LIGHT_OF_REASON.items() if shown == light]
        assert len(rows_that_start_with(label, manual)) == len(reasons), label


def test_the_manual_tells_the_windows_that_the_rules_use() -> None:
    manual, windows = read("docs/manual.md"), Windows()
    assert f"dentro de {windows.due_soon} días" in manual
    assert f"más de {windows.stale} días" in manual


def test_decision_0009_tells_the_months_of_the_regulation() -> None:
    assert REGULATION_MONTHS_BETWEEN_SESSIONS == 2
    assert "at least every two months" in read("docs/decisions/0009-next-session-without-a-date-is-not-late.md")


def test_every_setting_of_streamlit_has_its_reason_in_decision_0004() -> None:
    decision = read("docs/decisions/0004-streamlit-settings.md")
    in_code = set(re.findall(r"`([\w.]+)`", decision))
    untold = [
        option
        for option in options(tomllib.loads(read(".streamlit/config.toml")))
        if option not in in_code and not (option.startswith("theme.") and option.rpartition(".")[2] in in_code)
    ]
    assert untold == []


def test_decision_0004_explains_no_setting_that_is_gone() -> None:
    set_options = set(options(tomllib.loads(read(".streamlit/config.toml"))))
    told = re.findall(r"^\| `((?:server|browser|runner|client)\.\w+)`", read("docs/decisions/0004-streamlit-settings.md"), re.MULTILINE)
    assert [option for option in told if option not in set_options] == []


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_in_the_architecture(room: str) -> None:
    assert f"| `{room}/` |" in read("docs/architecture.md")


def test_every_file_that_the_architecture_names_exists() -> None:
    told = re.findall(r"`((?:ui|pages|data_store|reports|follow_up|seed|tests)/[\w/]+\.(?:py|json))", read("docs/architecture.md"))
    missing = [name for name in told if name != "pages/x.py" and not (ROOT / name).is_file()]
    assert told
    assert missing == []


@pytest.mark.parametrize("kind", VOCABULARY, ids=lambda kind: kind.__name__)
def test_every_enumeration_and_each_of_its_members_is_in_the_glossary(kind: type[StrEnum]) -> None:
    glossary = read("docs/glossary.md")
    assert f"`{kind.__name__}`" in glossary
    assert [member.name for member in kind if f"`{member.name}`" not in glossary] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_to_a_file_of_ours_leads_somewhere(document: Path) -> None:
    broken = []
    for link in local_links(document):
        name, _, anchor = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("image", sorted((ROOT / "docs" / "images").glob("*")), ids=named)
def test_every_image_is_shown_somewhere_and_small(image: Path) -> None:
    shown = {(document.parent / link).resolve() for document in DOCUMENTS for link in local_links(document)}
    assert image in shown
    assert image.stat().st_size < 300_000


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("decision", DECISIONS, ids=named)
def test_a_decision_says_its_context_what_was_decided_and_what_follows(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert text.startswith(f"# {decision.name[:4]}. ")
    assert all(f"\n## {part}\n" in text for part in ("Context", "Decision", "Consequences"))
