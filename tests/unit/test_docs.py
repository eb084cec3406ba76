"""What the documents say is so: commands, settings, chat commands, texts and links."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

from app.cli import cli
from app.settings import Settings
from bot.command import ChatCommand
from bot.commands import COMMANDS, GRAMMAR
from bot.grammar.records import Mistakes
from bot.lexicon import UnitWords
from bot.reply import Say
from bot.wording.help import STRANGERS
from bot.wording.scoring import recorded
from domain.entries.award import Recorded
from domain.model.people import Household, Officer, Role
from domain.scoring.score import score
from rules.loader import load_town
from sms.understanding.engine import understand
from sms.understanding.request import Intent

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
HANDBOOK = (ROOT / "docs/handbook.md").read_text("utf-8")
HEADS = frozenset({"王秀英", "王建国"})
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


# --- jifen … ---


def code_lines(page: Path) -> Iterator[str]:
    """Lines of shell blocks, and code spans in the text around them."""
    text = page.read_text("utf-8")
    for language, block in FENCE.findall(text):
        if language == "sh":
            yield from block.splitlines()
    yield from SPAN.findall(FENCE.sub("", text))


def arguments(line: str) -> list[str] | None:
    """What follows ``jifen``, itself or as a container; None when the line runs something else."""
    words = shlex.split(line, comments=True) if "jifen" in line or "docker compose run" in line else []
    if words[:3] == ["docker", "compose", "run"] and "app" in words:
        return words[words.index("app") + 1 :]
    return words[1:] if words and Path(words[0]).name == "jifen" else None


@cache
def documented() -> Mapping[tuple[str, ...], str]:
    """Every command line in the documents, with the page that it is on."""
    lines = ((arguments(line), name(page)) for page in PAGES for line in code_lines(page))
    return {tuple(words): page for words, page in lines if words}


def inside(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group, loaded as they are when they are called."""
    context = click.Context(group)
    named = {word: group.get_command(context, word) for word in group.list_commands(context)}
    return {word: command for word, command in named.items() if command}


def resolve(command: click.Command, words: Sequence[str]) -> tuple[list[str], str | None]:
    """The path of subcommands that ``words`` take, and what is wrong with the rest."""
    if isinstance(command, click.Group):
        if words and words[0] not in inside(command):
            words = [*getattr(command, "default_words", ()), *words]
        found = inside(command).get(words[0]) if words else None
        if found is None:
            return [], f"no such command: {words[0] if words else '(none)'}"
        path, wrong = resolve(found, words[1:])
        return [words[0], *path], wrong
    context = click.Context(command)
    try:
        values, surplus, _ = command.make_parser(context).parse_args([word for word in words if word != "…"])
        for parameter in command.params:
            if parameter.name in values and isinstance(parameter.type, click.Choice):
                parameter.type.convert(values[parameter.name], parameter, context)
    except click.UsageError as error:
        return [], error.format_message()
    return [], f"too many arguments: {surplus}" if surplus else None


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all commands that do something."""
    if not isinstance(command, click.Group):
        yield path
        return
    for word, inner in inside(command).items():
        if not inner.hidden:
            yield from leaves(inner, (*path, word))


def test_every_command_in_the_documents_exists_with_those_options() -> None:
    assert len(documented()) > 10
    wrong = {(page, words): resolve(cli, words)[1] for words, page in documented().items()}
    assert {key: text for key, text in wrong.items() if text} == {}


def test_every_command_is_documented() -> None:
    told = {tuple(resolve(cli, words)[0]) for words in documented()}
    assert set(leaves(cli)) - told == set()


# --- JIFEN_… ---


@cache
def settings() -> frozenset[str]:
    prefix = Settings.model_config.get("env_prefix", "")
    return frozenset(f"{prefix}{field}".upper() for field in Settings.model_fields)


OUTSIDE_SETTINGS = {"JIFEN_SECRETS_DIR"}
"""Read before the settings are: it says where they lie."""


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docker-compose.yml"], ids=name)
def test_every_variable_in_the_documents_is_a_setting(page: Path) -> None:
    named = set(re.findall(r"\bJIFEN_[A-Z_]+\b", page.read_text("utf-8")))
    assert named - settings() - OUTSIDE_SETTINGS == set()


def test_every_setting_is_in_the_readme() -> None:
    rows = set(re.findall(r"^\| `(JIFEN_[A-Z_]+)`", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert rows == settings() - OUTSIDE_SETTINGS


def test_every_secret_file_of_the_compose_file_is_a_setting() -> None:
    files = re.findall(r"\./secrets/(jifen_\w+)", (ROOT / "docker-compose.yml").read_text("utf-8"))
    assert files
    assert {file.upper() for file in files} <= settings()


# --- the handbook ---


def words() -> UnitWords:
    """The town's own book, and the heads that the handbook speaks of."""
    _, book = next(iter(load_town(ROOT / "rules/zhangyan-2024.toml").values()))
    return UnitWords((book,), date(2026, 11, 28), HEADS)


def chat_commands() -> list[str]:
    blocks = [block.strip() for language, block in FENCE.findall(HANDBOOK) if language == "text"]
    return [*blocks, *(span for span in SPAN.findall(FENCE.sub("", HANDBOOK)) if span.startswith("/"))]


@pytest.mark.parametrize("text", chat_commands())
def test_every_chat_command_of_the_handbook_is_understood(text: str) -> None:
    command = GRAMMAR.parse(text, words(), "jifen_bot")
    assert command is not None
    assert not isinstance(command, Mistakes)


WHO = {Role.ASSESSOR: "考核组员", Role.SPECIALIST: "管理专员", Role.SUPERVISOR: "镇"}


def command_row(command: ChatCommand[Any]) -> str:
    """A command's row in the handbook's table."""
    name, *others = command.spellings
    roles = {role for topic in command.help for role in topic.roles}
    anybody = not roles or STRANGERS in command.help
    who = "所有人" if anybody else "、".join(word for role, word in WHO.items() if role in roles)
    return f"| {name} | {' '.join(others)} | {command.menu} | {who} |"


def test_the_table_of_commands_in_the_handbook_is_what_the_commands_declare() -> None:
    table = HANDBOOK.split("## 命令一览")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    assert rows[1:] == [command_row(command) for command in COMMANDS.values()]


def test_the_answer_in_the_handbook_is_what_the_bot_says() -> None:
    _, book = next(iter(load_town(ROOT / "rules/zhangyan-2024.toml").values()))
    household = Household(1, "10043", "310116103208", 3, 12, "王秀英")
    points = {"环4": -2}
    day, total = date(2026, 11, 27), score(book, points).total
    done = Recorded(123, household, book.items["环4"], day, -2, -2, 3, "2026-11", total, "没分类")
    said = recorded(done, Officer(1, household.unit, Role.ASSESSOR, "王芳"), day)
    assert isinstance(said, Say)
    assert [block.strip() for language, block in FENCE.findall(HANDBOOK) if not language] == [said.text]


def texts() -> list[str]:
    card = HANDBOOK[HANDBOOK.index("## 给村民的短信卡") :]
    return re.findall(r"\*\*(.+?)\*\*", card) + re.findall(r"“(.+?)”", card) + re.findall(r" 或 (\d)", card)


@pytest.mark.parametrize("text", texts())
def test_every_text_on_the_villagers_card_is_understood(text: str) -> None:
    assert understand(text).intent is not Intent.UNCLEAR


# --- how to add something ---


def named_files() -> list[str]:
    """The files and folders that CONTRIBUTING.md sends people to; ``<…>`` is a name that they choose."""
    spans = SPAN.findall(FENCE.sub("", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    return [span for span in spans if re.fullmatch(r"\w[\w./-]+", span) and ("/" in span or span.endswith(".md"))]


@pytest.mark.parametrize("path", named_files())
def test_what_a_contributor_is_sent_to_exists(path: str) -> None:
    assert (ROOT / path).exists()


def guides() -> dict[str, list[str]]:
    """The lines of each section that says how to add something, by its heading."""
    _, *sections = re.split(r"^## (?=How to add)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), flags=re.MULTILINE)
    parted = (section.partition("\n") for section in sections)
    return {heading: told.strip().splitlines() for heading, _, told in parted}


def test_the_shape_of_the_project_is_told_to_its_developers() -> None:
    told = (ROOT / "DEVELOPERS.md").read_text("utf-8").partition("## Habits")[0]
    packages = {file.parent for pattern in ("*/__init__.py", "domain/*/__init__.py") for file in ROOT.glob(pattern)}
    assert len(packages) > 20
    assert [folder.name for folder in sorted(packages) if f"{folder.name}/" not in told] == []


def test_the_glossary_names_what_is_in_the_code() -> None:
    rows = [line.split("|") for line in (ROOT / "docs/glossary.md").read_text("utf-8").splitlines() if line[:1] == "|"]
    names = {name for row in rows for name in re.findall("`([A-Z][A-Za-z]+)`", row[2])}
    code = "\n".join(
        file.read_text("utf-8") for folder in ("domain", "storage", "app") for file in (ROOT / folder).rglob("*.py")
    )
    assert len(names) > 20
    assert [name for name in sorted(names) if not re.search(rf"^class {name}\b", code, re.MULTILINE)] == []


def test_how_to_add_each_thing_is_told_in_ten_lines() -> None:
    assert {heading: len(lines) for heading, lines in guides().items() if not 0 < len(lines) <= 10} == {}
    assert [line for lines in guides().values() for line in lines if len(line) > 128] == []


# --- links ---


def links(page: Path) -> list[str]:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


def anchors(page: Path) -> set[str]:
    """The names that a page's headings can be linked by."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs/decisions"
    assert set(links(folder / "README.md")) == {page.name for page in folder.glob("0*.md")}


@pytest.mark.parametrize("page", sorted((ROOT / "docs/decisions").glob("0*.md")), ids=name)
def test_a_decision_is_short_and_says_why_and_what_follows(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert len(lines) <= 40
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
