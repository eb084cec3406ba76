"""What is said beside a printed document, or instead of it."""

from __future__ import annotations

from bot.wording.places import place
from domain.model.people import Household
from domain.model.printable import Printable
from text.periods import period_name

WHICH = "打印什么？也可以直接写，例如：/yin 公示表 9月"
NO_FILES = "本群不让机器人发文件，请在群设置里放开，或私聊我再发一次。"


def caption(unit: str, document: Printable, of_what: str) -> str:
    """🖨️ 秦望村2026年9月公示表."""
    return f"🖨️ {unit}{of_what}{document.chinese}"


def takes_long(title: str, *, links_kept_back: bool) -> str:
    """Said before a document that has a page for each household; whether the codes to these are left out of it."""
    without = "群里发的不带各户扫码看自家的码，要带码请私聊我打。" if links_kept_back else ""
    return f"{title}：正在排版，户数多要等一会儿，排好就发到这里。{without}"


def of(document: Printable, which: str) -> str:
    """2026年9月, 2026年第三季度, 2026年, 5号; nothing for a document of the whole unit."""
    if "Q" in which or "-" in which:
        return period_name(which)
    if not which:
        return ""
    return f"{which}年" if document.which == "year" else f"{which}号"


def household(one: Household) -> str:
    """3组12号 王建国."""
    return f"{place(one)} "


def without_file(title: str, page: str | None) -> str:
    """In place of a file that the platform refuses."""
    where = f"网页上看：{page}" if page else "请在电脑上用 jifen print 打印"
    return f"{title}\n这里收不下这份文件。{where}"


def unprintable(characters: str) -> str:
    """What has to be written by hand."""
    return f"这些字打不出来，请用笔补上：{'、'.join(characters)}"


def failed(title: str, why: str) -> str:
    """Why there is nothing to print."""
    return f"{title}：没有打印。{why}"
