"""What `manage.py bench` measures of claims; what it measures of articles is in `sources.management.measuring`."""
