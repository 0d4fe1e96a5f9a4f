"""The facts of a report: area, dates, addressees, answers asked for, judgements."""
