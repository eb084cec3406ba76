"""The models that repositories use, those that are not in the way of a message; what they point to comes with them.

The other tables are only described, in ``every``: whenever a database is opened tortoise works out the queries of each
model, for all of them ten times as long as opening takes without. Instants are integer milliseconds.
"""

from storage.models.messages import Job, OptOut, Prompt
from storage.models.people import Chat, Officer, Unit
from storage.models.town import TownChat

__all__ = ["Chat", "Job", "Officer", "OptOut", "Prompt", "TownChat", "Unit"]
