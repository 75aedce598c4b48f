"""The only code that writes rows: one verb a function, atomic."""
