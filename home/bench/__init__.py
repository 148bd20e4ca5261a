"""How fast the main screens are, in a small and in a large organisation.

Each organisation has a database and a process of its own: a *station*, which asks Brink for a screen inside
its process, through all middleware, and measures what that cost. There is no network and no second visitor,
so the figures compare screens, sizes and versions; they do not say how many visitors a server bears.
"""
