"""Settings come from variables, and from secret files that are named like them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.settings import Settings, load, shown
from domain.model.errors import Refused

MESSAGING_SERVICE = "MG0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder of secrets, in an environment that sets nothing else."""
    for name in [name for name in os.environ if name.upper().startswith("JIFEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("JIFEN_SECRETS_DIR", str(tmp_path))
    return tmp_path


def problems() -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        load()
    assert refused.value.code == "bad-settings"
    told = refused.value.data["problems"]
    assert isinstance(told, tuple)
    return told


def test_what_is_not_set_keeps_its_value() -> None:
    assert load() == Settings()


def test_a_variable_and_a_file_set_in_either_case(monkeypatch: pytest.MonkeyPatch, secrets: Path) -> None:
    monkeypatch.setenv("jifen_http_port", "8100")
    (secrets / "JIFEN_TELEGRAM_TOKEN").write_text(" 1:token\n")
    (secrets / "jifen_twilio_auth_token").write_text("a token")
    (secrets / "other").write_bytes(b"\xff of somebody else")
    settings = load()
    assert settings.http_port == 8100
    assert (shown(settings.telegram_token), shown(settings.twilio_auth_token)) == ("1:token", "a token")


def test_a_variable_comes_before_a_file_unless_it_is_blank(monkeypatch: pytest.MonkeyPatch, secrets: Path) -> None:
    (secrets / "jifen_smsgate_user").write_text("of the file")
    monkeypatch.setenv("JIFEN_SMSGATE_USER", "")
    assert load().smsgate_user == "of the file"
    monkeypatch.setenv("JIFEN_SMSGATE_USER", "of the variable")
    assert load().smsgate_user == "of the variable"


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_what_is_blank_is_not_set(monkeypatch: pytest.MonkeyPatch, secrets: Path, blank: str) -> None:
    monkeypatch.setenv("JIFEN_HTTP_PORT", blank)
    (secrets / "jifen_wecom_secret").write_text(blank)
    assert load() == Settings()


@pytest.mark.parametrize(
    ("around", "said"),
    [
        ('"{}"', "前后多了引号"),
        ("'{}'", "前后多了引号"),
        (" {}", "前后多了空格"),
        ("{} ", "前后多了空格"),
        ("\ufeff{}", "看不见的字符"),
        ("{}\u200b", "看不见的字符"),
        ("{}\r", "看不见的字符"),
    ],
)
@pytest.mark.parametrize("name", ["DATA_DIR", "TELEGRAM_SECRET", "SMSGATE_PASSWORD", "DATABASE_URL"])
def test_what_is_left_around_a_value_is_told_and_no_part_of_it(
    monkeypatch: pytest.MonkeyPatch, name: str, around: str, said: str
) -> None:
    monkeypatch.setenv(f"JIFEN_{name}", around.format("var"))
    (problem,) = problems()
    assert problem.startswith(f"JIFEN_{name}：")
    assert said in problem


@pytest.mark.parametrize("number", ["SMS_PER_SECOND", "WORKER_PORT", "SMSGATE_SIM", "SMSGATE_PAUSE_SECONDS"])
@pytest.mark.parametrize("around", ["{} ", " {}", "{}\r"])
def test_blanks_around_a_number_mean_nothing(monkeypatch: pytest.MonkeyPatch, number: str, around: str) -> None:
    monkeypatch.setenv(f"JIFEN_{number}", around.format(2))
    assert getattr(load(), number.lower()) == 2


@pytest.mark.parametrize("name", ["张堰 镇", "张堰\u3000镇", "“张堰”", "张堰\ue000", 'a"b', "'s-Gravenhage"])
def test_a_folder_bears_any_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("JIFEN_DATA_DIR", name)
    assert load().data_dir == Path(name)


def test_a_mark_of_utf_8_before_a_secret_is_told(secrets: Path) -> None:
    (secrets / "JIFEN_TELEGRAM_TOKEN").write_text("\ufeff1:token\r\n", "utf-8")
    (problem,) = problems()
    assert problem.startswith("JIFEN_TELEGRAM_TOKEN：有看不见的字符")


def test_a_misspelt_file_is_named_with_the_nearest(secrets: Path) -> None:
    (secrets / "jifen_telegram_tokn").write_text("1:token")
    assert problems() == ("jifen_telegram_tokn：没有这个设置，是不是 JIFEN_TELEGRAM_TOKEN？",)


def test_a_number_is_one_or_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_TWILIO_FROM", "138")
    assert problems() == ("JIFEN_TWILIO_FROM：要写成 +8613800000000 的样子",)
    monkeypatch.setenv("JIFEN_TWILIO_FROM", "+15005550006")
    assert load().texts_number == "+15005550006"


@pytest.mark.parametrize(
    ("sender", "written_to"), [(MESSAGING_SERVICE, None), ("JIFEN", None), ("Cun 12", None), ("12345", "12345")]
)
def test_what_sends_in_place_of_a_number_may_be_none_to_write_to(
    monkeypatch: pytest.MonkeyPatch, sender: str, written_to: str | None
) -> None:
    monkeypatch.setenv("JIFEN_TWILIO_FROM", sender)
    settings = load()
    assert (settings.twilio_from, settings.texts_number) == (sender, written_to)
