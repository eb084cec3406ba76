"""Characters that the forms of arguments share."""

from __future__ import annotations

SEPARATORS = " ,、;。!\t"
"""Between arguments people also write Chinese commas and stops."""
EDGE = rf"(?=[{SEPARATORS}]|$)"
"""Where an argument ends."""
JOINING = "和与跟同及"
"""What joins two households, numbers or names, in one character."""
AND = f"(?:以及|还有|[{JOINING}])"
"""The same in any."""
HAN = "[一二两俩三四五六七八九十幺]"
"""A numeral of one character."""
LONGEST_ENTRY = 400
"""Characters of one line. Nobody says more of an entry, and to read a longer one would hold up everybody."""
