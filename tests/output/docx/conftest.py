"""A handbook that is made once for all tests of Word documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.output.book.conftest import corpus_pages, everything, example_pages
from tests.output.docx.sample import sample
from wijk_ext.output.docx import render_docx

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Book

__all__ = ["corpus_pages", "everything", "example_pages"]


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return a book with every kind of block."""
    return sample(tmp_path_factory.mktemp("beelden"))


@pytest.fixture(scope="session")
def handbook(book: Book) -> bytes:
    """Return that book as a Word document."""
    return render_docx(book)
