"""Settings of the test suite: production's, over plain HTTP, with tasks run at once."""

import os
import tempfile

os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("CXMATURITY_INSECURE_HTTP", "1")
os.environ.setdefault("SECRET_KEY", "tests-only-" * 6)
if "DATA_DIR" not in os.environ:  # xdist's workers inherit it and would not clean up
    FOLDER = tempfile.TemporaryDirectory(prefix="cxmaturity-tests-")  # removed at exit
    os.environ["DATA_DIR"] = FOLDER.name
# Playwright leaves its event loop running in the process; Django would refuse queries after it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
os.environ.setdefault("TASKS_BACKEND", "django_tasks.backends.immediate.ImmediateBackend")

from cxmaturity.settings import *  # noqa: F403 -- after the environment is set
from cxmaturity.settings import INSTALLED_APPS

# The keepers of migrations: tools of the developer, not of the product.
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations", "django_migration_linter"]

# A fast hasher: the suite signs in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- WhiteNoise warns without it
