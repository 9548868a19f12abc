"""What a reader sees: figures and tables in a notebook, notebooks on a page."""
