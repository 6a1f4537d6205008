"""The first start: three guided ways to a vault, step by step, each step one card."""
