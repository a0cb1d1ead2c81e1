"""Crisis lines: facts as edited, as verified, as dialled, and those that ship with the package."""
