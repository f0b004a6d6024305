"""The addresses of the screens, with the heading of each; once each page as it opens by itself."""

SCREENS = {
    "/": "Panorama",
    "/?corte=2026-08-01&conocido=true": "Panorama",
    "/por-institucion": "Por institución",
    "/por-institucion?ficha=PNP": "Por institución",
    "/por-tema": "Por tema",
    "/por-tema?ficha=Deserci%C3%B3n+escolar": "Por tema",
    "/plazos": "Plazos",
    "/acuerdos": "Acuerdos",
    "/acuerdo?ref=2026-O1-2.3": "Acuerdo 2.3 · sesión del 25/02/2026",
    "/excel": "Excel",
    "/excel?parte=Descargar": "Excel",
    "/cargas": "Cargas",
    "/que-cambio": "Qué cambió",
    "/que-cambio?movimiento=Con+avance": "Qué cambió",
    "/presidencia": "Presidencia",
    "/sesion": "Proyectar la sesión",
    "/sesiones": "Sesiones",
    "/llamadas": "Llamadas de hoy",
    "/calidad": "Calidad",
    "/catalogos": "Catálogos",
    "/historial": "Historial",
}
OPENED = [
    "/", "/por-institucion", "/por-tema", "/plazos", "/acuerdos", "/acuerdo?ref=2026-O1-2.3", "/excel", "/cargas", "/que-cambio", "/presidencia",
    "/sesion", "/sesiones", "/llamadas", "/calidad", "/catalogos", "/historial",
]  # fmt: skip
