"""A field presence's whole day through the real windows of two seats, once for every hand that can press."""
