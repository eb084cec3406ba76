"""What is stored: repositories over two databases. Whatever is loaded of it, tortoise is loaded in its way first."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from storage.quick_tortoise import load_tortoise

load_tortoise()


def __getattr__(name: str) -> ModuleType:
    """A file of this folder, which is loaded when it is first asked for (``storage.store``)."""
    file = f"{__name__}.{name}"
    if find_spec(file) is None:
        raise AttributeError(name)
    return import_module(file)
