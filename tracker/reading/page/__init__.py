"""Documents, and how their lines are put together to paragraphs, lists, headings and sentences."""
