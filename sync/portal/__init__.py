"""The central portal: officers answer here, kiosks send here, residents look here."""
