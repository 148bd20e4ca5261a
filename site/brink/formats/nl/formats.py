"""Dutch moments, with a point in the time: 8.30."""

TIME_FORMAT = "G.i"
DATETIME_FORMAT = "j F Y, G.i"
