"""What numbers of goods are written with."""

from __future__ import annotations

BLANKS = " \t\n,、;。:"
"""What may stand between words; as a class of characters, without its brackets."""
MEASURE = "[个份袋瓶桶盒包件条斤只箱提支块双套把卷张壶]"
"""One measure word of goods."""
