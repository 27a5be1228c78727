"""The tables. Every key of a table that grows with dossiers begins with the site (docs/adr/0007-central-portal.md).

Two kinds: small reference tables (Portal, PortalKey, Site, Kiosk, EnrolmentCode, Officer, Membership, LoginFailure),
and tables of a site (Dossier, Revision, Attachment, Correction, Event, AuditEntry) with composite primary keys, which
a distributed PostgreSQL can split by site.
"""

from sync.portal.registry.models.dossiers import OPEN_STATES, Attachment, Correction, Dossier, Revision
from sync.portal.registry.models.places import EnrolmentCode, Kiosk, Portal, PortalKey, Site
from sync.portal.registry.models.staff import LoginFailure, Membership, Officer, Role
from sync.portal.registry.models.trail import AuditEntry, Event, TrailIsAppendOnly

__all__ = [
    "OPEN_STATES",
    "Attachment",
    "AuditEntry",
    "Correction",
    "Dossier",
    "EnrolmentCode",
    "Event",
    "Kiosk",
    "LoginFailure",
    "Membership",
    "Officer",
    "Portal",
    "PortalKey",
    "Revision",
    "Role",
    "Site",
    "TrailIsAppendOnly",
]
