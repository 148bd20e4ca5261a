"""When a group meets: planning it, coming to it, and finding it in a calendar."""
