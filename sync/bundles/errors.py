"""What can be wrong with a bundle, one class for each thing that a person does about it."""


class BundleError(Exception):
    """The bundle cannot be used; the message says why, in English, without personal data."""


class NotThere(BundleError):
    """There is no bundle in this folder."""


class Torn(BundleError):
    """Something is missing or was changed: the stick was pulled out, or is failing. Write it again."""


class Foreign(BundleError):
    """The bundle is for somebody else, or from somebody we do not know."""


class Outdated(BundleError):
    """The portal was put back to a backup since it gave this answer, and may have forgotten what it says here."""


class StickFull(BundleError):
    """needed and free, in bytes."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(f"{needed} bytes are needed, {free} are free")
        self.needed = needed
        self.free = free


class StickUnwritable(BundleError):
    """The stick cannot be written or read: it is gone, write-protected, or broken."""
