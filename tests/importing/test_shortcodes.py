from content.importing.shortcodes import Shortcodes


def expanded(text: str, **page_values: str) -> str:
    return Shortcodes(lambda name: name.title(), page_values).expand(text)


def test_a_page_tag_becomes_the_address_of_the_page() -> None:
    assert expanded('[verlof]({% page "verlof/" %})') == "[verlof](/verlof/)"
    assert expanded('[verlof]({% page\n  "/verlof/#ouders"\n%})') == "[verlof](/verlof/#ouders)"


def test_a_link_tag_keeps_the_address_of_another_site() -> None:
    assert expanded('{% link "https://voorbeeld.example/a" %}') == "https://voorbeeld.example/a"


def test_a_channel_becomes_its_name_and_no_heading() -> None:
    assert expanded('{% slack_channel "verlof" %} helpt') == "&#35;verlof helpt"


def test_an_address_filter_leaves_the_address() -> None:
    assert expanded('{{ "/2015/12/01/hallo/" | url }}') == "/2015/12/01/hallo/"
    assert expanded("{{ site.baseurl }}/a.png") == "/a.png"


def test_a_picture_tag_becomes_a_picture() -> None:
    assert expanded('{% image "img/a b.png" "de knop" %}') == '<img src="/img/a%20b.png" alt="de knop">'
    assert expanded('{% image_with_class "img/a.png" "breed" "de knop" %}') == (
        '<img src="/img/a.png" alt="de knop">'
    )


def test_an_included_figure_keeps_its_caption() -> None:
    written = expanded('{% include "figure.html",\n image: "/a.jpg",\n alt: "x", caption: "Het plein" %}')

    assert written == '<figure><img src="/a.jpg" alt="x"><figcaption>Het plein</figcaption></figure>'


def test_an_alert_becomes_a_callout_with_its_heading() -> None:
    written = expanded('{% alert "Let op <b>", "warning" %}\n    Lees **dit**.\n{% endalert %}')

    assert (
        "<aside data-callout><p><strong>Let op &lt;b&gt;</strong></p>\n\nLees **dit**.\n\n</aside>" in written
    )


def test_values_of_the_page_are_filled_in() -> None:
    assert expanded("![]({{ page.image }})", image="/a.png") == "![](/a.png)"


def test_an_author_tag_becomes_the_name() -> None:
    assert expanded('{{ "noor" | team_link }}') == "Noor"


def test_code_and_raw_text_keep_their_tags() -> None:
    assert expanded('```\n{% raw %}{% page "x" %}{% endraw %}\n```\n') == '```\n{% page "x" %}\n```\n'
    assert expanded("Typ `{% page %}`.") == "Typ `{% page %}`."
    assert expanded("{% raw %}{{ naam }}{% endraw %}") == "{{ naam }}"


def test_comments_go_out() -> None:
    assert expanded("a{% comment %}b{% endcomment %}c{# d #}") == "ac"


def test_words_between_braces_stay() -> None:
    assert expanded("{{Raadpleeg de gedrukte versie}}") == "{{Raadpleeg de gedrukte versie}}"


def test_unknown_tags_go_out_and_are_counted() -> None:
    shortcodes = Shortcodes(str)

    written = shortcodes.expand('a{% icon "ster" %}b{% icon "maan" %}c{{ "x" | photo }}d')

    assert written == "abcd"
    assert shortcodes.dropped == {"icon": 2, "photo": 1}


def test_tags_without_an_end_cost_no_time() -> None:
    text = "{% alert %}" * 2000 + "{{" * 20000 + "{%" * 20000 + "`" * 20001

    assert expanded(text).count("{%") > 0
