"""How the phones of our own are: battery, network, what they have sent today, when they were heard of."""

from __future__ import annotations

from datetime import datetime

from app import town
from app.clock import SystemClock
from app.doctor.finding import Finding, Grade
from app.doctor.patient import Patient
from app.settings import Settings
from app.texts.channels.smsgate import phones_of
from app.texts.phone_watch import SILENT
from app.texts.phones_file import unknown_units
from domain.model.errors import Refused
from domain.ports.store import Unavailable
from rules.problems import RulebookRefused
from sms.channels import PhoneState
from sms.channels.smsgate.device import ask
from sms.channels.smsgate.phone import DEFAULT, Phone
from storage.database import DatabaseUnreachable
from storage.own_phones import SqlOwnPhones

_LOW_PERCENT = 20


async def examine_phones(patient: Patient) -> Finding:
    """Each phone answers, has power and a network, and calls us."""
    settings = patient.settings
    if settings.sms_gateway != "smsgate":
        return Finding(Grade.UNUSED, "短信手机：没有设置 JIFEN_SMS_GATEWAY=smsgate，不用手机收发短信")
    if not settings.has_sms_gateway:
        return Finding(Grade.UNUSED, "短信手机：没有设置 JIFEN_SMSGATE_*")
    try:
        phones = phones_of(settings)
    except Refused:
        return Finding(Grade.UNUSED, "短信手机：设置不对，看不出来")
    found = [await _examine(patient, phone) for phone in phones]
    if problem := _of_units(settings):
        found.append(Finding(Grade.WRONG, problem))
    grade = Grade.WRONG if any(one.mark is Grade.WRONG for one in found) else Grade.GOOD
    return Finding(grade, f"短信手机：{'；'.join(one.text for one in found)}")


def _of_units(settings: Settings) -> str | None:
    try:
        return unknown_units(settings.smsgate_phones, town.load(settings.rulebook).units)
    except RulebookRefused:
        return None


async def _examine(patient: Patient, phone: Phone) -> Finding:
    look = await ask(phone)
    now = SystemClock(patient.settings.zone).now()
    parts = [*_how_it_is(look), *await _what_it_did(patient, phone, now)]
    name = "默认" if phone.name == DEFAULT else phone.name
    wrong = not look.answers or _is_low(look) or any("没有动静" in part for part in parts)
    return Finding(Grade.WRONG if wrong else Grade.GOOD, f"{name} {'，'.join(parts)}")


def _how_it_is(look: PhoneState) -> list[str]:
    if look.refuses_us:
        return ["不认用户名或密码，请核对 JIFEN_SMSGATE_USER、JIFEN_SMSGATE_PASSWORD 和手机上的一样不一样"]
    if not look.answers:
        return ["连不上，请看手机开着机没有、SMS Gate 的 Local Server 开着没有、JIFEN_SMSGATE_URL 对不对"]
    charging = "在充电" if look.charging else "没在充电"
    battery = [] if look.battery is None else [f"电量 {look.battery}%（{charging}）"]
    network = [f"网络 {look.network}"] if look.network else []
    failing = [f"手机自报有问题：{'、'.join(look.failing)}"] if look.failing else []
    return ["连得上", *battery, *network, *failing]


def _is_low(look: PhoneState) -> bool:
    return look.battery is not None and look.battery <= _LOW_PERCENT and not look.charging


async def _what_it_did(patient: Patient, phone: Phone, now: datetime) -> list[str]:
    """What our database knows of it; nothing while that cannot be read."""
    try:
        async with patient.database() as database:
            own = SqlOwnPhones(database, patient.settings.zone)
            used, contact = await own.used(phone.name, now), await own.contact(phone.name)
    except (DatabaseUnreachable, Refused, Unavailable):
        return []
    limit = "" if phone.daily is None else f"/{phone.daily}"
    sent = [f"今天发了 {used}{limit} 条"]
    if contact and now - contact.heard >= SILENT:
        return [*sent, f"{contact.heard:%m-%d %H:%M} 起没有动静"]
    return [*sent, f"最近一次动静 {contact.heard:%H:%M}"] if contact else sent
