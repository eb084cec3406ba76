"""The chat grammar: a message's text in, a command or its mistakes out. Pure, and without any data of its own.

What becomes of ``/kou 给3-12扣2分，昨天垃圾没分类``:

1. ``tidy``: half-width, simplified characters, one dash; each still knows what was typed.
2. ``parse`` with ``names``: which command, and whether it is one at all without its slash (``bare``).
3. ``lines``: the message's lines, each with its own command or the one before it.
4. ``prepared``: the day 昨天 is found, 给 says nothing; both are blanked out in ``Prepared.plain``.
5. ``by_place``: ``tokeniser`` (3-12, 扣2分, 垃圾, 没分类, by the ``literals`` and the words of the ``Lexicon``),
   ``assemble`` gives them ``places``, ``residue`` and ``amounts_left`` look at what is left: whatever looks like an
   argument stops the line.
6. ``sentence``, where that failed: what the line ``mentions``, and what its ``clauses`` are about.
7. ``line`` decides between the two: here ``EntryLine(3-12, 垃圾, 2, 没分类, 27 November)``, or the ``Mistake`` to tell.

``records`` are what comes out. The other modules read the arguments of commands that do not score.
"""
