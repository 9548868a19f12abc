"""The page an author gets."""
