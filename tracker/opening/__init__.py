"""From the bytes of a file to plain cells: what it is, whether it is safe, what its cells hold."""
