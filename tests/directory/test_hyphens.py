from directory.templatetags.hyphens import SOFT_HYPHEN, hyphenated


def shown(text: str, language: str) -> str:
    return hyphenated(text, language).replace(SOFT_HYPHEN, "-")


def test_only_a_word_wider_than_a_phone_may_break() -> None:
    assert shown("Arbeidsongeschiktheidsverzekering", "nl") == "Arbeids-on-ge-schikt-heids-ver-ze-kering"
    assert shown("Verlof aanvragen", "nl") == "Verlof aanvragen"


def test_each_language_breaks_by_its_own_rules() -> None:
    assert shown("Internationalisation", "en") == "Interna-tion-al-isation"


def test_a_name_breaks_by_the_rules_of_the_organisation() -> None:
    assert hyphenated("Arbeidsvoorwaarden") == hyphenated("Arbeidsvoorwaarden", "nl")
    assert hyphenated("Internationalisation") != hyphenated("Internationalisation", "en")


def test_what_is_not_a_word_stays_whole() -> None:
    address = "https://intranet.example/een-heel-lang-adres-zonder-eind"
    assert hyphenated(address, "nl") == address
    assert hyphenated("1234567890123456789012345", "nl") == "1234567890123456789012345"
