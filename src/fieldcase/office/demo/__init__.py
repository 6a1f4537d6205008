"""The whole main job on training data, by the use cases that people call: two laptops, and headquarters."""
