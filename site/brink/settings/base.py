"""Production settings: the base that development and tests loosen."""

import mimetypes
import os
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from brink import addresses, env
from content.sound import SOUND_EXTENSIONS
from content.videos import hosts_of

# Only production may not start without its secrets; whoever forgets to choose gets production.
PRODUCTION = os.environ.get("DJANGO_SETTINGS_MODULE", "brink.settings.production").endswith(".production")
environment = env.read(production=PRODUCTION)

BASE_DIR = env.REPOSITORY
DATA_DIR = environment.data_dir
SECRET_KEY = environment.secret_key
DEBUG = False
# Every component with its states at /design/, for who works on the templates.
HAS_DESIGN_SCREEN = False
ALLOWED_HOSTS = environment.allowed_hosts
CSRF_TRUSTED_ORIGINS = [environment.base_url]

INSTALLED_APPS = [
    "home",
    "search",
    "news",
    "blog",
    "knowledge",
    "groups",
    "notices",
    "following",
    "content",
    "directory",
    "access",
    "background",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "wagtailmedia",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_htmx",
    # For its translations; the model field needs no app.
    "phonenumber_field",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    # The comments packages come before our own app, which takes their signal handlers off.
    "django_comments_xtd",
    "django_comments",
    "dialogue",
]

MIDDLEWARE = [
    "brink.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "access.machine_door.MachineDoorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "content.language.LanguageMiddleware",
    "dialogue.signed_out.KeepWordsMiddleware",
    "access.middleware.SignInFirstMiddleware",
    "access.second_factor.middleware.SecondFactorMiddleware",
    "access.middleware.AdminDoorMiddleware",
    "following.visits.VisitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "access.middleware.PrivateResponseMiddleware",
    "content.redirects.ScopedRedirectMiddleware",
    # Last, so that it wraps the view itself: Wagtail publishes and moves outside a transaction.
    "content.transactions.AdminTransactionMiddleware",
]

ROOT_URLCONF = "brink.urls"
WSGI_APPLICATION = "brink.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.frame",
            ],
        },
    },
]

DATABASES = {"default": environment.database}
CACHES = {"default": environment.cache}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who comes in
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "access.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "access.forms.SignInForm",
    "reset_password": "access.forms.ForgottenForm",
    "reset_password_from_key": "access.forms.NewPasswordForm",
    "user_token": "access.forms.ResetLinkForm",
    "reauthenticate": "access.second_factor.forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# A whole office may come in by one address at nine; one account is guessed at from anywhere.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "60/m/ip,10/300s/key",
    "reset_password": "60/m/ip,5/3600s/key",
    "reset_password_from_key": "60/m/ip",
    "report_mistake": "20/h/user",
    # Unknown tokens of machines; a good one comes in all the same.
    "api_token": "60/m/ip",
    # What the programs of one person ask together.
    "api_use": "120/m/user",
}
MFA_ADAPTER = "access.second_factor.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "access.second_factor.forms.CodeForm",
    "reauthenticate": "access.second_factor.forms.CodeAgainForm",
    "activate_totp": "access.second_factor.forms.FirstCodeForm",
    "add_webauthn": "access.second_factor.forms.AddPasskeyForm",
    "authenticate_webauthn": "access.second_factor.forms.PasskeyForm",
    "edit_webauthn": "access.second_factor.forms.RenamePasskeyForm",
    "login_webauthn": "access.second_factor.forms.PasskeyAloneForm",
    "reauthenticate_webauthn": "access.second_factor.forms.PasskeyAgainForm",
}
# A passkey checks who holds it, by finger, face or code: that is two factors at once.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Nothing of a passkey can be guessed, so this only keeps the door from being leant on.
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
# Which identity providers there are stands in the database, where an administrator keeps them.
SOCIALACCOUNT_ADAPTER = "access.identity.adapter.IdentityAdapter"
# A link, not a form: a strict policy lets no form lead to another host.
SOCIALACCOUNT_LOGIN_ON_GET = True
# Long enough for who reads mail in the next break, too short to lie in a mailbox.
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60

# Who sees what is asked anew for every file, so nothing lies open in a folder of the web server.
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/files/"
FILE_UPLOAD_PERMISSIONS = 0o640
# Where the proxy offers MEDIA_ROOT to Brink alone, such as "/inside/"; empty means that Brink sends files.
FILES_PROXY_PATH = environment.files_proxy_path
# Where signed addresses of another store lead.
FILE_ORIGINS = addresses.storage_origins(environment.storage)
# From where pages may show videos, after a click.
VIDEO_HOSTS = environment.video_hosts
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": environment.storage,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
mimetypes.add_type("font/woff2", ".woff2")

# Languages: the address decides a page's, the person decides the interface's.
USE_I18N = True
FORMAT_MODULE_PATH = "brink.formats"
WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = environment.default_language
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# What stands first wins: our words, then those of packages as we say them.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# Wagtail
WAGTAIL_SITE_NAME = environment.organisation_name
WAGTAILADMIN_BASE_URL = environment.base_url
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Address and password change under “Settings” alone: there the password is asked, and the audit log keeps it.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "content.BrinkImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "content.BrinkDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "search.admin.document_form.DocumentForm"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "content.BrinkMedia",
    "MEDIA_FORM_BASE": "content.forms.MediaForm",
    "AUDIO_EXTENSIONS": list(SOUND_EXTENSIONS),
}
# Pictures of these formats would keep where and with what they were taken, in every size; WebP forgets it.
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "avif": "webp", "heic": "webp"}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
# Everyone who comes in has signed in, so what is left to ask for is a group.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False, "LOGIN": False}
# A document is as private as the pages that use it, whatever its collection.
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False, "LOGIN": False, "GROUPS": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
TAGGIT_CASE_INSENSITIVE = True

# Search: Wagtail's own admin and choosers use the database, the reader's search is ours.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
ELASTICSEARCH_URL = environment.elasticsearch_url
ELASTICSEARCH_INDEX = "brink"

# Mail: EMAIL_BACKEND, EMAIL_HOST and so on, from the one address
DEFAULT_FROM_EMAIL = formataddr(
    (environment.organisation_name, f"brink@{urlsplit(environment.base_url).hostname}")
)
globals().update(environment.email)

# SQLite lacks the rule that there is one draft without a group: whoever saves one holds their account.
SILENCED_SYSTEM_CHECKS = [
    "models.W047",
    # A time of the day as default is meant to be fixed; Django asks only at that hour whether it is.
    "fields.W161",
]

# Background work
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Comments
SITE_ID = 1
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "dialogue.models.BrinkComment"
COMMENTS_XTD_MAX_THREAD_LEVEL = 2
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_CONFIRM_EMAIL = False
# In working days; a blog can promise its own number.
REPLY_DAYS = 3
# Working hours in which the hosts of a group decide first about what is reported there.
HOSTS_DECIDE_WITHIN_HOURS = 8

# Headers
SECURE_SSL_REDIRECT = environment.base_url.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
# Brink does not speak TLS itself: where it is asked for, the proxy that does tells who asks.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_SSL_REDIRECT else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    # The Wagtail admin needs inline scripts and styles: access.middleware gives it a policy of its own.
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *FILE_ORIGINS],
        "media-src": [SELF, *FILE_ORIGINS],
        "frame-src": [SELF, *(host.origin for host in hosts_of(VIDEO_HOSTS))],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
CSRF_FAILURE_VIEW = "home.errors.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "elastic_transport": {"level": "ERROR"},
        # That a task ran and a page was made stands in the database, not in every line of the log.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        # What someone may not see or wrote wrong is answered, not traced: only our own faults are.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        # Django sends the body along with HEAD and the server drops it, each time with a warning.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}

# A phone number without a country code is one of this country; as the holidays on which nobody works.
PHONENUMBER_DEFAULT_REGION = "NL"
PHONENUMBER_DEFAULT_FORMAT = "NATIONAL"
