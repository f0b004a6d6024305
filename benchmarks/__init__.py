"""The figures of speed, each beside a bare reference measured in turns: `python start.py bench`."""
