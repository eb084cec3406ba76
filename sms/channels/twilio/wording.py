"""What only Twilio needs to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.model.trouble import TroubleKind

TROUBLES: Final[Mapping[TroubleKind, str]] = {
    TroubleKind.SIGNATURE: "收不到短信：推送来的短信签名对不上，请核对 JIFEN_PUBLIC_URL 和 JIFEN_TWILIO_AUTH_TOKEN",
}
