from home.models import HomePage
from home.services import lay_out
from news.models import NewsIndexPage


def test_each_language_gets_its_own_tree_as_translations(home: HomePage) -> None:
    news = NewsIndexPage.objects.child_of(home).get()
    english = news.get_translations().get()

    assert news.locale.language_code == "nl"
    assert english.locale.language_code == "en"
    assert english.get_parent().locale.language_code == "en"


def test_laying_out_again_changes_nothing(home: HomePage) -> None:
    again = lay_out(hostname="testserver")

    assert again.pk == home.pk
    assert HomePage.objects.count() == 2
    assert NewsIndexPage.objects.count() == 2
