"""What the eye sees: the main script, the frame of every page, texts, colours, charts, filters and tables."""
