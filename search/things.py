"""Things that can be found, by the key that names them wherever the newsroom chose one."""

from collections.abc import Iterable

from search.models import Entry


def entries_by_key(keys: Iterable[str], scope_ids: Iterable[int]) -> dict[str, Entry]:
    """Return {key: entry} of what is there and within these scopes, in one query."""
    keys = set(keys)
    if not keys:
        return {}
    ids = {Entry.object_id_in(key) for key in keys}
    kinds = {key.rpartition("-")[0] for key in keys}
    rows = Entry.objects.findable().filter(kind__in=kinds, object_id__in=ids, scope_id__in=scope_ids)
    return {entry.key: entry for entry in rows.defer("text", "headings") if entry.key in keys}
