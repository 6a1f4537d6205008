"""Made-up people of four scripts, ways to write their names otherwise, and letters that name none of them."""
