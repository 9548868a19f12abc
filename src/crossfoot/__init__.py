"""Is anything in this document wrong? Reads a document, and checks its tables and its prose.

    import crossfoot
    found = crossfoot.audit("paper.pdf")   # tables, checks, statements, what was not read
    found.write("audits/paper.pdf")        # the page and its CSV files

`__init__.pyi` lists the public names; each is documented where it is defined, and imported when it is first
asked for, so that `import crossfoot` costs next to nothing.
"""

import lazy_loader

# of the distribution, which bears bilateral too: pyproject.toml reads it here
__version__ = "0.2.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
