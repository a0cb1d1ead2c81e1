"""Check a file of "What readers saw": python3 verify.py [FILE.zip or FOLDER] [--heads FILE] [--expect SHA256]

Needs Python 3.9 or later and nothing else; not the site, and no network. Without a file it checks the
folder that it is in. It exits with 0 when all that can be checked holds, with 1 when anything does not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .states import Check
from .values import MANIFEST, digest, read_members, read_text

CANNOT = """What no file can prove, and this one does not:
- that the practice did not make all of it anew. Compare the sha256 of the manifest with the one that the
  practice's own log has of this download, and heads that were kept elsewhere: --heads FILE.
- that the times are right: they are those of the server's clock.
- that a reader opened the page, or who used an account.
- what a template of the site's own added to a page, or what an older copy in a cache showed.
- pictures: their sha256 is on record, the files themselves are not in here.
What is made from the records and not compared with them here. Where it differs, the records count:
- index.html and README.txt, which say in words what disclosure.json has, and its "changes" and "limits".
- the order of the lines "as_read", and which of the card's lines they have.
- how help was worded in a state that says "is_sealed": false. Its wordings, crisis lines and numbers are
  compared with the ledgers; the card around them was put together for this report.
- "name_today", "exists_today" and "was_renamed": no record has what an account is called today."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Check a file of 'What readers saw'.")
    parser.add_argument("path", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("--heads", metavar="FILE", help="heads that were kept elsewhere")
    parser.add_argument("--expect", metavar="SHA256", help="the sha256 that the manifest must have")
    options = parser.parse_args()
    try:
        heads = read_text(Path(options.heads)) if options.heads else ""
        members = read_members(Path(options.path), options.heads or "")
    except Exception as error:  # whatever was done to a file, or where there is none
        print(f"It cannot be read: {error}")
        return 1
    check = Check(members)
    check.everything()
    if options.heads:
        check.attempt(lambda: check.heads(heads), "heads")
    sha256 = digest(members.get(MANIFEST, b""))
    if options.expect and options.expect.strip().lower() != sha256:
        check.wrong(f"the manifest has the sha256 {sha256}, which is another one than expected")
    lines = [f"ok     {line}" for line in check.verified]
    print("\n".join(lines + [f"WRONG  {line}" for line in check.faults]))
    print(f"sha256 of the manifest: {sha256}\n\n{CANNOT}\n")
    print(f"{len(check.faults)} faults." if check.faults else "All that can be checked here holds.")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
