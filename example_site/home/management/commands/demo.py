"""``manage.py demo``: a practice's site with everything in it, ready to be looked at."""

import signal
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands.runserver import Command as RunServer
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from wagtail.models import Site

from home.demo.content import create_content, is_created
from home.demo.logins import LOGINS, PASSWORD

STOPPED = "Stopped."


class Command(BaseCommand):
    help = "Creates the demo's content on the first run, then serves it until it is stopped."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=int, default=8000, help="0 takes any free port.")
        parser.add_argument("--no-serve", action="store_true", help="Stop before serving.")

    def handle(self, *, host: str, port: int, no_serve: bool, **options: Any) -> None:
        if not settings.DEBUG:
            # Everybody knows the passwords of its logins.
            raise CommandError(
                "The demo is for DEBUG=1 only: it creates logins that anybody knows."
            )
        for number in (signal.SIGINT, signal.SIGTERM):
            # A shell starts what is in its background with SIGINT ignored, hence this one too.
            signal.signal(number, _interrupt)
        try:
            self._prepare(port)
            if not no_serve:
                call_command(
                    Server(),
                    f"{host}:{port}",
                    use_reloader=False,
                    shutdown_message=STOPPED,
                )
        except KeyboardInterrupt:
            self.stdout.write(STOPPED)

    def _prepare(self, port: int) -> None:
        call_command("migrate", verbosity=0)
        if is_created():
            self._say("The content is there already.")
        else:
            self._say("Creating the content …")
            create_content()
        # So that full addresses, as in the sitemap, lead to this server.
        Site.objects.filter(hostname="localhost", is_default_site=True).update(port=port or 80)
        Site.clear_site_root_paths_cache()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


class Server(RunServer):
    """Django's own server; instead of its banner it says where to go and how to log in."""

    def on_bind(self, server_port: int) -> None:
        address = f"http://{'localhost' if self.addr == '127.0.0.1' else self.addr}:{server_port}/"
        logins = "\n".join(f"  {login.username:<13} {login.does}" for login in LOGINS)
        self.stdout.write(
            f"\nHarbour Lane Therapy is at  {address}\n"
            f"The admin is at             {address}admin/\n\n"
            f"Log in as one of these, with the password {PASSWORD!r} (for the demo only):\n"
            f"{logins}\n\nStop it with Ctrl+C.\n"
        )
        self.stdout.flush()


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
