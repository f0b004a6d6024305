"""The rules of follow-up, pure: no clock, no database, no screen. `today` is always an argument."""
