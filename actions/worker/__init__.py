"""The worker: hands mail over, and keeps house."""
