"""What the portal knows and does: sites, kiosks, dossiers, their revisions, the feed, the audit trail."""
