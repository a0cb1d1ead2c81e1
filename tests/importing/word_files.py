"""Word files (.docx), written part by part as word processors do."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The smallest PNG there is.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bold(text):
    return run(text, "<w:b/>")


def paragraph(*runs, style=""):
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f'<w:p><w:pPr>{f"""<w:pStyle w:val="{style}"/>""" if style else ""}</w:pPr>{inner}</w:p>'


def item(text, number=1, level=0):
    """Return an item of list 1, with bullets, or 2, with numbers; 3 is another list that looks like 2."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="{level}"/>'
        f'<w:numId w:val="{number}"/></w:numPr></w:pPr>{run(text)}</w:p>'
    )


def table(*rows):
    cells = (
        "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)  # a cell holds paragraphs
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"


def note_mark(number):
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def deleted(text):
    return (
        f'<w:del w:id="9" w:author="Ann"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'
    )


def inserted(text):
    return f'<w:ins w:id="8" w:author="Ann">{run(text)}</w:ins>'


def remark(number=0):
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def link(text):
    return f'<w:hyperlink r:id="rLink">{run(text)}</w:hyperlink>'


def picture(alt, way="embed"):
    """Return a picture that is in the file, or one that is linked and is not."""
    relation = {"embed": "rPicture", "link": "rLink"}[way]
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing"><wp:docPr id="1" name="Picture" descr="{escape(alt)}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip r:{way}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


STYLES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Quote": "Quote",
    "TOC1": "toc 1",
    "TOCHeading": "TOC Heading",
    "Caption": "caption",
    "ListParagraph": "List Paragraph",
}


def make_document(body):
    return f'{XML}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def make_parts(*blocks, notes=(), comments=(), address="https://example.org/x"):
    """Return the parts of a Word file by name."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl>'
        f'<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
        for key, kind in ((1, "bullet"), (2, "decimal"))
    )
    numbers = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{look}"/>{restart}</w:num>'
        for key, look, restart in (
            (1, 1, ""),
            (2, 2, ""),
            (3, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        )
    )
    footnotes = "".join(
        f'<w:footnote w:id="{place}">{paragraph(text)}</w:footnote>'
        for place, text in enumerate(notes, 1)
    )
    remarks = "".join(
        f'<w:comment w:id="{place}" w:author="Ann" w:initials="A">{paragraph(text)}</w:comment>'
        for place, text in enumerate(comments)
    )
    office = f"{R}"
    relations = "".join(
        f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{escape(target)}"{mode}/>'
        for key, kind, target, mode in (
            ("rStyles", "styles", "styles.xml", ""),
            ("rNumbers", "numbering", "numbering.xml", ""),
            ("rNotes", "footnotes", "footnotes.xml", ""),
            ("rComments", "comments", "comments.xml", ""),
            ("rPicture", "image", "media/image1.png", ""),
            ("rLink", "hyperlink", address, ' TargetMode="External"'),
        )
    )
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": make_document("".join(blocks)),
        "word/styles.xml": f'{XML}<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/numbering.xml": f'{XML}<w:numbering xmlns:w="{W}">{levels}{numbers}</w:numbering>',
        "word/footnotes.xml": f'{XML}<w:footnotes xmlns:w="{W}">{footnotes}</w:footnotes>',
        "word/comments.xml": f'{XML}<w:comments xmlns:w="{W}">{remarks}</w:comments>',
        "word/media/image1.png": PNG,
    }


def pack(parts):
    """Return the bytes of an archive of ``parts``."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def make_word_file(*blocks, **kwargs):
    return pack(make_parts(*blocks, **kwargs))
