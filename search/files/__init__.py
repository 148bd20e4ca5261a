"""What stands in files, so that they are found by their words."""
