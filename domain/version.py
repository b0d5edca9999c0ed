"""Names the product's version, as every paper it makes says it."""

VERSION = "0.2.0"
