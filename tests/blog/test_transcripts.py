"""Transcripts from files: what becomes lines, and what is refused in words."""

from contextlib import suppress
from time import process_time

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from blog.transcripts import LARGEST_BYTES, MOST_LINES, Line, UnreadableTranscript, lines_of

VTT = """\ufeffWEBVTT - De strooiploeg

NOTE gemaakt door een machine

STYLE
::cue { color: red }

1
00:00.000 --> 00:04.000 align:start
<v Mila>Drie uur 's nachts,</v>

2
00:04.000 --> 00:06.500
<v Mila>Werf <i>Noord</i>.</v>

01:02:05.250 --> 01:02:09.000
<v.loud Ravi Sardjoe>Eerst de bruggen.
Daar vriest het eerder.</v>
"""
SRT = (
    "1\r\n00:00:00,000 --> 00:00:04,000\r\nMila: Drie uur 's nachts.\r\n\r\n"
    "2\r\n00:05:10,400 --> 00:05:12,000\r\nRavi: Eerst de bruggen.\r\n"
)
TXT = "0:00 Mila: Drie uur 's nachts.\nWerf Noord.\n\n[5.10] Ravi: Eerst de bruggen.\n1:02:05 Stilte"


def test_webvtt_gives_lines_with_moment_and_speaker() -> None:
    assert lines_of("nacht.vtt", VTT.encode()) == [
        Line(0, "Mila", "Drie uur 's nachts, Werf Noord."),
        Line(3725, "Ravi Sardjoe", "Eerst de bruggen. Daar vriest het eerder."),
    ]


def test_subrip_gives_lines_with_moment_and_speaker() -> None:
    assert lines_of("NACHT.SRT", SRT.encode("cp1252")) == [
        Line(0, "Mila", "Drie uur 's nachts."),
        Line(310, "Ravi", "Eerst de bruggen."),
    ]


def test_plain_text_gives_lines_that_begin_with_a_time() -> None:
    assert lines_of("nacht.txt", TXT.encode("utf-16")) == [
        Line(0, "Mila", "Drie uur 's nachts. Werf Noord."),
        Line(310, "Ravi", "Eerst de bruggen."),
        Line(3725, "Ravi", "Stilte"),
    ]


def test_short_cues_become_lines_to_read() -> None:
    cues = "\n\n".join(f"00:{n:02}.000 --> 00:{n + 1:02}.000\nwoord{n}" for n in range(20))

    lines = lines_of("nacht.vtt", f"WEBVTT\n\n{cues}".encode())

    assert len(lines) == 1
    assert lines[0].text.startswith("woord0 woord1 ")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nacht.pdf", b"%PDF-1.7", "Een PDF kan niet meelopen"),
        ("nacht.vtt", b"%PDF-1.7 een pdf met een andere naam", "Een PDF kan niet meelopen"),
        ("nacht.docx", b"PK\x03\x04", "Kies een .vtt-"),
        ("nacht", b"0:00 Ja", "Kies een .vtt-"),
        ("nacht.txt", b"PK\x03\x04\x00\x00", "staat geen tekst"),
        ("nacht.txt", b"Zonder tijd.", "De eerste regel heeft geen tijd"),
        ("nacht.txt", b"", "Geen regel in dit bestand heeft een tijd"),
        ("nacht.vtt", b"WEBVTT\n\nzonder pijl", "Geen regel in dit bestand heeft een tijd"),
        ("nacht.vtt", b"99:99 --> 99:99\nja", "is geen tijd"),
        ("nacht.txt", b"0:00 ja\n" * (LARGEST_BYTES // 8 + 1), "groter dan een transcript"),
        ("nacht.txt", b"\xff\xfe\x00", "niet te lezen"),
    ],
)
def test_what_is_no_transcript_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    with override("nl"), pytest.raises(UnreadableTranscript, match=words):
        lines_of(name, content)


def test_more_lines_than_a_form_can_hold_are_refused() -> None:
    text = "\n".join(f"{n // 60}:{n % 60:02} Mila: Ja." for n in range(MOST_LINES + 1))

    with override("nl"), pytest.raises(UnreadableTranscript, match="er passen er 1200"):
        lines_of("nacht.txt", text.encode())


@given(content=st.binary(max_size=300), name=st.sampled_from(["a.vtt", "a.srt", "a.txt"]))
def test_any_file_gives_lines_or_a_refusal(content: bytes, name: str) -> None:
    lines: list[Line] = []

    with suppress(UnreadableTranscript):
        lines = lines_of(name, content)

    assert all(line.text and line.at >= 0 for line in lines)


@pytest.mark.parametrize("words", ["<" * 50_000, "<v" * 25_000, "<v" + " " * 50_000])
def test_tags_without_end_cost_nothing(words: str) -> None:
    begin = process_time()

    with suppress(UnreadableTranscript):
        lines_of("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}".encode())

    assert process_time() - begin < 1
