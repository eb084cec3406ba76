"""The product's settings in the demo."""

from __future__ import annotations

from typing import Any

from pydantic import SecretStr
from pydantic_settings import PydanticBaseSettingsSource

from app.demo.folder import Folder
from app.settings import Settings
from sandbox.model import Account, Bot
from sandbox.smsgate.server import BASE, PASSWORD, SIGNING_KEY, USER
from sandbox.wecom.town import BOT, PATH, SECRET

HOST = "127.0.0.1"
_TEXTS_A_SECOND = 100


class DemoSettings(Settings):
    """Settings of the demo alone: nothing of the machine's environment reaches it."""

    @classmethod
    def settings_customise_sources(cls, *_: Any, **sources: Any) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is given in code."""
        return (sources["init_settings"],)


def settings_of(folder: Folder, sandbox: str, port: int, *, by_phone: bool = False) -> DemoSettings:
    """The product as a deployment would set it up, but for whom it talks to. ``by_phone``: it texts by a phone."""
    bot, account = Bot(), Account()
    return DemoSettings(
        database_url=SecretStr(f"sqlite://{folder.database}"),
        rulebook=folder.rulebook,
        data_dir=folder.path,
        http_host=HOST,
        http_port=port,
        public_url=f"http://{HOST}:{port}",
        telegram_token=SecretStr(bot.token),
        telegram_api=sandbox,
        wecom_bot_id=BOT,
        wecom_secret=SecretStr(SECRET),
        wecom_url=f"{sandbox.replace('http', 'ws', 1)}{PATH}",
        sms_per_second=_TEXTS_A_SECOND,
        twilio_account_sid=account.sid,
        twilio_auth_token=SecretStr(account.auth_token),
        twilio_from=account.number,
        twilio_api=sandbox,
        sms_gateway="smsgate" if by_phone else "twilio",
        smsgate_url=sandbox + BASE,
        smsgate_user=USER,
        smsgate_password=SecretStr(PASSWORD),
        smsgate_signing_key=SecretStr(SIGNING_KEY),
        smsgate_number=account.number,
    )
