"""The board: what a campaign has done, in figures without names, for coordinators, leaders and provinces."""
