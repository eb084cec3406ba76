"""docker-compose.yml: valid by the compose specification, and as hardened as docs/operations.md says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]  # ships no types
from jsonschema.validators import validator_for  # type: ignore[import-untyped]  # ships no types
from ruamel.yaml import YAML

from app.settings import Settings

ROOT = Path(__file__).parents[2]
SERVICES = ("app", "web", "worker", "proxy", "postgres")
COUNTY = ("web", "worker", "proxy")
Service = Mapping[str, Any]


@pytest.fixture(scope="module")
def compose() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = YAML(typ="safe").load(ROOT / "docker-compose.yml")
    return loaded


@pytest.fixture(scope="module")
def app(compose: Mapping[str, Any]) -> Service:
    service: Service = compose["services"]["app"]
    return service


@pytest.fixture(scope="module", params=["app", "web", "worker"])
def jifen(request: pytest.FixtureRequest, compose: Mapping[str, Any]) -> Service:
    """Each service that runs the product."""
    service: Service = compose["services"][request.param]
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


def test_the_product_is_nobody_in_particular(jifen: Service) -> None:
    user = str(jifen["user"])
    assert int(user.split(":", maxsplit=1)[0]) >= 10_000
    assert f"USER {user}\n" in (ROOT / "Dockerfile").read_text("utf-8")
    assert "cap_add" not in jifen


def test_the_product_writes_to_its_data_and_to_tmp_only(jifen: Service) -> None:
    writable = [volume for volume in jifen["volumes"] if not volume.endswith(":ro")]
    assert writable == ["data:/srv/jifen/var"]
    assert jifen["tmpfs"] == ["/tmp"]


def test_every_volume_has_a_name(compose: Mapping[str, Any]) -> None:
    mounted = {volume.split(":")[0] for name in SERVICES for volume in compose["services"][name]["volumes"]}
    assert {name for name in mounted if not name.startswith("./")} == set(compose["volumes"])
    assert all((ROOT / name).exists() for name in mounted if name.startswith("./"))


def test_who_can_be_reached_from_where(compose: Mapping[str, Any], app: Service) -> None:
    """Alone the product answers this machine; in a county only the proxy answers anybody."""
    assert all(port.startswith("127.0.0.1:") for port in app["ports"])
    ports = {name: compose["services"][name].get("ports", []) for name in SERVICES if name != "app"}
    assert ports == {"web": [], "worker": [], "postgres": [], "proxy": ["80:80", "443:443"]}


def test_a_county_has_two_of_each_and_nobody_polls(compose: Mapping[str, Any]) -> None:
    services = compose["services"]
    assert {name for name in SERVICES if services[name].get("profiles") == ["county"]} == set(COUNTY)
    for role in ("web", "worker"):
        assert services[role]["command"] == ["serve", "--role", role]
        assert services[role]["deploy"] == {"replicas": 2}
        own = {name: value for name, value in services[role]["environment"].items() if "TELEGRAM_MODE" in name}
        assert own == {"JIFEN_TELEGRAM_MODE": "webhook"}


def test_the_proxy_lets_through_what_anybody_has_to_reach_and_no_more() -> None:
    config = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    (allowed,) = re.findall(r"@jifen path (.*)", config)
    served = YAML(typ="safe").load(ROOT / "docs/http.yaml")["paths"]
    reached = {path for path in served if any(fnmatchcase(path, pattern) for pattern in allowed.split())}
    assert served.keys() - reached == {"/health/live", "/health/ready", "/metrics"}
    assert "dynamic a web 8080" in config
    assert set(re.findall(r"\{\$(\w+)\}", config)) == {"JIFEN_PUBLIC_URL"}


def test_the_proxy_logs_no_address_that_anybody_called() -> None:
    """None of what it serves, and of what goes wrong nothing that Caddy logs of a call: its address and its sender."""
    config = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    (log,) = re.findall(r"^(\s*)log \{(.*?)^\1\}", config, re.MULTILINE | re.DOTALL)
    assert log[1].split() == ["format", "filter", "{", "wrap", "json", "fields", "{", "request", "delete", "}", "}"]
    assert config.index("log {") < config.index("{$JIFEN_PUBLIC_URL} {"), "of the whole program, and not of a site"


@pytest.mark.parametrize("name", SERVICES)
def test_no_log_grows_for_ever(compose: Mapping[str, Any], name: str) -> None:
    logging = compose["services"][name]["logging"]
    assert (logging["driver"], {*logging["options"]}) == ("json-file", {"max-size", "max-file"})


def test_the_product_waits_for_the_database_and_may_finish_what_it_does(jifen: Service) -> None:
    assert jifen["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert seconds(jifen["stop_grace_period"]) >= 30


def test_health_is_asked_for_without_tools_that_the_image_lacks(jifen: Service) -> None:
    kind, program, *_, script = jifen["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "python")
    assert "127.0.0.1:8080/health/ready" in script
    assert jifen["environment"]["JIFEN_HTTP_PORT"] == jifen["environment"]["JIFEN_WORKER_PORT"] == "8080"
    compile(script, "healthcheck", "exec")


@pytest.mark.parametrize("name", SERVICES)
def test_health_is_answered_within_the_interval(compose: Mapping[str, Any], name: str) -> None:
    check = compose["services"][name]["healthcheck"]
    assert seconds(check["timeout"]) <= seconds(check["interval"])


def test_every_secret_is_a_file_and_none_is_in_the_environment(compose: Mapping[str, Any]) -> None:
    handed_over = {secret for name in SERVICES for secret in compose["services"][name].get("secrets", [])}
    assert handed_over == set(compose["secrets"])
    assert all(given == {"file": f"./secrets/{name}"} for name, given in compose["secrets"].items())
    variables = {key for name in SERVICES for key in compose["services"][name]["environment"]}
    named_like_secrets = {key for key in variables if re.search("TOKEN|SECRET|PASSWORD|DATABASE_URL", key)}
    assert named_like_secrets == {"JIFEN_SECRETS_DIR", "POSTGRES_PASSWORD_FILE"}


def test_a_secret_of_the_product_is_named_like_its_variable(jifen: Service) -> None:
    assert jifen["environment"]["JIFEN_SECRETS_DIR"] == "/run/secrets"
    assert all(re.fullmatch(r"jifen_[a-z_]+", secret) for secret in jifen["secrets"])


def test_every_setting_reaches_the_product(jifen: Service) -> None:
    settings = {f"JIFEN_{name.upper()}" for name in Settings.model_fields}
    given = {*jifen["environment"], *(secret.upper() for secret in jifen["secrets"])}
    # The image's own folder, a volume, and the key in it.
    assert settings - given == {"JIFEN_DATA_DIR", "JIFEN_KEY_FILE"}
    assert given - settings == {"JIFEN_SECRETS_DIR"}


def test_the_image_takes_no_file_that_is_not_named() -> None:
    patterns = [line for line in (ROOT / ".dockerignore").read_text("utf-8").split() if not line.startswith("#")]
    assert "*" in patterns
    assert not {"!secrets", "!var", "!data", "!.", "!*"} & set(patterns)


def test_the_image_takes_every_package() -> None:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]["find"]
    packages = {package.removesuffix("*") for package in found["include"]}
    patterns = (ROOT / ".dockerignore").read_text("utf-8").split("\n")
    assert packages <= {pattern.removeprefix("!") for pattern in patterns if pattern.startswith("!")}


def test_the_image_installs_nothing_that_is_not_in_the_lock() -> None:
    recipe = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.findall(r"pip install (.*)", recipe) == [
        "--require-hashes -r requirements.lock",
        "--no-deps --no-build-isolation .",
    ]
    assert "index-url" not in recipe
