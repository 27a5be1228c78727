"""What anybody may open: the front page, and the page behind a receipt's link."""
