"""The state at a date: our query of the last reports beside the bare indexed statement in sqlite3."""


