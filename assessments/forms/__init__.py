"""Forms: what people type, checked and put into words."""
