"""Fit the models that the package ships. Needs the `train` extra; never imported by `detente`."""
