"""Cards, rankings, the rulebook and help, as the bot writes them."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.reply import Button
from bot.wording.photos import look_button
from bot.wording.places import can_spend, place, round_name, signed
from domain.model.about import About, Subject
from domain.model.people import Role
from domain.model.round import Round
from domain.model.rulebook import CapPer, Item, Rulebook, Veto
from domain.model.standing import Standing
from domain.settlement.card import Card, CardEntry
from text.days import month_day

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def card(seen: Card) -> str:
    """A household's card: what is missing from full marks comes first, since that is what people ask about."""
    standing = seen.standing
    household, account = standing.household, standing.account
    lines = [f"🏠 {place(household)}（户码 {household.code}）", _round_line(seen)]
    lines += _item_lines(seen)
    rank = f"第 {standing.rank} 名" if standing.rank else "不参加排名"
    lines.append(f"{account.year}年已得 {account.earned} 分，{rank}，{can_spend(standing.spendable, standing.debt)}")
    if seen.left_over:
        left = seen.left_over
        owed = f"去年欠 {left.debt} 分"
        lines.append(owed if left.debt else f"去年没用完的 {left.points} 分可兑换到{month_day(left.last)}")
    if account.vetoes:
        lines.append("⛔ 一票否决生效中：本年度不参加排名、兑换和评优")
    if seen.changes:
        lines.append("最近记分：")
        lines += [_change(change) for change in seen.changes]
    return "\n".join(lines)


def card_buttons(seen: Card) -> tuple[tuple[Button, ...], ...]:
    """A button for each of the last entries that came with a photo."""
    pictured = [change.entry.id for change in seen.changes if change.entry.evidence_id is not None]
    return tuple((look_button(About(Subject.ENTRY, number), f"看照片 #{number}"),) for number in pictured)


def _round_line(seen: Card) -> str:
    round_ = seen.standing.current_round
    if seen.standing.household.left is not None:
        return f"{month_day(seen.standing.household.left)}起已迁出，不再计分"
    if round_ is None or seen.score is None:
        return "本轮不参加考评"
    return f"{round_name(round_.period.key)}：{seen.score.total}/{seen.book.total} 分"


def _item_lines(seen: Card) -> list[str]:
    if seen.score is None:
        return []
    scores = seen.score.items
    return [
        f"{aspect.name}：" + " ".join(f"{item.code} {scores[item.code]}/{item.points}" for item in aspect.items)
        for aspect in seen.book.aspects
    ]


def _change(change: CardEntry) -> str:
    entry = change.entry
    on = month_day(entry.day)
    if entry.reverses is not None:
        return f"#{entry.id} {on} 撤销 #{entry.reverses}（{entry.officer_name}）"
    what = f"#{entry.id} {on} {entry.item} {signed(entry.points)}"
    if change.counted != entry.points:
        what += f"计{abs(change.counted)}"
    gone = "，已撤销" if entry.reversed_by is not None else ""
    photo = " 📷" if entry.evidence else ""
    why = f" {entry.reason}" if entry.reason else ""
    return f"{what}{why}（{entry.officer_name}{gone}）{photo}"


def ranking(standings: Sequence[Standing], round_: Round, group: int | None, medals: Container[int]) -> str:
    """The ranking by points earned this year, or by the open round while no round is closed.

    ``medals`` are the ranks that are shown by one.
    """
    by_year = any(standing.account.rounds for standing in standings)
    basis = f"{round_.period.year}年积分" if by_year else f"{round_name(round_.period.key)}（未结束）积分"
    title = f"🏆 {f'{group}组' if group else '全村'}排名 · {basis}"
    return "\n".join([title, *(_ranked(standing, by_year, medals) for standing in standings)])


def _ranked(standing: Standing, by_year: bool, medals: Container[int]) -> str:
    if standing.account.vetoes:
        return f"⛔ {place(standing.household)} 一票否决"
    points = standing.account.earned if by_year else standing.current_score
    if standing.rank is None or points is None:
        return f"－ {place(standing.household)} 不参加考评"
    mark = _MEDALS[standing.rank] if standing.rank in medals else f"{standing.rank}."
    return f"{mark} {place(standing.household)} {points}分"


def rulebook(book: Rulebook) -> str:
    """The whole book, short: items by aspect with points, then the vetoes."""
    lines = [f"📖 {book.name}（总分 {book.total}）"]
    for aspect in book.aspects:
        lines.append(f"【{aspect.name}】{aspect.cap}分")
        lines += [f"{item.code} {item.wording} {item.points}分{_earned(item)}" for item in aspect.items]
    lines.append("【一票否决】取消本年度评比资格")
    lines += [f"{veto.code} {veto.wording}" for veto in book.vetoes]
    return "\n".join(lines)


def _earned(item: Item) -> str:
    return _EARNED[item.per] if item.start == "zero" else ""


_EARNED: dict[CapPer, str] = {
    "round": "（做到才加）",
    "quarter": "（做到才加，一季合计）",
    "year": "（做到才加，一年合计）",
}


def items(book: Rulebook, found: Sequence[Item | Veto]) -> str:
    """One item or several, with what people call them."""
    return "\n".join(_item(book, one) for one in found)


def _item(book: Rulebook, one: Item | Veto) -> str:
    also = f"\n也可以写：{'、'.join(one.aliases)}" if one.aliases else ""
    if isinstance(one, Veto):
        confirmations = book.policy.veto_confirmations
        return f"{one.code} {one.wording}：一票否决，{confirmations}人确认后取消本年度评比资格{also}"
    aspect = next(a for a in book.aspects if one in a.items)
    start = "每轮从 0 分起，做到了加分" if one.start == "zero" else "每轮从满分起，没做到扣分"
    return f"{one.code} {one.wording}（{aspect.name}）\n{_MOST[one.per]} {one.points} 分，{start}{also}"


_MOST: dict[CapPer, str] = {"round": "最多", "quarter": "一季合计最多", "year": "一年合计最多"}


_ASSESSOR_HELP = """记分（参数先后随意，多行就是多条，带照片会留证）：
/jia 3-12 献血 — 加分（不写分数就是满分）
/kou 3-12 垃圾 2 门口没分类 — 扣分要写原因
/fou 3-12 秸秆焚烧 原因 — 一票否决，要第二人确认
/che 123 原因 — 撤销 #123（或回复那条 ✅ 发 /che 原因）
/zhao 123 — 看照片，申报写 /zhao 申报 5
/yi 3-12 #123 原因 — 替户里提异议
查看：/cha 3-12 · /pai · /gui"""
_SPECIALIST_HELP = """申报：/shen 看、答复 · /shen 3-12 献血 8月12日 — 替户里报纸质表
每月：/yi 看异议 · /jie 结算公示 · /jie 免 3-12 [长期] 原因
住户：/hu 3-12 档案 · /hu 加|户主|电话|搬|迁出|迁回|分|并
兑换：/wu 物品 · /dui 3-12 大米 · /ling 领取码
管理：/tong 发季度短信 · /bang 绑定本群"""
_SUPERVISOR_HELP = """监督：/jian 各单位 · /jian 秦望村 · /jian 年
/jian 加 秦望村 1 原因 — 年度考核加分，扣 — 扣分
/jian 请 秦望村 专员 姓名 — 请干部，免 — 免去
/jian 户 秦望村 姓名 3-12 — 干部本人家，好回避
/bang — 绑定镇的群"""
_HOUSEHOLD_HELP = "户可以写：3-12、3组12号、户码、户主姓名、尾号1234"


NO_COMMAND = "命令要以“/”开头，例如：/cha 3-12；发 /help 看您能做什么。"
"""Plain talk to the bot alone."""


def help_(roles: frozenset[Role], unit: str, private: bool) -> str:
    """What this person can do here."""
    if not roles:
        where = "私聊我" if not private else "在这里"
        return f"这里是{unit or '乡村'}积分。\n/gui 看积分规则。\n收到邀请码的考核人员，请{where}发：/bang 邀请码"
    lines = [f"{unit or '乡村'}积分"]
    if roles & {Role.ASSESSOR, Role.SPECIALIST}:
        lines.append(_ASSESSOR_HELP)
    if Role.SPECIALIST in roles:
        lines.append(_SPECIALIST_HELP)
    if Role.SUPERVISOR in roles:
        lines.append(_SUPERVISOR_HELP)
    if roles != {Role.SUPERVISOR}:
        lines.append(_HOUSEHOLD_HELP)
    return "\n".join(lines)
