"""`python -m omp_desktop`."""

from omp_desktop.cli import main

main()
