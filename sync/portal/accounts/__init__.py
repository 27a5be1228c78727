"""People who log in: roles and what they reach, password and second factor, the pages that manage them, API tokens."""
