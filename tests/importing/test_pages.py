from datetime import date
from pathlib import Path

from django.utils import timezone

from content.models import PageScope
from knowledge.models import KnowledgeIndexPage, ProcedurePage, SectionPage
from news.models import NewsIndexPage, NewsPage
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.importing.conftest import BringIn
from tests.importing.writing import body_of, write


def test_a_text_with_front_matter_becomes_a_published_procedure(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder,
        {
            "leave.md": "---\ntitle: Leave & rest\ndescription: How to *ask*.\nkeywords: vacation, day off\n"
            "date: 2026-03-02\n---\n## Ask\n\nAsk early.\n"
        },
    )

    report = bring_in(knowledge)

    procedure = ProcedurePage.objects.child_of(knowledge).get()
    assert report.made == ["leave.md"]
    assert (procedure.title, procedure.slug, procedure.live) == ("Leave & rest", "leave", True)
    assert procedure.summary == "How to ask."
    assert procedure.keywords == "vacation, day off"
    assert procedure.checked_on == date(2026, 3, 2)
    assert body_of(procedure)[0] == {"type": "heading", "value": "Ask"}
    assert procedure.locale.language_code == "en"
    assert procedure.get_latest_revision().object_str == "Leave & rest"
    assert PageScope.objects.get(page=procedure).scope.condition == "everyone"


def test_without_front_matter_the_first_heading_is_the_title_and_not_in_the_text(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    meta = "<meta http-equiv='Content-Type' content='text/html; charset=utf-8' />\n\n"
    write(folder, {"a.md": f"{meta}##Besluit van 1 maart\n\nWij Beatrix.\n"})

    bring_in(knowledge)

    procedure = ProcedurePage.objects.get()
    assert procedure.title == "Besluit van 1 maart"
    assert body_of(procedure) == [{"type": "text", "value": "<p>Wij Beatrix.</p>"}]


def test_without_a_heading_the_file_name_is_the_title(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"travel-guide_part-2.md": "Take the train.\n"})

    bring_in(knowledge)

    assert ProcedurePage.objects.get().title == "Travel guide part 2"


def test_a_title_too_long_for_a_page_stands_whole_in_the_text(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    title = "Besluit " + "over van alles en nog wat " * 12
    write(folder, {"a.md": f"# {title}\n\nTekst.\n"})

    bring_in(knowledge)

    procedure = ProcedurePage.objects.get()
    assert len(procedure.title) <= 255
    assert procedure.title.endswith("…")
    assert body_of(procedure)[0]["value"].startswith(f"<p>{title.strip()}</p>")


def test_folders_become_sections_with_the_text_and_title_of_their_index(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder,
        {
            "README.md": "# About these files\n",
            "hiring.md": "# Hiring\n\nWe hire.\n",
            "time-off/index.md": "---\ntitle: Time off\n---\nRest is part of work.\n",
            "time-off/leave.md": "# Leave\n\nAsk.\n",
            "time-off/far-away/sabbatical.md": "# Sabbatical\n\nGo.\n",
        },
    )

    report = bring_in(knowledge)

    section = SectionPage.objects.child_of(knowledge).get()
    inner = SectionPage.objects.child_of(section).get()
    assert (section.title, section.slug, section.live) == ("Time off", "time-off", True)
    assert body_of(section) == [{"type": "text", "value": "<p>Rest is part of work.</p>"}]
    assert (inner.title, inner.live) == ("Far away", True)
    assert ProcedurePage.objects.get(slug="leave").get_parent().pk == section.pk
    assert ProcedurePage.objects.get(slug="sabbatical").get_parent().pk == inner.pk
    assert ProcedurePage.objects.get(slug="hiring").get_parent().pk == knowledge.pk
    assert report.sections == ["time-off/far-away/"]
    assert report.skipped == ["README.md"]


def test_a_folder_that_only_holds_all_texts_is_no_section(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"LICENSE.md": "Free.", "_data/a.md": "no", "pages/leave.md": "# Leave\n\nAsk.\n"})

    report = bring_in(knowledge)

    assert ProcedurePage.objects.child_of(knowledge).get().title == "Leave"
    assert not SectionPage.objects.exists()
    assert report.skipped == ["_data/", "LICENSE.md"]


def test_a_post_becomes_news_with_its_date_authors_and_subjects(
    folder: Path, news: NewsIndexPage, bring_in: BringIn
) -> None:
    noor = PersonFactory(name="Noor de Wit", slug="noor")
    known = SubjectFactory(name_nl="Verlof", name_en="Leave", slug="leave")
    write(
        folder,
        {
            "posts/2015-03-17-hello-world.md": "---\ntitle: Hello\nauthors:\n- noor\n- emre-kaya\n- someone\n"
            "tags: [leave, How we work]\nexcerpt: We begin.\n---\nHello.\n",
            "_authors/someone.md": "---\nfull_name: Some One\n---\n",
        },
    )

    bring_in(news)

    item = NewsPage.objects.child_of(news).get()
    assert item.slug == "hello-world"
    assert item.published_on == date(2015, 3, 17)
    assert timezone.localdate(item.first_published_at) == date(2015, 3, 17)
    assert item.author == noor
    assert item.author_name == "Emre Kaya, Some One"
    assert item.summary == "We begin."
    assert [subject.slug for subject in item.subjects.order_by("slug")] == ["how-we-work", "leave"]
    assert known in item.subjects.all()


def test_an_author_is_recognised_by_name(folder: Path, news: NewsIndexPage, bring_in: BringIn) -> None:
    noor = PersonFactory(name="Noor de Wit", slug="n-de-wit")
    write(folder, {"a.md": "---\ntitle: Hello\nauthor: noor DE wit\n---\nHello.\n"})

    bring_in(news)

    assert NewsPage.objects.get().author == noor


def test_dates_are_read_as_generators_write_them(
    folder: Path, news: NewsIndexPage, bring_in: BringIn
) -> None:
    for number, day in enumerate(["2015-03-17 14:00:00 -4", "'2014-05-11T12:00:00-04:00'", "2015-3-7 "]):
        write(folder, {f"{number}.md": f"---\ntitle: Post {number}\ndate: {day}\n---\nHello.\n"})

    bring_in(news)

    days = NewsPage.objects.order_by("title").values_list("published_on", flat=True)
    assert list(days) == [date(2015, 3, 17), date(2014, 5, 11), date(2015, 3, 7)]


def test_a_date_that_does_not_exist_is_remarked_and_the_page_goes_in(
    folder: Path, news: NewsIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"a.md": "---\ntitle: Hello\ndate: 2015-02-30\n---\nHello.\n"})

    report = bring_in(news)

    assert report.made == ["a.md"]
    assert [str(remark) for remark in report.remarks] == [
        "a.md:3: “2015-02-30” is no date; write it as 2026-11-23."
    ]


def test_news_of_tomorrow_waits_for_its_day(folder: Path, news: NewsIndexPage, bring_in: BringIn) -> None:
    write(folder, {"a.md": "---\ntitle: Soon\ndate: 2099-01-01\n---\nSoon.\n"})

    bring_in(news)

    item = NewsPage.objects.get()
    assert not item.live
    assert item.get_latest_revision().approved_go_live_at.date() == date(2098, 12, 31)


def test_a_draft_is_not_published(folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn) -> None:
    write(folder, {"a.md": "---\ntitle: Not yet\ndraft: true\n---\nText.\n"})

    bring_in(knowledge)

    procedure = ProcedurePage.objects.get()
    assert not procedure.live
    assert procedure.get_latest_revision_as_object().title == "Not yet"


def test_texts_with_one_name_get_addresses_of_their_own(
    folder: Path, news: NewsIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"2015-01-01-hello.md": "# One\n\nA.\n", "2016-01-01-hello.md": "# Two\n\nB.\n"})

    bring_in(news)

    assert set(NewsPage.objects.values_list("slug", flat=True)) == {"hello", "hello-2"}


def test_tags_are_filled_in_only_below_front_matter(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder, {"a.md": "# Brief\n\nBeste {{ naam }},\n", "b.md": "---\ntitle: B\n---\nBeste {{ naam }},\n"}
    )

    report = bring_in(knowledge)

    assert body_of(ProcedurePage.objects.get(slug="a"))[0]["value"] == "<p>Beste {{ naam }},</p>"
    assert body_of(ProcedurePage.objects.get(slug="b"))[0]["value"] == "<p>Beste ,</p>"
    assert report.dropped_tags == {"naam": 1}


def test_a_page_that_moved_says_where_it_is(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder,
        {
            "old.md": "---\ntitle: Old\nredirect_to: /new/\n---\n",
            "new.md": "---\ntitle: New home\n---\nHere.\n",
        },
    )

    bring_in(knowledge)

    new = ProcedurePage.objects.get(slug="new")
    assert body_of(ProcedurePage.objects.get(slug="old"))[0]["value"] == (
        f'<p>This has moved to: <a linktype="page" id="{new.pk}">New home</a></p>'
    )
