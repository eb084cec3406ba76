"""What the scheduler looks after, found in the files of this folder: each duty is declared where it is written."""

from importlib import import_module
from pkgutil import iter_modules

from app.duties.duty import Duty

_MODULES = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
DUTIES: tuple[Duty, ...] = tuple(
    sorted(
        (one for module in _MODULES for one in vars(module).values() if isinstance(one, Duty)),
        key=lambda duty: duty.place,
    )
)
"""In the order in which they are looked after, each in a transaction of its own."""
