"""A Bot API call's parameters, however they came (query, JSON, form, multipart), and its errors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

_ATTACH = "attach://"


class BotApiError(Exception):
    """An answer with ``ok: false``. ``parameters`` are Telegram's ResponseParameters."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


def bad_request(reason: str) -> BotApiError:
    """400, in Telegram's wording."""
    return BotApiError(400, f"Bad Request: {reason}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    name: str
    mime: str
    content: bytes


class Parameters:
    """Named values; each reader returns None for what is absent and raises BotApiError for what makes no sense."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw

    @classmethod
    async def of(cls, request: web.Request) -> Parameters:
        """Read a request's query and body."""
        raw: dict[str, object] = dict(request.query)
        if request.content_type == "application/json":
            try:
                body = await request.json()
            except ValueError:
                raise bad_request("can't parse JSON object") from None
            if not isinstance(body, dict):
                raise bad_request("can't parse JSON object")
            return cls(raw | body)
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                raw[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                raw[name] = value
        return cls(raw)

    def __contains__(self, name: str) -> bool:
        return self._raw.get(name) not in (None, "")

    def text(self, name: str) -> str | None:
        """A string."""
        value = self._raw.get(name)
        return value if isinstance(value, str) else None if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """A whole number."""
        if name not in self:
            return None
        try:
            return int(str(self._raw[name]))
        except ValueError:
            raise bad_request(f"{name} must be an integer") from None

    def flag(self, name: str) -> bool:
        """A Boolean; absent means no."""
        return str(self._raw.get(name, "")).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Any:
        """An object or an array, which forms carry as JSON."""
        value = self._raw.get(name)
        if not isinstance(value, str) or not value:
            return value or None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file: in the field itself or in the one that ``attach://`` names."""
        value = self._raw.get(name)
        if isinstance(value, str) and value.startswith(_ATTACH):
            value = self._raw.get(value.removeprefix(_ATTACH))
        return value if isinstance(value, Upload) else None
