"""Small documents of each kind, as programs of offices write them, and some that are made to do harm."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

OFFICE = "http://schemas.openxmlformats.org"
WORDS = f"{OFFICE}/wordprocessingml/2006/main"
DRAWN = f"{OFFICE}/drawingml/2006/main"
SHOWN = f"{OFFICE}/presentationml/2006/main"
RELATED = f"{OFFICE}/officeDocument/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return an archive of `parts` by their names."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def pdf(*pages: str, extra: str = "") -> bytes:
    """Return a PDF with a line of text on each page; `extra` stands in its trailer."""
    numbers = [4 + 2 * index for index in range(len(pages))]
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for number, text in zip(numbers, pages, strict=True):
        drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects[number] = f"<< /Type /Page /Parent 2 0 R {resources} /Contents {number + 1} 0 R >>"
        objects[number + 1] = f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
    written, places = "%PDF-1.4\n", []
    for number in sorted(objects):
        places.append(len(written))
        written += f"{number} 0 obj\n{objects[number]}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{written}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{len(written)}\n%%EOF\n"
    ).encode("latin-1")


def word(*paragraphs: tuple[str, str], extra: dict[str, str | bytes] | None = None) -> bytes:
    """Return a document of paragraphs, each a style (such as `Kop1`, or none) and a text."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    styles = '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    return _office(
        "word/document.xml",
        "wordprocessingml.document",
        f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>',
        {"rId1": ("styles", "styles.xml", f'<w:styles xmlns:w="{WORDS}">{styles}</w:styles>')},
        extra,
    )


def workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """Return a workbook with the rows of each sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def slides(*shown: tuple[str, str]) -> bytes:
    """Return a presentation of slides, each a title and a text; the last in the archive is shown first."""
    names = {f"rId{number}": f"slides/slide{number}.xml" for number in range(1, len(shown) + 1)}
    order = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(len(shown), 0, -1))
    drawn = [
        f'<p:sld xmlns:p="{SHOWN}" xmlns:a="{DRAWN}"><p:cSld><p:spTree>'
        f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:p><a:r><a:t>{title}</a:t></a:r></a:p></p:txBody></p:sp>"
        f"<p:sp><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        f"</p:spTree></p:cSld></p:sld>"
        for title, text in reversed(shown)
    ]
    return _office(
        "ppt/presentation.xml",
        "presentationml.presentation",
        f'<p:presentation xmlns:p="{SHOWN}" xmlns:r="{RELATED}"><p:sldIdLst>{order}</p:sldIdLst>'
        "</p:presentation>",
        {key: ("slide", name, part) for (key, name), part in zip(names.items(), drawn, strict=True)},
    )


def open_text(*paragraphs: tuple[str, str], manifest: str = "") -> bytes:
    """Return a text of OpenDocument: each part `h` or `p` with its words."""
    body = "".join(f"<text:{tag}>{text}</text:{tag}>" for tag, text in paragraphs)
    return _open("text", f"<office:text>{body}</office:text>", manifest)


def open_sheets(sheets: dict[str, Sequence[Sequence[str]]]) -> bytes:
    """Return a workbook of OpenDocument."""
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    return _open("spreadsheet", f"<office:spreadsheet>{tables}</office:spreadsheet>")


def open_slides(*texts: str) -> bytes:
    """Return a presentation of OpenDocument, with notes that nobody is shown."""
    pages = "".join(
        f"<draw:page><draw:frame><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
        "<presentation:notes><text:p>spiekbriefje</text:p></presentation:notes></draw:page>"
        for text in texts
    )
    return _open("presentation", f"<office:presentation>{pages}</office:presentation>")


def _open(kind: str, body: str, manifest: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="{OASIS}:{name}:1.0"'
        for name in ("office", "text", "table", "presentation", "manifest")
    )
    spaces += f' xmlns:draw="{OASIS}:drawing:1.0"'
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>{manifest}</manifest:manifest>",
            "content.xml": f"<office:document-content {spaces}><office:body>{body}</office:body>"
            "</office:document-content>",
        }
    )


def _office(
    main: str,
    kind: str,
    written: str,
    others: dict[str, tuple[str, str, str]],
    extra: dict[str, str | bytes] | None = None,
) -> bytes:
    """Return a document of Microsoft's: its main part, what that points to, and anything else."""
    folder, _slash, own = main.rpartition("/")
    space = f'xmlns="{OFFICE}/package/2006/relationships"'
    pointers = "".join(
        f'<Relationship Id="{key}" Type="{RELATED}/{what}" Target="{name}"/>'
        for key, (what, name, _part) in others.items()
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/{main}" '
            f'ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships {space}><Relationship Id="rId1" '
            f'Type="{RELATED}/officeDocument" Target="{main}"/></Relationships>',
            main: written,
            f"{folder}/_rels/{own}.rels": f"<Relationships {space}>{pointers}</Relationships>",
            **{f"{folder}/{name}": part for _what, name, part in others.values()},
            **(extra or {}),
        }
    )
