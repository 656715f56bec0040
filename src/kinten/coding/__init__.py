"""Codes of tumours: ICD-O-3, its editions, its conversion to and from ICD-10, and groups of codes."""
