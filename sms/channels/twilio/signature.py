"""Whether a webhook really comes from Twilio.

Source: https://www.twilio.com/docs/usage/security - HMAC-SHA1 over the public URL and the sorted parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

Form = Mapping[str, str | Sequence[str]]
"""A form as it was sent: values untrimmed, blank ones kept. A repeated parameter is a sequence, or a multidict's."""


class _Values(dict[str, list[str]]):
    """Parameters as Twilio's validator reads repeated ones."""

    def getall(self, name: str) -> list[str]:
        return self[name]


def verify(auth_token: str, public_url: str, path_qs: str, form: Form, signature: str | None) -> bool:
    """True if Twilio signed this request to ``public_url`` + ``path_qs`` (the path with its query, as received)."""
    if not signature:
        return False
    url = public_url.rstrip("/") + path_qs
    return bool(RequestValidator(auth_token).validate(url, _Values(_repeated(form)), signature))


def _repeated(form: Form) -> Mapping[str, list[str]]:
    getall = getattr(form, "getall", None)
    if getall is not None:
        return {name: list(getall(name)) for name in form}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in form.items()}
