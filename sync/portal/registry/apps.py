"""The one Django app with models; label ``registry``."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Tables are named ``registry_…``."""

    name = "sync.portal.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
