"""The tables. Every key of a table that grows with dossiers begins with the site (docs/adr/0007-central-portal.md).

Two kinds: small reference tables (Portal, PortalKey, Site, Kiosk, EnrolmentCode, Officer, Membership, ApiToken,
LoginFailure, AccountEntry, PhoneGate, Throttle, Lease, Webhook, Silence), and tables of a site (Dossier, Revision,
Attachment, Correction, Event, Notice, AuditEntry, Promise, Petition, DataRequest, PhoneSubmission, PhoneFile,
ProvinceAct, Delivery) with composite primary keys, which a distributed PostgreSQL can split by site.
"""

from sync.portal.registry.models.dossiers import OPEN_STATES, OUR_TURN, Attachment, Correction, Dossier, Revision
from sync.portal.registry.models.fleet import Silence
from sync.portal.registry.models.notices import Notice
from sync.portal.registry.models.openrosa import PhoneFile, PhoneGate, PhoneSubmission
from sync.portal.registry.models.places import EnrolmentCode, Kiosk, Portal, PortalKey, Site
from sync.portal.registry.models.province import Delivery, ProvinceAct, Webhook
from sync.portal.registry.models.registers import DataRequest, Petition, Promise
from sync.portal.registry.models.staff import ApiToken, LoginFailure, Membership, Officer, Role
from sync.portal.registry.models.trail import AccountEntry, AuditEntry, Event, TrailIsAppendOnly
from sync.portal.registry.models.workers import Lease, Throttle

__all__ = [
    "OPEN_STATES",
    "OUR_TURN",
    "AccountEntry",
    "ApiToken",
    "Attachment",
    "AuditEntry",
    "Correction",
    "DataRequest",
    "Delivery",
    "Dossier",
    "EnrolmentCode",
    "Event",
    "Kiosk",
    "Lease",
    "LoginFailure",
    "Membership",
    "Notice",
    "Officer",
    "Petition",
    "PhoneFile",
    "PhoneGate",
    "PhoneSubmission",
    "Portal",
    "PortalKey",
    "Promise",
    "ProvinceAct",
    "Revision",
    "Role",
    "Silence",
    "Site",
    "Throttle",
    "TrailIsAppendOnly",
    "Webhook",
]
