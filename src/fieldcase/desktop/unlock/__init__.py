"""The locked screen: it opens a vault and reveals nothing, neither the office nor a name nor the last case."""
