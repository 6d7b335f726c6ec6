"""What an article says about itself in its own words: where each thing stands, and how sure that is.

Each module is one subject. Nothing is changed in the text.
"""
