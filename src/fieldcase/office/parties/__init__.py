"""People, groups and organisations: recording them, what they are in a case, and seeing who a code is."""
