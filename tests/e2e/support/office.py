"""The town's supervisor through a village's year: who is on time, what the appraisal gives and takes."""

from __future__ import annotations

from tests.e2e.support.village import UNIT
from tests.e2e.support.year import YEAR, Year


async def ask(year: Year, text: str) -> list[str]:
    """What the supervisor is told in the town's group, line by line."""
    return (await year.stage.say(text, year.stage.gu, year.stage.office)).text.splitlines()


async def deducted_and_added(year: Year) -> None:
    """Late with the summary, but with a fund of its own."""
    assert await ask(year, f"/jian 扣 {UNIT} 2 汇总晚了一周") == [
        f"已记：{UNIT} {YEAR}年度考核 -2 分（汇总晚了一周）。"
    ]
    assert await ask(year, f"/jian 加 {UNIT} 5 专项资金") == [f"已记：{UNIT} {YEAR}年度考核 +5 分（专项资金）。"]


async def told_of_the_week(year: Year, weeks: int) -> None:
    """So many digests have come. It is what a program that is started does last."""

    def digests() -> int:
        return sum(message.text.startswith("【每周简报】") for message in year.stage.bot_messages(year.stage.office))

    await year.stage.world.until(lambda: digests() >= weeks or None)


async def year_in_review(year: Year) -> None:
    """Each quarter by the day of its first settlement, the redemptions, the appraisal."""
    told = await ask(year, f"/jian {YEAR}年")
    at = next(number for number, line in enumerate(told) if line.startswith(UNIT))
    assert told[at].startswith(f"{UNIT} +3分：1季2月2日、2季5月2日、3季8月2日、4季11月2日；兑换3次")
    assert [line.partition("（")[0] for line in told[at + 1 : at + 3]] == ["　-2 分：汇总晚了一周", "　+5 分：专项资金"]
    (unit,) = [
        one for one in await year.stage.product.ask_json("supervise", "--year", str(YEAR)) if one["name"] == UNIT
    ]
    assert (unit["points"], unit["redemptions"], unit["missed"]) == (3, 3, [])
