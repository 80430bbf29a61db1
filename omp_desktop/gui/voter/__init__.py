"""What the voter sees and touches.

The rules of the way through a vote stand in `flow`, `ballot`, `marks` and `inactivity`, without Qt.
"""
