"""Por institución: who complies with what; then the sheet of one institution."""

import streamlit as st

from follow_up.metrics import by_urgency, compliance, silence, standing_by, standing_counts
from follow_up.vocabulary import DeadlineState, InstitutionKind, Standing
from ui import charts, filters, group_panels, panels, sentences, tables, texts
from ui.calendars import calendar_download
from ui.contact_panels import contacts_of
from ui.escaping import markdown_safe
from ui.filters import agreements_link
from ui.frame import history, open_page, selected

context = open_page()
panels.head(context, texts.BY_INSTITUTION)
filters.warn_of_unknown_values(context)
sheet, session = st.columns([3, 1])
with session:
    selection = filters.session_filter(context)
board = selected(context, selection)
if board.assignments.empty:
    panels.empty("No hay asignaciones con estos filtros. Quite un filtro para ver más.", icon=":material/filter_alt_off:")
    st.stop()
table = standing_by(board.assignments, key="institution_code", label="institution")
own = dict(zip(table["institution_code"], table["institution"], strict=True))
names = {**group_panels.members_of(board), **own}
with sheet:
    chosen = filters.sheet("Ficha de la institución", names, placeholder="Elija una institución o toque su barra")

if chosen is None:
    panels.standing_legend()
    bars, quiet = st.columns([3, 2])
    with bars:
        panels.chart(
            "Asignaciones por institución, las más atrasadas primero",
            charts.stacked_standing(table, key="institution_code", label="institution", theme=panels.chart_theme()),
            key="institutions-bars", alternative=charts.standing_alternative(table, label="institution"),
            choose=lambda bar: filters.open_sheet(bar[0]),
            note=f"{len(board.assignments)} asignaciones de {len(board.agreements)} acuerdos: uno compartido cuenta en cada institución. Un grupo cuenta como una; sus miembros se ven en su ficha.",
        )  # fmt: skip
    with quiet, st.container(border=True, height="stretch"):
        panels.subtitle("Hace cuánto no reportan")
        asked = tables.silence_table(silence(board.assignments, today=context.cut.on), key="institutions-silence", height="content")
        if asked:
            filters.open_sheet(asked)
    st.stop()

if chosen not in own:
    panels.subtitle(group_panels.full_name(board, chosen))
    group_panels.belongs_to_nothing(names[chosen])
    group_panels.member_sheet(board, chosen)
    calendar_download(context, institution=chosen)
    contacts_of(context, chosen)
    st.stop()
mine = by_urgency(board.assignments[board.assignments["institution_code"] == chosen])
whole = board.agreements.set_index("agreement_id")
counts = standing_counts(mine)
first = mine.iloc[0]
late = int((mine["deadline_state"] == DeadlineState.OVERDUE).sum())
quiet = silence(mine, today=context.cut.on)

panels.subtitle(first["institution_name"])
with st.grid(4, min_column_width=170):
    label = [names[chosen]]
    panels.kpi(
        "Cumplidas", sentences.compliance(compliance(mine)),
        sentences.count(compliance(mine).verified, "verificada", "verificadas"),
        icon=":material/task_alt:", link=agreements_link(institutions=label, standings=[Standing.FULFILLED, Standing.VERIFIED]),
    )  # fmt: skip
    panels.kpi(
        "Vencidas", f"{late} de {len(mine)}", "plazo pasado",
        icon=":material/alarm:", link=agreements_link(institutions=label, deadlines=[DeadlineState.OVERDUE]),
    )  # fmt: skip
    panels.kpi(
        "Sin reporte", f"{counts[Standing.NO_REPORT]} de {len(mine)}", "nada aún",
        icon=":material/mark_email_unread:", link=agreements_link(institutions=label, standings=[Standing.NO_REPORT]),
    )  # fmt: skip
    panels.kpi(
        "Sin noticias", sentences.count(int(quiet["days"].iloc[0]), "día", "días") if len(quiet) else texts.NOTHING,
        sentences.day(mine["reported_on"].max()) if mine["reported_on"].notna().any() else "nunca reportó",
        icon=":material/history:", link=agreements_link(institutions=label),
    )  # fmt: skip
if first["institution_kind"] == InstitutionKind.GROUP:
    group_panels.group_sheet(board, mine)
with st.container(border=True):
    panels.subtitle("Sus asignaciones")
    others = [
        ", ".join(name for name in str(whole.at[agreement_id, "institutions"]).split(", ") if name != names[chosen])
        for agreement_id in mine["agreement_id"]
    ]
    tables.assignments_table(mine.assign(shared_with=others), board.agreements, key="institution-assignments", columns=tables.SHEET_COLUMNS)
    st.caption(
        f"El estado es el de {markdown_safe(names[chosen])}; el de cada acuerdo compartido depende también de las demás instituciones."
    )
group_panels.member_sheet(board, chosen)
calendar_download(context, institution=chosen)
contacts_of(context, chosen)
_, log = history(context, board)
reports = group_panels.reports_of(log, mine, board)
with st.container(border=True):
    panels.subtitle(f"Sus últimos reportes: {min(len(reports), tables.REPORTS_SHOWN)} de {len(reports)}")
    if reports.empty:
        st.markdown("Todavía no ha reportado. Abra una de sus asignaciones y use «Registrar avance» cuando llegue su informe.")
    else:
        tables.reports_table(reports, board.assignments, key="institution-reports")
