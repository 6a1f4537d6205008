"""The place Reports: figures and charts of a period, each of which opens the cases or letters behind it."""
