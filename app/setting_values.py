"""What the values of settings look like; each says in one sentence what is wrong with one that does not."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, SecretStr
from pydantic_core import PydanticCustomError

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_SHORT_CODE = re.compile("[0-9]{5,6}", re.ASCII)
_SENDER = re.compile("MG[0-9a-f]{32}|(?!MG)(?=[A-Za-z0-9 ]*[A-Za-z])[A-Za-z0-9 ]{2,11}", re.ASCII)
"""What Twilio takes in place of a number, and nobody can write to: a messaging service, or a name.

https://www.twilio.com/docs/messaging/api/message-resource (``From``, ``MessagingServiceSid``)
"""
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What the chat platform takes as a secret: https://core.telegram.org/bots/api#setwebhook."""

_QUOTES = "\"'`"
_UNSEEN = frozenset({"Cc", "Cf"})
"""Control characters and marks, by Unicode's category. What else no font may have is part of a folder's name."""


def alone(value: str) -> str:
    """What an editor or a shell leaves around a value is no part of it, and would be taken for one: a folder named with
    quotes, a password with a mark of UTF-8 before it. Raises PydanticCustomError.
    """
    if any(unicodedata.category(character) in _UNSEEN for character in value):
        raise PydanticCustomError("stray", "有看不见的字符（如 BOM、换行），请重新打一遍，存成不带 BOM 的 UTF-8")
    if value != value.strip():
        raise PydanticCustomError("stray", "前后多了空格，请去掉")
    if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES:
        raise PydanticCustomError("stray", "前后多了引号，请去掉")
    return value


def is_number(kind: object) -> bool:
    """Whether values of that type are numbers: blanks around one mean nothing, and are not told."""
    return any(getattr(one, "__origin__", one) in (int, float) for one in (kind, *get_args(kind)))


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("timezone", "没有这个时区，要写成 Asia/Shanghai 的样子") from None
    return name


def _address(url: str) -> str:
    if not _is_base_address(url):
        raise PydanticCustomError("address", "要写成 https://主机 或 http://主机:端口 的样子")
    return url.rstrip("/")


def _is_base_address(url: str) -> bool:
    """Whether paths may be put behind it."""
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return bool(parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0) and not (
            parts.query or parts.fragment
        )
    except ValueError:  # a port that is no number, a bracket that is left open
        return False


def _websocket(url: str | None) -> str | None:
    if url is None:
        return None
    scheme, _, rest = url.partition("://")
    if scheme not in {"ws", "wss"} or not _is_base_address(f"http://{rest}"):
        raise PydanticCustomError("websocket", "要写成 wss://主机 的样子")
    return url


def _webhook_secret(secret: SecretStr | None) -> SecretStr | None:
    if secret and not _SECRET.fullmatch(secret.get_secret_value()):
        raise PydanticCustomError("secret", "只能用 1 到 256 个字母、数字、_ 和 -")
    return secret


def _number(number: str) -> str:
    if not _NUMBER.fullmatch(number):
        raise PydanticCustomError("number", "要写成 +8613800000000 的样子")
    return number


def _sender(sender: str) -> str:
    return sender if _SHORT_CODE.fullmatch(sender) or _SENDER.fullmatch(sender) else _number(sender)


def is_one_way(sender: str) -> bool:
    """Whether nobody can write to that sender: it is a messaging service, or a name."""
    return bool(_SENDER.fullmatch(sender))


Timezone = Annotated[str, AfterValidator(_timezone)]
Url = Annotated[str, AfterValidator(_address)]
"""Of HTTP, without a slash at its end: paths are put behind it."""
Websocket = Annotated[str | None, AfterValidator(_websocket)]
WebhookSecret = Annotated[SecretStr | None, AfterValidator(_webhook_secret)]
Number = Annotated[str, AfterValidator(_number)]
Sender = Annotated[str, AfterValidator(_sender)]
"""A number, a short code, a messaging service or a name."""
