"""One short text of ours as programs put it on the clipboard, or save it: their markup, our words.

What matters of the markup is as it comes, tags that are broken included; the rest is shorter.
"""

_NO_LISTS = "<![if !supportLists]><span style='mso-fareast-font-family:Symbol'>"
_TIMES = """<span style='font:7.0pt "Times New Roman"'>"""


def item(mark, words, level=1, listed="l0 level{} lfo1", name="MsoListParagraphCxSpMiddle"):
    """Return an item of a list as Word writes it: a paragraph with its mark in front."""
    return (
        f"<p class={name} style='margin-left:{level}.0in;text-indent:-.25in;mso-list:{listed.format(level)}'>"
        f"{_NO_LISTS}<span style='mso-list:Ignore'>{mark}{_TIMES}&nbsp;&nbsp;&nbsp;&nbsp;\n</span></span></span>"
        f"<![endif]>{words}<o:p></o:p></p>\n"
    )


WORD = f"""\
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0in;font-family:"Calibri",sans-serif;}} @list l0 {{mso-list-id:1;}} --></style>
</head><body lang=EN-US style='tab-interval:.5in;word-wrap:break-word'>
<!--StartFragment-->
<p class=MsoTitle>The Careful Guest<o:p></o:p></p>
<p class=MsoNormal>Some people leave a party by the garden&nbsp;gate. They say goodbye to
<st1:PersonName w:st="on">Mary</st1:PersonName><a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if
!supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>.
They mean <b style='mso-bidi-font-weight:normal'>no harm</b>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h1>What Gives It Away<o:p></o:p></h1>
<p class=MsoNormal>Small things<span class=MsoCommentReference><span style='font-size:8.0pt'><a
style='mso-comment-reference:AB_1;mso-comment-date:20261101T1000'></a><![if !supportAnnotations]><a
class=msocomanchor id="_anchor_1" href="#_msocom_1" language=JavaScript name="_msoanchor_1">[AB1]</a><![endif]><span
style='mso-special-character:comment'>&nbsp;</span></span></span>:<o:p></o:p></p>
{item("·", "A coat that stays on")}{item("o", "even by the stove", 2)}{item("§", "and in July", 3)}\
{item("·", "A chair near the door")}<h1>What Helps<o:p></o:p></h1>
<p class=MsoNormal>Do this <del cite="mailto:Ada" datetime="2026-11-02T10:00">quickly</del><ins cite="mailto:Ada"
datetime="2026-11-02T10:00">slowly</ins>:<o:p></o:p></p>
{item("1.", "Sit down.", listed="l1 level{} lfo2")}{item("2.", "Ask one thing.", listed="l1 level{} lfo2")}\
<p class=MsoNormal>Rest in between.<o:p></o:p></p>
{item("3.", "Stay.", listed="l1 level{} lfo2")}<p class=MsoNormal>More is on <a
href="https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fstay&amp;data=05">this
page</a>.<o:p></o:p></p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>
<hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> Lund, B. (2011). Guests. Nordic
Press.<o:p></o:p></p></div></div>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff size=1><![endif]>
<div style='mso-element:comment'><![if !supportAnnotations]><div id="_com_1" class=msocomtxt><![endif]><span
style='mso-comment-author:"Ada Bell"'><![if !supportAnnotations]><a name="_msocom_1"></a><![endif]></span>
<p class=MsoNormal><span class=MsoCommentReference><a class=msocomoff
href="#_msoanchor_1">[AB1]</a></span>Is it three?<o:p></o:p></p><![if !supportAnnotations]></div><![endif]></div></div>
<!--EndFragment-->
</body></html>
"""

_GOOGLE = (
    "font-size:11pt;font-family:Arial,sans-serif;color:#000000;font-weight:400;font-style:normal"
)


def _google(words, style=""):
    return f'<span style="{style or _GOOGLE};white-space:pre-wrap;">{words}</span>'


def _google_item(words, level):
    inner = f'<p dir="ltr" style="line-height:1.38;" role="presentation">{_google(words)}</p>'
    return f'<li dir="ltr" style="list-style-type:disc;font-size:11pt;" aria-level="{level}">{inner}</li>'


GOOGLE_DOCS = f"""\
<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" \
id="docs-internal-guid-8f3c2a1b-7fff-1234-5678-9abcdef01234"><p dir="ltr" style="line-height:1.38;">\
{_google("The Careful Guest", "font-size:26pt;font-weight:400")}</p><p dir="ltr" style="margin-bottom:16pt;">\
{_google("Leaving by the gate", "font-size:15pt;color:#666666;font-weight:400")}</p><p dir="ltr">\
{_google("Some people leave a party by the garden gate. They mean ")}\
{_google("no harm", "font-size:11pt;font-weight:700")}{_google(".")}</p><br />\
<h2 dir="ltr">{_google("What Gives It Away")}</h2><ul style="margin-top:0;padding-inline-start:48px;">\
{_google_item("A coat that stays on", 1)}<ul style="margin-top:0;">{_google_item("even by the stove", 2)}\
<ul>{_google_item("and in July", 3)}</ul></ul>{_google_item("A chair near the door", 1)}</ul><br />\
<h2 dir="ltr">{_google("What Helps")}</h2><ol style="margin-top:0;">{_google_item("Sit down.", 1)}\
{_google_item("Ask one thing.", 1)}</ol><p dir="ltr">{_google("Rest in between.")}</p>\
<ol style="margin-top:0;" start="3">{_google_item("Stay.", 1)}</ol><p dir="ltr">{_google("More is on ")}\
<a href="https://www.google.com/url?q=https://example.org/stay&amp;sa=D&amp;source=docs&amp;usg=x" \
style="text-decoration:none;">{_google("this page", "color:#1155cc")}</a>{_google(".")}</p></b>\
<br class="Apple-interchange-newline">"""

# The page that Google Docs saves: each level of a list is a list of its own.
GOOGLE_PAGE = """\
<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">\
.c3{font-weight:400}.c1{font-weight:700}.title{font-size:26pt}</style></head><body class="c5 doc-content">\
<p class="c2 title" id="h.abc"><span class="c3">The Careful Guest</span></p><p class="c2 subtitle" id="h.def">\
<span class="c3">Leaving by the gate</span></p><p class="c4"><span>Some people leave a party by the garden \
gate.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> They mean </span><span class="c1">no \
harm</span><span>.</span></p><h2 class="c6" id="h.x"><span>What Gives It Away</span></h2>\
<ul class="c10 lst-kix_abc-0 start"><li class="c2 li-bullet-0"><span>A coat that stays on</span></li></ul>\
<ul class="c10 lst-kix_abc-1 start"><li class="c2 li-bullet-0"><span>even by the stove</span></li></ul>\
<ul class="c10 lst-kix_abc-2 start"><li class="c2 li-bullet-0"><span>and in July</span></li></ul>\
<ul class="c10 lst-kix_abc-0"><li class="c2 li-bullet-0"><span>A chair near the door</span></li></ul>\
<h2 class="c6" id="h.y"><span>What Helps</span></h2><ol class="c10 lst-kix_q-0 start" start="1"><li>\
<span>Sit down.</span></li><li><span>Ask one thing.</span></li></ol><p class="c4"><span>Rest in between.</span>\
</p><ol class="c10 lst-kix_q-0" start="3"><li><span>Stay.</span></li></ol><p class="c4"><span>More is on \
</span><a class="c8" href="https://www.google.com/url?q=https://example.org/stay&amp;sa=D&amp;usg=x">this \
page</a><span>.</span></p><hr class="c12"><div><p class="c13"><a href="#ftnt_ref1" id="ftnt1">[1]</a>\
<span class="c14">&nbsp;Lund, B. (2011). Guests. Nordic Press.</span></p></div></body></html>"""

PAGES = """\
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title></title>
<meta name="Generator" content="Cocoa HTML Writer"><style type="text/css">
p.p1 {margin: 0.0px 0.0px 0.0px 0.0px; font: 30.0px 'Helvetica Neue'}
span.s1 {font-kerning: none}</style></head><body>
<p class="p1"><span class="s1"><b>The Careful Guest</b></span></p>
<p class="p3"><span class="s1"></span><br></p>
<p class="p2"><span class="s1">Some people leave a party by the garden<span class="Apple-converted-space">\u00a0\
</span>gate.<span class="Apple-converted-space">&nbsp; </span>They mean </span><span class="s2"><b>no harm</b>\
</span><span class="s1">.</span></p>
<p class="p4"><span class="s1"><b>What Gives It Away</b></span></p>
<ul class="ul1">
<li class="li2"><span class="s1"></span>A coat that stays on
<ul class="ul2">
<li class="li2"><span class="s1"></span>even by the stove
<ul class="ul3">
<li class="li2">and in July</li></ul></li></ul></li>
<li class="li2">A chair near the door</li>
</ul>
<p class="p4"><span class="s1"><b>What Helps</b></span></p>
<ol class="ol1">
<li class="li2">Sit down.</li>
<li class="li2">Ask one thing.</li>
</ol>
<p class="p2"><span class="s1"><span class="Apple-tab-span">	</span>Rest in between.</span></p>
<ol class="ol1" start="3"><li class="li2">Stay.</li></ol>
<p class="p2"><span class="s1">More is on <a href="https://example.org/stay"><span class="s3">this \
page</span></a>.</span></p>
</body></html>
"""

APPLE_NOTES = """\
<html><body><div><b><span style="font-size: 24px">The Careful Guest</span></b></div>
<div><br></div>
<div>Some people leave a party by the garden gate. They mean <b>no harm</b>.</div>
<div><br></div>
<div><b><span style="font-size: 18px">What Gives It Away</span></b></div>
<ul class="Apple-dash-list"><li>A coat that stays on</li><ul class="Apple-dash-list"><li>even by the stove</li>
<ul class="Apple-dash-list"><li>and in July</li></ul></ul><li>A chair near the door</li></ul>
<div><b><span style="font-size: 18px">What Helps</span></b><br></div>
<ol><li>Sit down.</li><li>Ask one thing.</li></ol><div>Rest in between.</div><ol start="3"><li>Stay.</li></ol>
<div>More is on <a href="https://example.org/stay">this page</a>.</div></body></html>
"""

# As LibreOffice 7.4 wrote it; items are not closed.
LIBRE_OFFICE = """\
<!DOCTYPE html>
<html><head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">p { line-height: 115% } a.sdfootnoteanc { font-size: 57% }</style></head>
<body lang="en-US" link="#000080" vlink="#800000" dir="ltr"><p align="center" style="line-height: 100%">
<font face="Liberation Sans, sans-serif"><font size="6" style="font-size: 28pt"><b>The
Careful Guest</b></font></font></p>
<p>Some people leave a party by the garden gate.<sup><a class="sdfootnoteanc" name="sdfootnote1anc" \
href="#sdfootnote1sym"><sup>1</sup></a></sup>
They mean <b>no harm</b>.</p>
<h1 class="western">What Gives It Away</h1>
<ul>
	<li><p>A coat that stays on</p>
	<ul>
		<li><p>even by the stove</p>
		<ul>
			<li><p>and in July</p>
		</ul>
	</ul>
	<li><p>A chair near the door</p>
</ul>
<h1 class="western">What Helps</h1>
<ol>
	<li><p>Sit down.</p>
	<li><p>Ask one thing.</p>
</ol>
<p>Rest in between<a href="#sdcomment1" name="sdcomment1anc"><sup>[ab1]</sup></a>.</p>
<ol start="3">
	<li><p>Stay.</p>
</ol>
<p>More is on <font color="#000080"><u><a href="https://example.org/stay">this page</a></u></font>.</p>
<div id="sdcomment1" dir="ltr"><p>Is it three?</p>
</div>
<div id="sdfootnote1"><p class="sdfootnote" style="margin-bottom: 0.2in">
	<a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Lund,
	B. (2011). Guests. Nordic Press.</p>
</div>
</body></html>
"""

NOTION = """\
<meta charset='utf-8'><h1>The Careful Guest</h1><p>Some people leave a party by the garden gate. They mean \
<strong>no harm</strong>.</p><h2>What Gives It Away</h2><ul><li>A coat that stays on<ul><li>even by the stove\
<ul><li>and in July</li></ul></li></ul></li><li>A chair near the door</li></ul><h2>What Helps</h2><ol><li>Sit \
down.</li></ol><ol start="2"><li>Ask one thing.</li></ol><p>Rest in between.</p><ol start="3"><li>Stay.</li></ol>\
<p>More is on <a href="https://example.org/stay">this page</a>.</p><!-- notionvc: 1c2d3e4f-0000-4000 -->"""

GMAIL = """\
<meta http-equiv="content-type" content="text/html; charset=utf-8"><div dir="ltr"><div><b><font size="6">The \
Careful Guest</font></b></div><div><br></div><div>Some people leave a party by the garden gate. They mean <b>no \
harm</b>.</div><div><br></div><div><b>What Gives It Away</b></div><div><ul><li>A coat that stays on<br></li><ul>\
<li>even by the stove<br></li><ul><li>and in July<br></li></ul></ul><li>A chair near the door</li></ul><div><b>What \
Helps</b></div></div><div><ol><li>Sit down.</li><li>Ask one thing.</li></ol></div><div>Rest in between.</div>\
<ol start="3"><li>Stay.</li></ol><div>More is on <a href="https://example.org/stay" target="_blank" \
data-saferedirecturl="https://www.google.com/url?q=https://example.org/stay&amp;source=gmail">this page</a>.\
</div></div><br class="Apple-interchange-newline">"""

OUTLOOK = """\
<div class="elementToProof" style="font-family: Aptos, sans-serif; font-size: 24pt;"><b>The Careful Guest</b></div>\
<div class="elementToProof"><br></div><div class="elementToProof" style="font-size: 12pt;">Some people leave a \
party by the garden gate. They mean <b>no harm</b>.</div><div class="elementToProof"><br></div><div \
class="elementToProof"><b>What Gives It Away</b></div><ul data-editing-info="{}"><li><div role="presentation" \
class="elementToProof">A coat that stays on</div></li><ul style="list-style-type: circle;"><li><div \
role="presentation">even by the stove</div></li><ul><li><div>and in July</div></li></ul></ul><li><div \
role="presentation">A chair near the door</div></li></ul><div class="elementToProof"><b>What Helps</b></div>\
<ol start="1"><li><div>Sit down.</div></li><li><div>Ask one thing.</div></li></ol><div>Rest in between.</div>\
<ol start="3"><li><div>Stay.</div></li></ol><div class="elementToProof">More is on <a \
href="https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fstay&amp;data=05&amp;\
reserved=0" data-auth="NotApplicable" class="OWAAutoLink">this page</a>.</div>"""


def _web(words, tag="p", attributes="", run="TextRun"):
    return (
        f'<div class="OutlineElement Ltr SCXW1 BCX0"><{tag} class="Paragraph SCXW1 BCX0" paraid="1" {attributes}>'
        f'<span data-contrast="auto" lang="EN-US" class="{run} SCXW1 BCX0"><span class="NormalTextRun">{words}'
        f'</span></span><span class="EOP SCXW1 BCX0" data-ccp-props="{{}}">&nbsp;</span></{tag}></div>'
    )


def _web_item(words, level, tag="ul"):
    inner = f'<p class="Paragraph"><span class="TextRun">{words}</span><span class="EOP">&nbsp;</span></p>'
    return (
        f'<div class="ListContainerWrapper SCXW1"><{tag} role="list"><li data-listid="1" data-aria-level="{level}" '
        f'role="listitem" class="OutlineElement Ltr">{inner}</li></{tag}></div>'
    )


_HEADING = 'role="heading" aria-level="{}"'
WORD_IN_THE_BROWSER = (
    _web("The Careful Guest", attributes=_HEADING.format(1))
    + _web(
        "Some people leave a party by the garden gate. They mean </span></span><span class='TextRun' "
        "style='font-weight: bold;'><span>no harm</span></span><span><span>."
    )
    + _web("What Gives It Away", attributes=_HEADING.format(2))
    + _web_item("A coat that stays on", 1)
    + _web_item("even by the stove", 2)
    + _web_item("and in July", 3)
    + _web_item("A chair near the door", 1)
    + _web("What Helps", attributes=_HEADING.format(2))
    + '<div><ol start="1"><li data-aria-level="1"><p>Sit down.</p></li></ol></div>'
    + '<div><ol start="2"><li data-aria-level="1"><p>Ask one thing.</p></li></ol></div>'
    + _web("Rest in between.")
    + '<div><ol start="3"><li data-aria-level="1"><p>Stay.</p></li></ol></div>'
    + _web('More is on <a class="Hyperlink" href="https://example.org/stay">this page</a>.')
)

SUBSTACK = """\
<meta charset='utf-8'><h1 class="post-title published title-X77sOw" dir="auto">The Careful Guest</h1><h3 dir="auto" \
class="subtitle subtitle-HEEcLo">Leaving by the gate</h3><div class="byline-wrapper"><a \
href="https://substack.com/@ada">Ada Bell</a></div><div class="available-content"><div dir="auto" \
class="body markup"><p>Some people leave a party by the garden gate.<a data-component-name="FootnoteAnchorToDOM" \
id="footnote-anchor-1-14" href="https://ada.substack.com/p/guest#footnote-1-14" class="footnote-anchor">1</a> They \
mean <strong>no harm</strong>.</p><h2 class="header-anchor-post">What Gives It Away<div class="pencraft \
header-anchor-parent"><div class="pencraft header-anchor" id="§what"></div><button type="button" \
aria-label="Link"></button></div></h2><ul><li><p>A coat that stays on</p><ul><li><p>even by the stove</p><ul><li>\
<p>and in July</p></li></ul></li></ul></li><li><p>A chair near the door</p></li></ul><p class="button-wrapper" \
data-component-name="ButtonCreateButton"><a class="button primary" href="https://ada.substack.com/subscribe?"><span>\
Subscribe now</span></a></p><h2 class="header-anchor-post">What Helps</h2><ol><li><p>Sit down.</p></li><li><p>Ask \
one thing.</p></li></ol><p>Rest in between.</p><ol start="3"><li><p>Stay.</p></li></ol><p>More is on <a \
href="https://example.org/stay">this page</a>.</p><div data-component-name="FootnoteToDOM" class="footnote"><a \
id="footnote-1-14" href="https://ada.substack.com/p/guest#footnote-anchor-1-14" contenteditable="false" \
class="footnote-number">1</a><div class="footnote-content"><p>Lund, B. (2011). Guests. Nordic Press.</p></div>\
</div></div></div>"""

WEB_PAGE = """\
<html><body><!--StartFragment--><div role="navigation"><ul><li><a href="/">Home</a></li></ul></div><div \
id="onetrust-banner-sdk" role="dialog"><p>We use cookies to improve your experience.</p><button>Accept all</button>\
</div><div style="box-sizing: border-box;"><h1 style="font-weight: 700;">The Careful Guest</h1><p>By Ada Bell</p>\
<p style="font-weight: 400;">Some people leave a party by the garden gate.<sup id="fnref:1"><a \
href="https://example.org/guest/#fn:1" role="doc-noteref">1</a></sup> They mean <strong>no harm</strong>.</p>\
<h2 id="what">What Gives It Away<a class="headerlink" href="https://example.org/guest/#what" title="Link">¶</a></h2>\
<ul><li>A coat that stays on<ul><li>even by the stove<ul><li>and in July</li></ul></li></ul></li><li>A chair near \
the door</li></ul><figure><img src="https://example.org/gate.jpg" alt="A gate"><figcaption>The gate</figcaption>\
</figure><aside class="related"><h3>You may also like</h3><ul><li><a href="/b">The shy host</a></li></ul></aside>\
<h2>What Helps</h2><ol><li>Sit down.</li><li>Ask one thing.</li></ol><p>Rest in between.</p><ol start="3"><li>Stay.\
</li></ol><p>More is on <a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fstay&amp;h=x">this \
page</a>.</p></div><ol class="notes"><li id="fn:1"><p>Lund, B. (2011). Guests. Nordic Press.&nbsp;<a \
href="https://example.org/guest/#fnref:1" role="doc-backlink">↩︎</a></p></li></ol><footer class="site-footer"><p>© \
2026 Ada Bell</p></footer><!--EndFragment--></body></html>"""

CLIPBOARDS = {
    "Word": WORD,
    "Word in the browser": WORD_IN_THE_BROWSER,
    "Google Docs": GOOGLE_DOCS,
    "a page of Google Docs": GOOGLE_PAGE,
    "Pages": PAGES,
    "Apple Notes": APPLE_NOTES,
    "LibreOffice": LIBRE_OFFICE,
    "Notion": NOTION,
    "Gmail": GMAIL,
    "Outlook in the browser": OUTLOOK,
    "Substack": SUBSTACK,
    "a web page": WEB_PAGE,
}
