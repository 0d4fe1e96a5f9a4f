"""The plain lists: evidence, measures, meetings, sources, people and agencies."""
