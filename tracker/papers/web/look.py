"""The look of a paper as a web page: on a desk, on a phone, where tables become cards, and in print."""

from __future__ import annotations

from tracker.papers.styles import ACCENT, BAND, INK, QUIET, RULE

CSS = f"""\
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 3rem; background: #ffffff; color: {INK};
  font: 1.0625rem/1.5 "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere; hyphens: auto; }}
h1, h2 {{ color: {ACCENT}; line-height: 1.25; }}
h1 {{ margin: .5rem 0 .25rem; font-size: 2rem; }}
h2 {{ margin: 2.5rem 0 .75rem; font-size: 1.5rem; }}
h3 {{ margin: 1.75rem 0 .5rem; font-size: 1.125rem; }}
p, ul, blockquote {{ margin: 0 0 .75rem; }}
a {{ color: {ACCENT}; }}
a:focus-visible {{ outline: 3px solid {ACCENT}; outline-offset: 2px; }}
.skip {{ position: absolute; left: -100rem; }}
.skip:focus {{ left: 1rem; top: .5rem; padding: .5rem 1rem; background: #ffffff; }}
.lead {{ font-size: 1.25rem; color: {QUIET}; }}
.quiet, .note, figcaption, footer {{ color: {QUIET}; }}
.marking {{ font-weight: bold; }}
.logo {{ display: block; margin-bottom: .75rem; }}
blockquote {{ border-left: 4px solid {ACCENT}; padding-left: 1rem; }}
blockquote p {{ margin: 0; }}
nav {{ margin-top: 1.5rem; padding: .75rem 1.25rem; background: {BAND}; }}
nav h2 {{ margin: 0 0 .5rem; font-size: 1.125rem; }}
nav ol {{ margin: 0; padding: 0; list-style: none; columns: 18rem; }}
nav li {{ padding: .125rem 0; }}
table {{ width: 100%; margin: 0 0 1.25rem; border-collapse: collapse; table-layout: fixed; }}
caption, .numbers, .symbols {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }}
th, td {{ padding: .4rem .6rem .4rem .25rem; text-align: left; vertical-align: top; }}
thead th {{ background: {BAND}; border-bottom: 2px solid {RULE}; }}
tbody tr {{ border-top: 1px solid {RULE}; }}
tbody tr.joined, tbody tr.continued {{ border-top: 0; }}
td p, th p {{ margin: 0; }}
td.small {{ font-size: .9375rem; }}
.mark {{ width: .95em; height: .95em; margin-right: .35em; vertical-align: -.1em; }}
figure {{ margin: 0 0 1.25rem; }}
figure > svg {{ display: block; width: 100%; max-width: 46rem; height: auto; }}
figure text {{ font-family: inherit !important; }}
footer {{ margin-top: 3rem; padding-top: .75rem; border-top: 1px solid {RULE}; font-size: .9375rem; }}
@media screen and (max-width: 48rem) {{
  body {{ padding: .5rem 1rem 2rem; }}
  h1 {{ font-size: 1.625rem; }}
  h2 {{ font-size: 1.375rem; }}
  figure > svg {{ display: none; }}
  .numbers {{ position: static; width: auto; height: auto; clip-path: none; white-space: normal; }}
  table, tbody, tr, th, td {{ display: block; width: auto; }}
  colgroup {{ display: none; }}
  thead {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
  tbody tr {{ padding: .5rem 0; }}
  tbody tr.joined, tbody tr.continued {{ padding-top: 0; }}
  th, td {{ padding: .1rem 0; }}
  td[data-label]::before {{ content: attr(data-label) ": "; color: {QUIET}; }}
  td:empty, .numbers td.nil {{ display: none; }}
}}
@media print {{
  @page {{ size: A4; margin: 18mm 15mm; }}
  body {{ max-width: none; padding: 0; font-size: 10.5pt; }}
  table {{ font-size: 9.5pt; }}
  nav, .skip {{ display: none; }}
  h2, h3 {{ break-after: avoid; }}
  tr, figure, blockquote {{ break-inside: avoid; }}
  tr.joined, tbody tr:first-child {{ break-before: avoid; }}
  thead {{ display: table-header-group; break-after: avoid; }}
}}
"""
