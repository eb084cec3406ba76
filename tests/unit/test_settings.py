"""Settings are read from variables and from files of secrets, and what is empty is not set."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import Settings, load, shown
from domain.model.errors import Refused


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of secrets; nothing else is set."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    monkeypatch.setenv("JIFEN_SECRETS_DIR", str(folder))
    monkeypatch.delenv("JIFEN_KEY_FILE")
    return folder


def test_a_setting_is_a_variable_or_a_file_whatever_the_case_of_its_name(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("jifen_http_port", "8081")
    (secrets / "jifen_telegram_secret").write_text("from_a_file\n")
    (secrets / "JIFEN_TWILIO_FROM").write_text("+8613800001111")
    settings = load()
    assert settings.http_port == 8081
    assert shown(settings.telegram_secret) == "from_a_file"
    assert settings.twilio_from == "+8613800001111"


def test_a_variable_goes_before_a_file(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (secrets / "jifen_twilio_from").write_text("+8613800001111")
    monkeypatch.setenv("JIFEN_TWILIO_FROM", "+8613800002222")
    assert load().twilio_from == "+8613800002222"


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_what_is_blank_is_not_set(blank: str, secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_TWILIO_FROM", blank)
    monkeypatch.setenv("JIFEN_HTTP_PORT", blank)
    (secrets / "jifen_twilio_auth_token").write_text(blank)
    settings = load()
    assert (settings.twilio_from, settings.http_port, settings.twilio_auth_token) == (None, 8080, None)
    (secrets / "jifen_twilio_from").write_text("+8613800001111")
    assert load().twilio_from == "+8613800001111"


def test_other_files_of_the_folder_are_none_of_ours(secrets: Path) -> None:
    (secrets / "postgres_password").mkdir()
    (secrets / "notes").write_bytes(b"\xff")
    assert load() == Settings()


def test_settings_made_in_code_take_nothing_from_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_HTTP_PORT", "8081")
    assert Settings().http_port == 8080


def test_a_misspelt_secret_is_named(secrets: Path) -> None:
    (secrets / "jifen_telegram_tokn").write_text("1:token")
    with pytest.raises(Refused) as refused:
        load()
    assert refused.value.data["problems"] == ("jifen_telegram_tokn：没有这个设置，是不是 JIFEN_TELEGRAM_TOKEN？",)
