"""Why the database takes nothing, in words for those who run it."""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.engine.outages import chain
from storage.engine.sqlite.kept_file import FileAway

_PRIMARY: Final = 0xFF
_SQLITE: Final = {
    sqlite3.SQLITE_FULL: "磁盘满了",
    sqlite3.SQLITE_READONLY: "文件只能读、不能写",
    sqlite3.SQLITE_BUSY: "被别的程序锁住了",
    sqlite3.SQLITE_LOCKED: "被别的程序锁住了",
    sqlite3.SQLITE_CANTOPEN: "文件打不开，或者文件夹只能读",
    sqlite3.SQLITE_IOERR: "磁盘读写不了，可能满了或坏了",
    sqlite3.SQLITE_CORRUPT: "数据库文件坏了",
    sqlite3.SQLITE_NOTADB: "文件不是数据库，或者坏了",
}
_POSTGRES: Final = {
    "25006": "只能读、不能写（备用库）",
    "53100": "磁盘满了",
    "53300": "连接太多了",
    "55P03": "被别的程序锁住了",
    "57014": "等得太久",
    "57P01": "数据库正在停下",
    "57P03": "数据库还没有准备好",
}
"""By SQLSTATE. Source: the PostgreSQL manual, appendix A."""
_UNTOLD: Final = "连不上、磁盘满了或被锁住了"
_SILENT: Final = "一直没有回答"


def cause(error: BaseException) -> str:
    """The cause of an outage, as far as the driver tells it."""
    told = (_told(each) for each in chain(error))
    return next((words for words in told if words), _UNTOLD)


def _told(error: BaseException) -> str | None:
    if isinstance(error, FileAway):
        return error.told
    if isinstance(error, TimeoutError):
        return _SILENT
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    return _POSTGRES.get(str(getattr(error, "sqlstate", None) or ""))
