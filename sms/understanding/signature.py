"""The line that a phone puts under every text, or above it: 发自我的华为手机, Sent from my iPhone."""

from __future__ import annotations

import re

_DEVICE = "手机|电话|平板|电脑|客户端"
_MAKE = (
    "智能|安卓|苹果|华为|荣耀|小米|红米|三星|魅族|一加|联想|中兴|努比亚|真我|酷派|诺基亚|天翼"
    "|iphone|ipad|android|huawei|honor|xiaomi|redmi|oppo|vivo|iqoo|oneplus|realme|samsung|galaxy|nokia|meizu|mate|nova"
)
_FROM = "(?:本?短信|消息|信息)?(?:发送自|发自|来自|寄自|写自|发于)我?的?"
_SENT = "(?:sent|posted|envoy[eé]) (?:from|via|by) "
_BREAKS = r"[\s,，。.;、!~(（\[【\-—–_*·|]"
_BELOW = re.compile(
    rf"(?<!{_BREAKS}){_BREAKS}*+(?:"
    rf"{_FROM}[^,，。;!?？\n]{{0,12}}?(?:{_DEVICE}|{_MAKE})[^,，。;!?？\n]{{0,16}}"
    rf"|{_SENT}[^,，。;!?？\n]{{2,40}}"
    r"|get outlook for \w{2,10}"
    r")[\s)）\]】.。!~\-—–_*]*$",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    rf"{_BREAKS}*+(?:{_FROM}|{_SENT}(?:my )?)(?=\w)(?:(?:{_MAKE})(?: ?[a-z0-9+]+)*+)*+"
    rf"(?:{_DEVICE}|(?<=[a-z0-9+])|(?<=[\u4e00-\u9fff])(?={_BREAKS}))(?!的)[\s)）\]】,，。.:：;!~\-—–_*|]*+(?=\w)",
    re.IGNORECASE,
)
"""The phone is all that it names, and the text stands behind it."""
_BELOW_DASHES = re.compile(r"\n\s*[-—–_]{2,}\s*\n?[^\n]{0,40}\s*$")
"""A line of dashes, and one short line under it."""
_LONGEST = 100
"""Characters; what is before them is no signature."""


def without_signature(text: str) -> str:
    """A normalised text without what a phone has put under or above it."""
    above = _ABOVE.match(text)
    said = text[above.end() :] if above else text
    rest, end = said[:-_LONGEST], said[-_LONGEST:]
    return rest + _BELOW.sub("", _BELOW_DASHES.sub("", end))
