"""The sealed letter in which entries travel (docs/formats/package.md). Read `seal`, then `opening`."""
