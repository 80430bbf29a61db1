"""The tour: the day of an election, played through the real windows, with a picture of every screen."""

from omp_desktop.gui.tour.day import TourFoundProblems, take_tour

__all__ = ["TourFoundProblems", "take_tour"]
