"""What tortoise works out of its models whenever a database is opened is worked out once for each kind of database.

It is two thirds of the time that opening takes, and hangs on the kind alone. The program opens one database; a test
process opens thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any
from unittest.mock import patch

from tortoise.apps import Apps
from tortoise.models import MetaInfo, Model

_Known = dict[str, Any]


@contextmanager
def kept() -> Iterator[None]:
    """As long as the block lasts."""
    work_out = Apps._build_initial_querysets
    known: dict[object, list[tuple[type[Model], _Known]]] = {}

    def once(apps: Apps) -> None:
        models = [model for app in apps.apps.values() for model in app.values()]
        kind = type(apps._connections.get("default")), *models
        if kind not in known:
            for model in models:
                _put(model, {name: copy(value) for name, value in _known(model).items() if _changes(value)})
            work_out(apps)
            known[kind] = [(model, _known(model)) for model in models]
        for model, what in known[kind]:
            _put(model, what)

    with patch.object(Apps, "_build_initial_querysets", once):
        yield


def _known(model: type[Model]) -> _Known:
    return {name: getattr(model._meta, name) for name in MetaInfo.__slots__}


def _put(model: type[Model], known: _Known) -> None:
    for name, value in known.items():
        setattr(model._meta, name, value)


def _changes(value: object) -> bool:
    """Whether tortoise changes it in place, so that what is known for another kind needs one of its own."""
    return isinstance(value, dict | list)
