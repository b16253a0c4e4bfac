"""The gradebook of OUT: every attempt, grade, scorecard version and edit, kept for good. results.json is its export."""
