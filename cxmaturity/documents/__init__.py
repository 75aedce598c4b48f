"""JSON and YAML files of others, read safely, with every problem in its place."""
