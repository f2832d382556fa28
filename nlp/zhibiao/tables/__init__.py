"""Tables: from the cells of tables of figures to facts, as a sentence gives them.

The indicator comes from a row, what is said of it from a column. A column or row that does not say for sure what it
holds gives nothing.
"""

from __future__ import annotations

from zhibiao.tables.attach import attach_tables, without_tables

__all__ = ["attach_tables", "without_tables"]
