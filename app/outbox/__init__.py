"""The delivery worker: takes deliveries out of the outbox after the commit and hands them to their carrier."""

from app.outbox.meter import Count, meter
from app.outbox.policy import Admit, Admitted, DeliveryPolicy, chat_policy, evidence_policy, sms_policy
from app.outbox.port import Outbox, Sleep
from app.outbox.time_source import TimeSource
from app.outbox.worker import Worker
from domain.model.delivery import Rate

__all__ = [
    "Admit",
    "Admitted",
    "Count",
    "DeliveryPolicy",
    "Outbox",
    "Rate",
    "Sleep",
    "TimeSource",
    "Worker",
    "chat_policy",
    "evidence_policy",
    "meter",
    "sms_policy",
]
