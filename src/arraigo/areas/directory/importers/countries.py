"""Where countries lie, roughly: boxes for telling a point that cannot be in the country. Pure.

South, west, north, east in degrees, islands included, rounded outwards (Natural Earth 1:110m extents).
"""

from collections.abc import Mapping

Box = tuple[float, float, float, float]

BOXES: Mapping[str, Box] = {
    "AR": (-55.2, -73.7, -21.7, -53.5),
    "BO": (-23.0, -69.7, -9.6, -57.4),
    "BR": (-33.8, -74.1, 5.3, -28.8),
    "CL": (-56.6, -109.5, -17.4, -66.3),
    "CO": (-4.3, -82.0, 13.5, -66.8),
    "CR": (5.4, -87.2, 11.3, -82.5),
    "DO": (17.4, -72.1, 20.0, -68.2),
    "EC": (-5.1, -92.1, 1.8, -75.1),
    "GT": (13.7, -92.3, 17.9, -88.2),
    "HN": (12.9, -89.4, 17.5, -82.3),
    "MX": (14.5, -118.5, 32.8, -86.7),
    "NI": (10.7, -87.7, 15.1, -82.5),
    "PA": (7.1, -83.1, 9.7, -77.1),
    "PE": (-18.4, -81.4, 0.0, -68.6),
    "PY": (-27.7, -62.7, -19.2, -54.2),
    "SV": (13.1, -90.2, 14.5, -87.6),
    "UY": (-35.1, -58.5, -30.0, -53.0),
    "VE": (0.6, -73.4, 15.8, -59.7),
}


def on_earth(latitude: float, longitude: float) -> bool:
    """Tell whether two numbers can be a latitude and a longitude."""
    return abs(latitude) <= 90 and abs(longitude) <= 180


def in_country(latitude: float, longitude: float, country: str) -> bool:
    """Tell whether a point may lie in a country; True where the country is not known here."""
    box = BOXES.get(country)
    if box is None:
        return on_earth(latitude, longitude)
    south, west, north, east = box
    return south <= latitude <= north and west <= longitude <= east


def swapped(latitude: float, longitude: float, country: str) -> bool:
    """Tell whether a point makes sense only with its two numbers exchanged."""
    right = on_earth(latitude, longitude) and in_country(latitude, longitude, country)
    return not right and on_earth(longitude, latitude) and in_country(longitude, latitude, country)
