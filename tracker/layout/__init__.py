"""How a sheet is laid out: tables, headings, titles, and rows as agreements."""
