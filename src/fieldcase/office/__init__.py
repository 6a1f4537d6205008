"""What a person at a desk does, one function a use case; the roles are checked here."""
