"""The reading desk: one source's text, what is suggested in it, and the form in which its claims are recorded."""
