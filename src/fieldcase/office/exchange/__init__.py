"""Exchange with peers: cards and enrolment, sending, receiving, who holds what."""
