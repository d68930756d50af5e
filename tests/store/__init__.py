"""What the store promises, on a real SQLite file."""
