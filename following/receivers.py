"""What appears and disappears in streams when pages, comments and people change."""
