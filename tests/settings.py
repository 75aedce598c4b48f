"""The product's settings in the environment of a test run, whatever the shell's own says."""

import os
from pathlib import Path

for name in ("DEBUG", "SECRET_KEY_FILE", "ALLOWED_HOSTS"):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = str(Path(__file__).resolve().parent.parent / "var" / "tests")
os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 50
os.environ["SITE_URL"] = "http://testserver"
os.environ["CXMATURITY_INSECURE_HTTP"] = "1"

from cxmaturity.settings import *  # noqa: E402, F403 - the environment comes first, then all of it
from cxmaturity.settings import INSTALLED_APPS  # noqa: E402 - named, so that it can be extended

# The keepers of migrations: tools of the developer, not of the product.
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations", "django_migration_linter"]
