"""A model that learns from the team's own decisions, without fooling itself."""
