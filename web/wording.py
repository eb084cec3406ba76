"""What a page says after a form was sent: done, or why not and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from domain.cases.case import Case
from domain.cases.claims import Filed
from domain.model.claim import Claim
from domain.model.errors import Refused
from text.days import month_day

Data = Mapping[str, object]

NO_WORDS = "没有写做了什么，这件没有收下。请写上做了什么、哪一天，再提交一次。"
NO_REASON = "没有写原因，这件没有收下。请写一句哪里不对，再提交一次。"

PHOTO_TOO_LARGE = "照片太大了，这件没有收下。请换一张小一点的，或者不带照片，再提交一次。"
TOO_MANY_PHOTOS = "这会儿照片太多，看不过来，这件没有收下。请过几分钟，或者不带照片，再提交一次。"
PHOTO_NOT_OPENED = "这张照片打不开，这件没有收下。请换一张，或者不带照片，再提交一次。"
TOO_MANY_FORMS = "这会儿提交的人太多，这件还没有收下。写的字都还在，过半分钟再提交一次就行。"
UNANSWERED = "系统正忙，没能答复您。要提交的还在下面，过半分钟再提交一次就行，不会重复收下。"
PHOTO_AGAIN = "照片要再选一次。"
"""No browser lets a page choose it."""
NOT_A_PHOTO = "选的文件不是能看的照片（要JPEG或HEIC），这件没有收下。请换一张，或者不带照片，再提交一次。"


def too_long(length: int, most: int) -> str:
    """More than the form takes: nothing was opened."""
    return f"写了{length}个字，最多{most}个，这件没有收下。请写短一点，再提交一次。"


def failed(error_id: str) -> str:
    """A mistake of ours, perhaps after it was taken; nobody knows whether it comes again."""
    return (
        "系统出错了，没能答复您。要提交的还在下面，过一会儿再提交一次，不会重复收下；"
        f"还不行，请把编号{error_id}告诉村里的管理专员。"
    )


def which_day(said: str) -> str:
    """The day cannot be, or is none: nothing was opened."""
    return f"日子“{said}”看不懂，这件没有收下。请写几月几日，再提交一次。"


def which_of_days(one: date, other: date) -> str:
    """Several days are named: nothing was opened."""
    return f"写了{month_day(one)}和{month_day(other)}，是哪一天的事？这件没有收下。请只写一天，再提交一次。"


def filed(claim: Claim) -> str:
    """The claim waits for its answer."""
    return f"收到，是申报{claim.number}号。{_by(claim.due, claim.phone)}"


def known(filed: Filed) -> str:
    """The same was claimed before."""
    claim, photo = filed.claim, "" if filed.photo is None else _PHOTO_OF_KNOWN[filed.photo]
    return f"这件事您报过了，是申报{claim.number}号。{photo}{_by(claim.due, claim.phone)}"


_PHOTO_OF_KNOWN = {"added": "照片补上了。", "too-many": "它已经有照片，这张没有收，可以交给村里。"}


def opened(case: Case) -> str:
    """The case waits for its answer."""
    one = case.objection
    return f"收到，是异议{one.id}号（#{one.entry_id}）。{_by(one.due, one.phone)}"


def withdrawn(done: Claim | Case) -> str:
    """It waits no more."""
    if isinstance(done, Claim):
        return f"申报{done.number}号撤回了，不用等答复。"
    return f"异议{done.objection.id}号撤回了，不用等答复，#{done.entry.id}不变。"


def _by(due: date, phone: str | None) -> str:
    """By when there is an answer, and where."""
    return f"{month_day(due)}前短信答复您，也会写在这一页。" if phone else f"{month_day(due)}前答复，写在这一页。"


def refusal(refused: Refused) -> str:
    """Why nothing was done."""
    return _REFUSALS.get(refused.code, _not_found)(refused.data)


def _objected(data: Data) -> str:
    due = data["due"]
    by = f"{month_day(due)}前答复您" if isinstance(due, date) else "请等答复"
    return f"#{data['entry']}的异议已经收下了，是{data['case']}号，{by}。"


def _not_found(_: Data) -> str:
    return "没有找到您家的这一条，什么也没有改。请刷新这一页再看。"


def _not_waiting(data: Data) -> str:
    what = "申报" if data["kind"] == "claim" else "异议"
    done = "已经撤回过了" if data["state"] == "withdrawn" else "已经有答复了"
    return f"{what}{data['number']}号{done}，没有再改。"


_REFUSALS: Mapping[str, Callable[[Data], str]] = {
    "household-left": lambda _: "这一户已经迁出，没有收下。有疑问请问村里的管理专员。",
    "too-many-claims": lambda data: f"您家还有{data['waiting']}件申报在等答复，这件没有收下。请等有了答复再报。",
    "future-day": lambda _: "您写的日子还没到，这件没有收下。做完了再申报。",
    "already-objected": _objected,
    "not-waiting": _not_waiting,
    "already-reversed": lambda data: f"#{data['entry']}已经撤销了，不算分，不用再提异议。",
    "nothing-to-object": lambda data: f"#{data['entry']}没有扣您家的分，不用提异议。",
    "objection-too-late": lambda data: (
        f"#{data['entry']}那一轮的分已经定了，不能再提异议。确实记错的，请找村里的管理专员更正。"
    ),
}
