"""The scope of each page, kept in step with the restrictions on its branch."""
