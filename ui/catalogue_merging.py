"""«Unir con otra»: two institutions that are one, with everything that moves named before it is confirmed."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data_store.database import Writer
from data_store.merge_plan import Membership, MergePlan, Shared, plan_merge
from data_store.merging import merge
from ui import catalogue_forms, texts
from ui.clock import now
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop
from ui.institution_forms import PLACE, SCREEN
from ui.sentences import count, day
from ui.undo_at_once import named

COLUMNS = {
    "Acuerdo": st.column_config.TextColumn("Acuerdo", width=130),
    "Texto": st.column_config.TextColumn("Texto", width=380),
    "Qué pasa": st.column_config.TextColumn("Qué pasa", width=600),
}


def merging(context: PageContext, rows: Mapping[int, Any], row: Any, *, by: str) -> int | None:
    """Which two, which stays, what moves, and the confirmation; the id of the one that stays, once they are united."""
    number = int(row.institution_id)
    other = st.selectbox(
        "Es la misma que", [key for key in rows if key != number], index=None, key=f"merge-{number}-with", placeholder="Elija la otra",
        format_func=lambda key: f"{rows[key].acronym} · {rows[key].name}" if key in rows else str(key),
    )  # fmt: skip
    if other is None or other not in rows:
        st.caption("Si dos nombres del catálogo son una sola institución, aquí se unen: nada se pierde y puede deshacerse.")
        return None
    stays = st.radio("Cuál queda", [number, other], format_func=lambda key: markdown_safe(f"{rows[key].acronym} · {rows[key].name}"), key=f"merge-{number}-{other}-stays")
    target = stays or number
    source = other if target == number else number
    plan = read_or_stop(context.store, lambda db: plan_merge(db, source_id=source, target_id=target))
    if plan.refusals:
        st.error("\n".join(f"- {texts.REFUSAL[refusal]}" for refusal in plan.refusals), icon=":material/error:")
        return None
    _preview(plan)
    return target if _confirmed(plan, by=by) else None


def _confirmed(plan: MergePlan, *, by: str) -> bool:
    """The button of the preview that was read: with newer data there is another one, not pressed yet."""
    form = catalogue_forms.opened(SCREEN, PLACE, f"merge-{plan.source.id}-{plan.target.id}", version=plan.version)
    sure = st.checkbox(f"Revisé la lista: {markdown_safe(plan.source.acronym)} y {markdown_safe(plan.target.acronym)} son la misma institución.", key=f"{form.key}-sure-{plan.version}")
    catalogue_forms.problems(form)
    label = f"Unir: queda {markdown_safe(plan.target.acronym)}"
    if not st.button(label, key=f"{form.key}-save-{plan.version}", type="primary", icon=":material/merge:", disabled=not sure):
        return False

    def act(db: Writer, batch_id: int) -> None:
        merge(db, source_id=plan.source.id, target_id=plan.target.id, version=plan.version, by=by, at=now(), batch_id=batch_id)

    saved = catalogue_forms.recorded(form, act, did=f"e unió {named(plan.source.acronym)} con {named(plan.target.acronym)}.")
    if not saved:
        st.rerun()
    return saved


def _preview(plan: MergePlan) -> None:
    """What would change, in words and agreement by agreement."""
    source, target = markdown_safe(plan.source.acronym), markdown_safe(plan.target.acronym)
    st.markdown(f"**{source} deja de existir y todo lo suyo pasa a {target}:** {'; '.join(_sums(plan))}.")
    cells = pd.DataFrame(
        [(place.ref, place.text, told) for place, told in _agreements(plan)], columns=["Acuerdo", "Texto", "Qué pasa"]
    )
    if len(cells):
        st.dataframe(cells, hide_index=True, column_config=COLUMNS, height="content" if len(cells) < 9 else 320, key=f"merge-rows-{plan.source.id}-{plan.target.id}", alt="Qué pasa con cada acuerdo")
    for before, after in plan.memberships:
        st.markdown(f"- {markdown_safe(_membership(before, after))}")
    st.caption(
        f"Nombres que desde ahora significan {target} en los archivos: {markdown_safe(', '.join(plan.spelt)) or texts.NOTHING}. "
        f"Si después se deshace, cada una recupera lo suyo; lo que se registre entretanto en {target} se queda en {target}."
    )


def _sums(plan: MergePlan) -> list[str]:
    """How many of each; what there is none of is said for what counts most: agreements."""
    reports = sum(len(one.reports) for one in plan.shared) + len(plan.as_member)
    told = [
        (len(plan.moved) + len(plan.shared), "acuerdo a su cargo", "acuerdos a su cargo"),
        (len(plan.shared), "de ellos ya era también de la otra", "de ellos ya eran también de la otra"),
        (reports, "reporte se agrega a los de la otra", "reportes se agregan a los de la otra"),
        (len(plan.follow_ups), "acuerdo que sigue", "acuerdos que sigue"),
        (len(plan.memberships), "pertenencia a un grupo", "pertenencias a grupos"),
        (len(plan.contacts), "contacto de Llamadas de hoy", "contactos de Llamadas de hoy"),
        (len(plan.spelt), "forma de nombrarla", "formas de nombrarla"),
    ]
    return [count(number, one, many) for place, (number, one, many) in enumerate(told) if number or place == 0]


def _agreements(plan: MergePlan) -> list[tuple[Any, str]]:
    """Each agreement, with what becomes of it."""
    target = plan.target.acronym
    rows: list[tuple[Any, str]] = [(one.place, _shared(one, plan)) for one in plan.shared]
    rows += [(one.place, f"Responsable: {target}, con los reportes que ya tiene") for one in plan.moved]
    return rows + [(place, f"Lo sigue {target}") for place in plan.follow_ups]


def _shared(one: Shared, plan: MergePlan) -> str:
    """Both answer for it: whose report is the last one, which is then the state."""
    source, target = plan.source.acronym, plan.target.acronym
    if one.last is None:
        return f"Es de ambas y ninguna ha reportado: queda una vez, a cargo de {target}"
    whose = source if one.last == one.source_last else target
    state = f"{texts.STATUS[one.last.status]}, {'sin porcentaje' if one.last.progress is None else f'{one.last.progress} %'}"
    added = count(len(one.reports), "reporte pasa", "reportes pasan")
    return f"Es de ambas: {added} a {target}; vale el de {whose} del {day(one.last.place[0])}: {state}"


def _membership(before: Membership, after: Membership) -> str:
    if not after.is_live:
        return f"{before.group}: {before.member} ya no figura aparte como miembro"
    first, last = after.span
    span = f"desde {day(first) if first else 'siempre'} {f'hasta {day(last)}' if last else 'en adelante'}"
    return f"{after.group}: {after.member} es miembro {span}"
