"""Pictures that pages draw on the server, as numbers for a template of SVG. Knows no model."""
