"""Workbooks that we write: the official matrix, the template, the user's own format, the report of a result."""
