"""Settings from the environment (``JIFEN_…``) and from secret files; design part 5."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from app.setting_values import Number, Sender, Timezone, Url, WebhookSecret, Websocket, alone, is_number, is_one_way
from app.texts.phones_file import DailyLimit, Pause, PhoneEntry, Sim, read_phones
from domain.model.errors import Refused

_SAYS: Mapping[str, str] = {
    "int_parsing": "要写整数",
    "float_parsing": "要写数字",
    "int_parsing_size": "要写整数",
    "greater_than_equal": "最小是 {ge}",
    "less_than_equal": "最大是 {le}",
    "literal_error": "只能是 {expected}",
    "string_unicode": "不是 UTF-8 文字",
}
"""One sentence for each type of pydantic error that a setting can raise; the value may be a secret and is not told."""

_PREFIX = "JIFEN_"
_SECRETS = "JIFEN_SECRETS_DIR"
_TESTS = "JIFEN_TEST_"
"""What only the tests read begins so."""
_LIKE = 70
"""From this likeness on (0 to 100) a name is suggested."""


class Settings(BaseSettings):
    """Every setting of the program. A file in ``JIFEN_SECRETS_DIR`` named like a variable sets it as well."""

    model_config = SettingsConfigDict(env_prefix="JIFEN_", env_ignore_empty=True, extra="ignore")

    database_url: SecretStr = SecretStr("sqlite://var/jifen.db")
    rulebook: Path = Path("rules/zhangyan-2024.toml")
    timezone: Timezone = "Asia/Shanghai"
    data_dir: Path = Path("var")
    """Where evidence photos are kept."""
    key_file: Path | None = None
    """The key to the numbers in the database; not set, it lies beside the database."""
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    worker_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    """Where a process with ``--role worker`` says how it is; not set, nowhere."""
    public_url: Url = "http://127.0.0.1:8080"
    telegram_token: SecretStr | None = None
    telegram_api: Url | None = None
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_secret: WebhookSecret = None
    wecom_bot_id: str | None = None
    wecom_secret: SecretStr | None = None
    wecom_url: Websocket = None
    sms_gateway: Literal["twilio", "smsgate", "console"] = "twilio"
    sms_per_second: Annotated[int, Field(ge=1, le=100)] = 1
    """Texts handed to the gateway each second."""
    sms_budget: Annotated[int, Field(ge=0)] = 0
    """What the texts of a month may cost, in yuan; 0 = nobody is warned."""
    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_from: Sender | None = None
    twilio_api: Url | None = None
    smsgate_url: Url | None = None
    smsgate_user: str | None = None
    smsgate_password: SecretStr | None = None
    smsgate_signing_key: SecretStr | None = None
    smsgate_number: Number | None = None
    """The SIM's number, for villagers to write to."""
    smsgate_sim: Sim | None = None
    smsgate_daily_limit: DailyLimit | None = None
    smsgate_pause_seconds: Pause = 0
    """From one text to the next."""
    smsgate_phones: Annotated[tuple[PhoneEntry, ...], NoDecode, BeforeValidator(read_phones)] = ()
    """A file of the phones of villages that have one of their own."""
    evidence_max_bytes: Annotated[int, Field(ge=1024)] = 10 * 1024 * 1024

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic-settings calls it with this
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """No ``.env`` file: to look for every setting in none takes as long as to look for them among the variables."""
        return init_settings, env_settings, file_secret_settings

    @field_validator("*", mode="before")
    @classmethod
    def _as_set(cls, value: object, info: ValidationInfo) -> object:
        """An empty variable or secret file counts as not set: an empty key must never be taken for a key. Raises
        PydanticCustomError for what is left around another value.
        """
        if not isinstance(value, str) or not info.field_name:
            return value
        field = cls.model_fields[info.field_name]
        if not value.strip():
            return field.get_default()
        return value if is_number(field.annotation) else alone(value)

    @property
    def has_sms_gateway(self) -> bool:
        """Whether any variable of the chosen SMS channel is set; their names begin with its own."""
        fields = {name: field for name, field in type(self).model_fields.items() if name.startswith(self.sms_gateway)}
        return any(getattr(self, name) != field.get_default() for name, field in fields.items())

    @property
    def texts_number(self) -> str | None:
        """The number that villagers write to; None where it is not set, or known to the gateway only."""
        number = {"twilio": self.twilio_from, "smsgate": self.smsgate_number}.get(self.sms_gateway)
        return None if number is None or is_one_way(number) else number

    @property
    def key_path(self) -> Path:
        """Where the key is: beside an SQLite file, else in the data folder."""
        url = self.database_url.get_secret_value()
        folder = Path(unquote(url.removeprefix("sqlite://"))).parent if url.startswith("sqlite://") else self.data_dir
        return self.key_file or folder / "jifen.key"

    @property
    def photo_folder(self) -> Path:
        """Where photos lie."""
        return self.data_dir / "evidence"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.timezone)


def load() -> Settings:
    """Read the settings. Raises Refused("bad-settings") naming every variable that is wrong."""
    folder = os.environ.get(_SECRETS)
    if folder and not Path(folder).is_dir():
        raise _refused(f"{_SECRETS}：没有这个文件夹 {folder}")
    if unknown := sorted(_unknown(folder)):
        raise _refused(*map(_misspelt, unknown))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # a secret that is a folder: its mount has gone wrong
            settings = Settings(_secrets_dir=folder)  # type: ignore[call-arg]  # pydantic-settings takes it at run time
    except ValidationError as error:
        raise _refused(*map(_problem, error.errors())) from None
    except (SettingsError, OSError, UserWarning):
        raise _refused(f"{_SECRETS}：{folder} 里有读不了的文件，要是 UTF-8 文字") from None
    if settings.telegram_mode == "webhook" and settings.telegram_token and not settings.telegram_secret:
        raise _refused("JIFEN_TELEGRAM_SECRET：webhook 方式必须设置")
    if (settings.wecom_bot_id is None) != (settings.wecom_secret is None):
        raise _refused("JIFEN_WECOM_BOT_ID 和 JIFEN_WECOM_SECRET：要么都设置，要么都不设置")
    return settings


def shown(secret: SecretStr | None) -> str | None:
    """The secret itself, for the one who needs it."""
    return secret.get_secret_value() if secret else None


def _variables() -> frozenset[str]:
    """Every variable that means something."""
    return frozenset({_SECRETS, *(f"{_PREFIX}{field.upper()}" for field in Settings.model_fields)})


def _unknown(folder: str | None) -> Iterator[str]:
    """Variables and secret files that are named like a setting and are none: misspelt, they would do nothing."""
    files = [file.name for file in Path(folder).iterdir()] if folder else []
    for name in (*os.environ, *files):
        upper = name.upper()
        if upper.startswith(_PREFIX) and not upper.startswith(_TESTS) and upper not in _variables():
            yield name


def _misspelt(name: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - seldom needed

    nearest = process.extractOne(name.upper(), _variables(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return f"{name}：没有这个设置" + (f"，是不是 {nearest[0]}？" if nearest else "")


def _refused(*problems: str) -> Refused:
    return Refused("bad-settings", problems=problems)


def _problem(detail: ErrorDetails) -> str:
    context = {name: _plain(value) for name, value in detail.get("ctx", {}).items()}
    says = _SAYS.get(detail["type"])
    return f"JIFEN_{str(detail['loc'][0]).upper()}：{says.format_map(context) if says else detail['msg']}"


def _plain(value: object) -> str:
    return str(value).replace("'", "").replace(" or ", " 或 ")
