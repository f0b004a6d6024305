"""What one cell says: dates, percentages, states, deadlines, parties, texts."""
