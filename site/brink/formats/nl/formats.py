"""Dutch moments, with a point in the time: 8.30."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = "j F Y, H.i"
