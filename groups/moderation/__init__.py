"""What is reported in a group: its hosts decide first, and in time the moderators of all."""
