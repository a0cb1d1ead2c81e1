"""Text that people and their tools really paste, and text that attackers do."""

LONG = "a" * 10_000
EMOJI = "Deep breath 🫁🌱"
RTL = "تنفس بعمق"
RTL_OVERRIDE = "safe\u202egnp.exe"
NUL = "be\x00fore"

UNSAFE_ADDRESSES = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://example.com/book",
    "https://",
    "https:///path",
    "//example.com",
    "calendly.com/practice",
    "https://user:secret@example.com/",
    "https://example.com:notaport/",
    f"https://example.com/{LONG}",
    "https://example.com/\x00",
    "https://example.com/\u202egnp.exe",
    "🌱",
    "",
    "   ",
]
