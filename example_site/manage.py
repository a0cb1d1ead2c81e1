#!/usr/bin/env python
"""Run a management command of Harbour Lane Therapy's site."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    # A command line is mostly a developer's; practice/wsgi.py, which a server loads, leaves DEBUG
    # off unless the environment sets it.
    os.environ.setdefault("DEBUG", "1")
    execute_from_command_line(sys.argv)
