"""Draws the symbols Office sets on the points of a line."""


def marker_path(symbol: str, x: float, y: float, size: float) -> str:
    """Returns the SVG path of a marker of `size` points around a point; unknown ones are squares."""
    half = size / 2
    if symbol in ("circle", "dot"):
        return f"M{x - half:.1f} {y:.1f}a{half:.1f} {half:.1f} 0 1 0 {size:.1f} 0a{half:.1f} {half:.1f} 0 1 0 {-size:.1f} 0Z"
    if symbol == "triangle":
        return f"M{x:.1f} {y - half:.1f}L{x + half:.1f} {y + half:.1f}H{x - half:.1f}Z"
    if symbol == "diamond":
        return (
            f"M{x:.1f} {y - half:.1f}L{x + half:.1f} {y:.1f}L{x:.1f} {y + half:.1f}L{x - half:.1f} {y:.1f}Z"
        )
    if symbol == "x":
        return (
            f"M{x - half:.1f} {y - half:.1f}L{x + half:.1f} {y + half:.1f}"
            f"M{x - half:.1f} {y + half:.1f}L{x + half:.1f} {y - half:.1f}"
        )
    if symbol == "dash":
        return f"M{x - half:.1f} {y - 0.75:.1f}h{size:.1f}v1.5h{-size:.1f}Z"
    return f"M{x - half:.1f} {y - half:.1f}h{size:.1f}v{size:.1f}h{-size:.1f}Z"
