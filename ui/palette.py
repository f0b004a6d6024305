"""Colours, defined once: the same state has the same colour in figures, badges, bars and tables.

Each is (fill, ink): ink on fill has a contrast of at least 4.5:1 (a test measures it). The grid's pills choose their own
ink, black above a luminance of 0.5 and white below: a fill must be readable with that one too.
"""

from follow_up.session_watch import SessionPhase
from follow_up.vocabulary import DeadlineBucket, DeadlineState, Debt, EscalationStep, Light, Movement, Standing

WHITE = "#FFFFFF"
BLACK = "#14202B"

GREY = ("#C3CBD3", BLACK)
SLATE = ("#53708F", WHITE)
BLUE = ("#2468B0", WHITE)
VIOLET = ("#8250A8", WHITE)
MINT = ("#8FD0A5", BLACK)
GREEN = ("#1B7A43", WHITE)
RED = ("#B3261E", WHITE)
AMBER = ("#F2B33D", BLACK)
PALE = ("#EDF0F3", BLACK)

STANDING = {
    Standing.NO_REPORT: GREY,
    Standing.PENDING: SLATE,
    Standing.IN_PROGRESS: BLUE,
    Standing.NOT_FULFILLED: VIOLET,
    Standing.FULFILLED: MINT,
    Standing.VERIFIED: GREEN,
    Standing.VOID: PALE,
}
DEADLINE_STATE = {
    DeadlineState.OVERDUE: RED,
    DeadlineState.DUE_SOON: AMBER,
    DeadlineState.ON_TIME: BLUE,
    DeadlineState.PERMANENT: VIOLET,
    DeadlineState.NO_DEADLINE: GREY,
    DeadlineState.CLOSED: GREEN,
}
BUCKET = {
    DeadlineBucket.OVERDUE: RED,
    DeadlineBucket.BEFORE_NEXT_SESSION: AMBER,
    DeadlineBucket.LATER: BLUE,
    DeadlineBucket.PERMANENT: VIOLET,
    DeadlineBucket.NO_DEADLINE: GREY,
    DeadlineBucket.CLOSED: GREEN,
}
SESSION_PHASE = {SessionPhase.PLANNED: BLUE, SessionPhase.OPEN: GREEN, SessionPhase.CLOSED: SLATE, SessionPhase.HELD: GREY}
MOVEMENT = {
    Movement.FULFILLED: MINT,
    Movement.VERIFIED: GREEN,
    Movement.OVERDUE: RED,
    Movement.EXTENDED: AMBER,
    Movement.NEW: VIOLET,
    Movement.DROPPED: PALE,
    Movement.ADVANCED: BLUE,
    Movement.SILENT: GREY,
}
ESCALATION = {
    EscalationStep.REMINDER: BLUE,
    EscalationStep.REITERATION: AMBER,
    EscalationStep.AGENDA: VIOLET,
    EscalationStep.PRESIDENT: RED,
}
DEBT = {Debt.OVERDUE: RED, Debt.NO_REPORT: GREY, Debt.SILENT: AMBER, Debt.EVIDENCE: BLUE}
LIGHT = {Light.RED: RED, Light.AMBER: AMBER, Light.GREY: GREY, Light.GREEN: GREEN, Light.OFF: PALE}

LINEAR_FROM, GAMMA = 0.04045, 2.4  # of sRGB (WCAG 2.2, relative luminance)


def on(fill: str) -> tuple[str, str]:
    """A colour that a person chose ("#RRGGBB") with the ink, of the two, that is read best on it."""
    contrast = {ink: _contrast(fill, ink) for ink in (BLACK, WHITE)}
    return fill, max(contrast, key=contrast.__getitem__)


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= LINEAR_FROM else ((part + 0.055) / 1.055) ** GAMMA for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


INK = {"light": "#1F2D3A", "dark": "#E6EDF3"}  # text of axes and labels outside bars
GRID = {"light": "#DDE3E9", "dark": "#2B3A47"}
