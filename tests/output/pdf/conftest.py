"""The sites of the tests of the book are printed too."""

from __future__ import annotations

from tests.output.book.conftest import corpus_pages, everything, example_pages

__all__ = ["corpus_pages", "everything", "example_pages"]
