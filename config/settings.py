"""The only settings file: read it from top to bottom. Every value that a deployment changes comes from the environment
(or from a file named .env); .env.example names them all."""

import re
import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# How this process was started: the demo and the tests need no secret from outside.
COMMAND = sys.argv[1] if len(sys.argv) > 1 and Path(sys.argv[0]).name == "manage.py" else ""
TESTING = "pytest" in sys.modules

env = Env()
if not TESTING:
    # The tests say what they need; an installation's own rules are not theirs.
    env.read_env(BASE_DIR / ".env", recurse=False)

# Safety --------------------------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)


def kept_secret_key():
    """Return the key kept in var/, made first if there is none: for the demo and commands that serve nobody."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    # A command other than a server process signs nothing that outlives it.
    if DEBUG or DEMO or TESTING or COMMAND:
        SECRET_KEY = kept_secret_key()
    else:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. A server needs a long random string of its own, the same in every process and kept"
            " out of the repository. Make one with:  python -c 'import secrets; print(secrets.token_urlsafe(50))'  and"
            " set it in the environment or in the file .env. To look at the product first, run: make demo"
        )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The address readers use, for canonical links and the sitemap; empty: the address of the request.
SITE_URL = env.str("SITE_URL", default="").rstrip("/")

# HTTPS is on wherever it is not plainly a machine of one's own.
HTTPS = env.bool("HTTPS", default=not (DEBUG or DEMO or TESTING))
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
# Whether the rest of a domain speaks HTTPS, too, is not this site's to promise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Cookies belong to editors alone: readers' pages neither get nor set one, so any cache may keep them.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=12 * 3600)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", default=False):
    # Only behind a proxy that sets this header itself; otherwise a visitor could claim to have come by HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The visitor's address for the limit of log-in attempts: the one that this proxy saw.
    AXES_IPWARE_PROXY_COUNT = 1
    AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR"]

# No inline script or style anywhere, the admin included, so no nonces, which would defeat caching.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# A map drawn by somebody else, behind ours: none unless an operator chooses one, and then pictures from there alone.
MAP_TILES_URL = env.str("MAP_TILES_URL", default="").strip()
MAP_TILES_ATTRIBUTION = env.str("MAP_TILES_ATTRIBUTION", default="").strip()
if MAP_TILES_URL:
    MAP_TILES_HOST = re.match(r"(https?)://([\w.:-]+|\{s\}\.[\w.:-]+)/[^\s;,]*$", MAP_TILES_URL)
    if not (MAP_TILES_HOST and all(part in MAP_TILES_URL for part in ("{z}", "{x}", "{y}")) and MAP_TILES_ATTRIBUTION):
        raise ImproperlyConfigured(
            "MAP_TILES_URL is not the address of map tiles, or MAP_TILES_ATTRIBUTION does not say whose they are. Write"
            " it like https://tiles.example.org/{z}/{x}/{y}.png and give the attribution that its owner asks for."
        )
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(
        f"{MAP_TILES_HOST[1]}://{MAP_TILES_HOST[2].replace('{s}', '*')}"
    )

PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")}

# Log-in attempts: five wrong ones for a name from an address, then a quarter of an hour of rest.
AXES_FAILURE_LIMIT = env.int("LOGIN_ATTEMPTS", default=5)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_VERBOSE = False
AXES_ENABLED = not TESTING  # tests that are about it switch it on

# Application ---------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "editorial",
    "sources",
    "claims",
    "editorial.apps.EditingConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "simple_history",
    "concurrency",
    "axes",
    "csp",
]

MIDDLEWARE = [
    # What sets headers comes first, so that redirects, refusals and files have them too.
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "editorial.languages.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "claims.search.middleware.IndexAfterWriting",
    "claims.views.moved.LeadOn",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "editorial.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
# The project's own templates come before those of the libraries, form widgets included.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# How editors work ----------------------------------------------------------------------------------------------------

# What one person wrote, another publishes.
REQUIRE_SECOND_PERSON = env.bool("REQUIRE_SECOND_PERSON", default=True)
# The largest article that an import accepts, in bytes.
SOURCES_MAX_ARTICLE_BYTES = env.int("MAX_ARTICLE_BYTES", default=5_000_000)
# What may be handed over at once in the admin, all files together, in bytes. The form says what is too much, so
# Django's own limit on the number of files lies above that of the form.
SOURCES_MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_BYTES", default=50_000_000)
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

# A letter a day to whoever something waits for (manage.py send_digest); nothing is sent unless it is switched on.
DIGEST = env.bool("DIGEST", default=False)
MAIL = env.dj_email_url("EMAIL_URL", default="console:")
if "EMAIL_BACKEND" not in MAIL:
    raise ImproperlyConfigured(
        "EMAIL_URL is not the address of a server that takes mail. Write it like"
        " submission://name:password@mail.example.org:587, or console: to have letters printed."
    )
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_BACKEND"], MAIL["EMAIL_HOST"], MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"], MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL["EMAIL_USE_TLS"], MAIL["EMAIL_USE_SSL"], 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="counterclaim@localhost")

# Database ------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'counterclaim.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Readers go on while one writes; a writer takes its turn at the start of the transaction, so that two never
        # meet half-way and fail.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        # Pages ask queries of many small joins. Searching every order of them, or compiling them, takes PostgreSQL
        # several times as long as running them; the order in which we write them is a good one.
        "options": "-c join_collapse_limit=4 -c jit=off",
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8), "timeout": 10},
    }

# Files ---------------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG or TESTING
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING

# Language and time ---------------------------------------------------------------------------------------------------

# The languages that readers can choose, by their own names. The first stands at addresses without a prefix.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
# The language in which editors of this installation write: statements, titles, questions, names.
CONTENT_LANGUAGE = env.str("CONTENT_LANGUAGE", default="en")
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# Where `loaddata corpus` finds the curated data.
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Records of what happened --------------------------------------------------------------------------------------------

LOG_LEVEL = env.log_level("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # It warns of every answer to HEAD, whose body it rightly leaves out.
    "loggers": {"gunicorn.http.wsgi": {"level": "ERROR"}},
}
