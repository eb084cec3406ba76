"""Telephone numbers: one form to keep and compare (E.164), and one to show."""

from __future__ import annotations

import re

from text.normalise import normalise

_WRITTEN = re.compile(r"\+?[0-9(][0-9()\-. /—–]{4,24}")
_CHINA = 86
_CHINESE_LENGTH = re.compile(r"1[1-9][0-9]{9}|(?:10|[2-9][0-9])[0-9]{8,9}")
"""A mobile number has 11 digits, a fixed line 10 or 11 with its area code: a digit lost or doubled shows."""
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_AS_CARRIERS_WRITE_IT = re.compile(r"\+861[3-9][0-9]{9}", re.ASCII)
"""It is in its final form; reading it by the numbering plans took a twentieth of the time of a text."""
_NO_AREA = re.compile(r"[48]00[0-9]{7}")
_SHOWN_IN_FULL_FROM = 10
"""A number of fewer digits shows only its last two: three and four of it would be nearly all."""


def to_e164(raw: str) -> str | None:
    """A number as people write it → ``+8613800000000``, or None when it cannot be one.

    Mobile and fixed lines (with area code), separators, full-width digits, +86, 0086 and 86 are understood. A possible
    length is enough: whether a number is in use cannot be told from its digits. A number without a country code is
    a Chinese one.
    """
    if _AS_CARRIERS_WRITE_IT.fullmatch(raw):
        return raw
    written = normalise(raw)
    if not _WRITTEN.fullmatch(written):
        return None
    import phonenumbers  # noqa: PLC0415 - the numbering plans of the world, for commands that read a number

    try:
        number = phonenumbers.parse(written, "CN")
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    if number.country_code == _CHINA and not _CHINESE_LENGTH.fullmatch(
        phonenumbers.national_significant_number(number)
    ):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_mobile(e164: str) -> bool:
    """Whether a number can be a mobile one; of the numbers of a country we know little about, all can."""
    if e164.startswith("+86"):
        return bool(_MOBILE.fullmatch(e164.removeprefix("+86")))
    import phonenumbers  # noqa: PLC0415 - as above

    return phonenumbers.number_type(phonenumbers.parse(e164)) != phonenumbers.PhoneNumberType.FIXED_LINE


def mask(e164: str) -> str:
    """A number that its owner recognises and nobody else can dial: ``138****5678``."""
    digits = e164.removeprefix("+86").removeprefix("+")
    if len(digits) < _SHOWN_IN_FULL_FROM:
        return f"****{digits[-2:]}"
    return f"{digits[:3]}****{digits[-4:]}"


def written(e164: str) -> str:
    """A number as people write it (``13800000000``, ``02157212345``), which ``to_e164`` reads back."""
    if not e164.startswith("+86"):
        return f"00{e164.removeprefix('+')}"
    national = e164.removeprefix("+86")
    return national if _MOBILE.fullmatch(national) or _NO_AREA.fullmatch(national) else f"0{national}"
