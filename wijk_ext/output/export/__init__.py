"""Items as tables for other programs: CSV, Excel and JSON."""
