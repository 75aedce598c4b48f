#!/usr/bin/env python
"""Command line of the product."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxmaturity.settings")
    from django.core.management import execute_from_command_line

    from cxmaturity.start import refusing_in_one_line

    with refusing_in_one_line():
        execute_from_command_line(sys.argv)
