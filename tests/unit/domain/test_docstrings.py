"""Worked examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

from omp_desktop import domain

MODULES = [f"omp_desktop.domain.{module.name}" for module in pkgutil.iter_modules(domain.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_hold() -> None:
    found = sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES)
    assert found >= 5
