"""Wrong usage of the command line: exit code 2 for what is no command, 1 for what cannot be done; nothing changes."""

from __future__ import annotations

import asyncio
import json
import shlex

import pytest

from tests.e2e.support.launch import Warm
from tests.e2e.support.product import Product
from tests.e2e.support.refusals import misused, refused_in_one_line
from tests.e2e.support.village import UNIT, write_roster

MISUSED = [
    "nonsense",
    "--nonsense",
    "init now",
    "serve --role boss",
    "serve 8080",
    "audit everything",
    "doctor --heal",
    "standings",
    "standings 秦望村 桑园村",
    "standings 秦望村 --format xml",
    "standings 秦望村 --year next",
    "standings 秦望村 --year 1999",
    "standings 秦望村 --year 10000",
    "standings 秦望村 --round 2026-11 --year 2026",
    "standings 秦望村 --round",
    "entries",
    "entries 秦望村 --format yaml",
    "notices queue",
    "notices queue 秦望村",
    "officers invite",
    "officers invite --unit 秦望村 --role king --name 王芳",
    "officers invite --unit 秦望村 --role assessor",
    "officers dismiss 王芳",
    "households import",
    "sms explain",
    "sms explain 积 分",
    "backup",
    "restore",
    "backup /etc",
    "restore /etc",
]

REFUSED = {
    "standings 没有村": "没有“没有村”这个单位",
    "standings ''": "没有“”这个单位",
    "standings 310116103": "没有“310116103”这个单位",
    "standings 秦望村 --round 2026-13": "轮次“2026-13”看不懂",
    "standings 秦望村 --round 2026Q5": "轮次“2026Q5”看不懂",
    "standings 秦望村 --round 十三月": "轮次“十三月”看不懂",
    "standings 秦望村 --round ''": "轮次“”看不懂",
    "standings 秦望村 --round 2001-01": "秦望村没有 2001-01 这一轮",
    "entries 没有村": "没有“没有村”这个单位",
    "entries 秦望村 --household 9-99": "没有户码“9-99”",
    "entries 秦望村 --household 999999999999-1": "没有户码“999999999999-1”",
    "entries 秦望村 --household ''": "没有户码“”",
    "entries 桑园村 --household 1-1": "没有户码“1-1”",
    "notices queue 没有村 2026Q3": "没有“没有村”这个单位",
    "notices queue 秦望村 2026Q5": "季度“2026Q5”看不懂",
    "notices queue 秦望村 0000Q1": "季度“0000Q1”看不懂",
    "notices queue 秦望村 2098Q4": "2098Q4 还没开始",
    "notices queue 秦望村 9999Q4": "季度“9999Q4”看不懂",
    "notices queue 秦望村 2026-11 --dry-run": "看不懂",
    "officers invite --unit 没有村 --role assessor --name 王芳": "没有“没有村”这个单位",
    "officers invite --unit 310116103 --role assessor --name 王芳": "没有“310116103”这个单位",
    "officers invite --unit 99 --role supervisor --name 王芳": "没有“99”这个单位",
    "officers invite --unit 秦望村 --role assessor --name ' '": "姓名要写 1 到 30 个字",
    "officers invite --unit 秦望村 --role assessor --name '王\n芳'": "姓名要写 1 到 30 个字",
    f"officers invite --unit 秦望村 --role assessor --name {'王' * 31}": "姓名要写 1 到 30 个字",
    "officers invite --unit 秦望村 --role assessor --name 王芳 --household 1": "没有户码“1”",
}


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Product:
    """With sixty households."""
    folder = tmp_path_factory.mktemp("product")
    product = Product(folder, warm, {"DATABASE_URL": f"sqlite://{folder}/jifen.db", "DATA_DIR": f"{folder}/data"})
    asyncio.run(product.ask("init"))
    asyncio.run(product.ask("households", "import", str(write_roster(folder / "名册.csv"))))
    return product


@pytest.mark.parametrize("line", MISUSED)
async def test_wrong_usage(product: Product, line: str) -> None:
    assert misused(await product.run(*shlex.split(line)))


@pytest.mark.parametrize(("line", "says"), REFUSED.items())
async def test_what_cannot_be_done(product: Product, line: str, says: str) -> None:
    assert says in refused_in_one_line(await product.run(*shlex.split(line)))


async def test_nothing_of_it_is_stored(product: Product) -> None:
    """Wherever this test comes in the order, an officer or a notice of any of the others would show."""
    assert len((await product.ask("officers", "list")).splitlines()) == 1
    assert await product.ask_json("entries", UNIT) == []
    await product.ask("audit")


NOT_INITIALISED = [
    "audit",
    "standings 秦望村",
    "entries 秦望村",
    "officers list",
    "officers invite --unit 秦望村 --role assessor --name 王芳",
    "notices queue 秦望村 2026Q3",
    "households import nowhere.csv",
    "backup backup.zip",
]


@pytest.mark.parametrize("line", NOT_INITIALISED)
async def test_before_the_database_is_ready(
    product: Product, tmp_path_factory: pytest.TempPathFactory, line: str
) -> None:
    file = tmp_path_factory.mktemp("new") / "new.db"
    new = {"DATABASE_URL": f"sqlite://{file}"}
    said = refused_in_one_line(await product.run(*shlex.split(line), settings=new))
    assert said == f"没有数据库文件 {file}，请核对 JIFEN_DATABASE_URL；新装的请先运行 jifen init"
    file.touch()
    said = refused_in_one_line(await product.run(*shlex.split(line), settings=new))
    assert said == "数据库还没有准备好，请先运行 jifen init"


TEXTS = b"\n".join(
    [b"", b"\xff\xfe", b"\0", "积分".encode("gb18030"), b"a" * 100_000, "🀄".encode() * 500, "积分".encode()]
)


async def test_every_text_is_explained_whatever_it_holds(product: Product) -> None:
    done = await product.run("sms", "explain", "-", given=TEXTS)
    intents = [json.loads(line)["intent"] for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert (len(intents), intents[0], intents[-1]) == (7, "unclear", "balance")
