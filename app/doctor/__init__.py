"""Is everything there that ``jifen serve`` needs? One small examination each; none changes or sends anything."""

from __future__ import annotations

from app.doctor.address import examine_address
from app.doctor.books import examine_year
from app.doctor.budget import examine_budget
from app.doctor.chat import examine_chat
from app.doctor.database import (
    examine_clock,
    examine_database,
    examine_doors,
    examine_queue,
    examine_reach,
    examine_service,
)
from app.doctor.environment import examine_folder, examine_rulebook, examine_time
from app.doctor.finding import Finding, Grade
from app.doctor.patient import Examine, Patient, outside
from app.doctor.phones import examine_phones
from app.doctor.texts import examine_gateway
from app.doctor.wecom import examine_wecom

__all__ = ["EXAMINATIONS", "Finding", "Grade", "Patient"]

EXAMINATIONS: tuple[Examine, ...] = (
    outside(examine_time),
    outside(examine_rulebook),
    examine_database,
    examine_year,
    examine_service,
    examine_doors,
    examine_clock,
    outside(examine_folder),
    outside(examine_chat),
    outside(examine_wecom),
    outside(examine_gateway),
    examine_phones,
    examine_budget,
    examine_queue,
    examine_reach,
    outside(examine_address),
)
"""Everything that is looked at, in the order in which it is told."""
