"""Who is to be told in person of a quarter's points, and a slip for each."""

from __future__ import annotations

from app.printing.document import Document, PrintOrder
from app.terminal.finding import find_quarter
from domain.model import printable
from domain.model.errors import Refused
from domain.notices.planning import to_tell
from paper.missed import Slip, missed
from paper.typesetting import FilledTemplate
from sms.wording.notice import QuarterNotice


async def _missed(order: PrintOrder) -> FilledTemplate:
    quarter = find_quarter(order.which, order.now.date())
    statuses = await order.store.notices.statuses(order.unit, quarter)
    if not statuses:
        raise Refused("no-notices", unit=order.unit_name, quarter=quarter.key)
    unreached = await to_tell(order.work, quarter)
    slips = {
        home.id: Slip(QuarterNotice().figures(target, quarter, unreached.ending), order.own_page(home))
        for target in unreached.targets
        for home in [target.standing.household]
    }
    return missed(order.unit_name, quarter, statuses, slips, order.contact)


MISSED = Document(printable.MISSED, "季度短信没送到的户：上门名单和给每户的条子", _missed)
