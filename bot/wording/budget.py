"""What is said when texts cost more than the month's budget."""

from __future__ import annotations

from typing import Final

_HELP: Final = "短信照常收发，不会停。明细请在服务器上看：jifen sms cost。"


def too_fast(spent: float, expected: float, budget: int) -> str:
    """💰 本月短信费已用 12.30 元，照这样到月底约 65 元，会超过预算 50 元。……"""
    return f"💰 本月短信费已用 {spent:.2f} 元，照这样到月底约 {expected:.0f} 元，会超过预算 {budget} 元。{_HELP}"


def nearly(spent: float, budget: int) -> str:
    """💰 本月短信费已用 41.00 元，预算 50 元快用完了。……"""
    return f"💰 本月短信费已用 {spent:.2f} 元，预算 {budget} 元快用完了。{_HELP}"


def used_up(spent: float, budget: int) -> str:
    """⚠️ 本月短信费已用 50.20 元，预算 50 元用完了。……"""
    return f"⚠️ 本月短信费已用 {spent:.2f} 元，预算 {budget} 元用完了。{_HELP}"
