"""The directory screen: what can be asked of it, what answers, and its export."""
