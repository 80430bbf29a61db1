"""Windows of the voter, the official and the candidate. The only package that imports PySide6."""
