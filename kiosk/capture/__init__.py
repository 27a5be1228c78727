"""Pictures of papers: read safely, straightened, judged, made small, and scanned. No Qt, no disk.

Whatever comes in is hostile until picture.read() has decoded it; what goes out was encoded here, so that nothing of the
camera's own file (place, owner, time, thumbnail) is in it. See docs/capture.md.
"""
