from pathlib import Path

from wagtail.contrib.redirects.models import Redirect

from knowledge.models import KnowledgeIndexPage, ProcedurePage
from news.models import NewsIndexPage, NewsPage
from tests.importing.conftest import BringIn
from tests.importing.writing import body_of, write


def link_in(slug: str) -> str:
    """Return the text of the only block of a procedure."""
    return str(body_of(ProcedurePage.objects.get(slug=slug))[0]["value"])


def test_links_between_files_become_links_between_pages(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder,
        {
            # The first file by name links to the last: every page must be there before the first link.
            "a.md": "# A\n\n[beside](b/c.md), [below](b/c/), [the root](/b/c/), [the folder](b/).\n",
            "b/c.md": "# C\n\n[up](../a.md) and [home](/).\n",
        },
    )

    report = bring_in(knowledge)

    a, c = ProcedurePage.objects.get(slug="a"), ProcedurePage.objects.get(slug="c")
    link = f'<a linktype="page" id="{c.pk}">'
    assert link_in("a") == f"<p>{link}beside</a>, {link}below</a>, {link}the root</a>, the folder.</p>"
    assert link_in("c") == (
        f'<p><a linktype="page" id="{a.pk}">up</a> and <a linktype="page" id="{knowledge.pk}">home</a>.</p>'
    )
    assert [str(remark) for remark in report.dead_links] == ["a.md:3: b/"]


def test_links_follow_permalinks_and_old_addresses(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder,
        {
            "a.md": '---\ntitle: A\n---\n[x]({% page "/rest/" %}) [y](/vacation)\n',
            "b.md": "---\ntitle: B\npermalink: /rest/\nredirect_from:\n  - /vacation/\n---\nRest.\n",
        },
    )

    bring_in(knowledge)

    assert link_in("a").count(f'id="{ProcedurePage.objects.get(slug="b").pk}"') == 2


def test_links_by_document_number_find_the_file_that_carries_it(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder,
        {
            "circulaire-BWBR0009999.md": "# A\n\n[wet](../../wet/iets/BWBR0001947/README.md) en "
            "[weg](../../wet/anders/BWBR0000001/README.md)\n",
            "wet-ambtenarenwet-BWBR0001947.md": "# Wet\n\nTekst.\n",
        },
    )

    report = bring_in(knowledge)

    law = ProcedurePage.objects.get(title="Wet")
    assert link_in("circulaire-bwbr0009999") == f'<p><a linktype="page" id="{law.pk}">wet</a> en weg</p>'
    assert len(report.dead_links) == 1


def test_anchors_become_those_of_our_headings(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(
        folder,
        {
            "a.md": "# A\n\n[hours](b.md#using-the-hours-you-ve-earned) [own](b.md#set-up) [2](b.md#how-1) "
            "[here](#Deep-down) [elsewhere](b.md#gone) "
            "[and](b.md#m-and-ie) [marked](b.md#how:~:text=x)\n\n### Deep down\n",
            "b.md": "# B\n\n## Using the hours you\u2019ve earned\n\n## Begin {#set-up}\n\n"
            "## How\n\n## How\n\n## M&IE\n",
        },
    )

    bring_in(knowledge)

    written = link_in("a")
    assert 'anchor="using-the-hours-youve-earned">hours' in written
    assert 'anchor="begin">own' in written
    assert 'anchor="how-2">2' in written
    assert 'href="#deep-down">here' in written
    assert 'anchor="gone">elsewhere' in written
    assert 'anchor="mie">and' in written
    assert 'anchor="how">marked' in written


def test_links_to_other_sites_stay(folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn) -> None:
    write(
        folder, {"a.md": '# A\n\n[x](https://voorbeeld.example/?a=1&b="2") [m](mailto:a@voorbeeld.example)\n'}
    )

    report = bring_in(knowledge)

    assert 'href="https://voorbeeld.example/?a=1&amp;b=%222%22"' in link_in("a")
    assert 'href="mailto:a@voorbeeld.example"' in link_in("a")
    assert report.dead_links == []


def test_old_addresses_lead_to_the_new_page(folder: Path, news: NewsIndexPage, bring_in: BringIn) -> None:
    write(
        folder,
        {
            "2015-03-17-hello.md": "---\ntitle: Hello\nredirect_from: /first/\n---\nHello.\n",
            "about.md": "---\ntitle: About\n---\nUs.\n",
            "plain.md": "# Never on a website\n\nText.\n",
        },
    )

    report = bring_in(news)

    hello, about = NewsPage.objects.get(slug="hello"), NewsPage.objects.get(slug="about")
    assert dict(Redirect.objects.values_list("old_path", "redirect_page_id")) == {
        "/2015/03/17/hello": hello.pk,
        "/first": hello.pk,
        "/about": about.pk,
    }
    assert report.redirect_count == 3


def test_an_old_address_that_leads_elsewhere_stays_and_is_remarked(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    Redirect.objects.create(old_path="/leave", redirect_page=knowledge)
    write(folder, {"a.md": "---\ntitle: A\nredirect_from:\n- /leave/\n---\nText.\n"})

    report = bring_in(knowledge)

    assert Redirect.objects.get(old_path="/leave").redirect_page_id == knowledge.pk
    assert [str(remark) for remark in report.remarks] == [
        "a.md:4: The old address /leave/ already leads to another page."
    ]
