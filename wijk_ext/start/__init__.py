"""The first hour: a new wijkdocument from its template, and help for the editor it is typed in."""
