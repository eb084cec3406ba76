"""Every reason for which something must be refused by the reference; none = it must be done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.model.reference import Model, month_of

DAY = timedelta(hours=24)


def _holding(reasons: dict[str, bool]) -> set[str]:
    return {code for code, holds in reasons.items() if holds}


def partial(model: Model, officer: str, household: str) -> set[str]:
    """Nobody acts on the own household or kin."""
    return {"own-household", "kin-household"} if (officer, household) in model.near else set()


def specialist_only(model: Model, officer: str | None) -> set[str]:
    """``officer`` None = the command line."""
    return {"specialist-only"} if officer is not None and officer not in model.specialists else set()


def why_not_score(model: Model, officer: str, household: str, day: date) -> set[str]:
    """Points: not before the village began or the household joined; once the month is settled, by a specialist only."""
    month = month_of(day)
    if month not in model.months:
        return partial(model, officer, household) | {"no-round"}
    joined = model.joined[household] <= month
    reasons = {
        "not-joined": not joined,
        "excused": joined and not model.takes_part(household, month),
        "round-closed": month in model.settled and officer not in model.specialists,
    }
    return partial(model, officer, household) | _holding(reasons)


def why_not_confirm(model: Model, officer: str, number: int) -> set[str]:
    """A veto takes two officers, and only one that nobody took back."""
    veto = model.log[number]
    reasons = {
        "own-proposal": veto.officer == officer,
        "already-confirmed": veto.confirmed,
        "already-reversed": veto.taken_back,
    }
    return partial(model, officer, veto.mark.household) | _holding(reasons)


def why_not_take_back(model: Model, officer: str, number: int, now: datetime) -> set[str]:
    """Once, and no reversal; its recorder within a day and until the month is settled, a specialist always.

    Somebody else's entry of more than a day ago only with another officer.
    """
    entry, specialist = model.story(number), officer in model.specialists
    if number in model.undone:
        return partial(model, officer, entry.mark.household) | {"is-reversal"}
    reasons = {
        "already-reversed": entry.taken_back,
        "undo-closed": not specialist and entry.mark.month in model.settled,
        "second-needed": specialist and entry.officer != officer and now - entry.at > DAY,
        "too-late-to-undo": not specialist and (entry.officer != officer or now - entry.at > DAY),
    }
    return partial(model, officer, entry.mark.household) | _holding(reasons)


def why_not_look(model: Model, officer: str, number: int) -> set[str]:
    """The second look at a large award: by another officer, once."""
    reasons = {
        "own-award": model.recorder(number) == officer,
        "already-reversed": number not in model.undone and model.log[number].taken_back,
        "already-confirmed": not model.is_large(number),
    }
    return partial(model, officer, model.story(number).mark.household) | _holding(reasons)


def why_not_settle(model: Model, officer: str | None, second: str | None, today: date) -> set[str]:
    """By a specialist who has no large award of the own in it that nobody looked at, and only what is not settled.

    Before the month is over with another officer, and only in its last days. By the command line nobody looks.
    """
    month = model.to_settle()
    large = [one for number, one in model.log.items() if one.mark.month == month and model.is_large(number)]
    own = any(officer is None or one.officer == officer or partial(model, officer, one.mark.household) for one in large)
    last = (today.replace(day=1) + timedelta(days=40)).replace(day=1) - timedelta(days=1)
    days = 12 if last.month == 12 else 3
    early = month == model.month and today <= last - timedelta(days=days)
    reasons = {
        "nothing-to-settle": month is None,
        "second-look-first": own,
        "round-not-over": early,
        "settle-early-second": month == model.month and not early and second is None,
    }
    return specialist_only(model, officer) | _holding(reasons)


def why_not_excuse(model: Model, officer: str | None, household: str, month: str, *, out: bool) -> set[str]:
    """Taking a household out of a month, or back in: a specialist, until the month is settled."""
    reasons = {
        "excuse-closed": month in model.settled,
        "not-in-round": model.joined[household] > month,
        "excused": out and (household, month) in model.excused,
        "not-excused": not out and (household, month) not in model.excused,
    }
    own = partial(model, officer, household) if officer is not None else set()
    return specialist_only(model, officer) | own | _holding(reasons)


def why_not_object(model: Model, officer: str | None, number: int, now: datetime) -> set[str]:
    """What stands and hurt the household, until its month is final; a veto all year, a correction for a while.

    ``officer`` None = by text.
    """
    entry, is_reversal = model.story(number), number in model.undone
    about = [one for one in model.disputes.values() if one.entry == number]
    all_year = entry.veto and not is_reversal and entry.mark.month.startswith(f"{now.year}")
    recorded = model.undone[number].at if is_reversal else entry.at
    was_public = now.date() >= recorded.date() + timedelta(days=model.book.policy.publicity_days)
    over = now.date() >= model.settled.get(entry.mark.month, now.date() + DAY)
    reasons = {
        "already-reversed": not is_reversal and entry.taken_back,
        "nothing-to-object": is_reversal and (entry.mark.points <= 0 or any(one.upheld for one in about)),
        "objection-too-late": over and was_public and not all_year,
        "already-objected": any(one.open for one in about),
    }
    own = partial(model, officer, entry.mark.household) if officer is not None else set()
    return own | _holding(reasons)


def why_not_decide(model: Model, officer: str, case: int, points: int | None) -> set[str]:
    """Looking at a case: a specialist, once, and to an amount that is better for the household."""
    dispute = model.disputes[case]
    reasons = {
        "objection-decided": not dispute.open,
        "bad-correction": points is not None and points not in model.corrections(dispute.entry),
    }
    own = partial(model, officer, model.story(dispute.entry).mark.household)
    return specialist_only(model, officer) | own | _holding(reasons)


def why_not_rule(model: Model, case: int, points: int | None, *, uphold: bool) -> set[str]:
    """Carrying it out: what is recorded again needs a month in which the household takes part."""
    number = model.disputes[case].entry
    mark = model.story(number).mark
    again = uphold and (number in model.undone or (points is not None and model.live(number)))
    return _holding({"excused": again and not model.takes_part(mark.household, mark.month)})


def why_not_agree(model: Model, officer: str, number: int) -> set[str]:
    """To what another officer wanted last about that entry, and while there is something to do."""
    wanted = model.wanted[number]
    reasons = {
        "second-needed": wanted.officer == officer,
        "stale-button": number != max(one for one, other in model.wanted.items() if other.entry == wanted.entry),
        "already-confirmed": number in model.agreed,
        "objection-decided": wanted.case is not None and not model.disputes[wanted.case].open,
        "already-reversed": wanted.case is None and not model.live(wanted.entry),
    }
    own = partial(model, officer, model.story(wanted.entry).mark.household)
    excused = why_not_rule(model, wanted.case, wanted.points, uphold=wanted.uphold) if wanted.case else set()
    return own | excused | _holding(reasons)


def why_not_second(model: Model, officer: str, number: int, now: datetime) -> set[str]:
    """A large award for a settled month: by another officer, once, while nobody recorded the same."""
    awaited = model.awaited[number]
    reasons = {
        "second-needed": awaited.officer == officer,
        "award-decided": awaited.done,
        "stale-button": not model.last_awaited(number),
        "award-overtaken": model.is_overtaken(awaited, now),
    }
    own = partial(model, officer, awaited.mark.household)
    return own | why_not_score(model, awaited.officer, awaited.mark.household, awaited.day) | _holding(reasons)


def why_not_claim(model: Model, officer: str | None, household: str) -> set[str]:
    """Not too many at once. ``officer`` None = by text."""
    waiting = sum(one.open for one in model.claims.values() if one.household == household)
    own = partial(model, officer, household) if officer is not None else set()
    return own | _holding({"too-many-claims": waiting >= model.book.policy.open_claims})


def why_not_answer(model: Model, officer: str, number: int) -> set[str]:
    """A claim is answered once, by a specialist."""
    claim = model.claims[number]
    own = partial(model, officer, claim.household)
    return specialist_only(model, officer) | own | _holding({"claim-decided": not claim.open})
