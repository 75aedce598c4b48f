"""Entry for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from cxmaturity.start import refusing_in_one_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxmaturity.settings")
with refusing_in_one_line(status=3):  # at 3 gunicorn stops, at any other it tries for ever
    application = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded by now stays: no later collection has to look through it again
