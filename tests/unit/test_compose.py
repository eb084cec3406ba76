"""docker-compose.yml: valid by the compose specification, and as hardened as docs/operations.md says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]  # ships no types
from jsonschema.validators import validator_for  # type: ignore[import-untyped]  # ships no types
from ruamel.yaml import YAML

from app.settings import Settings

ROOT = Path(__file__).parents[2]
SERVICES = ("app", "postgres")
Service = Mapping[str, Any]


@pytest.fixture(scope="module")
def compose() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = YAML(typ="safe").load(ROOT / "docker-compose.yml")
    return loaded


@pytest.fixture(scope="module")
def app(compose: Mapping[str, Any]) -> Service:
    service: Service = compose["services"]["app"]
    return service


@pytest.fixture(scope="module")
def specification() -> Any:
    schema = get_builtin_schema("vendor.compose-spec")
    return validator_for(schema)(schema)


def seconds(duration: str) -> int:
    found = re.fullmatch(r"(\d+)s", duration)
    assert found, duration
    return int(found[1])


def test_it_is_valid_by_the_compose_specification(specification: Any, compose: Mapping[str, Any]) -> None:
    assert [problem.message for problem in specification.iter_errors(compose)] == []


def test_a_misspelt_key_would_be_noticed(specification: Any) -> None:
    assert not specification.is_valid({"services": {"app": {"image": "jifen", "readonly": True}}})


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_do_no_more_than_it_must(compose: Mapping[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "pid", "network_mode", "ipc", "devices"} & set(service)


def test_the_app_is_nobody_in_particular(app: Service) -> None:
    user = str(app["user"])
    assert int(user.split(":", maxsplit=1)[0]) >= 10_000
    assert f"USER {user}\n" in (ROOT / "Dockerfile").read_text("utf-8")
    assert "cap_add" not in app


def test_the_app_writes_to_its_data_and_to_tmp_only(app: Service) -> None:
    writable = [volume for volume in app["volumes"] if not volume.endswith(":ro")]
    assert writable == ["data:/srv/jifen/var"]
    assert app["tmpfs"] == ["/tmp"]


def test_only_the_app_can_be_reached_and_only_from_this_machine(compose: Mapping[str, Any], app: Service) -> None:
    assert "ports" not in compose["services"]["postgres"]
    assert all(port.startswith("127.0.0.1:") for port in app["ports"])


def test_the_app_waits_for_the_database_and_may_finish_what_it_does(app: Service) -> None:
    assert app["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert seconds(app["stop_grace_period"]) >= 30


def test_health_is_asked_for_without_tools_that_the_image_lacks(app: Service) -> None:
    kind, program, *_, script = app["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "python")
    assert "/health/ready" in script
    compile(script, "healthcheck", "exec")


@pytest.mark.parametrize("name", SERVICES)
def test_health_is_answered_within_the_interval(compose: Mapping[str, Any], name: str) -> None:
    check = compose["services"][name]["healthcheck"]
    assert seconds(check["timeout"]) <= seconds(check["interval"])


def test_every_secret_is_a_file_and_none_is_in_the_environment(compose: Mapping[str, Any]) -> None:
    assert {secret for name in SERVICES for secret in compose["services"][name]["secrets"]} == set(compose["secrets"])
    assert all(given == {"file": f"./secrets/{name}"} for name, given in compose["secrets"].items())
    variables = {key for name in SERVICES for key in compose["services"][name]["environment"]}
    named_like_secrets = {key for key in variables if re.search("TOKEN|SECRET|PASSWORD|DATABASE_URL", key)}
    assert named_like_secrets == {"JIFEN_SECRETS_DIR", "POSTGRES_PASSWORD_FILE"}


def test_a_secret_of_the_app_is_named_like_its_variable(app: Service) -> None:
    assert app["environment"]["JIFEN_SECRETS_DIR"] == "/run/secrets"
    assert all(re.fullmatch(r"jifen_[a-z_]+", secret) for secret in app["secrets"])


def test_every_setting_reaches_the_app(compose: Mapping[str, Any], app: Service) -> None:
    settings = {f"JIFEN_{name.upper()}" for name in Settings.model_fields}
    given = {*app["environment"], *(secret.upper() for secret in app["secrets"])}
    # The image's own folder, a volume, and the key in it.
    assert settings - given == {"JIFEN_DATA_DIR", "JIFEN_KEY_FILE"}
    assert given - settings == {"JIFEN_SECRETS_DIR"}


def test_the_image_takes_no_file_that_is_not_named() -> None:
    patterns = [line for line in (ROOT / ".dockerignore").read_text("utf-8").split() if not line.startswith("#")]
    assert "*" in patterns
    assert not {"!secrets", "!var", "!data", "!.", "!*"} & set(patterns)


def test_the_image_installs_nothing_that_is_not_in_the_lock() -> None:
    recipe = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.findall(r"pip install (.*)", recipe) == [
        "--require-hashes -r requirements.lock",
        "--no-deps --no-build-isolation .",
    ]
    assert "index-url" not in recipe
