"""What an organisation may change of how Brink looks, and what it may not: checked before it is kept."""
