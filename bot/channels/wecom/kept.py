"""What came in and is not handled yet, on the disk: the platform brings nothing again, and a program may be killed."""

from __future__ import annotations

import itertools
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.wecom.session import Frame
from bot.on_disk import make_folder, make_last

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptFrames:
    """A file a frame, in ``folder``, which is nobody else's; named so that they are in their order."""

    folder: Path
    _count: itertools.count[int] = field(default_factory=itertools.count)

    def keep(self, frame: Frame, received: datetime) -> Path | None:
        """Before it is handled. None when the disk does not take it: then it is in memory only, and the log says so."""
        ms = int(received.timestamp() * 1000)
        file = self.folder / f"{ms:013}-{next(self._count):06}.json"
        try:
            make_folder(self.folder, 0o700)
            with file.open("w", encoding="utf-8") as opened:
                json.dump({"received_ms": ms, "frame": frame}, opened)
            make_last(file)
            make_last(self.folder)
        except OSError as error:
            log.error("a message of WeCom is not kept on the disk: %s", error.strerror or type(error).__name__)  # noqa: TRY400
            return None
        return file

    def waiting(self) -> Iterator[tuple[Path, Frame, datetime]]:
        """What a program before this one was given and did not handle, the oldest first."""
        for file in sorted(self.folder.glob("*.json")):
            try:
                kept = json.loads(file.read_text("utf-8"))
                yield file, kept["frame"], datetime.fromtimestamp(kept["received_ms"] / 1000, UTC)
            except OSError as error:  # it may be read at the next start
                log.error("a message of WeCom on the disk is not read: %s", error.strerror or type(error).__name__)  # noqa: TRY400 - all there is to say
            except (ValueError, KeyError, TypeError):  # cut off while it was written: then it was not taken
                log.warning("a message of WeCom that was kept on the disk is damaged and is passed over")
                self.forget(file)

    def forget(self, file: Path | None) -> None:
        """It was handled. One that stays is handled again at the next start, and known by its key."""
        try:
            if file is not None:
                file.unlink(missing_ok=True)
        except OSError as error:
            log.error("a handled message of WeCom stays on the disk: %s", error.strerror or type(error).__name__)  # noqa: TRY400 - all there is to say
