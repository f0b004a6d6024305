"""The relational store: the only room that speaks SQL. Frames and records go out, drafts come in."""
