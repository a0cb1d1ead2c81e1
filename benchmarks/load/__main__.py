"""``python -m benchmarks.load``: reads the example site under load, and exits with 1 on any fault.

Takes the database and the cache from the environment, as the site does: ``DATABASE_URL`` names an
empty PostgreSQL database, ``CACHE_URL`` a Redis. Both are filled and left as they are.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import sys
import time
from urllib.parse import urlsplit

import django

from benchmarks.load.marks import read_marks
from benchmarks.load.readers import read_until
from benchmarks.load.server import EXAMPLE_SITE, Server, get, serve

_SHOWN_FAULTS = 20
_POPULAR = 30
_NINE_CHANGES = (
    ["wording", "line", "article", "article", "article"] + ["wording", "line"] + ["article"] * 2
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--readers", type=int, default=50, help="at the same time")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--workers", type=int, default=3, help="of gunicorn")
    parser.add_argument("--changes", type=int, default=90, help="spread over that time")
    parser.add_argument("--patience", type=float, default=60, help="seconds a reader waits")
    parser.add_argument(
        "--kill", type=float, metavar="S", help="kill a worker every S seconds or so"
    )
    options = parser.parse_args()

    os.environ |= {"ALLOWED_HOSTS": "127.0.0.1", "BEHIND_TLS_PROXY": "1", "DEBUG": "0"}
    os.environ.setdefault("SECRET_KEY", "only for the load test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    sys.path.insert(0, str(EXAMPLE_SITE))
    django.setup()

    from django.core.management import call_command

    from benchmarks.load.content import make_content

    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.monotonic()
    make_content(options.articles)
    print(f"The content was made in {time.monotonic() - started:.0f} s.", flush=True)
    with serve(options.workers) as server:
        faults = _run(options, server)
    print("\n".join(faults[:_SHOWN_FAULTS]))
    print(f"{len(faults)} faults.")
    sys.exit(1 if faults else 0)


def _run(options: argparse.Namespace, server: Server) -> list[str]:
    from django.core.cache import cache

    from benchmarks.load.acts import Practice
    from benchmarks.load.judging import describe, find_faults
    from wagtail_attachment.pages.models import ArticlePage

    cache.clear()
    practice = Practice()
    practice.do_all()
    changing = urlsplit(practice.article_path).path
    status, body = get(server.port, changing)
    shown = {name for name, _number in read_marks(body)}
    if status != 200 or shown != {"wording", "line", "article"}:
        sys.exit(f"{changing} answered {status}, and showed the marks of {sorted(shown)} alone.")
    # The wordings that are approved meanwhile are in English.
    pages = ArticlePage.objects.live().filter(locale__language_code="en").defer_streamfields()
    articles = [urlsplit(page.get_url()).path for page in pages]
    index = changing.rsplit("/", 2)[0] + "/"
    paths = {
        "popular": articles[:_POPULAR],
        "articles": articles,
        "others": [
            changing,
            changing,
            "/",
            index,
            f"{index}?page=2",
            f"{index}feed/rss/",
            "/blog/",
        ],
    }
    receive, send = multiprocessing.get_context("spawn").Pipe(duplex=False)
    begun = time.monotonic()
    end = begun + options.minutes * 60
    readers = multiprocessing.get_context("spawn").Process(
        target=read_until, args=(end, server.port, paths, options.readers, options.patience, send)
    )
    readers.start()
    send.close()  # so that the end of a process that fails is noticed
    memory = []
    with server.kill_now_and_then(options.kill) as killed:
        for number, name in zip(
            range(options.changes), itertools.cycle(_NINE_CHANGES), strict=False
        ):
            due = begun + (number + 0.5) / options.changes * options.minutes * 60
            time.sleep(max(0, due - time.monotonic()))
            practice.do(name)
            memory.append((time.monotonic() - begun, server.measure_memory()))
        time.sleep(max(0, end - time.monotonic()))
    answers = receive.recv()
    readers.join()
    print(describe(answers, practice.acts, end - begun, killed))
    _print_memory(memory)
    return list(find_faults(answers, practice.acts, set(articles), killed))


def _print_memory(memory: list[tuple[float, dict[int, int]]]) -> None:
    """Print what each worker took at five times of the run."""
    last = len(memory) - 1
    for index in sorted({last * part // 4 for part in range(5)}):
        seconds, workers = memory[index]
        sizes = ", ".join(f"{size / 1024:.0f}" for _pid, size in sorted(workers.items()))
        print(f"Memory of the workers after {seconds:.0f} s, in MiB: {sizes}.")


if __name__ == "__main__":
    main()
