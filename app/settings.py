"""Settings from the environment (``JIFEN_…``) and from secret files; design part 5."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import Refused


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("unknown time zone") from error
    return name


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")


Url = Annotated[str, AfterValidator(_address)]


class Settings(BaseSettings):
    """Every setting of the program. A file in ``JIFEN_SECRETS_DIR`` named like a variable sets it as well."""

    model_config = SettingsConfigDict(env_prefix="JIFEN_", env_ignore_empty=True, extra="ignore")

    database_url: SecretStr = SecretStr("sqlite://var/jifen.db")
    rulebook: Path = Path("rules/zhangyan-2024.toml")
    timezone: Annotated[str, AfterValidator(_timezone)] = "Asia/Shanghai"
    data_dir: Path = Path("var")
    """Where evidence photos are kept."""
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: Url = "http://127.0.0.1:8080"
    telegram_token: SecretStr | None = None
    telegram_api: Url | None = None
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_secret: SecretStr | None = None
    sms_gateway: Literal["twilio", "console"] = "twilio"
    sms_per_second: Annotated[int, Field(ge=1, le=100)] = 1
    """Texts handed to the gateway each second."""
    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_from: str | None = None
    twilio_api: Url | None = None
    evidence_max_bytes: Annotated[int, Field(ge=1024)] = 10 * 1024 * 1024

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_unset(cls, value: object, info: ValidationInfo) -> object:
        """An empty variable or secret file counts as not set: an empty key must never be taken for a key."""
        if isinstance(value, str) and not value.strip() and info.field_name:
            return cls.model_fields[info.field_name].get_default()
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.timezone)


def load() -> Settings:
    """Read the settings. Raises Refused("bad-settings") naming every variable that is wrong."""
    folder = os.environ.get("JIFEN_SECRETS_DIR")
    if folder and not Path(folder).is_dir():
        raise Refused("bad-settings", problems=[f"JIFEN_SECRETS_DIR：没有这个文件夹 {folder}"])
    try:
        settings = Settings(_secrets_dir=folder)  # type: ignore[call-arg]  # pydantic-settings takes it at run time
    except ValidationError as error:
        problems = [f"JIFEN_{str(one['loc'][0]).upper()}：{one['msg']}" for one in error.errors()]
        raise Refused("bad-settings", problems=problems) from None
    if settings.telegram_mode == "webhook" and settings.telegram_token and not settings.telegram_secret:
        raise Refused("bad-settings", problems=["JIFEN_TELEGRAM_SECRET：webhook 方式必须设置"])
    return settings
