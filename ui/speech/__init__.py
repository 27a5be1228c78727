"""Reading aloud: what a page says, in which voice, and how it is played. See docs/adr/0015-public-place.md.

reading  what a page says, from top to bottom
words    the same as it is spoken: numbers digit by digit, codes letter by letter, dates in words
voices   which voices this machine has
speaker  recorded narration where there is one, else espeak-ng, one sentence at a time
reader   the Listen button, automatic reading, and silence when the page goes
"""
