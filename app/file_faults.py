"""Why a file cannot be read or written, in the operator's words."""

from __future__ import annotations

import errno

_SYSTEM_SAYS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "没有这个文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已经有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘满了",
    errno.ENAMETOOLONG: "名字太长",
}


def why(error: OSError) -> str:
    """Why a file cannot be read or written, in a few words."""
    return _SYSTEM_SAYS.get(error.errno or 0, "读写不了")
