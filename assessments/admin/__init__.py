"""The editor of the maturity model, and organisations as an administrator sees them.

Sheets, answers, comments and snapshots are not here: nobody reads what a person said.
"""

from assessments.admin import maturity_model, organisations, parts, stones

__all__ = ["maturity_model", "organisations", "parts", "stones"]
