"""XPath 1.0 as ODK XForms extends it: read once, compiled into closures, evaluated many times.

The package knows nodes only through forms.xpath.nodes.Node, so it serves the primary instance, secondary instances and
tests alike. lexer -> parser -> tree -> compiler; functions/ holds the function library.
"""
