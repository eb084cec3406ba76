"""``jifen sms explain``: how a villager's text is understood, or how many texts of a corpus are."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from sms.understanding.corpus import Judgement, Miss, judge
from sms.understanding.engine import understand
from sms.understanding.labelled import read_corpus
from sms.understanding.why import why


@click.command("explain")
@click.argument("text", required=False)
@click.option(
    "--corpus",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="读一个文件，一行一条：短信、制表符、意图；报出理解对的比例、误办的条数和每一条不对的。",
)
@click.option("--why", "reasons", is_flag=True, help="再说明是哪一步、哪个词或哪条例句定的（JSON 里多一项 why）。")
def explain(text: str | None, corpus: Path | None, *, reasons: bool) -> None:
    """说明一条短信会被怎样理解；TEXT 为 - 时从标准输入一行一条读。"""
    if (text is None) is (corpus is None):
        raise click.UsageError("请写一条短信，或者写 --corpus 文件，只写一样。")
    if corpus is not None:
        _report(corpus)
    elif text != "-":
        click.echo(_explained(str(text), reasons=reasons))
    else:
        for line in sys.stdin.buffer:
            click.echo(_explained(line.decode("utf-8", "replace").rstrip("\r\n"), reasons=reasons))


def _explained(text: str, *, reasons: bool) -> str:
    request = understand(text)
    told: dict[str, object] = {"intent": request.intent.value, "args": dict(request.args)}
    return json.dumps({**told, "why": why(text)} if reasons else told, ensure_ascii=False)


def _report(file: Path) -> None:
    try:
        corpus = read_corpus(file.read_text("utf-8-sig").split("\n"))
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name} 不是 UTF-8 编码，请另存为 UTF-8 再试。") from None
    except ValueError as error:
        raise click.ClickException(f"{file.name} 有一行不是“短信、制表符、意图”：{error}") from None
    judgement = judge(corpus)
    for miss in judgement.misses:
        click.echo(_missed(miss))
    click.echo(_summary(judgement))


def _missed(miss: Miss) -> str:
    mark = "误办" if miss.harmful else "不对"
    return f"{mark}\t{miss.understood.value}\t应为 {miss.expected.intent.value}\t{miss.expected.text!r}"


def _summary(judgement: Judgement) -> str:
    right = judgement.total - len(judgement.misses)
    return f"共 {judgement.total} 条，对 {right} 条（{judgement.rate:.2%}），误办 {len(judgement.harm)} 条。"
