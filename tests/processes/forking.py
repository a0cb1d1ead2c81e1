"""The process of which all others are forked."""

import json
import os
import socket
import sys

import django
from django.db import connections
from django.urls import get_resolver


def load():
    """Load what acts need, and leave no connection open that what is forked would share."""
    django.setup()
    assert get_resolver().url_patterns
    connections.close_all()


def fork_for_each_act(tests):
    """Answer an act and its streams with a new process's number, and that with how it ended.

    Only in the new process it returns: the act and its arguments.
    """
    while True:
        message, streams, _flags, _address = socket.recv_fds(tests, 65_536, 3)
        if not message:
            sys.exit()
        request = json.loads(message)
        if not streams:
            tests.sendall(json.dumps(os.waitstatus_to_exitcode(os.waitpid(request, 0)[1])).encode())
            continue
        process = os.fork()
        if process == 0:
            tests.close()
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
        for stream in streams:
            os.close(stream)
        if process == 0:
            return request
        tests.sendall(json.dumps(process).encode())
