"""Submissions to servers that are not ours: any that speaks OpenRosa (https://docs.getodk.org/openrosa/).

There are no signatures in OpenRosa and no way to ask what arrived. What stays of "exactly once" is the instanceID: the
same bytes go again until the server says 201, and it is the server's duty to store an instance once.
"""
