"""A synthetic organisation of any size, to measure and to prove things with."""
