"""What a villager's text asks for: text in, a request out. Pure, without data of the village."""

from sms.understanding.engine import understand
from sms.understanding.request import Intent, Request

__all__ = ["Intent", "Request", "understand"]
