"""More registers from elsewhere: road maps by quarter, meeting minutes, boards, councils of other countries."""

from datetime import date

from follow_up.vocabulary import DeadlineKind, Status
from tests.workbooks.quirk import ANYTHING, NO_KIND, OneOf, Quirk, rec
from tests.workbooks.writing import Formula, delimited, general, one, percent

HOJA = [("Hoja1", 1)]
PENDING, GOING, DONE = Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED

REGISTERS = [
    Quirk(
        "quarters-marked-with-x-are-no-status.xlsx",
        one([
            ["N°", "Compromiso", "Responsable", "CRONOGRAMA 2026", None, None, None], [None, None, None, "I T", "II T", "III T", "IV T"],
            ["1", "Elaborar el diagnóstico", "PNP", "x", None, None, None], ["2", "Aprobar el plan", "DREMO", None, "x", "x", None],
        ], "A1:A2", "B1:B2", "C1:C2", "D1:G1"),
        [rec(3, "1", "Elaborar el diagnóstico", implementers=("PNP",), deadline_note=ANYTHING, deadline_kind=NO_KIND, extra=ANYTHING),
         rec(4, "2", "Aprobar el plan", implementers=("DREMO",), deadline_note=ANYTHING, deadline_kind=NO_KIND, extra=ANYTHING)],
        HOJA,
    ),
    Quirk(
        "months-of-a-plan-are-extra.xlsx",
        one([
            ["Actividad", "Responsable", "Ene", "Feb", "Mar", "Estado"], ["Patrullaje integrado", "PNP", general(1), general(1), None, "En curso"],
            ["Charlas en colegios", "DREMO", None, general(2), general(1), "Cumplido"],
        ]),
        [rec(2, None, "Patrullaje integrado", implementers=("PNP",), status=GOING, extra={"Ene": "1", "Feb": "1"}),
         rec(3, None, "Charlas en colegios", implementers=("DREMO",), status=DONE, extra={"Feb": "2", "Mar": "1"})],
        HOJA,
    ),
    Quirk(
        "register-with-days-late-by-formula.xlsx",
        one([
            ["ID", "Compromiso", "Área", "Prioridad", "Fecha de registro", "Fecha compromiso", "Fecha real de cierre", "Días de atraso", "Estado"],
            ["R-1", "Actualizar el inventario", "Logística", "Alta", date(2026, 1, 10), date(2026, 2, 10), date(2026, 2, 14),
             Formula("=G2-F2", 4), "Cerrado"],
            ["R-2", "Renovar licencias", "Sistemas", "Media", date(2026, 1, 12), date(2026, 3, 15), None, Formula("=0", 0), "Abierto"],
        ]),
        [rec(2, "R-1", "Actualizar el inventario", implementers=("Logística",), deadline=date(2026, 2, 10), status=DONE, extra=ANYTHING,
             somewhere="Alta"),
         rec(3, "R-2", "Renovar licencias", implementers=("Sistemas",), deadline=date(2026, 3, 15), status=PENDING, extra=ANYTHING,
             somewhere="Media")],
        HOJA,
    ),
    Quirk(
        "university-council.xlsx",
        one([
            ["CONSEJO UNIVERSITARIO"], ["SESIÓN ORDINARIA N° 05-2026 DE FECHA 20 DE MAYO DE 2026"], [],
            ["N° de acuerdo", "Contenido del acuerdo", "Dependencia encargada", "Estado de ejecución"],
            ["045-2026-CU", "Aprobar el calendario académico", "Vicerrectorado Académico", "Ejecutado"],
            ["046-2026-CU", "Encargar la propuesta de estatuto", "Secretaría General", "Pendiente"],
        ]),
        [rec(5, "045-2026-CU", "Aprobar el calendario académico", implementers=("Vicerrectorado Académico",), status=DONE),
         rec(6, "046-2026-CU", "Encargar la propuesta de estatuto", implementers=("Secretaría General",), status=PENDING)],
        [("Hoja1", 4)], titles=[{"session_number": 5, "session_date": date(2026, 5, 20)}],
    ),
    Quirk(
        "meeting-minutes-as-a-form.xlsx",
        one([
            ["ACTA DE REUNIÓN"], ["Lugar:", "Sala de sesiones", None, "Fecha:", "12/03/2026"], ["Asunto:", "Plan de seguridad"], [],
            ["ASISTENTES"], ["N°", "Institución", "Cargo", "Firma"], ["1", "PNP", "Jefe", None], ["2", "DREMO", "Especialista", None], [],
            ["ACUERDOS Y COMPROMISOS"], ["N°", "Descripción", "Responsable", "Fecha límite"],
            ["1", "Remitir el cronograma", "PNP", "20/03/2026"], ["2", "Consolidar el padrón", "DREMO", "27/03/2026"],
        ]),
        [rec(12, "1", "Remitir el cronograma", implementers=("PNP",), deadline=date(2026, 3, 20)),
         rec(13, "2", "Consolidar el padrón", implementers=("DREMO",), deadline=date(2026, 3, 27))],
        [("Hoja1", 11)],
    ),
    Quirk(
        "agenda-agreement-and-a-bare-date.xlsx",  # a date without session column: of the session or the term, never lost
        one([
            ["Punto de agenda", "Acuerdo", "Responsable", "Fecha"],
            ["Presupuesto", "Aprobar la modificación", "Gerencia General", date(2026, 4, 30)], ["Personal", "Publicar el cuadro", "Recursos Humanos", date(2026, 5, 15)],
        ]),
        [rec(2, None, "Aprobar la modificación", problem="Presupuesto", implementers=("Gerencia General",), deadline=ANYTHING,
             deadline_kind=ANYTHING, extra=ANYTHING, somewhere="30/04/2026"),
         rec(3, None, "Publicar el cuadro", problem="Personal", implementers=("Recursos Humanos",), deadline=ANYTHING,
             deadline_kind=ANYTHING, extra=ANYTHING, somewhere="15/05/2026")],
        HOJA, may_ask=("column_field",),
    ),
    Quirk(
        "chilean-council.csv",
        delimited([
            ["Nº", "Compromiso", "Institución a cargo", "Fecha comprometida", "Estado de avance", "Verificador"],
            ["1", "Instalar luminarias", "Municipalidad de Arica", "30-06-2026", "En ejecución", "Informe técnico N° 4 (02-05-2026)"],
            ["2", "Talleres de mediación", "Carabineros y Fiscalía", "31-07-2026", "No iniciado", ""],
        ], by=";"),
        [rec(2, "1", "Instalar luminarias", sheet="chilean-council", implementers=("Municipalidad de Arica",), deadline=date(2026, 6, 30), status=GOING,
             evidence=OneOf("Informe técnico N° 4 (02-05-2026)", None), extra=ANYTHING, somewhere="Informe técnico N° 4 (02-05-2026)"),
         rec(3, "2", "Talleres de mediación", sheet="chilean-council", implementers=("Carabineros", "Fiscalía"), deadline=date(2026, 7, 31),
             status=PENDING)],
        [("chilean-council", 1)],
    ),
    Quirk(
        "mexican-security-table.xlsx",
        one([
            ["MESA DE COORDINACIÓN ESTATAL"], ["No.", "Acuerdo", "Dependencia responsable", "Fecha de compromiso", "Estatus", "% de avance"],
            [general(1), "Integrar el padrón de cámaras", "Secretaría de Seguridad Pública", date(2026, 6, 15), "En proceso", general(0.8)],
            [general(2), "Firmar el convenio", "Consejería Jurídica", date(2026, 5, 2), "Concluido", general(1)],
        ]),
        [rec(3, "1", "Integrar el padrón de cámaras", implementers=("Secretaría de Seguridad Pública",), deadline=date(2026, 6, 15), status=GOING, progress=80),
         rec(4, "2", "Firmar el convenio", implementers=("Consejería Jurídica",), deadline=date(2026, 5, 2), status=DONE, progress=100)],
        [("Hoja1", 2)],
    ),
    Quirk(
        "ombudsman-recommendations.xlsx",
        one([
            ["RECOMENDACIÓN", "ENTIDAD", "RESPUESTA DE LA ENTIDAD", "ESTADO"],
            ["Mejorar la atención en comisarías", "PNP", "Se remitió el plan de mejora", "ATENDIDA"],
            ["Publicar el directorio", "Gobiernos Locales", None, "PENDIENTE"],
        ]),
        [rec(2, None, "Mejorar la atención en comisarías", implementers=("PNP",), status=DONE, actions=ANYTHING, extra=ANYTHING,
             somewhere="Se remitió el plan de mejora"),
         rec(3, None, "Publicar el directorio", implementers=("Gobiernos Locales",), status=PENDING)],
        HOJA,
    ),
    Quirk(
        "plan-with-goal-and-executed.xlsx",
        one([
            ["Línea de acción", "Actividad", "Unidad de medida", "Meta", "Ejecutado", "% avance", "Responsables"],
            ["Prevención", "Charlas informativas", "Charla", general(12), general(6), percent(0.5), "PNP y DREMO"],
            [None, "Ferias", "Feria", general(4), general(4), percent(1), "Prefectura"],
        ], "A2:A3"),
        [rec(2, None, "Charlas informativas", implementers=("PNP", "DREMO"), progress=50, theme="Prevención", status=None,
             extra={"Unidad de medida": "Charla", "Meta": "12", "Ejecutado": "6"}),
         rec(3, None, "Ferias", implementers=("Prefectura",), progress=100, theme="Prevención",
             extra={"Unidad de medida": "Feria", "Meta": "4", "Ejecutado": "4"})],
        HOJA,
    ),
    Quirk(
        "board-of-a-company.xlsx",
        one([
            ["COMITÉ DE GERENCIA"], [], [None, "#", "Acción", "Dueño", "Fecha objetivo", "Avance %", "Comentarios"],
            [None, general(1), "Cerrar la brecha de inventario", "Cadena de Suministro", date(2026, 8, 31), general(30), "En línea con el plan"],
            [None, general(2), "Renegociar el seguro", "Finanzas", date(2026, 9, 15), general(0), None],
        ]),
        [rec(4, "1", "Cerrar la brecha de inventario", implementers=("Cadena de Suministro",), deadline=date(2026, 8, 31), progress=30,
             remarks="En línea con el plan"),
         rec(5, "2", "Renegociar el seguro", implementers=("Finanzas",), deadline=date(2026, 9, 15), progress=0)],
        [("Hoja1", 3)],
    ),
    Quirk(
        "codisec-quarterly-plan.xlsx",
        one([
            ["COMITÉ DISTRITAL DE SEGURIDAD CIUDADANA"], ["ACTA DE LA TERCERA SESIÓN EXTRAORDINARIA - 18 DE SETIEMBRE DEL 2026"],
            ["ITEM", "ACUERDOS ADOPTADOS", "RESPONSABLE DE SU CUMPLIMIENTO", "PLAZO", "ESTADO SITUACIONAL"],
            ["01", "Reforzar el patrullaje integrado.", "PNP - Serenazgo", "Inmediato", "EN EJECUCION"],
            ["02", "Instalar alarmas vecinales.", "Municipalidad y Juntas Vecinales", "30 días hábiles", "PENDIENTE"],
            ["03", "Convocar a sesión.", "Secretaría Técnica", "Próxima sesión", "CUMPLIDO"],
        ]),
        [rec(4, "01", "Reforzar el patrullaje integrado.", implementers=("PNP", "Serenazgo"), deadline_note="Inmediato", deadline_kind=NO_KIND,
             status=GOING),
         rec(5, "02", "Instalar alarmas vecinales.", implementers=("Municipalidad", "Juntas Vecinales"), deadline_note="30 días hábiles",
             deadline_kind=NO_KIND, status=PENDING),
         rec(6, "03", "Convocar a sesión.", implementers=("Secretaría Técnica",), deadline_note="Próxima sesión",
             deadline_kind=DeadlineKind.NEXT_SESSION, status=DONE)],
        [("Hoja1", 3)], titles=[{"session_number": 3, "session_date": date(2026, 9, 18)}],
    ),
]  # fmt: skip
