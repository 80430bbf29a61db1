"""The self-test: whether the program as it was installed here can do what a polling day needs.

Each step looks at one part and says a line for each thing that it tried. It works in a temporary folder,
never on a station's data. What needs windows is looked at by `gui/self_test.py`.
"""
