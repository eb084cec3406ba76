"""Reading what a form sent: fields and at most one photo, never more than they may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

_MOST_FIELD_BYTES = 8 * 1024
_MOST_FIELDS = 10
PHOTO = "photo"


class BadForm(Exception):  # noqa: N818 - it says what was sent, and is no failure of the program
    """Not a form of ours, or the connection broke."""


class _TooLong(Exception):  # noqa: N818 - the same
    """A part is longer than it may be."""


@dataclass(frozen=True, slots=True)
class PostedForm:
    """``photo`` None: none was chosen, or one that is larger than it may be; what stood behind it was not read then.

    A photo that was chosen and could not be read by its telephone comes as an empty one.
    """

    fields: Mapping[str, str]
    photo: bytes | None = None
    photo_too_large: bool = False

    def __getitem__(self, name: str) -> str:
        """A field's text without blanks around it, "" for one that was not sent.

        With U+FFFD for NUL, which no database keeps.
        """
        return self.fields.get(name, "").replace("\r\n", "\n").replace("\0", "\ufffd").strip()


async def read_form(request: web.Request, most_photo_bytes: int) -> PostedForm:
    """The form. Raises BadForm."""
    if request.content_type == "multipart/form-data":
        return await _multipart(request, most_photo_bytes)
    if request.content_type != "application/x-www-form-urlencoded":
        raise BadForm
    try:
        sent = await request.post()
    except (ValueError, LookupError, web.HTTPException, web.RequestPayloadError) as error:
        raise BadForm from error
    return PostedForm({name: value for name, value in sent.items() if isinstance(value, str)})


async def _multipart(request: web.Request, most_photo_bytes: int) -> PostedForm:
    fields: dict[str, str] = {}
    photo: bytes | None = None
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or not part.name or len(fields) >= _MOST_FIELDS:
                raise BadForm
            if part.name == PHOTO:
                try:
                    content = await _read(part, most_photo_bytes)
                    photo = content if content or part.filename else None
                except _TooLong:
                    return PostedForm(fields, photo_too_large=True)
            else:
                fields[part.name] = (await _read(part, _MOST_FIELD_BYTES)).decode("utf-8")
    except (
        _TooLong,
        ValueError,
        LookupError,
        AssertionError,
        OSError,
        HttpProcessingError,
        web.HTTPException,
        web.RequestPayloadError,
    ) as error:
        raise BadForm from error
    return PostedForm(fields, photo)


async def _read(part: BodyPartReader, most: int) -> bytes:
    """The part's content. Raises _TooLong."""
    content = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        content += chunk
        if len(content) > most:
            raise _TooLong
    return bytes(content)
