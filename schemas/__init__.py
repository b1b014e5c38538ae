"""What a fact is: record models and their JSON Schema, event types and lexicons, the database's tables and their writer."""
