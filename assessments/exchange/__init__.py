"""Files in and out: maturity models, answers."""
