"""Forms: what people want, checked and put into words."""
