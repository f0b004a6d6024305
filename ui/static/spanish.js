/*
 * Puts into Spanish what Streamlit itself writes on the page: it has no option for it.
 *
 * Only whole strings of this dictionary, in elements that belong to Streamlit, are exchanged; text of the application
 * and of its users (markdown, tables, options, labels of fields) stays as it is, also where it equals an entry.
 * Made for the pinned Streamlit version; tests/browser/test_chrome.py says which words a new version brings.
 */
(function () {
  "use strict";

  // Whole strings, in alphabetical order.
  const WORDS = new Map(Object.entries({
    "(index)": "(índice)",
    "(opens in new tab)": "(se abre en otra pestaña)",
    "(required)": "(obligatorio)",
    "25th percentile": "Percentil 25",
    "75th percentile": "Percentil 75",
    "About": "Acerca de",
    "Accounting": "Contable",
    "Add an option": "Agregue una opción",
    "Add files": "Agregar archivos",
    "Add options": "Agregue opciones",
    "Add row": "Agregar fila",
    "Always rerun": "Actualizar siempre",
    "An error has occurred, please try again.": "Ocurrió un error; inténtelo de nuevo.",
    "App Logo": "Logotipo",
    "App pages": "Páginas del tablero",
    "Audio player": "Reproductor de audio",
    "Auto rerun": "Actualizar solo",
    "Automatic": "Automático",
    "Autoscale": "Escala automática",
    "Autosize": "Ajustar ancho",
    "Average": "Promedio",
    "Average length": "Longitud promedio",
    "Based on sample": "Calculado con una muestra",
    "Bottom": "Pie",
    "Box Select": "Selección rectangular",
    "Button action menu": "Menú de acciones",
    "Calendar": "Calendario",
    "Cancel": "Cancelar",
    "Cancel (Escape)": "Cancelar (Escape)",
    "Cancel recording": "Cancelar la grabación",
    "Choose an option": "Elija una opción",
    "Choose date": "Elegir fecha",
    "Choose date and time": "Elegir fecha y hora",
    "Choose date range": "Elegir rango de fechas",
    "Choose options": "Elija opciones",
    "Choose or add an option": "Elija o agregue una opción",
    "Choose or add options": "Elija o agregue opciones",
    "Clear all": "Quitar todo",
    "Clear cache": "Vaciar la memoria temporal",
    "Clear caches": "Vaciar la memoria temporal",
    "Clear date": "Borrar la fecha",
    "Clear date and time": "Borrar la fecha y la hora",
    "Clear dates": "Borrar las fechas",
    "Clear entry": "Borrar lo escrito",
    "Clear recording": "Borrar la grabación",
    "Clear selection": "Quitar la selección",
    "Clear time": "Borrar la hora",
    "Clear value": "Borrar el valor",
    "Click to retry upload": "Haga clic para volver a subir",
    "Close": "Cerrar",
    "Close Search": "Cerrar la búsqueda",
    "Close fullscreen": "Salir de pantalla completa",
    "Collapse sidebar": "Ocultar el menú",
    "Color Picker": "Selector de color",
    "Color picker": "Selector de color",
    "Compact": "Abreviado",
    "Connecting": "Conectando",
    "Connecting to Streamlit server": "Conectando con el servidor del tablero",
    "Connecting to static app": "Conectando con el tablero",
    "Connection error": "Error de conexión",
    "Connection failed": "No se pudo conectar",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "Se perdió la conexión. Espere a que el tablero se reconecte e inténtelo de nuevo.",
    "Connection timed out.": "El servidor tardó demasiado en responder.",
    "Continue anyway": "Continuar de todos modos",
    "Copied": "Copiado",
    "Copied!": "Copiado",
    "Copy": "Copiar",
    "Copy Vega-Lite spec": "Copiar la especificación del gráfico",
    "Copy column name": "Copiar el nombre de la columna",
    "Copy to clipboard": "Copiar",
    "Copy version to clipboard": "Copiar la versión",
    "Count": "Cantidad",
    "Custom Theme": "Tema del tablero",
    "Custom Theme Auto": "Tema del tablero, automático",
    "Custom Theme Dark": "Tema del tablero, oscuro",
    "Custom Theme Light": "Tema del tablero, claro",
    "Dark": "Oscuro",
    "Dataframe column menu": "Menú de la columna",
    "Date range": "Rango de fechas",
    "Decrement": "Disminuir",
    "Delete row(s)": "Eliminar filas",
    "Deploy": "Publicar",
    "Dismiss": "Cerrar",
    "Dissatisfied": "Insatisfecho",
    "Distance": "Tiempo transcurrido",
    "Distinct": "Distintos",
    "Distribution histogram": "Histograma de la distribución",
    "Dollar": "Dólares",
    "Double-click on legend to isolate one trace": "Haga doble clic en la leyenda para ver una sola serie",
    "Double-click to zoom back out": "Haga doble clic para volver a la vista completa",
    "Download as CSV": "Descargar como CSV",
    "Download as PNG": "Descargar como PNG",
    "Download as WAV": "Descargar como WAV",
    "Download failed": "No se pudo descargar",
    "Download plot as a PNG": "Descargar como PNG",
    "Drag and drop a file here": "Arrastre y suelte un archivo aquí",
    "Drag and drop directories here": "Arrastre y suelte carpetas aquí",
    "Drag and drop files here": "Arrastre y suelte archivos aquí",
    "Draw closed freeform": "Dibujar una forma cerrada",
    "Draw open freeform": "Dibujar una línea libre",
    "Duration": "Duración",
    "Edit markdown content": "Editar el texto",
    "Empty": "Vacíos",
    "Enter markdown text...": "Escriba el texto",
    "Error deleting file": "No se pudo eliminar el archivo",
    "Error uploading file": "No se pudo subir el archivo",
    "Euro": "Euros",
    "Expand sidebar": "Mostrar el menú",
    "Failed to generate file for download": "No se pudo preparar el archivo; inténtelo de nuevo.",
    "False": "No",
    "File change.": "Cambió el programa.",
    "File size is too small.": "El archivo está vacío.",
    "File type not allowed.": "Este tipo de archivo no se admite.",
    "Format": "Formato",
    "Fullscreen": "Pantalla completa",
    "Get help": "Ayuda",
    "Help": "Ayuda",
    "Hide column": "Ocultar la columna",
    "Hide password": "Ocultar la contraseña",
    "Hours must be 0–23.": "Las horas van de 0 a 23.",
    "Increment": "Aumentar",
    "Invalid input.": "Valor no válido.",
    "Invalid time format. Please use HH:MM.": "Hora no válida. Escríbala como HH:MM.",
    "Invalid time format. Please use HH:MM:SS or HH:MM.": "Hora no válida. Escríbala como HH:MM o HH:MM:SS.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "El tablero no responde. Si se cerró, vuelva a abrirlo con:",
    "Lasso Select": "Selección libre",
    "Learn how to allow access.": "Cómo permitir el acceso.",
    "Light": "Claro",
    "Link to heading": "Enlace a este título",
    "Loading...": "Cargando…",
    "Localized": "Según el idioma",
    "Logo": "Logotipo",
    "Made with Streamlit v": "Hecho con Streamlit v",
    "Main": "Contenido",
    "Main menu": "Menú principal",
    "Markdown content": "Texto",
    "Maximum": "Máximo",
    "Maximum length": "Longitud máxima",
    "Median": "Mediana",
    "Metric": "Indicador",
    "Minimum": "Mínimo",
    "Minimum length": "Longitud mínima",
    "Minutes must be 0–59.": "Los minutos van de 0 a 59.",
    "Navigate to home page": "Ir a la página de inicio",
    "Network error": "Error de red",
    "Network issue": "Problema de red",
    "Next Result": "Resultado siguiente",
    "Next month": "Mes siguiente",
    "Next page": "Página siguiente",
    "No content": "Sin contenido",
    "No data": "Sin datos",
    "No message": "Sin mensaje",
    "No options": "Sin opciones",
    "No options to select": "No hay opciones",
    "No options to select.": "No hay opciones.",
    "No results": "Sin resultados",
    "Notifications": "Avisos",
    "Number is above the allowed range.": "El número es mayor que el permitido.",
    "Number is below the allowed range.": "El número es menor que el permitido.",
    "Only one file is allowed.": "Solo se admite un archivo.",
    "Open": "Abrir",
    "Page not found": "Página no encontrada",
    "Pagination": "Páginas",
    "Pan": "Mover",
    "Past 2 Years": "Últimos 2 años",
    "Past 3 Months": "Últimos 3 meses",
    "Past 6 Months": "Últimos 6 meses",
    "Past Month": "Último mes",
    "Past Week": "Última semana",
    "Past Year": "Último año",
    "Pause": "Pausar",
    "Percent": "Porcentaje",
    "Pin column": "Fijar la columna",
    "Plain": "Sin formato",
    "Play": "Reproducir",
    "Previous Result": "Resultado anterior",
    "Previous month": "Mes anterior",
    "Previous page": "Página anterior",
    "Print": "Imprimir",
    "Produced with Plotly.js": "Hecho con Plotly.js",
    "Quick select a date range": "Rangos de fechas frecuentes",
    "Range": "Rango",
    "Record": "Grabar",
    "Record a screencast": "Grabar la pantalla",
    "Record screen": "Grabar la pantalla",
    "Recording failed": "No se pudo grabar",
    "Report a bug": "Informar de una falla",
    "Rerun": "Actualizar",
    "Reset": "Restablecer",
    "Reset axes": "Restablecer los ejes",
    "Retry": "Reintentar",
    "Running...": "Procesando…",
    "Satisfied": "Satisfecho",
    "Save video to disk": "Guardar el video",
    "Scientific": "Científico",
    "Script execution error": "Error al ejecutar",
    "Scroll tabs left": "Ver pestañas anteriores",
    "Scroll tabs right": "Ver pestañas siguientes",
    "Scrollable table": "Tabla desplazable",
    "Search": "Buscar",
    "Seconds must be 0–59.": "Los segundos van de 0 a 59.",
    "Select all": "Seleccionar todo",
    "Select...": "Elija…",
    "Send message": "Enviar el mensaje",
    "Show chart": "Ver el gráfico",
    "Show data": "Ver los datos",
    "Show password": "Mostrar la contraseña",
    "Show/hide columns": "Mostrar u ocultar columnas",
    "Sidebar": "Menú lateral",
    "Sidebar Logo": "Logotipo",
    "Skip to main content": "Ir al contenido",
    "Snapshot": "Foto",
    "Sort ascending": "Orden ascendente",
    "Sort descending": "Orden descendente",
    "Standard deviation": "Desviación estándar",
    "Start recording": "Empezar a grabar",
    "Start recording!": "Empezar a grabar",
    "Statistics": "Estadísticas",
    "Stop": "Detener",
    "Stop recording": "Dejar de grabar",
    "Stop script": "Detener",
    "Stopping...": "Deteniendo…",
    "Streamlit server is not responding. Are you connected to the internet?":
      "El servidor del tablero no responde. Verifique que siga abierto y, si está en otra computadora, que haya red.",
    "Submit recording": "Enviar la grabación",
    "Sum": "Suma",
    "Switch camera": "Cambiar de cámara",
    "System": "Sistema",
    "Take Photo": "Tomar foto",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "La página solicitada no existe. Se muestra la página de inicio.",
    "Theme": "Tema",
    "This app has encountered an error. The original error message is redacted to prevent data leaks. Full error details have been recorded in the logs (if you're on Streamlit Cloud, click on 'Manage app' in the lower right of your app).":
      "Ocurrió un error en el tablero. El detalle quedó en el registro del servidor.",
    "This app would like to use your camera.": "El tablero pide usar su cámara.",
    "This app would like to use your microphone.": "El tablero pide usar su micrófono.",
    "This field is required.": "Este dato es obligatorio.",
    "Thumbs down": "Pulgar abajo",
    "Thumbs up": "Pulgar arriba",
    "Time": "Hora",
    "Traceback:": "Detalle técnico:",
    "True": "Sí",
    "Try again": "Reintentar",
    "Type to search": "Escriba para buscar",
    "Unable to connect to Streamlit server": "No se pudo conectar con el servidor del tablero",
    "Unexpected error. Please try again.": "Error inesperado; inténtelo de nuevo.",
    "Unknown error": "Error desconocido",
    "Unpin column": "Soltar la columna",
    "Upload": "Subir archivo",
    "Upload a file": "Subir un archivo",
    "Upload directories": "Subir carpetas",
    "Upload failed": "No se pudo subir",
    "Upload files": "Subir archivos",
    "Uploading...": "Subiendo…",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Recorra las fechas con las flechas. Enter elige. Escape cierra.",
    "Use arrow keys to navigate. Enter to select. Tab to switch between calendar and time. Escape to close.":
      "Recorra con las flechas. Enter elige. Tab pasa del calendario a la hora. Escape cierra.",
    "Use system setting": "Según el sistema",
    "Values": "Valores",
    "Vega visualization": "Gráfico",
    "Very dissatisfied": "Muy insatisfecho",
    "Very satisfied": "Muy satisfecho",
    "Video player": "Reproductor de video",
    "View less": "Ver menos",
    "Yen": "Yenes",
    "You can only select up to 1 option. Remove an option first.":
      "Solo puede elegir una opción. Quite primero la que está.",
    "Zoom": "Acercar una zona",
    "Zoom in": "Acercar",
    "Zoom out": "Alejar",
    "empty": "Sin filas",
    "progress": "avance",
    // The command that opens this program, in place of an example.
    "streamlit run yourscript.py": "python start.py",
    "view less": "ver menos",
    "view more": "ver más",
    "visualization": "gráfico",
    "yyyy": "aaaa",
    "⚠️ Please fill out this cell.": "⚠️ Complete esta celda.",
  }));

  // Names that Streamlit gives to elements which otherwise bear a label of the application.
  const FIELD_NAMES = new Map(Object.entries({
    "Choose date": WORDS.get("Choose date"),
    "Choose date and time": WORDS.get("Choose date and time"),
    "Choose date range": WORDS.get("Choose date range"),
    "Feedback rating": "Calificación",
    "Multiselect": "Opciones",
    "Multiselect options": "Opciones",
    "Notifications": WORDS.get("Notifications"),
    "Quick select a date range": WORDS.get("Quick select a date range"),
    "Running...": WORDS.get("Running..."),
    "Selectbox options": "Opciones",
    "Selected values": "Valores elegidos",
    "Theme": "Tema",
    "file upload": "subir archivo",
  }));

  // Kinds of a column, shown as the title of the icon of the column menu.
  const COLUMN_KINDS = new Map(Object.entries({
    "button": "botón",
    "checkbox": "casilla",
    "date": "fecha",
    "datetime": "fecha y hora",
    "image": "imagen",
    "link": "enlace",
    "list": "lista",
    "multiselect": "lista de opciones",
    "number": "número",
    "object": "objeto",
    "progress": "avance",
    "selectbox": "opción",
    "text": "texto",
    "time": "hora",
  }));

  const MONTHS = new Map(Object.entries({
    January: "enero", February: "febrero", March: "marzo", April: "abril", May: "mayo", June: "junio", July: "julio",
    August: "agosto", September: "setiembre", October: "octubre", November: "noviembre", December: "diciembre",
  }));
  const MONTH = [...MONTHS.keys()].join("|");
  const SEGMENTS = new Map(Object.entries({
    day: "día", hour: "hora", minute: "minuto", month: "mes", second: "segundo", year: "año",
  }));
  const UNITS = new Map(Object.entries({ day: "d", hour: "h", minute: "min", second: "s" }));
  const LIMITS = new Map(Object.entries({ "on or after": "desde el", "on or before": "hasta el" }));
  const word = (text) => WORDS.get(text) ?? text;

  // Strings with a changing part; the names of the fields in them are the application's.
  const PATTERNS = [
    [/^Press (⌘|Ctrl)\+Enter to apply$/, (_, key) => `Presione ${key}+Enter para aplicar`],
    [/^Press (⌘|Ctrl)\+Enter to submit form$/, (_, key) => `Presione ${key}+Enter para enviar`],
    [/^Press Enter to apply$/, () => "Presione Enter para aplicar"],
    [/^Press Enter to submit form$/, () => "Presione Enter para enviar"],
    [/^([\d.]+)([KMG]?B) per file$/, (_, size, unit) => `Máximo ${size} ${unit} por archivo`],
    [/^File must be ([\d.]+)([KMG]?B) or smaller\.$/, (_, size, unit) => `El archivo no debe pasar de ${size} ${unit}.`],
    [/^File is too large\. Maximum size is (\d+) bytes\.$/, (_, size) => `El archivo pasa de ${size} bytes.`],
    [/^(.*) files are not allowed\.$/, () => "Este tipo de archivo no se admite."],
    [/^Connection failed with status (\d+)(\.|, and response:)$/, (_, status) => `No se pudo conectar (estado ${status}).`],
    [/^Cannot connect to Streamlit \(HTTP status: 403\)\./, () => "El servidor rechazó la conexión (403)."],
    [/^You have requested page \/(.+), but no corresponding file was found/,
      (_, page) => `La página «${page}» no existe. Se muestra la página de inicio.`],
    [/^View (\d+) more$/, (_, count) => `Ver ${count} más`],
    [/^Page (\d+)$/, (_, page) => `Página ${page}`],
    [/^(\d+) out of (\d+) stars?$/, (_, count, all) => `${count} de ${all} estrellas`],
    [/^Rating (\d+)$/, (_, rating) => `Calificación ${rating}`],
    [/^(\d+) options? available\.$/, (_, count) => (count === "1" ? "1 opción." : `${count} opciones.`)],
    [/^(\d+) notifications?\.$/, (_, count) => (count === "1" ? "1 aviso." : `${count} avisos.`)],
    [/^(over )?(\d+) results?$/, (_, over, count) => `${over ? "más de " : ""}${count} ${count === "1" ? "resultado" : "resultados"}`],
    [/^(\d+) of (over )?(\d+)$/, (_, place, over, count) => `${place} de ${over ? "más de " : ""}${count}`],
    [/^Add: (.+)$/, (_, text) => `Agregar: ${text}`],
    [/^Select (\d+) matches$/, (_, count) => `Seleccionar ${count} coincidencias`],
    [/^You can only select up to (\d+) options\. Remove an option first\.$/,
      (_, count) => `Solo puede elegir ${count} opciones. Quite primero una.`],
    // A part of a date field; its label may be one of the next ones.
    [/^(day|hour|minute|month|second|year), (.*)$/, (_, part, label) => `${SEGMENTS.get(part)}, ${translate(label) ?? label}`],
    [/^Remove (.+)$/, (_, name) => `Quitar ${name}`],
    [/^Cancel upload of (.+)$/, (_, name) => `Cancelar la subida de ${name}`],
    [/^Help for (.+)$/, (_, name) => `Ayuda sobre ${name}`],
    [/^Shortcut (.+)$/, (_, keys) => `Atajo ${keys}`],
    [/^Chat message from (.+)$/, (_, name) => `Mensaje de ${name}`],
    [/^(.+) color picker$/, (_, label) => `Selector de color: ${label}`],
    [/^(.+) start date$/, (_, label) => `${label}, desde`],
    [/^(.+) end date$/, (_, label) => `${label}, hasta`],
    [/^(.+) — start$/, (_, label) => `${label}, desde`],
    [/^(.+) — end$/, (_, label) => `${label}, hasta`],
    [new RegExp(`^(\\d\\d?) – (${MONTH})$`), (_, number, month) => `${number} – ${MONTHS.get(month)}`],
    [new RegExp(`^Selected (Date|Time): (${MONTH}) 0?(\\d+), (\\d+)(.*)$`),
      (_, kind, month, day, year, rest) => `Fecha seleccionada: ${day} de ${MONTHS.get(month)} de ${year}${rest}`],
    [/^(Choose date|Choose date and time|Choose date range), (.+)$/, (_, action, month) => `${word(action)}, ${month}`],
    [/^Date(?: and time)? set outside allowed range\. Please select a date(?: and time)? (on or after|on or before) (.+)\.$/,
      (_, limit, date) => `Fecha fuera del rango permitido. Elija una fecha ${LIMITS.get(limit)} ${date}.`],
    [/^Date(?: and time)? set outside allowed range\. Please select a date(?: and time)? between (.+) and (.+)\.$/,
      (_, first, last) => `Fecha fuera del rango permitido. Elija una fecha entre el ${first} y el ${last}.`],
    [/^Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$/,
      (_, least, most) => `El número está fuera del rango permitido. Escriba un valor entre ${least} y ${most}.`],
    [/^Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.$/,
      (_, least) => `El número es menor que el permitido. Escriba ${least} o más.`],
    [/^Number is above the allowed range\. Please enter a value less than or equal to (.+)\.$/,
      (_, most) => `El número es mayor que el permitido. Escriba ${most} o menos.`],
    [/^Time is out of range\. .*$/, () => "Hora no válida: las horas van de 0 a 23 y los minutos de 0 a 59."],
    [/^time ([\d:]+) is invalid\. (.+)$/, (_, time, reason) => `La hora ${time} no es válida. ${translate(reason) ?? reason}`],
    [/^Top values frequency chart: (.*)$/, (_, list) => `Valores frecuentes: ${list}`],
    [/^True\/false distribution chart: (.*)$/,
      (_, list) => `Sí o no: ${list.replace("True:", "Sí:").replace("False:", "No:")}`],
    [/^(True|False): (\d.*)$/, (_, value, share) => `${word(value)}: ${share}`],
    [/^(\d+) (day|hour|minute|second)s?$/, (_, count, unit) => `${count} ${UNITS.get(unit)}`],
    // The hidden name of a button that shows only an icon.
    [/^[a-z0-9_ ]+ icon$/, () => "ícono"],
    // Buttons over an element that has a name: "Fullscreen: Mapa".
    [/^(Add row|Clear selection|Close fullscreen|Delete row\(s\)|Download as CSV|Download as PNG|Fullscreen|Search|Show chart|Show data|Show\/hide columns): (.+)$/,
      (_, action, name) => `${word(action)}: ${name}`],
  ];
  // One test tells for nearly every string that no pattern fits.
  const ANY_PATTERN = new RegExp(PATTERNS.map(([pattern]) => pattern.source).join("|"));
  const LONGEST = 300;

  const ATTRIBUTES = ["alt", "aria-label", "aria-roledescription", "aria-valuetext", "data-title", "placeholder", "title"];

  // Elements without any text of Streamlit, or where writing would disturb: charts, grids on canvas, what is typed.
  const CLOSED_TAGS = new Set(["CANVAS", "IFRAME", "NOSCRIPT", "OPTION", "SCRIPT", "STYLE", "TEXTAREA", "svg"]);
  // Elements whose text is the application's or its users'.
  const USER_TEXT = new Set([
    "stBidiComponentIsolated", "stBidiComponentRegular", "stCaptionContainer", "stCode",
    "stDataFrameColumnVisibilityMenu", "stDataFrameStatisticsChart", "stFileChipName", "stHtml", "stJson",
    "stMarkdownContainer", "stMultiSelectTagsContainer", "stTable", "stText",
  ]);
  // Elements inside which even markdown is Streamlit's.
  const STREAMLIT_TEXT = new Set([
    "stElementToolbar", "stFileUploaderDropzone", "stHeaderActionElements", "stTableStyledEmptyTableCell",
    "stTooltipErrorContent",
  ]);
  // Elements named by the application with its own label.
  const LABELLED_TAGS = new Set(["INPUT", "SECTION", "TEXTAREA"]);
  const LABELLED_ROLES = new Set([
    "combobox", "dialog", "group", "img", "listbox", "option", "radio", "radiogroup", "region", "slider", "tab", "tabpanel",
  ]);
  const LABELLED_ELEMENTS = new Set(["stFileChip", "stPlotlyChart"]);

  // Whose text an element holds: nobody's to touch, the application's, Streamlit's, or Streamlit's down to the markdown.
  const CLOSED = 0;
  const USER = 1;
  const STREAMLIT = 2;
  const STREAMLIT_ONLY = 3;

  function translate(text) {
    if (text.length > LONGEST) {
      return undefined;
    }
    const known = WORDS.get(text);
    if (known !== undefined) {
      return known;
    }
    if (text.startsWith("Error: ") || text.startsWith(": ")) {
      const start = text.indexOf(": ") + 2;
      const rest = translate(text.slice(start));
      return rest === undefined ? undefined : text.slice(0, start) + rest;
    }
    if (!ANY_PATTERN.test(text)) {
      return undefined;
    }
    const [pattern, spanish] = PATTERNS.find(([candidate]) => candidate.test(text));
    return spanish(...pattern.exec(text));
  }

  /** Whose text the children of an element are, given whose text the element stands in. */
  function ownerInside(element, outside) {
    if (outside === CLOSED || CLOSED_TAGS.has(element.tagName)) {
      return CLOSED;
    }
    const id = element.getAttribute("data-testid");
    if (id !== null) {
      if (STREAMLIT_TEXT.has(id)) {
        return STREAMLIT_ONLY;
      }
      if (id === "stTooltipContent") {
        return isStreamlitTooltip(element) ? STREAMLIT_ONLY : USER;
      }
      if (id === "stDataFrameStatisticsChart") {
        return isTrueFalseChart(element) ? STREAMLIT : USER;
      }
      if (USER_TEXT.has(id) && !(outside === STREAMLIT_ONLY && id === "stMarkdownContainer")) {
        return USER;
      }
    }
    return ownerByRole(element, outside);
  }

  function ownerByRole(element, outside) {
    if (element.getAttribute("role") === "option") {
      return isStreamlitOption(element) ? STREAMLIT : USER;
    }
    if (isColumnHeader(element)) {
      return USER;
    }
    return isOwnColumnBox(element) ? STREAMLIT : outside;
  }

  /** "Select all" and "Add: x" have a key of their own, "No results" has none; every other option is data. */
  function isStreamlitOption(option) {
    const key = option.getAttribute("data-key");
    if (key !== null && key.startsWith("__")) {
      return true;
    }
    const list = option.closest('[data-testid="stSelectboxVirtualDropdown"], [data-testid="stMultiSelectDropdown"]');
    return (key === null && list !== null) || option.closest('[data-testid="stDateInputQuickSelectPopover"]') !== null;
  }

  /** The tooltip of a button of Streamlit, and not a help text of the application. */
  function isStreamlitTooltip(content) {
    const id = content.closest('[role="tooltip"]')?.id;
    const target = id ? document.querySelector(`[aria-describedby~="${CSS.escape(id)}"]`) : null;
    return target?.closest('[data-testid="stElementToolbar"], [data-testid="stToolbar"]') != null;
  }

  function isTrueFalseChart(chart) {
    return /^(True\/false distribution chart|Sí o no): /.test(chart.getAttribute("aria-label") ?? "");
  }

  /** The first entry of a column menu shows the name of the column. */
  function isColumnHeader(element) {
    return element.previousElementSibling === null && element.parentElement?.getAttribute("role") === "menu"
      && element.closest('[data-testid="stDataFrameColumnMenu"]') !== null && !element.hasAttribute("role");
  }

  /** The box above the list of columns, and the one of an index without name; all others bear names of columns. */
  function isOwnColumnBox(element) {
    if (element.tagName !== "LABEL" || element.closest('[data-testid="stDataFrameColumnVisibilityMenu"]') === null) {
      return false;
    }
    const list = element.parentElement;
    return list.parentElement.hasAttribute("data-testid") || /^\((index|índice)\)$/.test(element.textContent);
  }

  // Owners found during one round of changes: thousands of changed nodes share their ancestors.
  const owners = new Map();

  function ownerOf(element) {
    if (element === null) {
      return STREAMLIT;
    }
    let owner = owners.get(element);
    if (owner === undefined) {
      owner = ownerInside(element, ownerOf(element.parentElement));
      owners.set(element, owner);
    }
    return owner;
  }

  function translateText(node) {
    const text = node.nodeValue;
    const spanish = translate(text.trim());
    if (spanish !== undefined && spanish !== text.trim()) {
      node.nodeValue = text.replace(text.trim(), () => spanish);
    }
  }

  function translateAttribute(element, name, owner) {
    const text = element.getAttribute(name);
    const spanish = text && attributeInSpanish(element, name, text, owner);
    if (spanish && spanish !== text) {
      element.setAttribute(name, spanish);
    }
  }

  function attributeInSpanish(element, name, text, owner) {
    if (name === "aria-valuetext") {
      return element.getAttribute("role") === "spinbutton" ? (text === "Empty" ? "Vacío" : translate(text)) : undefined;
    }
    if (name === "title" && element.parentElement !== null && isColumnHeader(element.parentElement)) {
      return element.previousElementSibling === null ? COLUMN_KINDS.get(text) : undefined;
    }
    if (name !== "aria-label") {
      return owner >= STREAMLIT || name === "placeholder" || element.tagName === "BUTTON" ? translate(text) : undefined;
    }
    if (isLabelled(element, owner)) {
      return FIELD_NAMES.get(text) ?? (WORDS.has(text) ? undefined : translate(text));
    }
    return FIELD_NAMES.get(text) ?? translate(text);
  }

  /** Whether the name of an element may be a label of the application; buttons are named by Streamlit alone. */
  function isLabelled(element, owner) {
    if (element.tagName === "BUTTON" || isOwnColumnBox(element.parentElement ?? element)) {
      return false;
    }
    const id = element.getAttribute("data-testid");
    return owner === USER || (LABELLED_TAGS.has(element.tagName) && id !== "stSidebar")
      || LABELLED_ROLES.has(element.getAttribute("role")) || LABELLED_ELEMENTS.has(id);
  }

  /** Translate a node and all below it; `owner` says whose text the node stands in. */
  function translateTree(node, owner) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (owner >= STREAMLIT) {
        translateText(node);
      }
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) {
      return;
    }
    const inside = ownerInside(node, owner);
    if (owner !== CLOSED) {
      ATTRIBUTES.forEach((name) => node.hasAttribute(name) && translateAttribute(node, name, inside));
    }
    if (inside !== CLOSED) {
      node.childNodes.forEach((child) => translateTree(child, inside));
    }
  }

  function translateRecord({ type, target, addedNodes, attributeName }) {
    // Charts change by thousands of nodes and hold nothing of Streamlit's.
    if (target instanceof SVGElement || !target.isConnected) {
      return;
    }
    if (type === "characterData") {
      translateTree(target, ownerOf(target.parentElement));
    } else if (type === "attributes") {
      translateAttribute(target, attributeName, ownerOf(target));
    } else if (addedNodes.length > 0) {
      const owner = ownerOf(target instanceof Element ? target : null);
      addedNodes.forEach((node) => translateTree(node, owner));
    }
  }

  const observer = new MutationObserver((records) => {
    owners.clear();
    records.forEach(translateRecord);
    owners.clear();
    // What was written here needs no second look.
    observer.takeRecords();
  });
  observer.observe(document, {
    attributeFilter: ATTRIBUTES, attributes: true, characterData: true, childList: true, subtree: true,
  });
})();
