"""Typing on a machine that may have no keyboard: keys on the screen, Telex and VNI, suggestions. Ours from end to end.

composer.py and syllables.py know Vietnamese spelling and no Qt; typing.py holds what is typed with; the rest is seen.
Nothing that is typed is learnt.
"""
