"""What the workers of a portal share: how often somebody has tried, and which of them does a thing."""

from django.db import models


class Throttle(models.Model):
    """Tries within a window. name: the scope, and the hash of who tries; until: when the window ends."""

    name = models.CharField(max_length=80, primary_key=True)
    tries = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Lease(models.Model):
    """A thing that one worker at a time does. holder: a name that the worker gave itself; until: when it ends."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=40)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
