"""What is recorded about one institution of the catalogue: a new one, its names and kind, the words of files, its retirement."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data_store import cataloguing
from data_store.catalogue import load_spellings
from data_store.cataloguing import InstitutionDraft
from follow_up.rows import records
from follow_up.spelling import fold_name
from follow_up.vocabulary import InstitutionKind
from ui import catalogue_forms, conflicts, texts
from ui.catalogue_forms import Values
from ui.clock import now
from ui.due_fields import DAY
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop
from ui.sentences import count, day, logged
from ui.undo_at_once import named

SCREEN, PLACE = "catalogos", "instituciones"  # the page, and its tab
USE = {
    "assignments": ("acuerdo del que es responsable", "acuerdos de los que es responsable"),
    "follow_ups": ("acuerdo que sigue", "acuerdos que sigue"),
    "groups": ("grupo del que es miembro", "grupos de los que es miembro"),
    "members": ("miembro en su lista", "miembros en su lista"),
    "member_reports": ("reporte como miembro de un grupo", "reportes como miembro de un grupo"),
    "contacts": ("contacto en Llamadas de hoy", "contactos en Llamadas de hoy"),
}
NEW = 0  # no institution has this number: one that is not in the catalogue yet


def used(row: Any) -> str:
    """Where an institution is used, with counts."""
    told = [count(int(getattr(row, use)), *words) for use, words in USE.items() if getattr(row, use)]
    return f"Se usa en {', '.join(told)}." if told else "No se usa en ninguna parte."


def adding(context: PageContext, *, by: str) -> None:
    """A new institution, with one more word that files use for it."""
    form = catalogue_forms.opened(SCREEN, PLACE, "add", version=context.version)
    values = _fields(form.key, {"acronym": "", "name": "", "kind": InstitutionKind.ENTITY.value})
    other = st.text_input("Otra forma de nombrarla (opcional)", key=f"{form.key}-alias", persist_state="session", placeholder="Como la escriben los archivos")
    st.caption("Un cargo, una oficina o una entidad: nunca el nombre de una persona.")
    catalogue_forms.problems(form)
    if st.button("Agregar", key=f"{form.key}-save", type="primary", icon=":material/add:"):
        catalogue_forms.finish(
            form,
            lambda db, batch_id: cataloguing.add_institution(db, draft=_draft(values), aliases=[other] if other else [], by=by, at=now(), batch_id=batch_id),
            did=f"e agregó {named(values['acronym'] or '')} al catálogo.",
        )


def correcting(context: PageContext, row: Any, *, by: str) -> None:
    """Its names and what it is. What somebody else did to it meanwhile is shown beside what was typed."""
    number = int(row.institution_id)
    form = catalogue_forms.opened(SCREEN, PLACE, f"edit-{number}", version=context.version)
    original = catalogue_forms.started(form, {"acronym": row.acronym, "name": row.name, "kind": row.kind})
    mine = _fields(form.key, original)
    st.caption("Los nombres que tenía quedan como formas de nombrarla: los archivos que los usan siguen llegando a ella.")
    catalogue_forms.problems(form)

    def edit(values: Mapping[str, str | None], seen: int) -> None:
        catalogue_forms.finish(
            form,
            lambda db, batch_id: cataloguing.edit_institution(db, institution_id=number, draft=_draft(values), seen=seen, by=by, at=now(), batch_id=batch_id),
            did=f"e corrigió {named(values['acronym'] or '')}.",
        )

    met = catalogue_forms.met(form)
    if met is not None:
        agreed = conflicts.resolved(met[0], original=original, mine=mine, key=f"{form.key}-{met[1]}", say=_say)
        if agreed is not None:
            edit(agreed, met[1])
    elif st.button("Guardar", key=f"{form.key}-save", type="primary", icon=":material/save:", disabled=mine == original):
        edit(mine, form.seen)


def _fields(prefix: str, original: Mapping[str, str | None]) -> Values:
    """Acronym, name and kind, by the names of the log."""
    left, right = st.columns([1, 3])
    acronym = left.text_input("Sigla", value=original["acronym"], key=f"{prefix}-acronym", persist_state="session", help="El nombre corto que se ve en listas y gráficos")
    name = right.text_input("Nombre", value=original["name"], key=f"{prefix}-name", persist_state="session")
    kind = st.segmented_control(
        "Qué es", list(InstitutionKind), format_func=lambda code: texts.INSTITUTION_KIND[code], default=InstitutionKind(original["kind"] or InstitutionKind.ENTITY), required=True,
        key=f"{prefix}-kind", persist_state="session", help="Un grupo reúne a varias instituciones y se sigue miembro por miembro",
    )  # fmt: skip
    return {"acronym": acronym or "", "name": name or "", "kind": InstitutionKind(kind or InstitutionKind.ENTITY).value}


def _draft(values: Mapping[str, str | None]) -> InstitutionDraft:
    """Who gives one of the two names gives both."""
    acronym, name = (values["acronym"] or "").strip(), (values["name"] or "").strip()
    return InstitutionDraft(name or acronym, acronym or name, InstitutionKind(values["kind"] or InstitutionKind.ENTITY))


def _say(field: str, value: str | None) -> str:
    return texts.INSTITUTION_KIND[InstitutionKind(value)] if field == "kind" and value else logged(field, value)


def spelling(context: PageContext, rows: Mapping[int, Any], row: Any, *, by: str) -> None:
    """The words that mean it in files: one more, or one that is taken away or means another from now on."""
    number = int(row.institution_id)
    stored = {int(one.alias_id): one for one in records(read_or_stop(context.store, lambda db: load_spellings(db, institution_id=number)))}
    chosen = st.pills(
        f"{count(len(stored), 'forma', 'formas')} de nombrarla en los archivos; elija una para quitarla o pasarla a otra", list(stored),
        format_func=lambda key: markdown_safe(stored[key].spelling) if key in stored else str(key), key=f"spellings-{number}-{len(stored)}",
    )  # fmt: skip
    if chosen is not None and chosen in stored:
        _one_spelling(context, rows, row, stored[chosen], by=by)
        return
    form = catalogue_forms.opened(SCREEN, PLACE, f"alias-{number}", version=context.version)
    words = st.text_input("Agregar una forma de nombrarla", key=f"{form.key}-words", persist_state="session", placeholder="Como la escriben los archivos")
    catalogue_forms.problems(form)
    if st.button("Agregar", key=f"{form.key}-save", type="primary", icon=":material/add:", disabled=not words):
        catalogue_forms.finish(
            form,
            lambda db, batch_id: cataloguing.add_alias(db, institution_id=number, spelling=words, by=by, at=now(), batch_id=batch_id),
            did=f"e agregó {named(words)}: en los archivos significa {markdown_safe(row.acronym)}.",
        )


def _one_spelling(context: PageContext, rows: Mapping[int, Any], row: Any, alias: Any, *, by: str) -> None:
    """One of the words: away, or over to another institution for the files to come."""
    if alias.folded in {fold_name(row.acronym), fold_name(row.name)}:
        st.markdown("Es su nombre o su sigla de hoy: no se quita. Con «Corregir» puede cambiarlos.")
        return
    if pd.notna(alias.file_name):
        st.caption(f"Se aprendió del archivo {named(alias.file_name)}.")
    form = catalogue_forms.opened(SCREEN, PLACE, f"spelling-{alias.alias_id}", version=context.version)
    others = [NEW, *(key for key in rows if key != int(row.institution_id))]
    target = st.selectbox(
        "Pasarla a", others, index=None, format_func=lambda key: rows[key].acronym if key in rows else "Una institución nueva con ese nombre", key=f"{form.key}-to",
        placeholder="Elija a cuál, si son dos distintas",
    )  # fmt: skip
    told = named(alias.spelling)
    st.caption(
        f"Vale para los archivos que se carguen desde ahora. Lo ya registrado queda en {markdown_safe(row.acronym)}: si un acuerdo es de la otra, cámbielo en ese acuerdo."
    )
    catalogue_forms.problems(form)
    signed = {"alias_id": int(alias.alias_id), "seen": form.seen, "by": by, "at": now()}
    with st.container(horizontal=True):
        move = st.button("Pasar a esa institución", key=f"{form.key}-move", icon=":material/call_split:", disabled=target is None)
        remove = st.button("Quitar", key=f"{form.key}-remove", icon=":material/close:", help="Los archivos que la usen volverán a preguntar quién es.")
    if remove:
        catalogue_forms.finish(form, lambda db, batch_id: cataloguing.remove_alias(db, batch_id=batch_id, **signed), did=f"e quitó {told} de {markdown_safe(row.acronym)}.")
    if move and target is not None:
        draft = None if target else InstitutionDraft(alias.spelling, alias.spelling, InstitutionKind.ENTITY)
        to = markdown_safe(rows[target].acronym) if target else "una institución nueva"
        catalogue_forms.finish(
            form, lambda db, batch_id: cataloguing.separate_alias(db, institution_id=target or None, draft=draft, batch_id=batch_id, **signed),
            did=f"e pasó {told} a {to}.",
        )  # fmt: skip


def retiring(context: PageContext, row: Any, *, by: str) -> None:
    """Out of the choices from a day on, or back into them; taken away only where nothing uses it."""
    number = int(row.institution_id)
    form = catalogue_forms.opened(SCREEN, PLACE, f"retire-{number}", version=context.version)
    signed = {"institution_id": number, "seen": form.seen, "by": by, "at": now()}
    told = named(row.acronym)
    is_retired = pd.notna(row.retired_on)
    on = context.today if is_retired else _retired_on(context, row, form.key)
    catalogue_forms.problems(form)
    with st.container(horizontal=True):
        if is_retired:
            back = st.button("Volver a ofrecerla", key=f"{form.key}-back", type="primary", icon=":material/undo:")
            retire = False
        else:
            back, retire = False, st.button("Retirar", key=f"{form.key}-retire", type="primary", icon=":material/archive:")
        remove = st.button("Eliminar", key=f"{form.key}-remove", icon=":material/delete:", disabled=bool(row.uses), help="Solo lo que nunca se usó." if row.uses else "Puede deshacerse.")
    if row.uses:
        st.caption(f"No puede eliminarse, solo retirarse. {used(row)}")
    if back:
        catalogue_forms.finish(form, lambda db, batch_id: cataloguing.bring_back(db, batch_id=batch_id, **signed), did=f"e ofrece de nuevo {told}.")
    if retire:
        catalogue_forms.finish(form, lambda db, batch_id: cataloguing.retire(db, on=on, batch_id=batch_id, **signed), did=f"e retiró {told} desde el {day(on)}.")
    if remove:
        catalogue_forms.finish(form, lambda db, batch_id: cataloguing.withdraw_institution(db, batch_id=batch_id, **signed), did=f"e eliminó {told} del catálogo.")


def _retired_on(context: PageContext, row: Any, prefix: str) -> date:
    """The day from which it is not offered, and what it goes on owing."""
    on = st.date_input("Retirada desde", value=context.today, format=DAY, key=f"{prefix}-on", persist_state="session")
    mine = context.board.assignments[context.board.assignments["institution_code"] == row.code]
    owed = int(mine["is_open"].sum())
    still = f" **Tiene {count(owed, 'acuerdo abierto', 'acuerdos abiertos')}, que siguen a su cargo** hasta que una sesión los reasigne." if owed else ""
    st.markdown(f"Ya no se ofrecerá para acuerdos nuevos. Su historia y lo que debe siguen a la vista, y los archivos que la nombran la reconocen.{still}")
    return on if isinstance(on, date) else context.today
