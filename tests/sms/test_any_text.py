"""Whatever comes in: it is answered, and nothing is done that its words do not plainly say."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sms.conversation import in_light_of
from sms.intents import INTENTS
from sms.memory import Asks, Memory
from sms.understanding.engine import understand
from sms.understanding.request import Intent, Request

ACTS = {name for name, intent in INTENTS.items() if intent.acts}
ASKED = [
    Memory(),
    Memory(Asks.CLAIM, {"content": ""}),
    Memory(Asks.ENTRY),
    Memory(Asks.REASON, {"entry": 7}),
    Memory(Asks.GOODS, {"numbers": [1, 2]}),
    Memory(Asks.ORDER, {"goods": 3}),
    Memory(Asks.HOUSEHOLD, {"intent": "balance", "args": {}}),
    Memory(Asks.ITEM, {"names": ["垃圾", "庭院"]}),
    Memory(Asks.CANCEL, {"redemptions": [4, 5]}),
]
PIECES = "积分 排名 物品 退订 申报 异议 兑 撤回 取消 同意 不 没 别 吗 ？ 了 3 12 怎么 我 谢谢 ， 献血 算了"
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=12).map("".join)
NO_KEYWORD = st.text(alphabet="天地水火山川花鸟虫鱼春夏秋冬abxyz，。！ \n😂\u200b\ufeff\x00", max_size=80)


@settings(max_examples=200, deadline=None)
@given(text=st.text() | WORDS, memory=st.sampled_from(ASKED))
@example(text="\ud800", memory=ASKED[0])
def test_any_text_after_any_question_is_read(text: str, memory: Memory) -> None:
    assert isinstance(in_light_of(memory, text, understand(text)), Request)


@settings(max_examples=200, deadline=None)
@given(NO_KEYWORD)
def test_words_about_something_else_do_nothing(text: str) -> None:
    assert understand(text).intent not in ACTS


@settings(max_examples=200, deadline=None)
@given(WORDS, st.sampled_from(["吗？", "是什么意思？", "怎么弄？", "有什么用？"]))
def test_a_question_never_opts_out_orders_consents_withdraws_or_cancels(text: str, asking: str) -> None:
    done = {Intent.OPTOUT, Intent.OPTIN, Intent.REDEEM, Intent.CONSENT, Intent.WITHDRAW, Intent.CANCEL, Intent.NOT_OURS}
    assert understand(text + asking).intent not in done
