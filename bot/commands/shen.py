"""/shen: list, file and decide claims."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.claims import read_claims
from bot.grammar.readable import LineByLine
from bot.grammar.records import AcceptClaim, ClaimList, FileClaims, RejectClaim
from bot.grammar.rules import FORM
from bot.handlers import claims
from bot.wording.help import CLAIMS

COMMAND = ChatCommand(
    names="shen 申报 claims",
    nicknames="申请 审核 审批 报 待办",
    menu="申报：看、答复，或替户里报",
    english="claims",
    place=90,
    reader=LineByLine(read_claims, FORM),
    handlers=(
        route(ClaimList, claims.claims)
        .route_lines(FileClaims, claims.file_claims)
        .route(AcceptClaim, claims.accept)
        .route(RejectClaim, claims.refuse)
    ),
    help={CLAIMS: "/shen 看、答复 · /shen 3-12 献血 8月12日 — 替户里报纸质表"},
)
