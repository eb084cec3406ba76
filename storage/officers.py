"""Officers, invitations and bound chats."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from tortoise.expressions import Q

from domain.model.appointment import Acting, Appointed
from domain.model.errors import Refused
from domain.model.people import Invitation, Officer, Role
from storage import digests, models
from storage.chat_reach import hand_on, move_waiting
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms
from text.names import folded_name

_OFFICER = "f.id, f.unit_code, f.role, f.name, f.household_code"
ACTING = (
    f"SELECT c.bound, {_OFFICER} FROM"
    " (SELECT COALESCE((SELECT unit_code FROM chats WHERE chat_id = $1),"
    " (SELECT prefix FROM town_chats WHERE chat_id = $1)) AS bound) c"
    " LEFT JOIN officers f ON f.chat_user = $2 AND f.status = 'active' ORDER BY f.unit_code, f.id"
)
SAME_PERSON = "(f.id = me.id OR f.chat_user = me.chat_user OR (f.unit_code = me.unit_code AND f.name = me.name))"
"""Of two officers ``f`` and ``me``: by the chat account, or by the name in the same unit."""


def _officer(row: Row) -> Officer:
    return Officer(row["id"], row["unit_code"], Role(row["role"]), row["name"], row["household_code"], folded_name)


def _once(rows: Iterable[models.Officer]) -> list[models.Officer]:
    """The first of each person in an office, which is one row for each of their chat accounts."""
    return list({(row.unit_code, row.role, row.name, row.status): row for row in reversed(list(rows))}.values())[::-1]


def _known(row: models.Officer) -> Officer:
    return Officer(row.id, row.unit_code, Role(row.role), row.name, row.household_code, folded_name)


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer as listed: with the status invited, active or ended."""

    officer: Officer
    status: str


@dataclass(frozen=True, slots=True)
class SqlOfficers:
    """``domain.ports.officers.Officers`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def acting(self, chat_user: str, chat_id: str) -> Acting:
        """Who that chat user is, and what the chat is bound to."""
        rows = await self.connection.fetch(ACTING, chat_id, chat_user)
        return Acting(rows[0]["bound"], tuple(_officer(row) for row in rows if row["id"] is not None))

    async def by_id(self, officer_id: int) -> Officer | None:
        """That officer, if still active."""
        row = await models.Officer.get_or_none(id=officer_id, status="active")
        return _known(row) if row else None

    async def ids_of_person(self, officer_id: int) -> frozenset[int]:
        """Every officer, active or not, who is that person."""
        rows = await self.connection.fetch(
            f"SELECT f.id FROM officers f JOIN officers me ON {SAME_PERSON} WHERE me.id = $1", officer_id
        )
        return frozenset(row["id"] for row in rows)

    async def of_unit(self, unit: str) -> Sequence[Officer]:
        """The active officers of a unit; who is one on several platforms comes once."""
        rows = models.Officer.filter(unit_code=unit, status="active").order_by("id")
        return [_known(row) for row in _once(await rows)]

    async def appointed(self, unit: str) -> Sequence[Appointed]:
        """The officers of a unit and those who are invited, by role; who is one on several platforms comes once."""
        rows = models.Officer.filter(unit_code=unit, status__in=["invited", "active"]).order_by("-role", "id")
        return [Appointed(_known(row), row.status == "active") for row in _once(await rows)]

    async def set_household(self, officer_id: int, code: str) -> None:
        """Which household is the officer's own, by its code; "" = none here."""
        await models.Officer.filter(id=officer_id).update(household_code=code)
        await self._note(officer_id)

    async def of_account(self, chat_user: str, unit: str) -> Sequence[Officer]:
        """What that chat account ever was in the unit, the latest first."""
        rows = await models.Officer.filter(chat_user=chat_user, unit_code=unit).order_by("-id")
        return [_known(row) for row in rows]

    async def home_of(self, unit: str, name: str) -> str | None:
        """What was last said of the household of the unit's officer of that name, in whatever office."""
        said = models.Officer.filter(unit_code=unit, name=name, household_code__isnull=False).order_by("-id")
        row = await said.first()
        code: str | None = row.household_code if row else None
        return code

    async def all(self) -> Sequence[OfficerLine]:
        """Every officer, by unit; who is one on several platforms is listed once."""
        rows = await models.Officer.all().order_by("unit_code", "role", "id")
        return [OfficerLine(_known(row), row.status) for row in _once(rows)]

    async def invite(self, invitation: Invitation) -> int:
        """Store an invitation; the officer's id."""
        row = await models.Officer.create(
            unit_code=invitation.unit,
            role=invitation.role.value,
            name=invitation.name,
            status="invited",
            household_code=invitation.household,
            invite_hash=invitation.code_hash,
            invited_ms=to_ms(invitation.invited),
        )
        number: int = row.id
        await self._note(number)
        return number

    async def invited(self, code_hash: str) -> tuple[Officer, datetime] | None:
        """The officer with that open invitation, and since when it is open."""
        row = await models.Officer.get_or_none(invite_hash=code_hash, status="invited")
        return (_known(row), from_ms(row.invited_ms, self.timezone)) if row else None

    async def join(self, officer_id: int, chat_user: str, now: datetime) -> None:
        """Make an invited officer active. Raises Refused (already-officer, bad-invitation)."""
        invited = await models.Officer.get(id=officer_id)
        if await models.Officer.exists(unit_code=invited.unit_code, chat_user=chat_user, status="active"):
            raise Refused("already-officer")
        joined = await models.Officer.filter(id=officer_id, status="invited").update(
            status="active", chat_user=chat_user, joined_ms=to_ms(now), invite_hash=None
        )
        if not joined:
            raise Refused("bad-invitation")
        await self._note(officer_id)

    async def end(self, chat_user: str, unit: str, now: datetime) -> Sequence[Officer]:
        """End every role of that person in that unit; the roles ended."""
        active = models.Officer.filter(chat_user=chat_user, unit_code=unit, status="active")
        ended = [_known(row) for row in await active]
        await active.update(status="ended", ended_ms=to_ms(now))
        await self._note(*(officer.id for officer in ended))
        return ended

    async def bind(self, chat_id: str, unit: str, officer_id: int, now: datetime) -> str | None:
        """Bind a chat to a unit; the chat that was bound to the unit before, if it was another."""
        before = await self.chat_of(unit)
        units = {unit, *await self._units_of(chat_id)}
        await models.Chat.filter(Q(unit_id=unit) | Q(chat_id=chat_id)).delete()
        await models.Chat.create(chat_id=chat_id, unit_id=unit, bound_ms=to_ms(now), binder_id=officer_id)
        await digests.note(self.connection, "chats", units)
        if before is not None and before != chat_id:
            await move_waiting(self.connection, before, chat_id, only_missed=True)
        await hand_on(self.connection, unit, chat_id)
        return before if before != chat_id else None

    async def chat_of(self, unit: str) -> str | None:
        """The chat bound to a unit."""
        row = await models.Chat.get_or_none(unit_id=unit)
        return row.chat_id if row else None

    async def set_topic(self, chat_id: str, topic: str | None) -> None:
        """In which topic of a bound group it is spoken when nobody is answered."""
        await models.Chat.filter(chat_id=chat_id).update(topic=topic)
        await models.TownChat.filter(chat_id=chat_id).update(topic=topic)

    async def topic_of(self, chat_id: str) -> str | None:
        """The topic of a bound group, None where there are none."""
        row = await models.Chat.get_or_none(chat_id=chat_id) or await models.TownChat.get_or_none(chat_id=chat_id)
        return row.topic if row else None

    async def bind_town(self, chat_id: str, prefix: str, officer_id: int, now: datetime) -> str | None:
        """Make a chat the supervisors' own; the chat that was it before, if it was another."""
        before = await self.town_chat(prefix)
        prefixes = {prefix, *await self._prefixes_of(chat_id)}
        await models.TownChat.filter(Q(prefix=prefix) | Q(chat_id=chat_id)).delete()
        await models.TownChat.create(chat_id=chat_id, prefix=prefix, bound_ms=to_ms(now), binder_id=officer_id)
        await digests.note(self.connection, "town_chats", prefixes)
        return before if before != chat_id else None

    async def town_chat(self, prefix: str) -> str | None:
        """The supervisors' own chat for that prefix."""
        row = await models.TownChat.get_or_none(prefix=prefix)
        return row.chat_id if row else None

    async def town_chats(self) -> Sequence[tuple[str, str]]:
        """Every supervisors' chat, with its prefix."""
        return [(row.prefix, row.chat_id) for row in await models.TownChat.all().order_by("prefix")]

    async def specialists(self, unit: str, since: datetime) -> Collection[str]:
        """The names of a unit's specialists, those included who were invited since then and have not joined yet."""
        invited = Q(status="invited", invited_ms__gte=to_ms(since))
        rows = models.Officer.filter(Q(status="active") | invited, unit_code=unit, role=Role.SPECIALIST.value)
        return {row.name for row in await rows}

    async def end_role(self, officer_id: int, now: datetime) -> bool:
        """End one role, or withdraw an invitation; False when it had ended."""
        live = models.Officer.filter(id=officer_id, status__in=["invited", "active"])
        ended = await live.update(status="ended", ended_ms=to_ms(now), invite_hash=None)
        await self._note(officer_id)
        return bool(ended)

    async def named(self, unit: str, name: str) -> Sequence[Officer]:
        """The unit's officers of that name, invited or active."""
        rows = models.Officer.filter(unit_code=unit, name=name, status__in=["invited", "active"])
        return [_known(row) for row in await rows.order_by("id")]

    async def chat_moved(self, old: str, new: str) -> None:
        """A group became a supergroup: follow it, queued messages and open questions included."""
        units, prefixes = await self._units_of(old, new), await self._prefixes_of(old, new)
        bound = await models.Chat.get_or_none(chat_id=old)
        if bound is not None:
            await models.Chat.filter(chat_id__in=[old, new]).delete()
            await bound.clone(pk=new).save()
        await models.TownChat.filter(chat_id=new).delete()
        town = await models.TownChat.get_or_none(chat_id=old)
        if town is not None:
            await models.TownChat.filter(chat_id=old).delete()
            await town.clone(pk=new).save()
        await digests.note(self.connection, "chats", units)
        await digests.note(self.connection, "town_chats", prefixes)
        await models.Prompt.filter(chat_id=old).update(chat_id=new)
        await move_waiting(self.connection, old, new)

    async def _units_of(self, *chat_ids: str) -> list[str]:
        sql = "SELECT unit_code FROM chats WHERE chat_id IN ($1, $2)"
        return [row["unit_code"] for row in await self.connection.fetch(sql, chat_ids[0], chat_ids[-1])]

    async def _prefixes_of(self, *chat_ids: str) -> list[str]:
        sql = "SELECT prefix FROM town_chats WHERE chat_id IN ($1, $2)"
        return [row["prefix"] for row in await self.connection.fetch(sql, chat_ids[0], chat_ids[-1])]

    async def _note(self, *officer_ids: int) -> None:
        await digests.note(self.connection, "officers", officer_ids)
        await digests.note(self.connection, "invitations", officer_ids)
