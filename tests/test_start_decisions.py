"""What `start.py` decides before it touches anything: the Python, the command, the address, the browser."""

import ast
from pathlib import Path

import pytest

import start


def test_an_old_python_is_told_which_one_is_needed_and_where_to_get_it():
    with pytest.raises(start.Refusal, match=r"Python 3\.11 o superior; este es 3\.9\. .*https://www\.python\.org"):
        start.refuse_old_python((3, 9))


def test_an_old_python_can_read_the_program():
    ast.parse(Path(start.__file__).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_oldest_supported_python_is_accepted():
    start.refuse_old_python((3, 11))


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ([], ("start", [])),
        (["--server.port", "8502"], ("start", ["--server.port", "8502"])),
        (["demo", "--server.port=8502"], ("demo", ["--server.port=8502"])),
        (["test", "-k", "plazo", "--help"], ("test", ["-k", "plazo", "--help"])),
        (["--help"], ("help", [])),
        (["-h"], ("help", [])),
        (["demo", "--help"], ("help", [])),
        (["instalar"], ("instalar", [])),
    ],
)
def test_the_first_word_is_the_command_and_the_rest_is_passed_on(argv, expected):
    assert start.split_command(argv) == expected


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], ("127.0.0.1", 8501)),
        (["--server.port", "8502"], ("127.0.0.1", 8502)),
        (["--server.port=8502"], ("127.0.0.1", 8502)),
        (["--server.port=8502", "--theme.base", "dark", "--server.port", "8503"], ("127.0.0.1", 8503)),
        (["--server.address=192.168.1.20"], ("192.168.1.20", 8501)),
        (["--server.address", "0.0.0.0"], ("127.0.0.1", 8501)),
    ],
)
def test_the_address_to_watch_is_the_one_that_streamlit_will_use(args, expected):
    assert start.chosen_address(args) == expected


@pytest.mark.parametrize("args", [["--server.port=abc"], ["--server.port", "0"], ["--server.port=65536"], ["--server.port"]])
def test_what_is_not_a_port_is_refused_with_an_example(args):
    with pytest.raises(start.Refusal, match=r"no es un puerto.*--server\.port 8502"):
        start.chosen_address(args)


@pytest.mark.parametrize(
    ("environ", "terminal", "platform", "expected"),
    [
        ({}, True, "win32", True),
        ({}, True, "darwin", True),
        ({"DISPLAY": ":0"}, True, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True, "linux", True),
        ({}, True, "linux", False),
        ({"DISPLAY": ":0"}, False, "linux", False),
        ({"TABLERO_NO_BROWSER": "1"}, True, "win32", False),
    ],
)
def test_the_browser_opens_only_for_a_person_at_a_screen(environ, terminal, platform, expected):
    assert start.wants_browser(environ, terminal=terminal, platform=platform) is expected
