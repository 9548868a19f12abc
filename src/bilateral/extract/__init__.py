"""Tables of a document, found by their structure; every cell stays the printed string."""
