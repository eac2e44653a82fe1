from __future__ import annotations

import pytest

from wijk_ext import locale


@pytest.fixture(autouse=True)
def _english(_dutch: None) -> None:
    locale.activate("en")
