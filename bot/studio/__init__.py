"""The operators' workshop: dialogues as a map and as a phone, tried with the real engine, checked as they are saved."""
