"""The figures of design §9, each beside a bare reference measured in turns: `python start.py bench`."""
