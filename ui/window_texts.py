"""The words of the numbers of days that the rules use: their names, what each changes. Pure: values in, Spanish out."""

from ui.sentences import count

NAME = {
    "due_soon": "Por vencer",
    "stale": "Reporte antiguo",
    "first_report": "Primer reporte",
    "reminder_wait": "Espera tras el recordatorio",
    "reiteration_wait": "Espera tras el oficio de reiteración",
    "agenda_wait": "Espera tras ponerlo en agenda",
    "president_wait": "Espera tras la carta de la Presidencia",
    "answer_wait": "Tregua tras una respuesta",
}
MEANS = {
    "due_soon": "Días antes del plazo en que un acuerdo pasa a «Por vencer»; sin sesión próxima en el calendario, también hasta dónde mira el semáforo.",
    "stale": "Días tras los que un reporte se considera antiguo: el semáforo pasa a ámbar y la institución entra en la lista de llamadas.",
    "first_report": "Días desde que se asignó un acuerdo en los que todavía no se reclama el primer reporte.",
    "reminder_wait": "Días que se espera la respuesta a una llamada o visita antes del oficio de reiteración.",
    "reiteration_wait": "Días que se espera la respuesta al oficio de reiteración antes de llevar el asunto a la sesión.",
    "agenda_wait": "Días que se espera tras avisar que irá a la agenda, cuando no hay una sesión en el calendario.",
    "president_wait": "Días que se espera la respuesta a la carta de la Presidencia antes de insistir.",
    "answer_wait": "Días en los que no se vuelve a llamar a quien respondió o reportó.",
}


def called(name: str) -> str:
    """A number of days by its name, also one that this version does not know."""
    return NAME.get(name, name)


def made(told: str) -> str:
    """What the log tells of a number of days that was set for the first time: "due_soon 10"."""
    name, _, days = told.partition(" ")
    return f"{called(name)}: {count(int(days), 'día', 'días')}" if days.isdigit() else called(name)


def effect(name: str, *, days: int, taken: int, asked: int, would_take: int) -> str:
    """What the window takes in today with `days`, and what it would with the `asked` ones (safe Markdown)."""
    now = f"Hoy, con {count(days, 'día', 'días')}, hay **{_things(name, taken)}**"
    if asked == days:
        return f"{now}."
    return f"{now}; con {asked} habría **{would_take:,}**." if would_take != taken else f"{now}; con {asked} habría los mismos."


def _things(name: str, number: int) -> str:
    if name == "due_soon":
        return f"{number:,} por vencer"
    if name == "stale":
        return count(number, "reporte antiguo", "reportes antiguos")
    return f"{number:,} por llamar"
