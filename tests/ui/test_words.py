"""Every code that a screen can meet has its words in Spanish, and no two codes share them where the address is made of them."""

import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path

import pandas as pd
import pytest

from data_store.commands import void_agreement
from data_store.database import Fault, Store, writing
from follow_up.acts import PrivacyDoubt, Refusal, VoidDraft
from follow_up.vocabulary import (
    DeadlineBucket,
    DeadlineKind,
    DeadlineState,
    Light,
    LightReason,
    Standing,
    Status,
)
from tests.data_store.records import DONE, NOW, TODAY, agreement_id, assignment_id, decide, report, verify
from ui import sentences, tables, texts

LABELS = {
    "standing": (Standing, texts.STANDING),
    "status": (Status, texts.STATUS),
    "deadline state": (DeadlineState, texts.DEADLINE_STATE),
    "bucket": (DeadlineBucket, texts.BUCKET),
    "deadline kind": (DeadlineKind, texts.DEADLINE_KIND),
    "light": (Light, texts.LIGHT),
    "shape of a standing": (Standing, texts.STANDING_SHAPE),
    "shape of a deadline state": (DeadlineState, texts.DEADLINE_SHAPE),
    "shape of a light": (Light, texts.LIGHT_SHAPE),
}
SENTENCES = {
    "refusal": (Refusal, texts.REFUSAL),
    "fault": (Fault, texts.FAULT),
}


@pytest.mark.parametrize(("members", "table"), LABELS.values(), ids=LABELS)
def test_every_code_has_a_label_of_its_own(members: type[StrEnum], table: dict[StrEnum, str]) -> None:
    assert set(table) == set(members)
    assert all(label.strip() for label in table.values())
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(("members", "table"), SENTENCES.values(), ids=SENTENCES)
def test_every_trouble_has_a_whole_sentence(members: type[StrEnum], table: dict[StrEnum, str]) -> None:
    assert set(table) == set(members)
    for sentence in table.values():
        assert sentence.endswith(".")
        assert sentence[0].isupper()
    assert len(set(table.values())) == len(table)


def test_every_doubt_about_privacy_is_named() -> None:
    assert set(texts.PRIVACY) == set(PrivacyDoubt)
    assert all(texts.PRIVACY.values())


@pytest.mark.parametrize("reason", list(LightReason))
def test_every_reason_of_a_light_is_a_sentence(reason: LightReason) -> None:
    row = pd.Series({"reason": reason.value, "days": -3.0, "reason_days": 40.0, "silent_days": 40.0, "reason_of": "PNP"})
    told = sentences.reason(row, who=False)
    assert told[0].isupper()
    assert sentences.reason(row, who=True) == f"{told} (PNP)"


def test_the_reasons_of_a_light_are_told_apart() -> None:
    row = {"days": -3.0, "silent_days": 40.0}
    told = {sentences.reason(pd.Series({"reason": reason.value, **row}), who=False) for reason in LightReason}
    assert len(told) == len(LightReason)


@pytest.mark.parametrize(
    ("pills", "labels", "shapes"),
    [
        (tables.STANDING_PILL, texts.STANDING, texts.STANDING_SHAPE),
        (tables.DEADLINE_PILL, texts.DEADLINE_STATE, texts.DEADLINE_SHAPE),
        (tables.LIGHT_PILL, texts.LIGHT, texts.LIGHT_SHAPE),
    ],
    ids=["standing", "deadline state", "light"],
)
def test_a_pill_says_its_state_by_shape_and_word(pills: dict[str, str], labels: dict[StrEnum, str], shapes: dict[StrEnum, str]) -> None:
    assert pills == {code.value: f"{shapes[code]} {label}" for code, label in labels.items()}


def test_every_field_that_the_commands_log_has_a_name(store: Store, base: Path) -> None:
    report_id = report(store, assignment_id(store, "2.5", "PREFECTURA"), DONE)
    verify(store, report_id, version=2)
    decide(store, agreement_id(store, "2.5"))
    with writing(store) as db:
        draft = VoidDraft("Se fusionó con otro", 1, TODAY)
        void_agreement(db, agreement_id=agreement_id(store, "2.1"), draft=draft, expected_version=1, **NOW)
    with closing(sqlite3.connect(base)) as raw:
        written = {field for (field,) in raw.execute("SELECT DISTINCT field FROM event")}
    assert {"created", "status", "progress", "actions", "reported_on", "verified", "deadline"} <= written
    assert written <= set(texts.FIELD)
