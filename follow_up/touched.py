"""A row of our own export against the report that it was made from: only the cells that somebody touched speak."""

from dataclasses import replace

from follow_up.import_plan import Entry, KnownReport
from follow_up.spelling import clean_text

# A percentage says how far a state has got: the two are one thing to disagree about.
TOGETHER = {"status": ("status", "progress"), "progress": ("status", "progress")}
BLANK = ("", None)


def only_touched(entry: Entry, exported: KnownReport | None) -> Entry:
    """The row without what it only repeats of the export; a blank cell of the export that stayed blank is no touch either."""
    said, held = _said(entry), _held(exported)
    kept = {name for name, value in said.items() if value not in BLANK and value != held[name]}
    return replace(
        entry,
        status=entry.status if "status" in kept else None,
        progress=entry.progress if "progress" in kept else None,
        actions=entry.actions if "actions" in kept else None,
        evidence=entry.evidence if "evidence" in kept else None,
        evidence_words=entry.evidence_words if "evidence" in kept else None,
        remarks=entry.remarks if "remarks" in kept else None,
        reported_on=entry.reported_on if "reported_on" in kept else None,
    )


def is_clash(touched: Entry, exported: KnownReport | None, before: KnownReport | None) -> bool:
    """Whether a touched cell is one that was changed here too, to something else."""
    then, now = _held(exported), _held(before)
    return any(
        value not in BLANK and value != now[name] and any(then[other] != now[other] for other in TOGETHER.get(name, (name,)))
        for name, value in _said(touched).items()
        if name != "reported_on"
    )


def _said(entry: Entry) -> dict[str, object]:
    return {
        "status": entry.status,
        "progress": None if entry.progress is None else int(entry.progress + 0.5),
        "actions": clean_text(entry.actions or ""),
        "evidence": entry.evidence_words or "",
        "remarks": clean_text(entry.remarks or ""),
        "reported_on": entry.reported_on,
    }


def _held(report: KnownReport | None) -> dict[str, object]:
    if report is None:
        return {"status": None, "progress": None, "actions": "", "evidence": "", "remarks": "", "reported_on": None}
    return {
        "status": report.status, "progress": report.progress, "actions": report.actions, "evidence": report.evidence or "",
        "remarks": report.remarks, "reported_on": report.reported_on,
    }  # fmt: skip
