"""Pictures of every screen: each area of the window has a module whose `walk(camera)` takes its own."""
