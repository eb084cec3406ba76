"""What click says by itself, in Chinese: wrong usage, and the headings of every help."""

from __future__ import annotations

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from app.terminal.formatting import HelpFormatter

SENTENCES = {
    "Usage:": "用法:",
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示这份说明。",
    "default: {default}": "默认 {default}",
    "Aborted!": "停下了，没有办。",
    "Error: {message}": "{message}",
    "Error: invalid input": "没看懂，请回答 y 或 n",
    "Try '{command} {option}' for help.": "怎么写，请看：{command} {option}",
    "Missing command.": "没写命令。",
    "Missing argument": "没写",
    "Missing option": "没写",
    "Invalid value for {param_hint}: {message}": "{param_hint} 不对：{message}",
    "Invalid value: {message}": "写得不对：{message}",
    "Got unexpected extra argument ({args})": "多写了 {args}，请去掉。",
    "Got unexpected extra arguments ({args})": "多写了 {args}，请去掉。",
    "No such option {name!r}.": "没有 {name} 这个选项。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是这些里的一个：{possibilities}？",
    "Option {name!r} does not take a value.": "{name} 后面不写内容。",
    "Option {name!r} requires an argument.": "{name} 后面要写内容。",
    "Choose from:\n\t{choices}": "只能是：\n\t{choices}",
    "{value!r} is not {choice}.": "只能是 {choice}，不能是 {value}。",
    "{value!r} is not one of {choices}.": "只能是 {choices}，不能是 {value}。",
    "{value!r} is not a valid {number_type}.": "{value} 不是整数。",
    "{value} is not in the range {range}.": "{value} 太大或太小，要在这个范围里：{range}。",
    "{value!r} does not match the format {format}.": "{value} 的写法不对，要像 {format}。",
    "{value!r} does not match the formats {formats}.": "{value} 的写法不对，要像 {formats} 里的一种。",
    "required": "必写",
    "file": "文件",
    "directory": "文件夹",
    "path": "文件或文件夹",
    "{name} {filename!r} does not exist.": "没有“{filename}”这个{name}。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，要写{name}。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，要写{name}。",
    "{name} {filename!r} is not readable.": "“{filename}”读不了，请核对它的权限。",
    "{name} {filename!r} is not writable.": "“{filename}”写不了，请核对它的权限。",
}
"""By click's own words, which it looks up by gettext."""

_MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


def speak_chinese() -> None:
    """From here on click says these sentences, and sets them in columns."""
    click.Context.formatter_class = HelpFormatter
    for module in _MODULES:
        names = vars(module)
        if "_" in names:
            names["_"] = _said
        if "ngettext" in names:
            names["ngettext"] = _counted


def _said(words: str) -> str:
    return SENTENCES.get(words, words)


def _counted(one: str, many: str, count: int) -> str:
    return _said(one if count == 1 else many)
