"""aiogram, loaded without building the models that nobody uses.

It describes the whole Bot API as some 500 pydantic models and has the validators of nearly all of them built while it
is loaded; the product uses about 25. Built at their first use instead, aiogram loads in a fifth of the time and takes
55 MB in place of 165 (aiogram 3.31, pydantic 2.13). What a model takes and refuses stays the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import RLock
from typing import Any

from pydantic import BaseModel

_rebuild = BaseModel.__dict__["model_rebuild"]
_building = RLock()
"""Replies are rendered in threads, and pydantic can build a model in one of them at a time only."""
_built: set[type[BaseModel]] = set()
"""Held for good: pydantic forgets a ``Response[bool]`` that nobody holds at the next search for garbage, and to build
it again for the next answer takes a millisecond."""


def load_aiogram() -> None:
    """Load it; whoever would be the first to import it calls this before. Loaded already, it stays as it is."""
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}

    def remember(_model: type[BaseModel], /, *, _types_namespace: dict[str, Any]) -> None:
        """What aiogram calls for each model when all are there: keep what their annotations name."""
        names.update(_types_namespace)

    def build(model: type[BaseModel], /, **how: Any) -> bool | None:
        """What pydantic calls at a model's first use."""
        with _building:
            _built.add(model)
            built: bool | None = _rebuild.__func__(model, **{**how, "_types_namespace": names})
            return built

    config = BaseModel.model_config
    BaseModel.model_config = {**config, "defer_build": True}
    _builder(BaseModel, classmethod(remember))
    try:
        from aiogram.methods import Response, TelegramMethod  # noqa: PLC0415 - loaded when it is called
        from aiogram.types import TelegramObject  # noqa: PLC0415 - loaded when it is called
    finally:
        BaseModel.model_config = config
        _builder(BaseModel, _rebuild)
    for model in (Response, TelegramMethod, TelegramObject):
        _builder(model, classmethod(build))


def _builder(model: Callable[..., Any], builder: object) -> None:
    """How that model, and each that is made from it, is built."""
    type.__setattr__(model, "model_rebuild", builder)
