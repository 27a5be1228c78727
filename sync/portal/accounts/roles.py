"""What each role may do. A role holds where a membership says: in a commune, a province, or the whole portal.

Nobody has a right because of being an administrator: administrators make accounts, and read no dossiers.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from sync.portal.registry.models import Role


class Permission(StrEnum):
    """Something a page or an act asks for.

    Attributes:
        DOSSIERS: read dossiers and act on them, requests about their data included.
        REGISTERS: promises and petitions, by name.
        TRAIL: who did what.
        BOARD: figures without names.
        SHIFTS: volunteers and their shifts, calls for help.
        FLEET: how the kiosks are.
        KIOSKS: enrol kiosks, and revoke them.
        ACCOUNTS: accounts, roles, communes.
        TOKENS: keys for other systems. WEBHOOKS: where other systems are told of what happens.
    """

    DOSSIERS = "dossiers"
    REGISTERS = "registers"
    TRAIL = "trail"
    BOARD = "board"
    SHIFTS = "shifts"
    FLEET = "fleet"
    KIOSKS = "kiosks"
    ACCOUNTS = "accounts"
    TOKENS = "tokens"
    WEBHOOKS = "webhooks"


_P = Permission
MAY: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({_P.ACCOUNTS, _P.TOKENS, _P.WEBHOOKS, _P.KIOSKS, _P.FLEET, _P.TRAIL}),
    Role.PROVINCE: frozenset({_P.BOARD, _P.FLEET, _P.WEBHOOKS}),
    Role.LEADER: frozenset({_P.BOARD, _P.REGISTERS, _P.TRAIL, _P.FLEET}),
    Role.OFFICER: frozenset({_P.DOSSIERS, _P.REGISTERS}),
    Role.COORDINATOR: frozenset({_P.BOARD, _P.SHIFTS, _P.FLEET}),
    Role.TECHNICIAN: frozenset({_P.KIOSKS, _P.FLEET}),
}
# Roles that reach further than one desk never work with a password alone.
ALWAYS_SECOND_FACTOR = frozenset({Role.ADMINISTRATOR, Role.PROVINCE, Role.LEADER, Role.TECHNICIAN})
NAMES = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.PROVINCE: _("Province"),
    Role.LEADER: _("Commune leader"),
    Role.OFFICER: _("Officer"),
    Role.COORDINATOR: _("Volunteer coordinator"),
    Role.TECHNICIAN: _("Technician"),
}


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that have a permission."""
    return frozenset(role for role, permissions in MAY.items() if permission in permissions)
