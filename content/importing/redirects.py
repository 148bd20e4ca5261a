"""The old addresses of texts, kept as redirects."""

from dataclasses import dataclass, field

from wagtail.contrib.redirects.models import Redirect

LONGEST_ADDRESS = 255


@dataclass
class Redirects:
    """Keeps old addresses alive; who came first keeps an address. With `is_trial` it only counts them."""

    is_trial: bool
    made_count: int = 0
    _promised: dict[str, int] = field(default_factory=dict)

    def keep(self, addresses: list[str], page_id: int) -> list[str]:
        """Lead `addresses` to the page; return those that already lead elsewhere or cannot be kept."""
        paths = {Redirect.normalise_path(address): address for address in addresses}
        paths.pop("/", None)
        kept = dict(
            Redirect.objects.filter(old_path__in=paths, site=None).values_list("old_path", "redirect_page_id")
        )
        refused: list[str] = []
        for path, address in paths.items():
            owner = kept.get(path, self._promised.get(path))
            if len(path) > LONGEST_ADDRESS or (owner is not None and owner != page_id):
                refused.append(address)
            elif path not in kept:
                self._make(path, page_id)
        return refused

    def _make(self, path: str, page_id: int) -> None:
        self.made_count += 1
        if self.is_trial:
            self._promised[path] = page_id
        else:
            Redirect.objects.create(old_path=path, redirect_page_id=page_id, automatically_created=True)
