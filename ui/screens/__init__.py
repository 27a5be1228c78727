"""The pages of a visit, and the step behind each."""
