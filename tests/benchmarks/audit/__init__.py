"""What the audit finds of errors made on purpose."""
