"""What operators write, read with its places, checked, and turned into the playbook that the core plays."""
