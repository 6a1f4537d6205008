"""The assistant of an import: file, columns, values, preview, result."""
