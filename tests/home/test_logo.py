"""A logo is a picture, or a drawing that does nothing but draw."""

from io import BytesIO
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from home.looks.logo import kind_of_logo

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def drawing(inside: str, before: str = "") -> bytes:
    return f"{before}{OPEN}{inside}</svg>".encode()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "green").save(written, kind)
    return written.getvalue()


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9v9z" fill="#2c6017"/>',
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<rect width="9" height="9" fill="url(#a)" style="fill:url( #a )"/><use href="#a" xlink:href="#a"/>',
        "<style>.a{fill:red}</style><title>Linde</title>",
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>',
    ],
)
def test_a_drawing_that_only_draws_is_taken(inside: str) -> None:
    assert kind_of_logo(drawing(inside)) == "SVG"
    assert kind_of_logo(drawing(inside, before='\ufeff<?xml version="1.0"?>\n<!-- made -->')) == "SVG"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<rect onclick="alert(1)"/>',
        '<rect ONLOAD="alert(1)"/>',
        "<foreignObject><p>hello</p></foreignObject>",
        '<image href="https://evil.example/x.png"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xlink:href="data:image/svg+xml;base64,AAAA"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<rect style="fill:url(https://evil.example/x)"/>',
        "<rect fill=\"url('//evil.example/x')\"/>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>rect{background:url(https://evil.example/x)}</style>",
        "<style>rect{fill:u\\72l(https://evil.example/x)}</style>",
        "<style>@\\69mport 'https://evil.example/x.css';</style>",
        "<style>rect{}<title>a</title>@import 'https://evil.example/x.css';</style>",
        "<style>rect{background:image-set('https://evil.example/x' 1x)}</style>",
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/"/>',
        "<rect",
        "&unknown;",
    ],
)
def test_a_drawing_that_does_more_is_refused_with_a_word(inside: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        kind_of_logo(drawing(inside))

    assert refusal.value.messages[0]


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd">',
        '<?xml-stylesheet href="https://evil.example/x.css"?>',
        '<?xml version="1.0" encoding="nonsense"?>',
        '<?xml version="1.0" encoding="shift_jis"?>',
    ],
)
def test_a_drawing_with_a_head_of_its_own_is_refused(before: str) -> None:
    with pytest.raises(ValidationError):
        kind_of_logo(drawing("<rect/>", before=before))


@pytest.mark.parametrize(
    "before",
    ['<!DOCTYPE svg [<!ENTITY a "aaaa">]>', '<?xml-stylesheet href="data:text/xsl,a" type="text/xsl"?>'],
)
def test_another_encoding_hides_no_head(before: str) -> None:
    head = f'<?xml version="1.0" encoding="utf-16"?>{before}'

    with pytest.raises(ValidationError):
        kind_of_logo(drawing("<rect/>", before=head).decode().encode("utf-16-le"))


def test_a_drawing_that_grows_without_end_is_refused() -> None:
    steps = [f'<g id="a{step}">{f"""<use href="#a{step - 1}"/>""" * 10}</g>' for step in range(1, 20)]

    with pytest.raises(ValidationError, match="herhaalt"):
        kind_of_logo(drawing(f'<g id="a0"><rect/></g>{"".join(steps)}'))
    with pytest.raises(ValidationError, match="herhaalt"):
        kind_of_logo(drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'))


def test_a_long_row_of_spaces_costs_nothing() -> None:
    begin = process_time()

    assert kind_of_logo(drawing(f'<rect style="fill:url({" " * 20_000}#a)"/>')) == "SVG"
    with pytest.raises(ValidationError):
        kind_of_logo(drawing(f'<rect style="fill:url({" " * 20_000}a)"/>'))

    assert process_time() - begin < 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_taken(kind: str) -> None:
    assert kind_of_logo(picture(kind)) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<html><body>hello</body></html>",
        picture()[:60],
        picture("GIF"),
        picture(size=(2001, 2)),
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
        b"x" * 300_001,
    ],
)
def test_what_is_no_logo_is_refused_with_a_word(content: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        kind_of_logo(content)

    assert refusal.value.messages[0]
