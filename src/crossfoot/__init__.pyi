# The public names of crossfoot, each with the module that defines it.
