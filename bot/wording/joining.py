"""What the bot says about officers and groups."""

from __future__ import annotations

from bot.abilities import Abilities
from domain.model.people import Officer, Role
from domain.officers.joining import Joined

ROLES = {Role.SPECIALIST: "管理专员", Role.ASSESSOR: "考核组员", Role.SUPERVISOR: "镇监督员"}
_BIND = {
    Role.SPECIALIST: "村里还没有绑定工作群：请把我拉进群，在群里发 /bang。",
    Role.SUPERVISOR: "镇里还没有绑定群，每周简报没处发：请把我拉进镇的群，在群里发 /bang。",
}
_MAKE_ADMIN = "请在群设置里把我设为管理员，这样大家发的命令我才都看得到。"
_NAME_ME = "在群里要先@我，再发命令。"
_NOT_TOLD_WHO_LEFT = "谁退了群我不知道：有人不干了，请镇里发“/jian 免 村名 姓名”。"


def joined(done: Joined, unit: str, new: bool, abilities: Abilities) -> str:
    """Somebody became an officer, or a group was bound, or both; on a platform that can do so much."""
    officer = done.officer
    lines = [f"{officer.name}，您现在是{unit}的{ROLES[officer.role]}。"] if new else []
    if done.bound:
        lines.append(f"本群已绑定{unit}。{_MAKE_ADMIN if abilities.hears_all_as_admin else _NAME_ME}")
        if not abilities.tells_who_left:
            lines.append(_NOT_TOLD_WHO_LEFT)
    if done.groupless:
        lines.append(_BIND[officer.role])
    lines.append("发 /help 看看能做什么。")
    return "\n".join(lines)


def serves(officer: Officer, unit: str) -> str:
    """To the unit's group, when somebody became an officer in another chat."""
    return f"{officer.name}现在是{unit}{ROLES[officer.role]}。"


def unbound(unit: str) -> str:
    """To a group whose unit went over to another group."""
    return f"{unit}已改绑到另一个群，本群不再记分。"


def removed(unit: str) -> str:
    """To the supervisors: a unit's group does not hear the bot any more."""
    return f"{unit}的群收不到我的消息了（我被移出或禁言）。请群主把我请回群里，没发到的会补发。"


def left(name: str, unit: str) -> str:
    """An officer left the group."""
    return f"{name}已退出本群，不再担任{unit}的考核人员。需要时请重新邀请。"
