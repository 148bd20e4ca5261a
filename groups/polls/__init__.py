"""A question with answers to choose from, of which nobody sees who chose what."""
