"""A theme holds custom properties with plain values; whatever else is in it is refused, by line."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.looks.theme import UnsafeTheme, read_theme

SAFE = [
    "--utrecht-document-color: #1b2119;",
    "--utrecht-link-color: rgb(0 64 128 / 90%)",
    "--todo-font-family: 'Open Sans', Arial, sans-serif;",
    "--nl-space: calc(1rem * 1.5 + var(--nl-base, 4px));",
    "--nl-mix: color-mix(in oklab, light-dark(#fff, #000) 40%, red);",
]
UNSAFE = [
    "--a: url(https://evil.example/x.png);",
    "--a: URL(x);",
    "--a: u\\72l(x);",
    "--a: image-set('x.png' 1x);",
    "--a: src('x');",
    "--a: expression(alert(1));",
    "--a: attr(href);",
    "--a: 1px } body { display: none",
    "--a: </style><script>alert(1)</script>;",
    "--a: 'x\\';} body{color:red}';",
    "--a: 'not closed;",
    "--a: (1px;",
    "--a: 1px);",
    "--a: red !important;",
    "--a: @import 'x';",
    "--a:;",
    f"--a: {'1' * 301};",
    "@import 'https://evil.example/x.css';",
    "color: red;",
    "--: red;",
    "--é: red;",
    "--a /* : red;",
    ":root { --a: red; } body { --b: red; }",
    ":root { --a: red; @media print { --b: red; } }",
    "a[href] { --a: red; }",
]


@pytest.mark.parametrize("declaration", SAFE)
def test_a_plain_value_is_kept_as_it_is(declaration: str) -> None:
    (found,) = read_theme(declaration)

    assert str(found) == declaration.removesuffix(";") + ";"


@pytest.mark.parametrize("declaration", UNSAFE)
def test_what_could_do_more_than_set_a_value_is_refused(declaration: str) -> None:
    with pytest.raises(UnsafeTheme) as refusal:
        read_theme(declaration)

    assert refusal.value.faults


def test_a_file_of_a_design_system_is_read_whole() -> None:
    text = """
    /* Gemeente Lindewaard
       version 3 */
    .lindewaard-theme, :root {
      --lindewaard-color-1: #204a0f; /* leaf */
      --utrecht-link-color:
        var(--lindewaard-color-1);
    }
    """

    assert [str(found) for found in read_theme(text)] == [
        "--lindewaard-color-1: #204a0f;",
        "--utrecht-link-color: var(--lindewaard-color-1);",
    ]


def test_faults_name_their_lines() -> None:
    text = "/* one\ntwo */\n:root {\n--a: red;\n--b: url(x);\n\n--c:\n  {;\n}"
    lines = "--a: red;\n\ncolor: red;\n--b: url(x);"

    with pytest.raises(UnsafeTheme):
        read_theme(text)
    with pytest.raises(UnsafeTheme) as refusal:
        read_theme(lines)

    assert [fault.split(":")[0] for fault in refusal.value.faults] == ["Regel 3", "Regel 4"]


def test_a_name_of_our_own_is_refused() -> None:
    with pytest.raises(UnsafeTheme, match="--accent"):
        read_theme("--accent: #ffff00;", reserved=frozenset({"--accent"}))


def test_too_long_a_theme_is_refused() -> None:
    with pytest.raises(UnsafeTheme):
        read_theme("--a: 1px;" * 30_000)


def test_a_long_row_of_spaces_costs_nothing() -> None:
    begin = process_time()

    with pytest.raises(UnsafeTheme):
        read_theme("/**/" + " " * 20_000 + "x")

    assert process_time() - begin < 1


def test_no_more_faults_are_told_than_can_be_read() -> None:
    with pytest.raises(UnsafeTheme) as refusal:
        read_theme("x;" * 50_000)

    assert len(refusal.value.faults) == 20


def test_an_empty_theme_sets_nothing() -> None:
    assert read_theme(" \n/* later */\n") == []


@given(st.text(alphabet=st.sampled_from("-ab:;{}()'\"/*\\@u<> \n#1rl,%"), max_size=60))
def test_whatever_is_read_stays_inside_its_declaration(text: str) -> None:
    try:
        found = read_theme(text)
    except UnsafeTheme:
        return

    for one in found:
        written = f"{one.name}{one.value}"
        assert not set(written) & set("{};@\\<>\n")
        assert "/*" not in written
        assert "url(" not in written
        assert one.value.count('"') % 2 == 0
