"""How the kiosks are, as far as they have told; and residents who call for help now."""
