"""What lies around the program: settings, rulebooks, the data folder."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from app import town
from app.clock import SystemClock
from app.doctor.finding import Finding, Grade
from app.file_faults import why
from app.settings import Settings
from rules.problems import RulebookRefused

_LITTLE_BYTES = 200 * 1024 * 1024
"""With less room than this a busy month may end in a full disk."""
_OTHERS = 0o077


async def examine_time(settings: Settings) -> Finding:
    """The settings were read by now; the time zone is the one that decides when a day ends."""
    now = SystemClock(settings.zone).now()
    return Finding(Grade.GOOD, f"设置：读取正常；时区 {settings.timezone}，现在是 {now:%Y-%m-%d %H:%M}")


async def examine_rulebook(settings: Settings) -> Finding:
    """The town's rulebook and every overlay add up."""
    try:
        loaded = town.load(settings.rulebook)
    except RulebookRefused as refused:
        return Finding(Grade.WRONG, f"细则：{refused}")
    return Finding(Grade.GOOD, f"细则：{len(loaded.units)} 个单位")


async def examine_folder(settings: Settings) -> Finding:
    """Photos can be kept, there is room for more, and nobody else reads them."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"\0" * 1024 * 1024)
            trial.flush()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding(Grade.WRONG, f"数据文件夹：{folder} 写不了（{why(error)}）")
    if free < _LITTLE_BYTES:
        return Finding(Grade.WRONG, f"数据文件夹：{folder} 所在的磁盘快满了，只剩 {free // 1024 // 1024} MB")
    if open_to_others := [path for path in _private(settings) if path.exists() and path.stat().st_mode & _OTHERS]:
        names = "、".join(str(path) for path in open_to_others)
        return Finding(Grade.WRONG, f"数据文件夹：别的用户也能读 {names}，请运行 chmod -R go= {folder}")
    return Finding(Grade.GOOD, f"数据文件夹：{folder} 可以写，还有 {free // 1024 // 1024 // 1024} GB")


def _private(settings: Settings) -> tuple[Path, ...]:
    """What holds names, telephone numbers and photos."""
    url = settings.database_url.get_secret_value()
    database = (Path(url.removeprefix("sqlite://")),) if url.startswith("sqlite://") else ()
    return (settings.photo_folder, settings.key_path, *database)
