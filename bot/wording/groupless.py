"""What is put before news of a village that has no group, when somebody else hears it."""

from __future__ import annotations


def to_specialist(unit: str, text: str) -> str:
    """（秦望村还没有工作群，发给您本人；……）, and the news."""
    return f"（{unit}还没有工作群，发给您本人；拉我进群发 /bang，以后都发到群里）\n{text}"


def to_town(unit: str, text: str) -> str:
    """（秦望村没有工作群，专员也收不到，……）, and the news."""
    return f"（{unit}没有工作群，专员也收不到，先告诉镇里；请转告村里，拉我进群发 /bang）\n{text}"
