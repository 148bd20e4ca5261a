"""Where the newsroom's pages hook into Wagtail."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from content.rich_text import OwnLanguagePageLink


@hooks.register("register_rich_text_features", order=100)  # type: ignore[untyped-decorator]  # Wagtail's
def link_pages_in_their_own_language(features: FeatureRegistry) -> None:
    features.register_link_type(OwnLanguagePageLink)
