"""How well search finds what employees look for, measured on a folder of texts and judged searches.

The texts become procedures of an organisation that lasts as long as the measurement, and each search is asked
as an employee would ask it: through `search.queries.query`, with all that stands between a word and a hit.
"""
