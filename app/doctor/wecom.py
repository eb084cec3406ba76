"""Whether WeCom can be reached."""

from __future__ import annotations

from app.doctor.finding import PATIENCE_SECONDS, Finding, Grade
from app.settings import Settings


async def examine_wecom(settings: Settings) -> Finding:
    """The way to the platform is open. No login: it would throw out the program that runs."""
    if settings.wecom_bot_id is None or settings.wecom_secret is None:
        return Finding(Grade.UNUSED, "企业微信：没有设置 JIFEN_WECOM_BOT_ID，不用企业微信")
    from bot.channels.wecom.access import OFFICIAL, Access  # noqa: PLC0415 - only where it is used
    from bot.channels.wecom.checking import reach  # noqa: PLC0415 - only where it is used

    secret = settings.wecom_secret.get_secret_value()
    trouble = await reach(Access(settings.wecom_bot_id, secret, settings.wecom_url or OFFICIAL), PATIENCE_SECONDS)
    if trouble:
        return Finding(Grade.WRONG, f"企业微信：{trouble}")
    return Finding(Grade.GOOD, "企业微信：平台连得上（口令对不对，看 jifen serve 的日志）")
