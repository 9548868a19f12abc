"""A document audited, and two versions of one compared.

To be read from the top: `audit` is the call, and what it gives; `limits` and `progress` are what it is told.
`worker_process` starts a process with little memory, time and access, which runs `worker`: read the document
(`crossfoot.documents`), check it (`worker_checks`), draw where findings stand (`clippings`), and show
pictures to a program that reads them (`pictures`). `audit_records` and `audit_folder` write what was found.
`versions` compares two audits: what in them is one (`versions_alignment`), what of their tables changed
(`versions_tables`) and of their prose (`versions_prose`), what cells make together that prose can state
(`versions_evidence`), and what of that was left behind in prose (`versions_stale`) and in
cells (`versions_cells`).
"""
