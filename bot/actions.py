"""What the buttons do that act on something stored: a claim, an objection, a round."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.buttons import ActButton, read_button
from bot.context import Ask, Context, Several, Unread
from bot.handlers import (
    awaiting,
    callbacks,
    claims,
    households,
    mall,
    objections,
    photos,
    publicity,
    rectifying,
    rounds,
    second,
    supervising,
    vetoes,
)
from bot.reply import Reply
from domain.boundary import boundary
from domain.model.errors import Refused

Action = Callable[[Context, int], Awaitable[list[Reply]]]
"""Gets the number on the button; raises Refused, and Ask when it needs an answer first.

Ask brings it back with ``ctx.answers`` set. The reply takes the buttons off (``Unbutton``) once they have done.
"""

_ACTIONS: Mapping[str, Action] = {
    "claim-yes": claims.press_yes_alone,
    "claim-no": claims.press_no_alone,
    "claims-yes": claims.press_yes,
    "claims-no": claims.press_no,
    "yi-uphold": objections.press_uphold,
    "yi-dismiss": objections.press_dismiss,
    "claims-on": claims.press_on,
    "cases-on": objections.press_on,
    "callbacks-on": callbacks.press_on,
    "callback": callbacks.press_done_alone,
    "callbacks": callbacks.press_done,
    "photo-entry": photos.press_entry,
    "photo-claim": photos.press_claim,
    "photo-objection": photos.press_objection,
    "look": second.press_look,
    "second": second.press_confirm,
    "award": second.press_award,
    "award-drop": second.press_drop_award,
    "rectify": rectifying.press_give_back,
    "rectify-drop": rectifying.press_keep,
    "round": rounds.press_agree,
    "stock": mall.press_confirm_stock,
    "household": households.press_confirm,
    "town-page": supervising.press_page,
    "good-deeds": publicity.press_good_deeds,
}
_SECONDS = ("award", "award-drop", "second", "rectify", "rectify-drop", "stock", "household", "round")
"""What a second officer does, alone under its message or in the list of what waits."""
ACTIONS: Mapping[str, Action] = {
    **_ACTIONS,
    **{f"waits-{name}": awaiting.among_others(_ACTIONS[name]) for name in _SECONDS},
    "waits-veto": awaiting.among_others(vetoes.confirm_veto),
}
"""By the action's name on the button."""


@boundary
async def act(ctx: Context) -> list[Reply] | Refused | Several | Unread | Ask:
    """Do what the pressed button says; Refused("stale-button") for an action that there is not."""
    button = read_button(ctx.action)
    if not isinstance(button, ActButton) or button.action not in ACTIONS:
        raise Refused("stale-button")
    return await ACTIONS[button.action](ctx, button.number)
