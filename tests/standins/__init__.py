"""Local servers that stand in for somebody else's, and misbehave when told to."""
