"""What a reader sees of a document, by html5lib: it shares no code with the parser of the package."""

import html5lib

UNSEEN = {
    "head",
    "title",
    "script",
    "style",
    "template",
    "noscript",
    "textarea",
    "select",
    "datalist",
    "rp",
    "iframe",
    "frameset",
    "noframes",
    "noembed",
    "object",
    "video",
    "audio",
    "canvas",
    "meter",
    "progress",
    "xmp",
    "plaintext",
}


def read(html, *, scripting=False):
    """Return the words that are seen, without space, and those of each crisis card that is seen."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
    words, cards = [], []
    _walk(parser.parse(html, scripting=scripting), words, cards)
    return squeeze("".join(words)), [squeeze("".join(card)) for card in cards]


def squeeze(text):
    return "".join(text.split())


def _walk(element, words, cards):
    if not isinstance(element.tag, str) or _is_unseen(element):
        return
    start = len(words)
    words.append(element.text or "")
    for child in element:
        _walk(child, words, cards)
        words.append(child.tail or "")
    if "data-attachment-crisis" in element.attrib:
        cards.append(words[start:])


def _is_unseen(element):
    namespace, _brace, name = element.tag[1:].rpartition("}")
    style = squeeze(element.get("style", "")).lower()
    return (
        "svg" in namespace
        or "Math" in namespace
        or name in UNSEEN
        or (name in ("dialog", "details") and "open" not in element.attrib)
        or bool({"hidden", "inert", "popover"} & set(element.attrib))
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )
