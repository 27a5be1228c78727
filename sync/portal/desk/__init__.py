"""The officer's desk: pages made on the server, without scripts."""
