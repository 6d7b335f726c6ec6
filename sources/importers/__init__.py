"""Files to articles: bytes in, dataclasses out. Nothing here knows the database.

A format is one module with ``read(data, origin)``, which returns an `Article` or raises `Unreadable`; `files`
finds the files and knows which module reads which.
"""
