"""What readers saw, when: recording it, disclosing it, and auditing what is stored."""
