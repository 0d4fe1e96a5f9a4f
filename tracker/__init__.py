"""The improvement action-plan tracker: from an inspection report to a plan that gets done."""

__version__ = "0.2.0"
