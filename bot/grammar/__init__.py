"""The chat grammar: a message's text in, a command or its mistakes out. Pure, and without any data of its own.

What becomes of ``/kou 给3-12扣2分，昨天垃圾没分类``:

1. ``words.tidy``: half-width, simplified characters, one dash; each still knows what was typed.
2. ``parse`` with ``command_names``: which command, and whether it is one at all without its slash (``bare``);
   ``uncalled``: what a message means that begins with none; ``readers``: who reads what follows.
3. ``lines``: the message's lines, each with its own command or the one before it.
4. ``entry_line.prepared``: the day 昨天 is found, 给 says nothing; both are blanked out in ``Prepared.plain``.
5. ``entry_line.by_place``: ``words.tokeniser`` (3-12, 扣2分, 垃圾, 没分类, by the ``literals`` and the words of the
   ``Lexicon``), ``assemble`` gives them ``places``, ``residue`` and ``amounts_left`` look at what is left: whatever
   looks like an argument stops the line.
6. ``entry_line.sentence``, where that failed: what the line ``mentions``, and what its ``clauses`` are about.
7. ``entry_line.line`` decides between the two, and ``doubted`` weighs whether the reason means what the points say:
   here ``EntryLine(3-12, 垃圾, 2, 没分类, 27 November)``, or the ``Mistake`` to tell.

``records`` are what comes out. ``arguments`` read what stands behind commands that do not score.
"""
