"""Institutions in one cell: which are several, and which names only look like several."""

from tests.workbooks.quirk import OneOf, Quirk, rec
from tests.workbooks.writing import one

HOJA = [("Hoja1", 1)]


def _cells(name: str, cells: dict[str, object]) -> Quirk:
    """A tracker whose responsible column (C) holds these cells; a text stands for one institution of that name."""
    rows = [[str(at), f"Realizar la tarea {at}", cell] for at, cell in enumerate(cells, 1)]
    said = [(names,) if isinstance(names, str) else names for names in cells.values()]
    records = [rec(at + 1, str(at), f"Realizar la tarea {at}", implementers=names) for at, names in enumerate(said, 1)]
    return Quirk(name, one([["N°", "Acuerdo", "Responsable"], *rows]), records, HOJA, tolerated=("responsible_missing",))


PARTIES = [
    _cells("parties-by-comma.xlsx", {
        "PNP, DREMO, INABIF": ("PNP", "DREMO", "INABIF"), "DIRESA, DREL, MP": ("DIRESA", "DREL", "MP"), "MIDAGRI, GRH": ("MIDAGRI", "GRH"),
        "Warmi Ñan, PNP": ("Warmi Ñan", "PNP"),
    }),
    _cells("parties-by-y-and-e.xlsx", {
        "PNP y juntas vecinales": ("PNP", "juntas vecinales"), "Fiscalía e INABIF": ("Fiscalía", "INABIF"), "PNP Y DREMO": ("PNP", "DREMO"),
        "Región Policial y Dirección Regional de Educación.": ("Región Policial", "Dirección Regional de Educación"),
        "Secretaria Técnica CORESEC, Gobiernos Locales, PNP y Juntas Vecinales": (
            "Secretaria Técnica CORESEC", "Gobiernos Locales", "PNP", "Juntas Vecinales"),
        "Ministerio Público y Poder Judicial": ("Ministerio Público", "Poder Judicial"),
    }),
    _cells("parties-by-slash.xlsx", {
        "PNP/DREMO": ("PNP", "DREMO"), "PNP / DREMO / INABIF": ("PNP", "DREMO", "INABIF"), "ST CORESEC/": "ST CORESEC",
    }),
    _cells("parties-by-dash.xlsx", {
        "PNP - GOBIERNO LOCAL": ("PNP", "GOBIERNO LOCAL"), "MP - PNP - GOBIERNO LOCAL": ("MP", "PNP", "GOBIERNO LOCAL"),
        "Prefectura – PNP": ("Prefectura", "PNP"),
    }),
    _cells("parties-by-semicolon-and-line.xlsx", {
        "PNP; Prefectura; DREMO": ("PNP", "Prefectura", "DREMO"), "PNP\nPrefectura\nDREMO": ("PNP", "Prefectura", "DREMO"),
        "PNP,\nPrefectura": ("PNP", "Prefectura"), "PNP;": "PNP",
    }),
    _cells("parties-in-bullets.xlsx", {
        "• PNP\n• DREMO": ("PNP", "DREMO"), "- PNP\n- DREMO": ("PNP", "DREMO"), "1. PNP\n2. DREMO": ("PNP", "DREMO"),
    }),
    _cells("names-with-y-inside.xlsx", {
        name: name for name in (
            "Ministerio de la Mujer y Poblaciones Vulnerables", "Ministerio de Justicia y Derechos Humanos", "Centro Emergencia Mujer y Familia",
            "Comités de Autodefensa y Desarrollo Rural", "MINISTERIO DE JUSTICIA Y DERECHOS HUMANOS", "Gerencia de Desarrollo Social y Humano",
            "Ministerio de Transportes y Comunicaciones",
        )
    }),
    _cells("names-with-y-inside-beside-others.xlsx", {
        "Ministerio de Justicia y Derechos Humanos y PNP": ("Ministerio de Justicia y Derechos Humanos", "PNP"),
        "PNP y Ministerio de la Mujer y Poblaciones Vulnerables": ("PNP", "Ministerio de la Mujer y Poblaciones Vulnerables"),
        "DREMO, Centro Emergencia Mujer y Familia y PNP": ("DREMO", "Centro Emergencia Mujer y Familia", "PNP"),
        "Municipalidad de Moquegua y Municipalidad Provincial de Ilo": ("Municipalidad de Moquegua", "Municipalidad Provincial de Ilo"),
    }),
    _cells("names-with-a-hyphen.xlsx", {
        "ST-CORESEC": "ST-CORESEC", "ST-CORESEC, PNP": ("ST-CORESEC", "PNP"), "SECRETARIATÉCNICA-CORESEC": "SECRETARIATÉCNICA-CORESEC",
        "SECRETARIA TÉCNICA -CORESEC": "SECRETARIA TÉCNICA -CORESEC",
    }),
    _cells("names-that-nobody-knows.xlsx", {
        "Cooperativa Agraria Valle del Sur": "Cooperativa Agraria Valle del Sur",
        "Cooperativa Agraria Valle del Sur y PNP": ("Cooperativa Agraria Valle del Sur", "PNP"),
        "Cámara de Comercio, PNP": ("Cámara de Comercio", "PNP"), "Todas las instituciones": "Todas las instituciones",
    }),
    _cells("names-that-are-not-merged.xlsx", {
        "MP, MPI, MPMN": ("MP", "MPI", "MPMN"), "Gobierno Regional y Gobierno Local": ("Gobierno Regional", "Gobierno Local"),
        "Municipalidad de Moquegua, Municipalidades": ("Municipalidad de Moquegua", "Municipalidades"), "Warmi Ñan y CEM": ("Warmi Ñan", "CEM"),
    }),
    _cells("parties-with-blanks-and-decomposed-accents.xlsx", {
        "PNP\u00a0,  DREMO ": ("PNP", "DREMO"), "Fiscali\u0301a, PNP.": ("Fiscalía", "PNP"), "PNP\u200b": OneOf(("PNP",), ("PNP\u200b",)),
    }),
    _cells("parties-with-brackets.xlsx", {
        "Gobiernos Locales (Ilo, Mariscal Nieto y General Sánchez Cerro)": "Gobiernos Locales (Ilo, Mariscal Nieto y General Sánchez Cerro)",
        "PNP (comisarías) y DREMO": ("PNP (comisarías)", "DREMO"), "Dirección Regional de Educación (DREMO)": "Dirección Regional de Educación (DREMO)",
    }),
    _cells("parties-of-long-names.xlsx", {
        "Dirección Regional de Transportes y Comunicaciones, PNP e INABIF": ("Dirección Regional de Transportes y Comunicaciones", "PNP", "INABIF"),
        "Gerencia de Planeamiento, Presupuesto y Acondicionamiento Territorial": "Gerencia de Planeamiento, Presupuesto y Acondicionamiento Territorial",
        "Secretaría Técnica del CORESEC / Gobierno Regional": ("Secretaría Técnica del CORESEC", "Gobierno Regional"),
        "Subprefectura Distrital de Torata y Comisaría de Torata": ("Subprefectura Distrital de Torata", "Comisaría de Torata"),
        "todos los miembros del CORESEC": "todos los miembros del CORESEC",
    }),
    _cells("parties-blank-among-full.xlsx", {"PNP": "PNP", "": None, " ": None}),
]  # fmt: skip
