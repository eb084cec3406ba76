"""One household about which everything waits for an officer, and every command and button that acts on it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.people import Role
from domain.model.photo import Part
from domain.model.rectification import NewRectification
from tests.scenarios.shopping import code_in
from tests.village import QINWANG, SUN, ZHOU, Village

LIN = 104
"""林晓燕, the other specialist."""
WRITTEN = (
    "entries",
    "confirmations",
    "proposals",
    "award_proposals",
    "award_proposals WHERE done_ms IS NULL",
    "rectifications WHERE points > 0 AND done_ms IS NULL",
    "household_changes",
    "household_proposals",
    "claims",
    "objections",
    "redemptions",
    "stock_movements",
    "postings",
    "scores WHERE score IS NULL",
    "claims WHERE state = 'open'",
    "objections WHERE state = 'open'",
    "redemptions WHERE state = 'reserved'",
)
"""What a command could have changed."""


@dataclass(frozen=True)
class Waiting:
    """What waits for an officer about one household, by the numbers that others gave it."""

    home: str
    taken: int
    large: int
    veto: int
    claim: int
    objection: int
    reversal: int
    redemption: int
    change: int
    award: int
    rectified: int
    code: str


async def everything_waits(mall: Village, home: str) -> Waiting:
    """Others took points off, gave many, proposed a veto and a reversal, entered a claim and an objection, reserved."""
    await mall.officer(LIN, "林晓燕", Role.SPECIALIST)
    taken = await number(mall, f"/kou {home} 垃圾 2 没分类")
    code = code_in((await mall.says(LIN, f"/dui {home} 肥皂")).text)
    mall.now = mall.now.replace(day=17)
    await number(mall, f"/kou {home} 环1 10 搭了棚", ZHOU)
    question = await mall.says(SUN, f"/jia {home} 环1 8 棚拆了")
    await mall.presses(SUN, question.buttons[0])
    await mall.says(LIN, f"/che {taken} 记错户")
    await mall.says(LIN, f"/shen {home} 志2 献血")
    await mall.says(ZHOU, f"/yi {home} #{taken} 没有扔")
    await mall.says(ZHOU, f"/fou {home} 秸秆 冒烟")
    await mall.says(LIN, f"/hu 电话 {home} 13900000018")
    question = await mall.says(LIN, f"/jia {home} 9月20日 环2 8 打扫了")
    await mall.presses(LIN, question.button("更正"))
    rectified = await put_right(mall, taken)
    return Waiting(home, taken, taken + 2, taken + 3, 1, 1, 1, 1, 1, 1, rectified, code)


async def put_right(village: Village, entry: int) -> int:
    """周美华 showed that it was put right; one point waits to be given back."""
    async with village.transactions.writing() as store:
        evidence, _ = await store.evidence.keep(Part("after", "file"), village.now)
        (zhou,) = [one for one in await store.officers.of_unit(QINWANG) if one.name == "周美华"]
        made = await store.rectifications.add(NewRectification(entry, evidence, zhou.id, "", 1), village.now)
        assert made is not None
        return made


async def number(village: Village, text: str, user: int = ZHOU) -> int:
    """The number of the entry that this makes."""
    answer = (await village.says(user, text)).text
    return int(answer[answer.index("#") + 1 :].split(maxsplit=1)[0])


async def state(village: Village) -> list[int]:
    return [await village.count(*table.split(" WHERE ")) for table in WRITTEN]


COMMANDS = (
    "/jia {home} 献血",
    "/kou {home} 垃圾 1 乱扔",
    "/fou {home} 违建 搭棚",
    "/che {taken} 不对",
    "/shen {home} 志1 清理河道",
    "/shen 准 {claim} 志2",
    "/shen 驳 {claim} 没有",
    "/yi {home} #{large} 太少",
    "/yi 准 {objection}",
    "/yi 准 {objection} 1 看过了",
    "/yi 驳 {objection} 属实",
    "/jie 免 {home} 空着",
    "/jie 考 {home}",
    "/dui {home} 肥皂",
    "/dui 取消 {redemption}",
    "/dui 取消 {code}",
    "/ling {code}",
    "/ling {code} 代领",
    "/jie 免 {home} 长期 空着",
    "/hu 户主 {home} 王强",
    "/hu 电话 {home} 13900000019",
    "/hu 搬 {home} 3-20",
    "/hu 迁出 {home} 搬走",
    "/hu 分 {home} 3-21 王强",
    "/hu 并 {home} 3-12 结婚",
    "/hu 并 3-12 {home} 结婚",
)
BUTTONS = {
    "a:claim-yes:{claim}",
    "a:claim-no:{claim}",
    "a:claims-yes:{claim}",
    "a:claims-no:{claim}",
    "a:yi-uphold:{objection}",
    "a:yi-dismiss:{objection}",
    "a:look:{large}",
    "a:second:{reversal}",
    "a:award:{award}",
    "a:award-drop:{award}",
    "a:household:{change}",
    "a:rectify:{rectified}",
    "a:rectify-drop:{rectified}",
    "v:{veto}",
    "a:waits-second:{reversal}",
    "a:waits-award:{award}",
    "a:waits-award-drop:{award}",
    "a:waits-household:{change}",
    "a:waits-rectify:{rectified}",
    "a:waits-rectify-drop:{rectified}",
    "a:waits-veto:{veto}",
}


def filled(text: str, waiting: Waiting) -> str:
    return text.format(**{name: getattr(waiting, name) for name in Waiting.__dataclass_fields__})
