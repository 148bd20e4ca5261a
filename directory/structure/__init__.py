"""How the organisation hangs together: by unit, and by who leads whom."""
