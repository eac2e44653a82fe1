"""New documents, made as ``wijk new`` makes them."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from wijk_ext.cli.annotations import Silent
from wijk_ext.cli.new import make_document
from wijk_ext.cli.work import Work

if TYPE_CHECKING:
    from pathlib import Path

EVERYBODY = "organisaties=gemeente,corporatie,netbeheerder,warmtebedrijf,bewoners,waterschap"


def make(folder: Path, *data: str, **options: Any) -> Path:
    """Make a document with these answers, and defaults for the rest."""
    given = {"folder": folder, "defaults": True, "data": data, "updates_from": ""} | options
    make_document(Work(Namespace(**given), Silent()))
    return folder
