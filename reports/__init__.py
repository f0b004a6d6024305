"""Documents that leave as PDF and as slides: what they hold as plain values, and their writers. No database, no screen."""
