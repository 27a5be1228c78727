"""Django's settings, made from sync.portal.options; server.configure() is what starts Django with them."""

from datetime import timedelta
from pathlib import Path

from sync.portal import database, mail
from sync.portal import options as _options

_current = _options.current()
_https = _current.public_url.startswith("https://")
_HERE = Path(__file__).parent

SECRET_KEY = _current.secret()
DEBUG = False
ALLOWED_HOSTS = _current.allowed_hosts
PUBLIC_URL = _current.public_url
DATA = _current.data
PACKS = _current.packs
ATTACHMENTS = _current.attachments
WEBHOOK_NETWORKS = _current.webhook_networks
_mail = mail.server_of(_current.mail)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail.host else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = _mail.host, _mail.port, mail.TIMEOUT
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls == "starttls", _mail.tls == "tls"
DEFAULT_FROM_EMAIL = _mail.sender

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "sync.portal.registry",
]
AUTH_USER_MODEL = "registry.Officer"
MIDDLEWARE = [
    "sync.portal.api.middleware.SignedAnswers",
    "sync.portal.desk.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sync.portal.desk.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "sync.portal.accounts.middleware.SessionEnds",
    "sync.portal.accounts.middleware.WhollyLoggedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "sync.portal.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sync.portal.accounts.areas.of_request",
            ],
            "builtins": ["sync.portal.desk.tags"],
        },
    }
]

DATABASES = {"default": database.settings_of(_current.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "accounts:start"
LOGOUT_REDIRECT_URL = "front"
OTP_TOTP_ISSUER = "Kiosk"  # the name above the code in the app

# Idle for half an hour ends a session; SessionEnds ends it after a working day in any case.
SESSION_COOKIE_AGE = int(timedelta(minutes=30).total_seconds())
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_LONGEST = timedelta(hours=10)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [_current.public_url] if _current.public_url else []
CSRF_FAILURE_VIEW = "sync.portal.desk.errors.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _current.trusted_proxy and _https else None
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 9 << 20  # the bulk form; each route has its own, smaller bound
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_HANDLERS: list[str] = []  # officers upload nothing

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django puts the address of a failed request in its message, and a receipt's address is its key.
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "ERROR"},  # so does a form without its token, which is a warning
        "sync.portal": {"level": "INFO"},
    },
}
