"""Texts of real organisations, where they are there: see that each file is read and told about."""

from pathlib import Path

import pytest

from content.importing import import_folder, known_kinds
from home.models import HomePage
from knowledge.models import KnowledgeIndexPage
from news.models import NewsIndexPage
from tests.importing.conftest import NOW

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
CORPORA = [
    pytest.param("18f-handbook", KnowledgeIndexPage, 246, [], id="handbook"),
    pytest.param("nl-circulaires", KnowledgeIndexPage, 396, [], id="circulars"),
    pytest.param("18f-blog", NewsIndexPage, 508, ["2016-05-19-content-debt"], id="blog"),
]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real texts is not beside the project")
@pytest.mark.parametrize(("name", "index", "page_count", "refused"), CORPORA)
def test_a_real_folder_would_go_in_whole(
    name: str,
    index: type[KnowledgeIndexPage | NewsIndexPage],
    page_count: int,
    refused: list[str],
    home: HomePage,
) -> None:
    into = index.objects.get(locale__language_code="en")
    kind = next(kind for kind in known_kinds() if kind.page_model in into.allowed_subpage_models())

    report = import_folder(folder=CORPUS / name, into=into, kind=kind, now=NOW, is_trial=True)

    texts = [remark.source for remark in report.refused if remark.line and "/assets/" not in remark.words]
    assert len(report.made) == page_count
    assert [source.rpartition("/")[2][:23] for source in texts] == refused
