"""What must hold within printed tables, found from their structure and content alone."""
