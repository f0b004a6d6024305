"""Registers of agreements, commitments and actions that are not of a committee of citizen security."""

from datetime import date
from typing import Any

from follow_up.vocabulary import DeadlineKind, Status
from tests.workbooks.quirk import ANYTHING, NO_KIND, Quirk, rec
from tests.workbooks.writing import Page, delimited, general, many, ods, one, percent

HOJA = [("Hoja1", 1)]
PENDING, GOING, DONE, FAILED = Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED, Status.NOT_FULFILLED
LOOSE: dict[str, Any] = {"extra": ANYTHING}

BASIN = [
    ["Consejo de Recursos Hídricos de Cuenca"], ["Matriz de compromisos 2026"],
    ["Cód.", "Línea de acción", "Actividad", "Actores responsables", "Cronograma", "Avance (%)", "Detalle del avance"],
    ["AC-01", "Monitoreo", "Instalar tres estaciones de aforo", "ALA Moquegua y GORE Moquegua", "II trimestre 2026", 20, "Se definieron los puntos"],
    ["AC-02", "Cultura del agua", "Difundir el balance hídrico", "ALA Moquegua", "Permanente", 0, None],
]  # fmt: skip

OTHERS = [
    Quirk(
        "school-council.xlsx",
        one([
            ["I.E. N.° 43026 - CONSEJO EDUCATIVO INSTITUCIONAL"], ["ACUERDOS DE REUNIÓN"], [],
            ["Nº", "Fecha de reunión", "Acuerdos tomados", "Responsables", "Plazo", "Cumplimiento"],
            [general(1), date(2026, 3, 11), "Actualizar el plan de convivencia", "Comité de Tutoría", date(2026, 4, 10), "Sí"],
            [general(2), date(2026, 3, 11), "Citar a asamblea de padres", "Dirección, APAFA", "Fin de mes", "En proceso"],
        ]),
        [
            rec(5, "1", "Actualizar el plan de convivencia", implementers=("Comité de Tutoría",), deadline=date(2026, 4, 10),
                session_date=date(2026, 3, 11), status=ANYTHING, somewhere=(), **LOOSE),
            rec(6, "2", "Citar a asamblea de padres", implementers=("Dirección", "APAFA"), deadline_note="Fin de mes", deadline_kind=NO_KIND,
                status=GOING, **LOOSE),
        ],
        [("Hoja1", 4)], tolerated=("status_unknown",),
    ),
    Quirk(
        "municipal-accountability.xlsx",
        one([
            ["MUNICIPALIDAD DISTRITAL", None, None, None, None, None, None],
            ["COMPROMISOS DE LA AUDIENCIA DE RENDICIÓN DE CUENTAS 2025-II"],
            ["N°", "Compromiso asumido", "Unidad orgánica responsable", "Plazo de cumplimiento", "Situación", "% de avance", "Sustento"],
            ["1", "Publicar la ejecución presupuestal", "Gerencia de Planeamiento y Presupuesto", "31.12.2025", "Implementado", percent(1), "Informe 014-2025-GPP (20/12/2025)"],
            ["2", "Reparar el puente peatonal", "Subgerencia de Obras", "30.06.2026", "En ejecución", percent(0.35), None],
        ]),
        [
            rec(4, "1", "Publicar la ejecución presupuestal", implementers=("Gerencia de Planeamiento y Presupuesto",), deadline=date(2025, 12, 31),
                status=DONE, progress=100, evidence="Informe 014-2025-GPP (20/12/2025)"),
            rec(5, "2", "Reparar el puente peatonal", implementers=("Subgerencia de Obras",), deadline=date(2026, 6, 30), status=GOING, progress=35),
        ],
        [("Hoja1", 3)],
    ),
    Quirk(
        "mine-improvement-actions.xlsx",
        one([
            ["PLAN DE ACCIÓN - COMITÉ DE SEGURIDAD Y SALUD EN EL TRABAJO"],
            ["Ítem", "Hallazgo", "Acción de mejora", "Área responsable", "Fecha programada", "Fecha de cierre", "Estatus", "Evidencia"],
            [general(1), "Barandas incompletas", "Completar barandas del chancado", "Mantenimiento Mecánico", date(2026, 5, 20), None, "Abierto", None],
            [general(2), "Extintores vencidos", "Renovar extintores", "Almacén / Seguridad", date(2026, 4, 15), date(2026, 4, 12), "Cerrado", "Acta 07 (12/04/2026)"],
        ]),
        [
            rec(3, "1", "Completar barandas del chancado", problem=ANYTHING, somewhere="Barandas incompletas", implementers=("Mantenimiento Mecánico",),
                deadline=date(2026, 5, 20), status=PENDING, **LOOSE),
            rec(4, "2", "Renovar extintores", problem=ANYTHING, somewhere="Extintores vencidos", implementers=("Almacén", "Seguridad"),
                deadline=date(2026, 4, 15), status=DONE, evidence="Acta 07 (12/04/2026)", **LOOSE),
        ],
        [("Hoja1", 2)], tolerated=("evidence_incomplete",),
    ),
    Quirk(
        "colombian-security-council.csv",
        delimited([
            ["ALCALDÍA MUNICIPAL - CONSEJO DE SEGURIDAD", "", "", "", "", ""], ["Acta No. 004 de 2026", "", "", "", "", ""],
            ["No.", "Compromiso", "Responsable", "Fecha de compromiso", "Estado", "Observaciones"],
            ["1", "Instalar cámaras en el parque central", "Secretaría de Gobierno y Policía Nacional", "15/03/2026", "No iniciado", "Sin recursos"],
            ["2", "Realizar consejo comunal", "Secretaría de Seguridad y Convivencia, Personería", "28/02/2026", "Cumplido", ""],
        ], by=";", encoding="cp1252"),
        [
            rec(4, "1", "Instalar cámaras en el parque central", sheet="colombian-security-council",
                implementers=("Secretaría de Gobierno", "Policía Nacional"), deadline=date(2026, 3, 15), status=PENDING, remarks="Sin recursos"),
            rec(5, "2", "Realizar consejo comunal", sheet="colombian-security-council",
                implementers=("Secretaría de Seguridad y Convivencia", "Personería"), deadline=date(2026, 2, 28), status=DONE),
        ],
        [("colombian-security-council", 3)],
    ),
    Quirk(
        "hospital-quality-committee.xlsx",
        one([
            ["Comité de Calidad", None, None, "Fecha: 10/02/2026"], [],
            [None, "Tarea", "Encargado", "Fecha compromiso", "Estatus"],
            [None, "Actualizar la guía de lavado de manos", "Epidemiología", date(2026, 3, 2), "Terminado"],
            [None, "Capacitar al personal de triaje", "Jefatura de Enfermería", date(2026, 3, 30), "En curso"],
        ]),
        [
            rec(4, None, "Actualizar la guía de lavado de manos", implementers=("Epidemiología",), deadline=date(2026, 3, 2), status=DONE),
            rec(5, None, "Capacitar al personal de triaje", implementers=("Jefatura de Enfermería",), deadline=date(2026, 3, 30), status=GOING),
        ],
        [("Hoja1", 3)],
    ),
    Quirk(
        "monitoring-board.xlsx",
        one([
            ["Actividad", "Área responsable", "F. Vcto", "% Ejec."],
            ["Levantar la línea base", "Planeamiento", date(2026, 4, 1), general(0.5)],
            ["Validar el tablero", "Sistemas", date(2026, 4, 20), general(0.25)],
        ]),
        [
            rec(2, None, "Levantar la línea base", implementers=("Planeamiento",), deadline=date(2026, 4, 1), progress=50),
            rec(3, None, "Validar el tablero", implementers=("Sistemas",), deadline=date(2026, 4, 20), progress=25),
        ],
        HOJA,
    ),
    Quirk(
        "audit-recommendations.xlsx",
        one([
            ["SEGUIMIENTO DE RECOMENDACIONES"],
            ["N° de informe", "N° Rec.", "Recomendación", "Funcionario responsable", "Plazo", "Estado de implementación"],
            ["012-2025-2-0449", "1", "Aprobar la directiva de almacén", "Oficina de Logística", "31/03/2026", "En proceso"],
            ["012-2025-2-0449", "2", "Conciliar los saldos", "Oficina de Contabilidad", "30/04/2026", "Implementada"],
        ]),
        [
            rec(3, "1", "Aprobar la directiva de almacén", implementers=("Oficina de Logística",), deadline=date(2026, 3, 31), status=GOING,
                evidence=ANYTHING, somewhere="012-2025-2-0449", **LOOSE),
            rec(4, "2", "Conciliar los saldos", implementers=("Oficina de Contabilidad",), deadline=date(2026, 4, 30), status=DONE,
                evidence=ANYTHING, somewhere="012-2025-2-0449", **LOOSE),
        ],
        [("Hoja1", 2)], tolerated=("evidence_incomplete",),
    ),
    Quirk(
        "what-who-when.xlsx",
        one([
            ["Minuta de reunión del 12/03/2026"], ["¿Qué?", "¿Quién?", "¿Cuándo?", "Estado"],
            ["Enviar la propuesta de ordenanza", "Asesoría Legal", "20/03/2026", "Hecho"],
            ["Convocar a los gremios", "Participación Vecinal", "25/03/2026", "Pendiente"],
        ]),
        [
            rec(3, None, "Enviar la propuesta de ordenanza", implementers=("Asesoría Legal",), deadline=date(2026, 3, 20), status=DONE),
            rec(4, None, "Convocar a los gremios", implementers=("Participación Vecinal",), deadline=date(2026, 3, 25), status=PENDING),
        ],
        [("Hoja1", 2)],
    ),
    Quirk(
        "owners-association.xlsx",
        one([
            ["Junta de Propietarios"], ["Nro", "Detalle del acuerdo", "Encargado", "Fecha máx.", "¿Cumplido?"],
            [general(1), "Cambiar la bomba de agua", "Administración", date(2026, 2, 28), "Sí"],
            [general(2), "Pintar la fachada", "Junta directiva", date(2026, 7, 31), "No"],
        ]),
        [
            rec(3, "1", "Cambiar la bomba de agua", implementers=("Administración",), deadline=date(2026, 2, 28), status=ANYTHING, **LOOSE),
            rec(4, "2", "Pintar la fachada", implementers=("Junta directiva",), deadline=date(2026, 7, 31), status=ANYTHING, **LOOSE),
        ],
        [("Hoja1", 2)], tolerated=("status_unknown",),
    ),
    Quirk(
        "basin-council-plan.ods",
        ods(BASIN),
        [
            rec(4, "AC-01", "Instalar tres estaciones de aforo", implementers=("ALA Moquegua", "GORE Moquegua"), deadline_kind=NO_KIND,
                deadline_note="II trimestre 2026", progress=20, actions="Se definieron los puntos", **LOOSE),
            rec(5, "AC-02", "Difundir el balance hídrico", implementers=("ALA Moquegua",), deadline_kind=DeadlineKind.PERMANENT,
                deadline_note="Permanente", progress=0, **LOOSE),
        ],
        [("Hoja1", 3)],
    ),
    Quirk(
        "presidency-commitments.xlsx",
        many(
            Page("Carátula", [["REPORTE DE COMPROMISOS"], ["Elaborado por la Oficina de Coordinación"], ["Julio 2026"]]),
            Page("Compromisos", [
                ["CÓDIGO", "SECTOR", "COMPROMISO", "SITUACIÓN ACTUAL", "ESTADO"],
                ["C-001", "Salud", "Equipar el centro de salud", "El expediente se encuentra en evaluación de la Oficina de Inversiones", "Atendido Pendiente"],
                ["C-002", "Educación", "Entregar mobiliario escolar", "Se entregó el mobiliario a las doce instituciones", "Atendido Cerrado"],
                ["C-003", "Interior", "Donar un terreno", "La entidad comunicó que no es viable", "Archivado"],
            ]),
        ),
        [
            rec(2, "C-001", "Equipar el centro de salud", sheet="Compromisos", status=GOING, actions=ANYTHING, implementers=ANYTHING,
                somewhere=["El expediente se encuentra en evaluación de la Oficina de Inversiones", "Salud"], **LOOSE),
            rec(3, "C-002", "Entregar mobiliario escolar", sheet="Compromisos", status=DONE, actions=ANYTHING, implementers=ANYTHING,
                somewhere=["Se entregó el mobiliario a las doce instituciones", "Educación"], **LOOSE),
            rec(4, "C-003", "Donar un terreno", sheet="Compromisos", status=Status.VOID, actions=ANYTHING, implementers=ANYTHING,
                somewhere=["La entidad comunicó que no es viable", "Interior"], **LOOSE),
        ],
        [("Compromisos", 1)],
    ),
    Quirk(
        "union-negotiation.xlsx",
        one([
            ["MESA DE DIÁLOGO", None, None, None, None, None], ["", "", "Actualizado al 15 de mayo de 2026"],
            ["ITEM", "ASUNTO", "ACUERDO / COMPROMISO", "ENTIDAD RESPONSABLE", "FECHA DE VENCIMIENTO", "ESTADO SITUACIONAL", "OBS."],
            ["1", "Agua", "Entregar el perfil técnico", "GORE Moquegua\nMPI", "30/06/26", "Por vencer", "-"],
            ["2", "Vías", "Iniciar el afirmado", "Gobiernos Locales (20)", "15/07/2026", "No Ejecutado", None],
        ]),
        [
            rec(4, "1", "Entregar el perfil técnico", problem="Agua", implementers=("GORE Moquegua", "MPI"), deadline_note=ANYTHING,
                deadline_kind=NO_KIND, status=PENDING),
            rec(5, "2", "Iniciar el afirmado", problem="Vías", implementers=ANYTHING, deadline=date(2026, 7, 15), status=FAILED),
        ],
        [("Hoja1", 3)], ["E4 date_short_year"], tolerated=("status_overdue_without_deadline",), titles=[{"cut_off": date(2026, 5, 15)}],
    ),
]  # fmt: skip

