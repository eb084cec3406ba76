"""Signed webhooks: what Twilio signed passes, anything else does not."""

from __future__ import annotations

import pytest
from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from sms.channels.twilio.signature import Form, verify

URL = "https://points.example/base"
PATH = "/sms/status?delivery=7"
FORM = {"From": "+8615500000001", "Body": " 积分 ", "NumMedia": ""}


def sign(url: str, form: object) -> str:
    return str(RequestValidator("token").compute_signature(url, form))


def test_what_twilio_signed_passes() -> None:
    assert verify("token", URL, PATH, FORM, sign(URL + PATH, FORM))
    assert verify("token", URL + "/", PATH, FORM, sign(URL + PATH, FORM))


@pytest.mark.parametrize(
    "form", [{"Media": ["b", "a"], "To": "x"}, MultiDict([("Media", "b"), ("Media", "a"), ("To", "x")])]
)
def test_repeated_parameters_pass(form: Form) -> None:
    # Twilio's rule: the parameters sorted, each name followed by its value
    signed = sign(URL + PATH + "MediaaMediabTox", {})
    assert verify("token", URL, PATH, form, signed)


@pytest.mark.parametrize(
    ("token", "url", "path", "form"),
    [
        ("other", URL, PATH, FORM),
        ("token", "http://127.0.0.1:8080", PATH, FORM),
        ("token", URL, "/sms/status?delivery=8", FORM),
        ("token", URL, PATH, FORM | {"Body": "积分"}),
        ("token", URL, PATH, FORM | {"Extra": "1"}),
        ("token", URL, PATH, {}),
    ],
)
def test_anything_else_does_not(token: str, url: str, path: str, form: Form) -> None:
    assert not verify(token, url, path, form, sign(URL + PATH, FORM))


@pytest.mark.parametrize("signature", [None, "", "junk", "签名"])
def test_a_missing_or_broken_signature_is_refused(signature: str | None) -> None:
    assert not verify("token", URL, PATH, FORM, signature)
