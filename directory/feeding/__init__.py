"""Feeding the directory from a file of people: CSV, Excel, or a list in JSON."""
