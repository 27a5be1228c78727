"""Errors of the protocol.

ProtocolError
├── MalformedError      the bytes are not what the protocol says (hostile or broken sender)
├── SignatureError      the bytes are well formed, and not signed by whom they claim
└── SealError           a sealed part cannot be opened with the keys at hand
"""


class ProtocolError(ValueError):
    """Base of what can be wrong with bytes that came over the wire."""


class MalformedError(ProtocolError):
    """The bytes do not follow docs/protocol.md."""


class SignatureError(ProtocolError):
    """A signature does not fit the bytes and the key."""


class SealError(ProtocolError):
    """A sealed part was made for another key, or was changed."""
