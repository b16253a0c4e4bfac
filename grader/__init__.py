"""Grade the coding question of a machine-learning phone screen, and fold the grade into its report."""

__version__ = "0.1.0"
