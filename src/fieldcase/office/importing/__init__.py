"""Reading an office's old register: any spreadsheet, with a mapping, into proposals that a person decides on.

`reading` opens the file in a helper process, `mapping` says what the columns mean, `proposing` makes the plan (rows,
values, dates, consents, duplicates, problems). Nothing here writes to a vault; `apply` does that with a plan.
"""
