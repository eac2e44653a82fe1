"""Sphinx-instellingen van het wijkdocument."""

project = "Wijkdocument De Lindebuurt"
author = "Projectteam De Lindebuurt"
language = "nl"
extensions = ["wijk_ext"]
