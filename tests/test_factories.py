from access.models import User
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.pages import ImageFactory, NewsPageFactory, ProcedurePageFactory, SectionPageFactory


def test_an_account_signs_in_with_the_password_of_the_factory(db: None) -> None:
    user = UserFactory()

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_a_person_gets_a_unit_and_the_subjects_it_was_given(db: None) -> None:
    parent = UnitFactory()
    subject = SubjectFactory()

    person = PersonFactory(name="Noor de Wit", unit=UnitFactory(parent=parent), subjects=[subject])

    assert person.sort_name == "de Wit, Noor"
    assert person.unit.get_parent() == parent
    assert list(person.subjects.all()) == [subject]


def test_pages_stand_under_a_valid_parent(db: None) -> None:
    section = SectionPageFactory()
    procedure = ProcedurePageFactory(parent=section)
    news = NewsPageFactory(image=ImageFactory(), subjects=[SubjectFactory()])

    assert procedure.get_url() == f"/knowledge/{section.slug}/{procedure.slug}/"
    assert news.get_url() == f"/news/{news.slug}/"
    assert news.subjects.count() == 1


def test_a_translation_stands_in_the_tree_of_its_language(db: None) -> None:
    dutch = NewsPageFactory()

    english = NewsPageFactory(language="en", translation_of=dutch)

    assert dutch.get_translations().get() == english
    assert english.get_url() == f"/en/news/{english.slug}/"
